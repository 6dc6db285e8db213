/** The switch between a plan for this schedule and one that holds in any order. */

import { changeSettings } from "./change-settings.ts";
import { documentStore } from "./document.ts";

/** Id of the rule of lifetimes that holds in any order. */
export const ANY_ORDER = "any-order";
const SCHEDULE = "schedule";

export type OrderMode = "schedule" | "any";

/** Sets the rule of lifetimes; a rule of a runtime's own is left alone when it is one by schedule already. */
export function chooseOrderMode(mode: OrderMode): void {
  const now = documentStore.getState().settings.lifetimes;
  if (mode === "any") changeSettings({ lifetimes: ANY_ORDER });
  else if (now === ANY_ORDER) changeSettings({ lifetimes: SCHEDULE });
}

export function toggleAnyOrder(): void {
  const any = documentStore.getState().settings.lifetimes === ANY_ORDER;
  chooseOrderMode(any ? "schedule" : "any");
}
