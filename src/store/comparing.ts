/** Two plans side by side: one that is held, and the present one, which goes on changing. Reloading forgets it. */

import { createStore } from "zustand/vanilla";
import type { Comparison, Kind } from "../core/compare/comparison.types.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Progress } from "../core/watch.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { sessionStore, type Window } from "./session.ts";
import { notify } from "./shell.ts";

/** Where a held plan comes from: the page as it was, the open document with other settings, another file, or the open file itself. */
export type HeldFrom = "page" | "settings" | "file" | "shipped";

export interface Named {
  readonly plan: Plan;
  /** What it is called on the page, e.g. "first fit" or a file's name. */
  readonly title: string;
  /** 1 for each storage that has no address in the file; null: all have. */
  readonly free: Uint8Array | null;
}

export interface Held extends Named {
  readonly from: HeldFrom;
  /** Stands in the place of the present plan: the plan in the open file. Absent: the present one itself. */
  readonly against?: Named | undefined;
}

/** A plan that is there to compare with at once. */
export interface Offer {
  readonly held: Held;
  /** What its plan takes in the file. */
  readonly bytes: number;
  /** How many things are wrong with it. */
  readonly faults: number;
  /** The opening that it was found in. */
  readonly opening: number;
}

/** What of both plans the table lists. */
export interface Sides {
  readonly a: boolean;
  readonly both: boolean;
  readonly b: boolean;
}

/** A comparison that was made, with the picture that its present side is of. */
export interface Compared {
  readonly comparison: Comparison;
  readonly picture: Picture;
  readonly held: Held;
  /** Whether the present plan is A. */
  readonly swapped: boolean;
}

export interface ComparingState {
  readonly held: Held | null;
  /** Whether the present plan is A, the one before; else the held one is. */
  readonly swapped: boolean;
  readonly layout: "split" | "overlay";
  /** Kinds that are meant; the rest is dimmed, and not listed. Empty: all. */
  readonly kinds: readonly Kind[];
  readonly sides: Sides;
  /** The latest that was made; null until the first of a held plan is. */
  readonly compared: Compared | null;
  /** Id of the arena that is shown; null: the one that the session shows. */
  readonly arena: string | null;
  /** Visible columns of the common axis, and visible addresses. Null: all. */
  readonly time: Window | null;
  readonly addresses: Window | null;
  /** Storages of the held plan that are pointed at or selected and that the present plan has not. */
  readonly hover: number | null;
  readonly selection: number | null;
  /** A plan that is being made to compare with. */
  readonly work: { readonly title: string; readonly progress: Progress | null } | null;
  readonly offer: Offer | null;
  /** The plan that was compared with last, for those who ended the comparison and want it back. */
  readonly ended: Held | null;
}

/** Conflicts of the plan that the open file ships: as its reader says, else as they were found once it was laid out. */
export function conflictsInFile(picture: Picture | null, { offer }: Pick<ComparingState, "offer">): number {
  const judged = picture?.graph?.document.shipped?.conflicts;
  if (judged !== undefined) return judged.length;
  return offer !== null && offer.opening === picture?.opening ? offer.faults : 0;
}

export const comparingStore = createStore<ComparingState>(() => ({
  held: null,
  swapped: false,
  layout: "split",
  kinds: [],
  sides: { a: true, both: true, b: true },
  compared: null,
  arena: null,
  time: null,
  addresses: null,
  hover: null,
  selection: null,
  work: null,
  offer: null,
  ended: null,
}));

/** Compares the present plan with this one from now on, and opens the table of what differs. */
export function hold(held: Held): void {
  const { layout, sides, offer } = comparingStore.getState();
  comparingStore.setState({
    ...comparingStore.getInitialState(),
    layout,
    sides,
    held,
    offer,
  });
  sessionStore.setState({ lowerPane: "compare" });
}

/** Holds the plan on the page; false without one. */
export function holdPresent(): boolean {
  const { picture } = outcomeStore.getState();
  if (picture === null) return false;
  const { name } = picture.document;
  const title = name === "" ? "held plan" : `held plan of ${name}`;
  hold({ plan: picture.plan, title, from: "page", free: null });
  return true;
}

/** Leaves the comparison; false when there was none. */
export function endComparing(): boolean {
  const { held, layout, sides, offer, work } = comparingStore.getState();
  if (held === null) return false;
  comparingStore.setState({ ...comparingStore.getInitialState(), layout, sides, offer, work, ended: held });
  notify(
    `The comparison with the ${held.title} is ended. “Compare again” in the pane Compare brings it back.`,
  );
  return true;
}

/** Takes up the comparison that was ended last; false when there was none. */
export function compareAgain(): boolean {
  const { ended } = comparingStore.getState();
  if (ended === null) return false;
  hold(ended);
  return true;
}

/** What was before becomes what is after. */
export function swapSides(): void {
  comparingStore.setState((s) => ({
    swapped: !s.swapped,
    sides: { ...s.sides, a: s.sides.b, b: s.sides.a },
  }));
}

export function nextLayout(): void {
  comparingStore.setState((s) => ({ layout: s.layout === "split" ? "overlay" : "split" }));
}

/** Means one kind more, or one less. */
export function toggleKind(kind: Kind): void {
  comparingStore.setState((s) => ({
    kinds: s.kinds.includes(kind) ? s.kinds.filter((k) => k !== kind) : [...s.kinds, kind],
  }));
}

/** What the present plan is called beside the held one. */
export const PRESENT = "present plan";

/** Names of plan A and plan B. */
export function titlesOf({ held, swapped }: Pick<Compared, "held" | "swapped">): {
  readonly a: string;
  readonly b: string;
} {
  const present = held.against?.title ?? PRESENT;
  return swapped ? { a: present, b: held.title } : { a: held.title, b: present };
}
