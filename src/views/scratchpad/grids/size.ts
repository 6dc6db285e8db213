/** Sizes of the grids of tiles, and how keys walk in them. */

/** Pixels: of the widest grid, of the highest, and of the largest cell. */
const WIDEST = 120;
const HIGHEST = 120;
const LARGEST = 14;
/** So that a grid of one tile, or a very long one, can still be hit. */
const LEAST = 6;

export interface GridSize {
  /** Pixels, all; a cell may be less than one. */
  readonly cell: number;
  readonly width: number;
  readonly height: number;
}

export function gridSize(down: number, across: number): GridSize {
  const fitting = Math.min(LARGEST, WIDEST / across, HIGHEST / down);
  const cell = fitting >= 1 ? Math.floor(fitting) : fitting;
  return { cell, width: Math.max(LEAST, cell * across), height: Math.max(LEAST, cell * down) };
}

/** The tile that an arrow leads to, counted row by row; from nowhere to the first. Undefined when it is no arrow. */
export function walked(key: string, from: number | null, down: number, across: number): number | undefined {
  const by = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  }[key];
  if (by === undefined) return undefined;
  if (from === null) return 0;
  const clamp = (n: number, most: number) => Math.min(most - 1, Math.max(0, n));
  const row = clamp(Math.floor(from / across) + (by[0] ?? 0), down);
  return row * across + clamp((from % across) + (by[1] ?? 0), across);
}
