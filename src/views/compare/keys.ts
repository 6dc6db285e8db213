/** Keys of a comparison's canvas: as in the arena, in the plan that holds what is selected. */

import { stepAtColumn } from "../../core/compare/axis.ts";
import { ARENA_KEYS, type CanvasKeys } from "../../store/canvas-keys.ts";
import { type Compared, comparingStore } from "../../store/comparing.ts";
import { atSameAddresses, besideAt, type Turn } from "../../store/neighbours.ts";
import { sessionStore, setCursor } from "../../store/session.ts";
import { speak } from "../../store/spoken.ts";
import { cursorStep } from "../../store/walk.ts";
import { presentSide, presentStorages, targetOf } from "./across.ts";
import { choosePair } from "./hand.ts";
import { show } from "./obey.ts";
import type { CompareState } from "./scene.ts";
import { arenaIn } from "./side.ts";
import { cursorColumn, presentStep } from "./state.ts";

interface Now {
  readonly state: CompareState;
  readonly compared: Compared;
}

/** A storage of one of the plans, and that plan's step at the cursor. */
interface Place {
  readonly which: "a" | "b";
  readonly s: number;
  readonly step: number;
}

/** What is selected: a storage that the held plan has alone, else one of the present plan; `s` is −1 without any. */
function placeOf({ compared }: Now): Place {
  const own = presentSide(compared);
  const { selection: lone } = comparingStore.getState();
  if (lone === null) {
    const [s = -1] = presentStorages(compared, sessionStore.getState().selection);
    return { which: own, s, step: cursorStep(compared.picture) };
  }
  const which = own === "a" ? "b" : "a";
  const step = Math.max(0, stepAtColumn(compared.comparison.axis[which], cursorColumn(compared)));
  return { which, s: lone, step };
}

/** Selects a storage of one of the plans as the pair that it is, brings it into view, with the cursor in its life. */
function goTo(now: Now, { which, step }: Place, next: number, none: string): true {
  const { compared } = now;
  if (next < 0) {
    speak(none);
    return true;
  }
  const { comparison } = compared;
  const { start, end } = comparison[which].storages;
  const born = start[next] ?? 0;
  if (step < born || step >= (end[next] ?? 0))
    setCursor(presentStep(compared, comparison.axis[which][born] ?? 0));
  const across = which === "a" ? comparison.inB : comparison.inA;
  const present = which === presentSide(compared) ? next : (across[next] ?? -1);
  const target = present < 0 ? null : targetOf(compared, present);
  const lone = present < 0 ? next : null;
  choosePair(target, lone);
  show(now, target, lone, false);
  return true;
}

/** Undefined: before the comparison is made. */
export function compareKeys(look: () => Now | undefined): CanvasKeys {
  const withSelected = (key: string, act: (now: Now, place: Place) => true): (() => boolean) => {
    return () => {
      const now = look();
      if (now === undefined) return false;
      const place = placeOf(now);
      // without a selection they move the cursor, or find somebody at it
      return place.s < 0 ? (ARENA_KEYS[key]?.() ?? false) : act(now, place);
    };
  };
  const inTime = (key: string, turn: Turn, none: string) =>
    withSelected(key, (now, place) => {
      const plan = now.compared.comparison[place.which];
      return goTo(now, place, atSameAddresses(plan, place.s, turn), none);
    });
  const inAddress = (key: string, direction: 1 | -1, none: string) =>
    withSelected(key, (now, place) => {
      const { comparison } = now.compared;
      const arena = arenaIn(comparison, place.which, now.state.arena);
      return goTo(now, place, besideAt(comparison[place.which], arena, place.step, place.s, direction), none);
    });
  return {
    ...ARENA_KEYS,
    ArrowLeft: inTime("ArrowLeft", "before", "Nobody before it."),
    ArrowRight: inTime("ArrowRight", "after", "Nobody after it."),
    Home: inTime("Home", "first", ""),
    End: inTime("End", "last", ""),
    ArrowUp: inAddress("ArrowUp", 1, "Nobody above it."),
    ArrowDown: inAddress("ArrowDown", -1, "Nobody below it."),
    Enter: () => {
      const now = look();
      const { selection } = sessionStore.getState();
      const { selection: lone } = comparingStore.getState();
      if (now === undefined || (selection === null && lone === null)) return false;
      show(now, selection, lone, true);
      return true;
    },
  };
}
