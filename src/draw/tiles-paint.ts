/** Large arenas: tiles with the rectangles over them, and what the caption says of both. */

import { formatBytes, formatCount } from "../core/units.ts";
import { type ArenaFrame, rectsOfRows } from "./arena-list.ts";
import { last } from "./last.ts";
import type { ArenaLists, ArenaScene } from "./paint-arena.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import type { TilesShown } from "./tiles.types.ts";
import { withPieces } from "./tiles-rows.ts";
import { kinOf, type Linked, TONE_ALPHA } from "./tone.ts";

/** What a frame draws of a large arena. */
export interface Large {
  /** Rows of the pieces (needs.ts) that are drawn one by one: with tiles the largest, without them all in view. */
  readonly rows: Int32Array;
  readonly tiles: TilesShown | null;
  /** Whether the graphics card has drawn all rectangles, and the tiles are not seen. */
  readonly card?: true;
}

/** Rectangles over tiles: each costs twice, once for the ground under it. */
export const LARGE_BUDGET = 1500;
/** Pieces in view up to which all are drawn and no tile is needed. */
export const FEW = 2500;

const rowsWith = last((plan: ArenaFrame["model"]["plan"], rows: Int32Array, linked: Linked | undefined) =>
  linked === undefined ? rows : withPieces(plan, rows, linked.storages, kinOf(plan, linked)),
);

/** Fills the lists of a scene with what is drawn one by one; what is selected is, however small. */
export function rectsOfLarge(
  frame: ArenaFrame,
  linked: Linked | undefined,
  large: Large,
  lists: ArenaLists,
): void {
  if (large.tiles === null) rectsOfRows(frame, linked, large.rows, lists.tones, undefined, FEW);
  else {
    const rows = rowsWith(frame.model.plan, large.rows, linked);
    rectsOfRows(frame, linked, rows, lists.tones, lists.backing, LARGE_BUDGET);
  }
}

/** The tiles, and the ground under the rectangles that come over them. */
export function paintTiles(surface: Surface, { state, large, backing }: ArenaScene, theme: Theme): void {
  if (large?.tiles == null) return;
  // a mask dims by itself
  const dimmed =
    state.selected !== undefined && state.selected.mask === undefined && state.heat === "tenants";
  surface.images?.(large.tiles.blits, dimmed ? TONE_ALPHA[0] : 1);
  surface.rects(backing, [theme.hole], 1);
}

/** `32 steps`, `0.5 steps` */
function stepsOf(power: number): string {
  const steps = 2 ** power;
  return `${formatCount(steps)} ${steps === 1 ? "step" : "steps"}`;
}

function bytesOf(power: number): string {
  return power < 0 ? `${2 ** power} B` : formatBytes(2 ** power);
}

/** What one cell stands for, and how many storages are gathered in cells: in full and shorter. Empty: none are. */
export function cellWords({ state, frame, gathered, large, tones }: ArenaScene): readonly string[] {
  if (large !== null) {
    if (large.tiles === null) return [];
    if (large.card === true) return ["every storage has at least 1 px", "1 px at least"];
    const { level, inView } = large.tiles;
    const cell = `1 cell = ${stepsOf(level.steps)} × ${bytesOf(level.bytes)}`;
    if (state.heat !== "tenants" || inView === undefined) return [cell];
    const drawn = tones.reduce((n, list) => n + list.count, 0);
    const some = formatCount(Math.max(0, inView - drawn));
    return [
      `${cell}; ${some} of ${formatCount(state.model.plan.storages.count)} storages gathered`,
      `${cell}; ${some} gathered`,
      cell,
    ];
  }
  if (gathered === null || gathered.count === 0 || state.heat === "reuse") return [];
  const steps = formatCount(Number((1 / frame.time.per).toPrecision(2)));
  const bytes = formatBytes(Math.max(1, Math.round(1 / -frame.address.per)), 1);
  const cell = `1 px = ${steps} steps × ${bytes}`;
  return [`${cell}: ${formatCount(gathered.count)} storages gathered`, cell];
}
