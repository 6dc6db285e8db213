/** Snapping: the small push that brings moved boxes in line with their neighbours, and the lines that show it. Graph pixels. */

import type { Box } from "../geometry.ts";

/** A line along which boxes agree: at x = `at` from y `from` to `to`, or at y = `at` across x. */
export interface Guide {
  readonly across: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  /** What to add to the move. */
  readonly x: number;
  readonly y: number;
  readonly guides: readonly Guide[];
}

interface Axis {
  readonly across: "x" | "y";
  readonly start: (box: Box) => number;
  readonly length: (box: Box) => number;
}

const AXES: readonly Axis[] = [
  { across: "x", start: (b) => b.x, length: (b) => b.width },
  { across: "y", start: (b) => b.y, length: (b) => b.height },
];

/** Pixels within which two lines are one. */
const EQUAL = 0.5;

/** Middle, start and end of a box: the middle first, so that it is what equals are decided by. */
function linesOf(box: Box, { start, length }: Axis): readonly number[] {
  return [start(box) + length(box) / 2, start(box), start(box) + length(box)];
}

/** The smallest push along one axis that puts a line of `moving` on the same line of another box; 0 when none is near. */
function pushOf(moving: Box, others: readonly Box[], slack: number, axis: Axis): number | undefined {
  const own = linesOf(moving, axis);
  let best: number | undefined;
  for (const other of others) {
    for (const [i, line] of linesOf(other, axis).entries()) {
      const push = line - (own[i] ?? 0);
      if (Math.abs(push) <= slack && (best === undefined || Math.abs(push) < Math.abs(best))) best = push;
    }
  }
  return best;
}

/** The lines on which a box meets others: one for each of these, its middle when that is one. */
function guidesOf(moved: Box, others: readonly Box[], axis: Axis, cross: Axis): readonly Guide[] {
  const own = linesOf(moved, axis);
  const sharing = own.map((): Box[] => []);
  for (const other of others) {
    const lines = linesOf(other, axis);
    const i = own.findIndex((line, k) => Math.abs((lines[k] ?? 0) - line) < EQUAL);
    sharing[i]?.push(other);
  }
  return own.flatMap((at, i) => {
    const all = sharing[i] ?? [];
    if (all.length === 0) return [];
    const from = Math.min(...[moved, ...all].map(cross.start));
    const to = Math.max(...[moved, ...all].map((box) => cross.start(box) + cross.length(box)));
    return [{ across: axis.across, at, from, to }];
  });
}

/** The push that aligns `moving`, where a move left it, with other boxes at most `slack` away, and where they are aligned then. */
export function snap(moving: Box, others: readonly Box[], slack: number): Snapped {
  const [x, y] = AXES.map((axis) => pushOf(moving, others, slack, axis));
  const moved = { ...moving, x: moving.x + (x ?? 0), y: moving.y + (y ?? 0) };
  const guides = AXES.flatMap((axis, i) => {
    const cross = AXES[1 - i];
    const pushed = i === 0 ? x : y;
    return cross === undefined || pushed === undefined ? [] : guidesOf(moved, others, axis, cross);
  });
  return { x: x ?? 0, y: y ?? 0, guides };
}
