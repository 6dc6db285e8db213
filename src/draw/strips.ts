/**
 * Bars too many and too narrow for rectangles of their own: one colour a pixel column, one line a row. The longest of a
 * column gives its colour; what is meant shows in every column that holds any of it.
 */

import { rgb } from "d3";
import type { Paints } from "./paints.ts";
import type { Raster } from "./surface.ts";
import { TONE_ALPHA } from "./tone.ts";

type Tone = 0 | 1 | 2;

export interface Strips {
  /** The first row that is in, and how many. */
  first: number;
  rows: number;
  /** Pixel columns. */
  columns: number;
  /** Fill of each column, row by row, and one more; 0: none. */
  fill: Uint16Array;
  tone: Uint8Array;
  /** Columns that have a colour. */
  used: number;
}

export function makeStrips(): Strips {
  return { first: 0, rows: 0, columns: 0, fill: new Uint16Array(0), tone: new Uint8Array(0), used: 0 };
}

/** Makes them empty, for rows [first, first + rows) of `columns` pixels. */
export function clearStrips(strips: Strips, first: number, rows: number, columns: number): void {
  const room = rows * columns;
  if (strips.fill.length < room) {
    strips.fill = new Uint16Array(room);
    strips.tone = new Uint8Array(room);
  } else if (strips.used > 0) strips.fill.fill(0, 0, Math.max(room, strips.rows * strips.columns));
  strips.first = first;
  strips.rows = rows;
  strips.columns = columns;
  strips.used = 0;
}

/** Colours columns [from, to) of a row; of several tones the strongest stays. */
export function fillStrip(
  strips: Strips,
  row: number,
  from: number,
  to: number,
  fill: number,
  tone: Tone,
): void {
  const line = (row - strips.first) * strips.columns;
  for (let column = Math.max(0, from); column < Math.min(strips.columns, to); column++) {
    const i = line + column;
    if (strips.fill[i] === 0) strips.used++;
    else if ((strips.tone[i] ?? 0) > tone) continue;
    strips.fill[i] = fill + 1;
    strips.tone[i] = tone;
  }
}

const tables = new WeakMap<Paints, Uint32Array>();

/** Red, green, blue of each fill as a pixel in memory, without its opacity. */
function coloursOf(paints: Paints): Uint32Array {
  let table = tables.get(paints);
  if (table === undefined) {
    table = Uint32Array.from(paints.fills, (fill) => {
      const { r, g, b } = rgb(fill);
      return Math.round(r) | (Math.round(g) << 8) | (Math.round(b) << 16);
    });
    tables.set(paints, table);
  }
  return table;
}

let room = new Uint32Array(0);

/** One pixel a column and one line a row, to be drawn before the next is asked for. `toned`: whether tones show. */
export function stripsRaster(strips: Strips, paints: Paints, toned: boolean): Raster {
  const { rows, columns, fill, tone } = strips;
  const count = rows * columns;
  if (room.length < count) room = new Uint32Array(count);
  // little-endian, as every machine that browsers run on
  const pixels = room.subarray(0, count);
  const colours = coloursOf(paints);
  const alpha = TONE_ALPHA.map((share) => Math.round(255 * (toned ? share : 1)) * 2 ** 24);
  for (let i = 0; i < count; i++) {
    const f = fill[i] ?? 0;
    pixels[i] = f === 0 ? 0 : (colours[f - 1] ?? 0) + (alpha[tone[i] ?? 0] ?? 0);
  }
  return { w: columns, h: rows, rgba: new Uint8ClampedArray(pixels.buffer, 0, 4 * count) };
}
