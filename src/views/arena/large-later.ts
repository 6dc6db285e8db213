/** The way to what large arenas are drawn from, which comes to the page with the first large plan. */

import type { ArenaState } from "../../draw/paint-arena.ts";
import type { Theme } from "../../draw/theme.ts";
import type { Large } from "../../draw/tiles-paint.ts";
import { MOST_AT_ONCE } from "../../look/limits.ts";
import type { LargeArena } from "./large.ts";

const NOTHING: Large = { rows: new Int32Array(0), tiles: null };

export interface LargeLater {
  /** What a frame draws of an arena; null when the plan is small enough to be looked through. */
  readonly show: (state: ArenaState, theme: Theme) => Large | null;
  readonly stop: () => void;
}

/** `changed` hears that a frame would look better now. */
export function makeLargeLater(changed: () => void): LargeLater {
  let there: LargeArena | undefined;
  let asked = false;
  let stopped = false;
  return {
    show(state, theme) {
      if (state.model.plan.storages.count <= MOST_AT_ONCE) return null;
      if (there === undefined && !asked) {
        asked = true;
        void import("./large.ts").then(({ makeLargeArena }) => {
          if (stopped) return;
          there = makeLargeArena(changed);
          changed();
        });
      }
      return there?.show(state, theme) ?? NOTHING;
    },
    stop() {
      stopped = true;
      there?.stop();
    },
  };
}

/** Whether it shows anything of its arena: if not, the last frame had better stay. */
export function showsSomething(large: Large | null): boolean {
  if (large === null || large.rows.length > 0) return true;
  return large.tiles !== null && (large.tiles.complete || large.tiles.blits.length > 0);
}
