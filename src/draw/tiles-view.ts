/** Which tiles a frame of the arena shows, and what each shows where: positions and parts, no pixels yet. */

import {
  type Level,
  levelFor,
  type Range,
  TILE,
  type TileBlock,
  tileSpan,
  tilesOver,
} from "../look/tiles/levels.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { at, type Box, under } from "./scale.ts";

/** A part of a tile in its cells, and where on the page it goes, in whole pixels. */
export interface Part {
  readonly column: number;
  readonly row: number;
  readonly from: Box;
  readonly to: Box;
}

type View = Pick<ArenaFrame, "model" | "arena" | "time" | "address" | "plot">;

function wholeOf({ model: { plan }, arena }: Pick<View, "model" | "arena">) {
  return { steps: plan.steps, bytes: plan.arenas[arena]?.peak ?? 0 };
}

/** The level at which a frame is shown. */
export function levelOf({ time, address }: Pick<View, "time" | "address">): Level {
  return levelFor(1 / time.per, -1 / address.per);
}

/** Cells of the overview, at most, across and up. */
const OVERVIEW = [2 * TILE, TILE] as const;

/** The level at which a few tiles show the whole arena: what is shown where nothing better is there yet. */
export function overviewOf(view: Pick<View, "model" | "arena">): TileBlock {
  const whole = wholeOf(view);
  const level = levelFor(Math.max(1, whole.steps) / OVERVIEW[0], Math.max(1, whole.bytes) / OVERVIEW[1]);
  return tilesOver(level, [0, whole.steps], [0, whole.bytes], whole);
}

/** The steps and addresses that a frame shows. */
export function windowOf({ time, address, plot }: Pick<View, "time" | "address" | "plot">): {
  readonly steps: Range;
  readonly addresses: Range;
} {
  return {
    steps: [under(time, plot.x), under(time, plot.x + plot.w)],
    addresses: [under(address, plot.y + plot.h), under(address, plot.y)],
  };
}

/** The tiles of a level that a frame shows. */
export function blockOf(view: View, level: Level): TileBlock {
  const { steps, addresses } = windowOf(view);
  return tilesOver(level, steps, addresses, wholeOf(view));
}

/** The same with one more tile on each side, as far as the plan goes. */
export function aroundBlock(view: View, { level, columns, rows }: TileBlock): TileBlock {
  const [left, right] = [tileSpan(level.steps, columns[0] - 1)[0], tileSpan(level.steps, columns[1])[1]];
  const [low, high] = [tileSpan(level.bytes, rows[0] - 1)[0], tileSpan(level.bytes, rows[1])[1]];
  return tilesOver(level, [left, right], [low, high], wholeOf(view));
}

/** Calls back with the position of every tile, from the middle of the block outwards. */
export function fromMiddle(block: TileBlock, each: (column: number, row: number) => void): void {
  const { columns, rows } = block;
  const places: [column: number, row: number][] = [];
  for (let column = columns[0]; column < columns[1]; column++)
    for (let row = rows[0]; row < rows[1]; row++) places.push([column, row]);
  const [x, y] = [(columns[0] + columns[1] - 1) / 2, (rows[0] + rows[1] - 1) / 2];
  const far = ([column, row]: readonly [number, number]) => Math.abs(column - x) + Math.abs(row - y);
  places.sort((a, b) => far(a) - far(b));
  for (const [column, row] of places) each(column, row);
}

/** Tiles of which one region takes more than this are too fine for it. */
const MOST_PARTS = 16;

/** The tiles of `level` that show what the tile at `region` shows; undefined when they are too many. */
export function blockUnder(
  region: { readonly level: Level; readonly column: number; readonly row: number },
  level: Level,
  view: Pick<View, "model" | "arena">,
): TileBlock | undefined {
  const steps = tileSpan(region.level.steps, region.column);
  const addresses = tileSpan(region.level.bytes, region.row);
  const block = tilesOver(level, steps, addresses, wholeOf(view));
  const count = (block.columns[1] - block.columns[0]) * (block.rows[1] - block.rows[0]);
  return count > MOST_PARTS ? undefined : block;
}

/** What the tile of `level` at a position shows of a region, in steps and bytes; neighbours meet on whole pixels. */
export function partOf(
  view: Pick<View, "time" | "address">,
  level: Level,
  column: number,
  row: number,
  region: { readonly steps: Range; readonly addresses: Range },
): Part {
  const steps = tileSpan(level.steps, column);
  const addresses = tileSpan(level.bytes, row);
  const left = Math.max(steps[0], region.steps[0]);
  const right = Math.min(steps[1], region.steps[1]);
  const low = Math.max(addresses[0], region.addresses[0]);
  const high = Math.min(addresses[1], region.addresses[1]);
  const [wide, tall] = [2 ** -level.steps, 2 ** -level.bytes];
  const x = Math.round(at(view.time, left));
  const y = Math.round(at(view.address, high));
  return {
    column,
    row,
    from: {
      x: (left - steps[0]) * wide,
      y: (addresses[1] - high) * tall,
      w: (right - left) * wide,
      h: (high - low) * tall,
    },
    to: { x, y, w: Math.round(at(view.time, right)) - x, h: Math.round(at(view.address, low)) - y },
  };
}
