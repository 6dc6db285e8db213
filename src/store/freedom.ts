/** The switch between a plan for this schedule and one that holds in any order. */

import { forcedBy } from "../core/forced.ts";
import { changeSettings } from "./change-settings.ts";
import { documentStore } from "./document.ts";
import { tell } from "./spoken.ts";

/** Id of the rule of lifetimes that holds in any order. */
export const ANY_ORDER = "any-order";
const SCHEDULE = "schedule";

export type OrderMode = "schedule" | "any";

/** Why the open document leaves no choice; undefined where it does. */
export function fixedMode(): string | undefined {
  const { document } = documentStore.getState();
  return document === null
    ? undefined
    : forcedBy(document.kind).find(({ name }) => name === "lifetimes")?.says;
}

/** Sets the rule of lifetimes; a rule of a runtime's own is left alone when it is one by schedule already. */
export function chooseOrderMode(mode: OrderMode): void {
  const now = documentStore.getState().settings.lifetimes;
  if (mode === "any") changeSettings({ lifetimes: ANY_ORDER });
  else if (now === ANY_ORDER) changeSettings({ lifetimes: SCHEDULE });
}

export function toggleAnyOrder(): void {
  const fixed = fixedMode();
  if (fixed !== undefined) {
    tell(fixed);
    return;
  }
  const any = documentStore.getState().settings.lifetimes === ANY_ORDER;
  chooseOrderMode(any ? "schedule" : "any");
}
