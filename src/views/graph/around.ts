/** Leads long lines of a drawing by hand around boxes that they would pass behind: one vertical run beside them. */

import Flatbush from "flatbush";
import type { Placing, Runs, Skeleton } from "../../core/skeleton.ts";
import { outPortOf, tipOf } from "./geometry.ts";

/** Pixels that a line has to go down before it is looked at: less than a box and its gaps has nothing in its way. */
const LONG = 56;
/** Pixels between a run and the boxes beside it, and between two runs side by side. */
const ASIDE = 14;
const APART = 7;
/** Pixels that a line keeps from a box above or below, and has to turn in. */
const CLEAR = 6;
/** Beyond these a drawing is a weave anyway: long lines in all, boxes about one of them, steps aside of one. */
const LINES_MOST = 500;
const NEAR_MOST = 64;
const TRIES_MOST = 36;

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Line {
  readonly e: number;
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
}

interface Run {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the free curve of a line is at a height. */
function xAt({ x, y, toX, toY }: Line, height: number): number {
  const down = Math.min(1, Math.max(0, (height - y) / (toY - y)));
  let [low, high] = [0, 1];
  // the height of the curve grows with t: t³ + 1.5 t (1 − t)
  for (let i = 0; i < 12; i++) {
    const t = (low + high) / 2;
    if (t ** 3 + 1.5 * t * (1 - t) < down) low = t;
    else high = t;
  }
  return x + (toX - x) * (3 * low * low - 2 * low ** 3);
}

function crosses(line: Line, box: Rect): boolean {
  const [a, b] = [xAt(line, box.top), xAt(line, box.bottom)];
  return Math.min(a, b) < box.right + 2 && Math.max(a, b) > box.left - 2;
}

class Around {
  readonly #placed: { readonly skeleton: Skeleton; readonly placing: Placing };
  readonly #index: Flatbush;
  /** Runs so far, each with the tensor that it carries. */
  readonly #runs: (Run & { readonly tensor: number })[] = [];

  constructor(skeleton: Skeleton, placing: Placing) {
    this.#placed = { skeleton, placing };
    this.#index = new Flatbush(skeleton.count, 16, Float32Array);
    for (let box = 0; box < skeleton.count; box++) {
      const { left, top, right, bottom } = this.#rect(box);
      this.#index.add(left, top, right, bottom);
    }
    this.#index.finish();
  }

  #rect(box: number): Rect {
    const { skeleton, placing } = this.#placed;
    const [left, top] = [placing.at[2 * box] ?? 0, placing.at[2 * box + 1] ?? 0];
    return { left, top, right: left + (skeleton.width[box] ?? 0), bottom: top + (skeleton.height[box] ?? 0) };
  }

  /** Boxes in a window but the ends of a line, from the first on; of very many some. */
  #others({ e }: Line, { left, top, right, bottom }: Rect): Rect[] {
    const { from, to } = this.#placed.skeleton;
    let room = NEAR_MOST + 1;
    const other = (box: number) => box !== from[e] && box !== to[e] && room-- > 0;
    return this.#index
      .search(left, top, right, bottom, other)
      .sort((a, b) => a - b)
      .map((box) => this.#rect(box));
  }

  /** Beside boxes in the way, on one side, and beside what is in the way there; undefined when there is no end to it. */
  #beside(line: Line, boxes: readonly Rect[], right: boolean): Run | undefined {
    let [x, top, bottom] = [right ? -Infinity : Infinity, Infinity, -Infinity];
    let pushing = boxes;
    const tensor = this.#placed.skeleton.tensor[line.e] ?? -1;
    for (let tries = 0; tries < TRIES_MOST; tries++) {
      for (const box of pushing) {
        x = right ? Math.max(x, box.right + ASIDE) : Math.min(x, box.left - ASIDE);
        top = Math.min(top, box.top - CLEAR);
        bottom = Math.max(bottom, box.bottom + CLEAR);
      }
      pushing = this.#others(line, { left: x - CLEAR, top, right: x + CLEAR, bottom });
      if (pushing.length > 0) continue;
      const run = { x, top: Math.max(top, line.y + CLEAR), bottom: Math.min(bottom, line.toY - CLEAR) };
      const meets = (other: Run & { tensor: number }) =>
        other.tensor !== tensor &&
        Math.abs(other.x - x) < APART &&
        other.top < run.bottom &&
        other.bottom > run.top;
      if (!this.#runs.some(meets)) return run;
      x += right ? APART : -APART;
    }
    return undefined;
  }

  /** The run that leads a line around what it would cross; undefined when nothing is in its way. */
  runOf(line: Line): Run | undefined {
    const { x, y, toX, toY } = line;
    const window = { left: Math.min(x, toX), top: y + 1, right: Math.max(x, toX), bottom: toY - 1 };
    const near = this.#others(line, window);
    if (near.length === 0 || near.length > NEAR_MOST) return undefined;
    const crossed = near.filter((box) => crosses(line, box));
    if (crossed.length === 0) return undefined;
    const [left, right] = [this.#beside(line, crossed, false), this.#beside(line, crossed, true)];
    const way = (run: Run | undefined) =>
      run === undefined ? Infinity : Math.abs(run.x - x) + Math.abs(run.x - toX);
    const run = way(left) < way(right) ? left : right;
    if (run === undefined || run.bottom <= run.top) return undefined;
    this.#runs.push({ ...run, tensor: this.#placed.skeleton.tensor[line.e] ?? -1 });
    return run;
  }
}

/** The runs of lines between boxes at their places: at most one a line. The same places give the same runs. */
export function runsAround(skeleton: Skeleton, at: Float32Array): Runs {
  const lines = skeleton.from.length;
  const none: Runs = { from: new Int32Array(lines + 1), at: new Float32Array(0) };
  const placing = { at, runs: none };
  const long: Line[] = [];
  for (let e = 0; e < lines; e++) {
    const start = outPortOf({ skeleton, placing }, skeleton.from[e] ?? 0, skeleton.fromPort[e] ?? 0);
    const end = tipOf({ skeleton, placing }, e);
    if (end.y - start.y > LONG) long.push({ e, x: start.x, y: start.y, toX: end.x, toY: end.y });
  }
  if (long.length === 0 || long.length > LINES_MOST) return none;
  const around = new Around(skeleton, placing);
  const from = new Int32Array(lines + 1);
  const runs: number[] = [];
  for (const line of long) {
    const run = around.runOf(line);
    if (run === undefined) continue;
    runs.push(run.x, run.top, run.bottom);
    from[line.e + 1] = 1;
  }
  for (let e = 0; e < lines; e++) from[e + 1] = (from[e] ?? 0) + (from[e + 1] ?? 0);
  return { from, at: Float32Array.from(runs) };
}
