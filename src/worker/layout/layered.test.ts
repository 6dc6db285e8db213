import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOutLayered } from "./layered.ts";
import { layered } from "./layers.ts";
import { boxesOf, chainWithSkips } from "./testing.ts";

/** Random graphs whose box i reads only boxes before it; each box makes one tensor. */
const graphs = fc
  .integer({ min: 0, max: 40 })
  .chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.tuple(fc.nat(Math.max(0, n - 1)), fc.nat(Math.max(0, n - 1))), { maxLength: n * 2 }),
    ),
  )
  .map(([n, pairs]) =>
    boxesOf(
      n,
      pairs.filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    ),
  );

const center = (at: Float32Array, width: Float32Array, v: number) => (at[2 * v] ?? 0) + (width[v] ?? 0) / 2;

function overlaps(at: Float32Array, width: Float32Array, height: Float32Array): string[] {
  const found: string[] = [];
  for (let a = 0; a < width.length; a++) {
    for (let b = a + 1; b < width.length; b++) {
      const dx =
        Math.abs(center(at, width, a) - center(at, width, b)) - ((width[a] ?? 0) + (width[b] ?? 0)) / 2;
      const ya = at[2 * a + 1] ?? 0;
      const yb = at[2 * b + 1] ?? 0;
      const apart = dx > 1 || ya >= yb + (height[b] ?? 0) || yb >= ya + (height[a] ?? 0);
      if (!apart) found.push(`${a} and ${b}`);
    }
  }
  return found;
}

