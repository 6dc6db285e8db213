/** The loops over tiles, unrolled into steps. */

import type { LoopOrder, Matrix, Steps, TiledOp } from "./program.types.ts";
import { NO_TILE } from "./program.types.ts";

/** An operation with how it reads its operands. */
export interface Nest {
  readonly op: TiledOp;
  readonly turnsA: boolean;
  readonly turnsB: boolean;
}

/** Names of the loops from the outermost: "kmn" keeps every tile of the result open over the whole product. */
const AXES: Readonly<Record<LoopOrder, readonly [number, number, number]>> = {
  mnk: [0, 1, 2],
  nmk: [1, 0, 2],
  kmn: [2, 0, 1],
};

function empty(count: number): Steps {
  const column = () => new Int32Array(count);
  return {
    count,
    op: column(),
    m: column(),
    n: column(),
    k: column(),
    a: column(),
    b: column().fill(NO_TILE),
    d: column().fill(NO_TILE),
    c: column(),
    opens: new Uint8Array(count),
    closes: new Uint8Array(count),
  };
}

/** The tile at a row and column of tiles; the only one along an axis that has only one. */
function tileOf({ first, down, across }: Matrix, row: number, column: number): number {
  return first + (down === 1 ? 0 : row) * across + (across === 1 ? 0 : column);
}

function fill(steps: Steps, i: number, nest: Nest, matrices: readonly Matrix[], at: readonly number[]): void {
  const [m = 0, n = 0, k = 0] = at;
  const { op, turnsA, turnsB } = nest;
  const matrix = (position: number | undefined) => matrices[position ?? -1];
  const [first, second, third] = op.operands;
  const [left, right, added] = [matrix(first), matrix(second), matrix(third)];
  steps.m[i] = m;
  steps.n[i] = n;
  steps.k[i] = k;
  const opens = k === 0;
  steps.opens[i] = opens ? 1 : 0;
  steps.closes[i] = k === op.tiles[2] - 1 ? 1 : 0;
  const result = matrix(op.result);
  if (result !== undefined) steps.c[i] = tileOf(result, m, n);
  if (op.kind === "elementwise") {
    if (left !== undefined) steps.a[i] = tileOf(left, m, n);
    if (right !== undefined) steps.b[i] = tileOf(right, m, n);
    if (added !== undefined) steps.d[i] = tileOf(added, m, n);
    return;
  }
  if (left !== undefined) steps.a[i] = turnsA ? tileOf(left, k, m) : tileOf(left, m, k);
  if (right !== undefined) steps.b[i] = turnsB ? tileOf(right, n, k) : tileOf(right, k, n);
  // what is added is where a sum begins
  if (added !== undefined && opens) steps.d[i] = tileOf(added, m, n);
}

/** All steps in order, and how many micro-operations they are: a LOAD an operand, an EXEC, a STORE where a tile is done. */
export function stepsOf(
  nests: readonly Nest[],
  matrices: readonly Matrix[],
  order: LoopOrder,
): { readonly steps: Steps; readonly microOps: number } {
  const steps = empty(nests.reduce((sum, { op: { tiles } }) => sum + tiles[0] * tiles[1] * tiles[2], 0));
  let i = 0;
  nests.forEach((nest, op) => {
    const { tiles } = nest.op;
    const [outer, middle, inner] = AXES[order];
    const at = [0, 0, 0];
    for (let x = 0; x < (tiles[outer] ?? 0); x++) {
      at[outer] = x;
      for (let y = 0; y < (tiles[middle] ?? 0); y++) {
        at[middle] = y;
        for (let z = 0; z < (tiles[inner] ?? 0); z++) {
          at[inner] = z;
          steps.op[i] = op;
          fill(steps, i++, nest, matrices, at);
        }
      }
    }
  });
  let microOps = 0;
  for (let s = 0; s < steps.count; s++) {
    microOps +=
      2 + (steps.closes[s] ?? 0) + (steps.b[s] === NO_TILE ? 0 : 1) + (steps.d[s] === NO_TILE ? 0 : 1);
  }
  return { steps, microOps };
}
