/** Levels of detail: a cell is 2^n steps by 2^m bytes, a tile TILE × TILE cells on the grid of its level. */

export type Range = readonly [from: number, to: number];

/** Cells of a tile, each way. */
export const TILE = 256;

/** Sizes of a cell as powers of two, apart for the two axes; below 0 a cell is less than a step or a byte. */
export interface Level {
  readonly steps: number;
  readonly bytes: number;
}

/** A tile: column 0 begins at step 0, row 0 at address 0. */
export interface TilePlace {
  readonly level: Level;
  readonly column: number;
  readonly row: number;
}

/** Positions of tiles, half open. */
export interface TileBlock {
  readonly level: Level;
  readonly columns: Range;
  readonly rows: Range;
}

/** Beyond these powers no plan has steps or bytes, and below them no window shows a part. */
const LEAST = -16;
const MOST = 52;

/** The smallest power of two of which a cell takes a pixel or more, and less than two. */
function powerFor(perPixel: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.ceil(Math.log2(perPixel))));
}

/** The level whose cells are 1 to 2 pixels wide and high: none is lost between pixels. */
export function levelFor(stepsPerPixel: number, bytesPerPixel: number): Level {
  return { steps: powerFor(stepsPerPixel), bytes: powerFor(bytesPerPixel) };
}

/** What tile number `index` spans on an axis with cells of 2^power, in steps or bytes. */
export function tileSpan(power: number, index: number): Range {
  const size = TILE * 2 ** power;
  return [index * size, (index + 1) * size];
}

function indicesOf(power: number, window: Range, whole: Range): Range {
  const size = TILE * 2 ** power;
  const from = Math.max(window[0], whole[0]);
  const to = Math.min(window[1], whole[1]);
  return to <= from ? [0, 0] : [Math.floor(from / size), Math.ceil(to / size)];
}

/** The tiles of a level that meet a window of a plan with so many steps and, in its arena, bytes. */
export function tilesOver(
  level: Level,
  steps: Range,
  addresses: Range,
  whole: { readonly steps: number; readonly bytes: number },
): TileBlock {
  return {
    level,
    columns: indicesOf(level.steps, steps, [0, whole.steps]),
    rows: indicesOf(level.bytes, addresses, [0, whole.bytes]),
  };
}
