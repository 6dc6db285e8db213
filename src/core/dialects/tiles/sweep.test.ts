import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../../document.ts";
import { type Sweep, sizesOf, sweepSizes } from "./sweep.ts";
import { MLP, SWEEP, TILE } from "./testing/mlp.ts";
import { TILING } from "./testing/schedules.ts";
import type { TilingSettings } from "./tile-graph.ts";

function swept(change: Partial<TilingSettings> = {}, document = MLP): Sweep {
  const sweep = sweepSizes(document, { ...TILING, ...change }, () => {});
  if (!sweep.ok) throw new Error(sweep.problem.message);
  return sweep.value;
}

describe("the perceptron of the original", () => {
  const { points, unit, least, forOriginal } = swept();

  test("is tried from too small to where nothing changes any more", () => {
    expect([unit, least, forOriginal]).toEqual([TILE, 39, true]);
    expect(points.map(({ capacity }) => capacity / TILE)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ]);
    expect(points[0]?.loads).toEqual([null, null, null]);
  });

  test.each(SWEEP.filter(([tiles]) => tiles <= 16))(
    "in %i tiles needs the loads that are known",
    (tiles, original, corrupt, fifo, lru, furthest) => {
      const point = points.find(({ capacity }) => capacity === tiles * TILE);
      expect(point?.loads).toEqual([furthest, lru, fifo]);
      expect(point?.original?.loads ?? null).toBe(original);
      if (original !== null) expect(point?.original?.corrupt).toBe(corrupt);
      expect(point?.error === null).toBe(original !== null);
    },
  );

  test("where the original is wrong, says at which operation first", () => {
    const wrong = points.filter(({ original }) => original !== null && original.corrupt > 0);
    expect(wrong.map(({ capacity, original }) => [capacity / TILE, original?.firstWrong])).toEqual([[9, 14]]);
  });

  test("where the original gives up, says why", () => {
    expect(points.find(({ capacity }) => capacity === 4 * TILE)?.error).toMatch(
      /^Cannot allocate 4096 bytes/,
    );
  });
});

test("the original is not put beside ours where it leaves nodes out", () => {
  const [last] = MLP.nodes.slice(-1);
  const made = last?.outputs[0] ?? "";
  const tensor = MLP.tensors.find(({ id }) => id === made);
  if (tensor === undefined) throw new Error("it is there");
  const nodes = [...MLP.nodes, { id: "add", op: "Add", inputs: [made, made], outputs: ["sum"] }];
  const tensors = [...MLP.tensors, { ...tensor, id: "sum" }];
  const { forOriginal, points } = swept({}, { ...MLP, nodes, tensors, outputs: ["sum"] });
  expect(forOriginal).toBe(false);
  expect(points.every(({ original, error }) => original === null && error === null)).toBe(true);
});

test("every size is told as soon as it is known", () => {
  const told: number[] = [];
  sweepSizes(MLP, TILING, ({ points }) => told.push(points.length));
  expect(told).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
});

test("what stays where it was made, and two buffers, give other curves", () => {
  const loads = (sweep: Sweep) => sweep.points.at(-1)?.loads[0];
  expect(swept({ forward: true }).least).toBe(27);
  expect(loads(swept({ forward: true }))).toBe(27);
  expect(loads(swept({ doubleBuffer: "real" }))).toBe(39);
});

test("a graph that the original does not take has no curve of it, and no reason", () => {
  const biased: GraphDocument = {
    ...MLP,
    tensors: [...MLP.tensors, { id: "bias", dtype: "float32", shape: [64], role: "constant" }],
    nodes: MLP.nodes.map((node, i) => (i === 0 ? { ...node, inputs: [...node.inputs, "bias"] } : node)),
  };
  const sweep = swept({}, biased);
  expect(sweep.forOriginal).toBe(false);
  for (const { original, error } of sweep.points) expect([original, error]).toEqual([null, null]);
  expect(swept({ loopOrder: "nmk" }).forOriginal).toBe(false);
});

test("sizes are few, the fewer the more operations there are", () => {
  for (const [most, ops, tried] of [
    [10, 100, 9],
    [1000, 100, 40],
    [1000, 1_000_000, 6],
  ] as const) {
    const sizes = sizesOf(most, ops);
    expect(sizes.length).toBeLessThanOrEqual(tried);
    expect([sizes[0], sizes.at(-1)]).toEqual([2, most]);
    expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
  }
});
