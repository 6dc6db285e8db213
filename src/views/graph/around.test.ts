import fc from "fast-check";
import { expect, test } from "vitest";
import { readGraph } from "../../core/graph.ts";
import { rowOf } from "../../core/lists.ts";
import { type Skeleton, skeletonOf } from "../../core/skeleton.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { runsAround } from "./around.ts";

const SIZES = { node: [116, 44], value: [116, 24], output: [96, 20], group: [164, 52] } as const;

/** x goes to n0, and past it to n3. */
function skeleton(): Skeleton {
  const graph = readGraph(
    textGraph(`
    input x 64
    n0: a:64 = A(x)
    n1: b:64 = B(a)
    n2: c:64 = C(b)
    n3: d:64 = D(c x)
  `),
  );
  if (!graph.ok) throw new Error(graph.problem.message);
  return skeletonOf(graph.value, { step: null, constants: false, sizes: SIZES });
}

const S = skeleton();
const PAST = Array.from(S.from.keys()).find((e) => S.from[e] === 4 && S.to[e] === 3) ?? -1;

type Place = readonly [x: number, y: number];
const at = (...places: readonly Place[]) => Float32Array.from(places.flat());
const COLUMN: readonly Place[] = [
  [0, 100],
  [0, 200],
  [0, 300],
  [0, 400],
  [0, 0],
];

function runOf(places: readonly Place[], e: number): number[] {
  const runs = runsAround(S, at(...places));
  return Array.from(runs.at.subarray(3 * (runs.from[e] ?? 0), 3 * (runs.from[e + 1] ?? 0)));
}

test("a line that would pass behind boxes has one run beside all of them, others have none", () => {
  const [x = 0, top = 0, bottom = 0] = runOf(COLUMN, PAST);
  expect(x < 0 || x > 116).toBe(true);
  expect(top).toBeGreaterThan(24);
  expect(top).toBeLessThanOrEqual(100);
  expect(bottom).toBeGreaterThanOrEqual(344);
  expect(bottom).toBeLessThan(400);
  for (const e of S.from.keys()) if (e !== PAST) expect(runOf(COLUMN, e)).toEqual([]);
});

test("where nothing is in its way a line goes straight, and what stands beside pushes it to the other side", () => {
  const free: Place[] = COLUMN.map(([x, y], box) => (box < 3 ? [x + 300, y] : [x, y]));
  expect(runOf(free, PAST)).toEqual([]);
  const right = runOf(COLUMN, PAST)[0] ?? 0;
  const side = right > 116 ? 1 : -1;
  const pushed: Place[] = COLUMN.map(([x, y], box) => (box === 1 ? [x + side * 60, y] : [x, y]));
  const x = runOf(pushed, PAST)[0] ?? 0;
  expect(side > 0 ? x < 0 : x > 116).toBe(true);
});

test("runs cross no box that led them there, and the same places give the same ones", () => {
  const place = fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: 0, max: 900 }));
  fc.assert(
    fc.property(fc.array(place, { minLength: 5, maxLength: 5 }), (places) => {
      const runs = runsAround(S, at(...places));
      expect(runsAround(S, at(...places))).toEqual(runs);
      for (const e of S.from.keys()) {
        for (const r of rowOf({ from: runs.from, items: Int32Array.from(runs.at, (_, i) => i) }, e)) {
          const [x = 0, top = 0, bottom = 0] = runs.at.subarray(3 * r, 3 * r + 3);
          expect(bottom).toBeGreaterThan(top);
          places.forEach(([left, above], box) => {
            if (box === S.from[e] || box === S.to[e]) return;
            const height = S.height[box] ?? 0;
            const beside = x <= left || x >= left + (S.width[box] ?? 0);
            expect(beside || above >= bottom || above + height <= top).toBe(true);
          });
        }
      }
    }),
  );
});
