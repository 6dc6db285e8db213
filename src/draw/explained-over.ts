/** What is explained over the rectangles of one arena: the peak's live set, the stack under the selected, an address asked about. */

import type { ArenaFrame } from "./arena-list.ts";
import { paintPeak, paintStack, stackUnder } from "./explained-peak.ts";
import { nameOf } from "./model.ts";
import type { ArenaState } from "./paint-arena.ts";
import type { Box } from "./scale.ts";
import { type Asked, paintSpot } from "./spot-line.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

export interface Questions {
  /** The storage that is selected, −1 for none. */
  readonly selected: number;
  readonly asked: Asked | null;
}

/** `boxOf` gives a storage's box in this arena, undefined for those of others. */
export function paintExplained(
  surface: Surface,
  state: ArenaState,
  frame: ArenaFrame,
  { selected, asked }: Questions,
  boxOf: (s: number) => Box | undefined,
  theme: Theme,
): void {
  surface.clip(frame.plot, () => {
    if (state.explained.includes("peak")) paintPeak(surface, frame, theme);
    if (state.explained.includes("chain") && boxOf(selected) !== undefined)
      paintStack(surface, frame, selected, boxOf, theme);
  });
  if (asked !== null) paintSpot(surface, frame, asked, state.base, boxOf, theme);
}

/** What is explained in words, for the attributes of the pane: names of the stack from the selected down. */
export function stackNames(state: ArenaState, selected: number): string {
  if (!state.explained.includes("chain") || selected < 0) return "";
  return stackUnder(state.model.plan, selected)
    .flatMap(({ below }) => (below < 0 ? ["floor"] : [nameOf(state.model, below)]))
    .join(",");
}
