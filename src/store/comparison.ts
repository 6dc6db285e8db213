/** Placements and orders side by side: what each makes of the open document, measured when asked and kept by settings. */

import { createStore } from "zustand/vanilla";
import type { MemplanDocument } from "../core/document.ts";
import { forcedBy } from "../core/forced.ts";
import { whyIdle } from "../core/idle.ts";
import type { Measured } from "../core/measured.ts";
import { ORDERS } from "../core/order/index.ts";
import { PLACEMENTS } from "../core/place/index.ts";
import { type Choice, SETTINGS, type Settings } from "../core/settings.ts";
import type { Progress } from "../core/watch.ts";
import { ANY_ORDER } from "./freedom.ts";

/** The setting whose choices are compared. */
export type Part = "place" | "order";

export type Entry =
  | { readonly kind: "waiting" }
  /** `best` is the best plan so far; null before the first. */
  | { readonly kind: "running"; readonly progress: Progress | null; readonly best: Measured | null }
  | { readonly kind: "done"; readonly measured: Measured }
  /** Cancelled with what it had found. */
  | { readonly kind: "stopped"; readonly best: Measured | null }
  | { readonly kind: "failed"; readonly message: string };

export interface ComparisonState {
  /** The document that the entries are of. */
  readonly document: MemplanDocument | null;
  /** By `keyOf` of the settings of the plan. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The settings that each part was last asked for with; its own setting in them does not matter. */
  readonly asked: Readonly<Record<Part, Settings | null>>;
}

export const comparisonStore = createStore<ComparisonState>(() => ({
  document: null,
  entries: new Map(),
  asked: { place: null, order: null },
}));

export function choicesOf(part: Part): readonly Choice[] {
  return part === "place" ? PLACEMENTS : ORDERS;
}

/** A text that is the same for equal settings. */
export function keyOf(settings: Settings): string {
  return JSON.stringify(SETTINGS.map(({ name }) => settings[name]));
}

/** A text that is the same for settings that differ in no more than what `part` compares. */
export function baseKey(part: Part, settings: Settings): string {
  return keyOf({ ...settings, [part]: "" });
}

export interface Compared {
  readonly choice: Choice;
  /** Undefined: not asked for. */
  readonly entry: Entry | undefined;
}

export interface Shown {
  readonly rows: readonly Compared[];
  /** True when the rows are of other settings than the present ones. */
  readonly stale: boolean;
}

/** What there is to show of `part`: of the present settings when anything is, else of those last asked for. */
export function shownOf(
  part: Part,
  state: ComparisonState,
  document: MemplanDocument | null,
  settings: Settings,
): Shown {
  const rowsWith = (base: Settings): Compared[] =>
    choicesOf(part).map((choice) => ({
      choice,
      entry: state.entries.get(keyOf({ ...base, [part]: choice.id })),
    }));
  const asked = state.asked[part];
  const own = state.document === document;
  if (!own || asked === null || baseKey(part, asked) === baseKey(part, settings)) {
    return { rows: own ? rowsWith(settings) : choicesOf(part).map(blank), stale: false };
  }
  const present = rowsWith(settings);
  // one of them may be known from the other part; that alone is no comparison
  const known = present.filter(({ entry }) => entry !== undefined).length;
  return known > 1 ? { rows: present, stale: false } : { rows: rowsWith(asked), stale: true };
}

function blank(choice: Choice): Compared {
  return { choice, entry: undefined };
}

export function isUnderWay(entry: Entry | undefined): boolean {
  return entry?.kind === "waiting" || entry?.kind === "running";
}

/** The numbers of an entry, whole or so far. */
export function numbersOf(entry: Entry | undefined): Measured | null {
  switch (entry?.kind) {
    case "done":
      return entry.measured;
    case "running":
    case "stopped":
      return entry.best;
    default:
      return null;
  }
}

/** Why there is nothing to compare, in a sentence or two; null when there is. */
export function whyNotCompared(
  part: Part,
  document: MemplanDocument | null,
  settings: Settings,
): string | null {
  if (document === null) return "Open a model to compare what can be made of it.";
  if (document.kind === "plan")
    return "The open document is a finished plan, shown as it is. Open its model to compare.";
  if (part === "place") {
    if (document.kind === "dataflow") return whyIdle("place", document.kind, settings) ?? null;
    return settings.slots
      ? "Slots are separate allocations: no placement gives them addresses. Turn Slots off to compare placements."
      : null;
  }
  const forced = forcedBy(document.kind).find(({ name }) => name === "order");
  if (forced !== undefined) return `${forced.says} So there is nothing to put in order.`;
  if (document.kind === "lifetimes") return "Lifetimes have no nodes, so there is nothing to put in order.";
  return settings.lifetimes === ANY_ORDER
    ? "This plan holds in any order, so no order makes it smaller. Plan by schedule to compare orders."
    : null;
}