describe("the layered layout", () => {
  test("never lets two boxes touch", () => {
    fc.assert(
      fc.property(graphs, (boxes) => {
        const { at } = layOutLayered(boxes);
        expect(overlaps(at, boxes.width, boxes.height)).toEqual([]);
      }),
    );
  });

  test("draws every writer above its readers and nothing left of or above zero", () => {
    fc.assert(
      fc.property(graphs, (boxes) => {
        const { at } = layOutLayered(boxes);
        for (const [e, u] of boxes.from.entries()) {
          const w = boxes.to[e] ?? 0;
          expect((at[2 * u + 1] ?? 0) + (boxes.height[u] ?? 0)).toBeLessThan(at[2 * w + 1] ?? 0);
        }
        for (const c of at) expect(c).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("leads no line under a box: the runs of a line are clear of every box", () => {
    fc.assert(
      fc.property(graphs, (boxes) => {
        const { at, runs } = layOutLayered(boxes);
        for (let r = 0; r < runs.at.length / 3; r++) {
          const [x = 0, y0 = 0, y1 = 0] = runs.at.subarray(3 * r, 3 * r + 3);
          for (let v = 0; v < boxes.count; v++) {
            const top = at[2 * v + 1] ?? 0;
            if (top + (boxes.height[v] ?? 0) <= y0 || top >= y1) continue;
            expect(Math.abs(center(at, boxes.width, v) - x)).toBeGreaterThan((boxes.width[v] ?? 0) / 2);
          }
        }
      }),
    );
  });

  test("runs of a line go downwards, from its writer to its reader", () => {
    fc.assert(
      fc.property(graphs, (boxes) => {
        const { at, runs } = layOutLayered(boxes);
        for (let e = 0; e < boxes.from.length; e++) {
          let y = (at[2 * (boxes.from[e] ?? 0) + 1] ?? 0) + (boxes.height[boxes.from[e] ?? 0] ?? 0);
          for (let r = runs.from[e] ?? 0; r < (runs.from[e + 1] ?? 0); r++) {
            expect(runs.at[3 * r + 1]).toBeGreaterThan(y);
            expect(runs.at[3 * r + 2]).toBeGreaterThanOrEqual(runs.at[3 * r + 1] ?? 0);
            y = runs.at[3 * r + 2] ?? 0;
          }
          expect(at[2 * (boxes.to[e] ?? 0) + 1]).toBeGreaterThan(y);
        }
      }),
    );
  });

  test("gives the same picture for the same graph", () => {
    fc.assert(
      fc.property(graphs, (boxes) => {
        expect(layOutLayered(boxes)).toEqual(layOutLayered(boxes));
      }),
    );
  });

  test("hangs a chain straight down", () => {
    const boxes = chainWithSkips(30, 0);
    const { at } = layOutLayered(boxes);
    const middles = new Set(Array.from({ length: 30 }, (_, v) => center(at, boxes.width, v)));
    expect(middles.size).toBe(1);
  });

  test("keeps the trunk of a residual chain straight and leads its skips beside it", () => {
    const boxes = chainWithSkips(40, 4);
    const { at, runs } = layOutLayered(boxes);
    const middle = center(at, boxes.width, 0);
    for (let v = 0; v < 40; v++) expect(center(at, boxes.width, v)).toBe(middle);
    const skip = boxes.from.findIndex((u, e) => (boxes.to[e] ?? 0) - u === 4);
    expect(runs.from[skip + 1]).toBe((runs.from[skip] ?? 0) + 1);
    const x = runs.at[3 * (runs.from[skip] ?? 0)] ?? 0;
    expect(Math.abs(x - middle)).toBeGreaterThan(64);
  });

  test("centres a fork and its join over their branches", () => {
    const boxes = boxesOf(6, [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [1, 5],
      [2, 5],
      [3, 5],
      [4, 5],
    ]);
    const { at } = layOutLayered(boxes);
    const mean = [1, 2, 3, 4].reduce((sum, v) => sum + center(at, boxes.width, v), 0) / 4;
    expect(center(at, boxes.width, 0)).toBeCloseTo(mean, 3);
    expect(center(at, boxes.width, 5)).toBeCloseTo(mean, 3);
  });

  test("puts a box without inputs right above its first reader", () => {
    const boxes = boxesOf(5, [
      [0, 1],
      [1, 2],
      [2, 3],
      [4, 3],
    ]);
    expect(layered(boxes).layer[4]).toBe(2);
  });

  test("draws boxes without lines as a block, not as one endless row", () => {
    const boxes = boxesOf(400, []);
    const { at } = layOutLayered(boxes);
    expect(new Set(Array.from(boxes.width, (_, v) => at[2 * v + 1])).size).toBe(20);
  });

  test("leads lines around when lanes for all would cost too much", () => {
    const n = 3000;
    const pairs = Array.from({ length: n - 1 }, (_, v) => [v, v + 1] as const);
    const far = Array.from({ length: 40 }, (_, v) => [v, n - 1 - v] as const);
    const boxes = boxesOf(n, [...pairs, ...far]);
    expect(layered(boxes).around.length).toBeGreaterThan(0);
    expect(layered(boxes).count).toBeLessThan(n * 7 + 4096);
    const { runs } = layOutLayered(boxes);
    for (const e of layered(boxes).around) expect((runs.from[e + 1] ?? 0) - (runs.from[e] ?? 0)).toBe(1);
  });

  test("takes ten thousand boxes, writers still above their readers", () => {
    const boxes = chainWithSkips(10_000, 6);
    const { at, runs } = layOutLayered(boxes);
    for (const [e, u] of boxes.from.entries()) {
      if ((at[2 * u + 1] ?? 0) + (boxes.height[u] ?? 0) >= (at[2 * (boxes.to[e] ?? 0) + 1] ?? 0))
        throw new Error(`${u} is not above ${boxes.to[e]}`);
    }
    expect(at.every(Number.isFinite)).toBe(true);
    expect(runs.from.at(-1)).toBe(runs.at.length / 3);
  });

  test("survives a cycle of a faulty plan", () => {
    const boxes = boxesOf(3, [
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
    expect(overlaps(layOutLayered(boxes).at, boxes.width, boxes.height)).toEqual([]);
  });
});
