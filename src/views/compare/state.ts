/** From the stores to what the picture of a comparison depends on. */

import { stepAtColumn } from "../../core/compare/axis.ts";
import { reach } from "../../draw/arena-layout.ts";
import { last } from "../../draw/last.ts";
import { inside, type Range } from "../../draw/range.ts";
import { type Compared, comparingStore } from "../../store/comparing.ts";
import { inSlices } from "../../store/in-slices.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { cursorStep } from "../../store/walk.ts";
import { presentSide, presentStorages } from "./across.ts";
import type { CompareState } from "./scene.ts";
import { arenaIn, type BothSides, sidesOf } from "./side.ts";

/** Id of the arena that is shown: the one asked for, else that of the other panes. */
export function shownArena({ comparison, picture }: Compared, wanted: string | null): string {
  if (wanted !== null && comparison.arenas.some(({ id }) => id === wanted)) return wanted;
  const { arena } = sessionStore.getState();
  return picture.plan.arenas[arena]?.id ?? comparison.arenas[0]?.id ?? "";
}

/** All columns of the axis; never empty. */
export function allColumns({ comparison }: Compared): Range {
  return [0, Math.max(1, comparison.axis.steps)];
}

/** All addresses worth showing of an arena, in either plan. */
export function allAddresses({ comparison }: Compared, arena: string): Range {
  const most = (which: "a" | "b") => reach(comparison[which].arenas[arenaIn(comparison, which, arena)])[1];
  return [0, Math.max(most("a"), most("b"))];
}

let ofSides: Compared | undefined;
let sides: BothSides | undefined;
let stopSides: (() => void) | undefined;
/** Whoever is to hear that both sides are there; pointers ask, too, and wait for nothing. */
let waiting: (() => void) | undefined;

/** Both sides; undefined while those of a large plan are being made. `ready` hears when they are. */
function sidesNow(compared: Compared, ready: (() => void) | undefined): BothSides | undefined {
  if (ofSides !== compared) {
    stopSides?.();
    ofSides = compared;
    sides = undefined;
    waiting = undefined;
    const { comparison, held, swapped } = compared;
    const present = held.against?.free ?? null;
    const work = swapped ? sidesOf(comparison, present, held.free) : sidesOf(comparison, held.free, present);
    stopSides = inSlices(work, (made) => {
      sides = made;
      waiting?.();
      waiting = undefined;
    });
  }
  if (sides === undefined) waiting = ready ?? waiting;
  return sides;
}

export interface Pair {
  readonly a: ReadonlySet<number>;
  readonly b: ReadonlySet<number>;
}

/** What a target of the present plan, or a storage of the held one alone, is in both plans. */
function pairOf(compared: Compared, target: Target | null, lone: number | null): Pair | null {
  const { comparison, swapped } = compared;
  const present = presentStorages(compared, target);
  const held = new Set<number>(lone === null ? [] : [lone]);
  const across = swapped ? comparison.inB : comparison.inA;
  for (const s of present) {
    const other = across[s] ?? -1;
    if (other >= 0) held.add(other);
  }
  if (present.size === 0 && held.size === 0) return null;
  return swapped ? { a: present, b: held } : { a: held, b: present };
}

export const selectedPair = last(pairOf);
export const hoveredPair = last(pairOf);

/** Column of the cursor. */
export function cursorColumn(compared: Compared): number {
  const map = compared.comparison.axis[presentSide(compared)];
  return map[cursorStep(compared.picture)] ?? 0;
}

/** The step of the present plan at a column, or before it. */
export function presentStep(compared: Compared, column: number): number {
  return Math.max(0, stepAtColumn(compared.comparison.axis[presentSide(compared)], column));
}

/** Undefined until a comparison is made, or when neither plan has a step. `ready` hears when what was undefined is there. */
export function compareState(
  size: { readonly width: number; readonly height: number },
  ready?: () => void,
): { readonly state: CompareState; readonly compared: Compared } | undefined {
  const now = comparingStore.getState();
  const { compared } = now;
  if (compared === null || compared.comparison.axis.steps === 0) return undefined;
  const both = sidesNow(compared, ready);
  if (both === undefined) return undefined;
  const session = sessionStore.getState();
  const arena = shownArena(compared, now.arena);
  const state: CompareState = {
    comparison: compared.comparison,
    ...both,
    arena,
    layout: now.layout,
    time: inside(now.time, allColumns(compared)),
    addresses: inside(now.addresses, allAddresses(compared, arena)),
    ...size,
    base: session.addressBase,
    kinds: now.kinds,
    selected: selectedPair(compared, session.selection, now.selection),
  };
  return { state, compared };
}
