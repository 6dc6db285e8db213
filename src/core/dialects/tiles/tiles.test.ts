import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../../document.ts";
import { scheduleDouble } from "./double-buffer.ts";
import { simulateLanes, UNIT_COSTS } from "./lanes.ts";
import { lowerGraph } from "./lower.ts";
import { countsOf } from "./ops.ts";
import { scheduleAsOriginal } from "./original.ts";
import { proveSchedule } from "./prove.ts";
import { scheduleTiles } from "./schedule.ts";
import { OP, type Policy } from "./schedule.types.ts";
import { DOUBLE_SCHEDULE, MLP, SCHEDULE, SWEEP, TILE } from "./testing/mlp.ts";
import { lowered, shortText, TILING } from "./testing/schedules.ts";
import { opText } from "./text.ts";
import { tileGraph } from "./tile-graph.ts";

const PROGRAM = lowered(MLP);

function scheduled(tiles: number, policy: Policy, forward = false) {
  return scheduleTiles(PROGRAM, { capacity: tiles * TILE, alignment: 64, policy, forward });
}

function loadsOf(tiles: number, policy: Policy, forward = false): number | null {
  const made = scheduled(tiles, policy, forward);
  return made.feasible ? made.schedule.stats.loadsEmitted : null;
}

describe("the perceptron of the original", () => {
  test("is three products of 148 micro-operations", () => {
    expect(PROGRAM.ops.map(({ title, tiles, activation }) => [title, ...tiles, ...activation])).toEqual([
      ["matmul1 + relu1", 4, 2, 4, "relu"],
      ["matmul2 + relu2", 4, 1, 2, "relu"],
      ["matmul3", 4, 1, 1],
    ]);
    expect(PROGRAM.microOps).toBe(148);
  });

  test("is scheduled as the original does, address by address, when there is room", () => {
    const ours = scheduled(64, "furthest");
    if (!ours.feasible) throw new Error("it fits");
    expect(shortText(ours.schedule.ops)).toBe(SCHEDULE);
    expect(ours.schedule.stats).toMatchObject({
      graphOps: 5,
      fusedOps: 3,
      scheduledOps: 99,
      loadsEmitted: 39,
      loadsEliminated: 49,
      peakBytes: 53_248,
      highWaterBytes: 53_248,
      finalLiveBytes: 0,
      leastLoads: 39,
    });
    expect(shortText(scheduleAsOriginal(PROGRAM, 64 * TILE, 64, false).ops)).toBe(SCHEDULE);
  });

  test("reads as the original writes it", () => {
    const { ops } = scheduleAsOriginal(PROGRAM, 64 * TILE, 64, false);
    expect([0, 2, 12, 98].map((i) => opText(PROGRAM, ops, i))).toEqual([
      "LOAD x(0, 0) -> @0x0000 (4096B)",
      "EXEC (0,0,0) A=@0x0000 B=@0x1000 ACC=@0x2000",
      "STORE @0x2000 -> t2(0, 0) (4096B) -> RELU",
      "STORE @0x2000 -> t5(3, 0) (4096B)",
    ]);
  });

  test.each(SWEEP)(
    "in %i tiles needs the loads that are known",
    (tiles, original, corrupt, fifo, lru, furthest) => {
      const run = scheduleAsOriginal(PROGRAM, tiles * TILE, 64, false);
      expect(run.error === undefined ? countsOf(run.ops)[OP.load] : null).toBe(original);
      if (original !== null) expect(proveSchedule(PROGRAM, run.ops, tiles * TILE).corrupt).toBe(corrupt);
      expect([loadsOf(tiles, "fifo"), loadsOf(tiles, "lru"), loadsOf(tiles, "furthest")]).toEqual([
        fifo,
        lru,
        furthest,
      ]);
    },
  );

  test("cannot be in two tiles, and says what must be together", () => {
    const made = scheduled(2, "furthest");
    expect(made.feasible ? null : [made.needs.step, made.needs.tiles.length, made.needs.bytes]).toEqual([
      0,
      3,
      3 * TILE,
    ]);
  });

  test("needs fewer loads when finished tiles may stay", () => {
    expect([3, 5, 9, 12, 18].map((tiles) => loadsOf(tiles, "furthest", true))).toEqual([85, 64, 43, 34, 27]);
  });

  test("labels of the original go by k and move nothing", () => {
    const { ops } = scheduleAsOriginal(PROGRAM, 64 * TILE, 64, true);
    expect(shortText(ops)).toBe(SCHEDULE);
    expect([...ops.buffer.subarray(0, 7)]).toEqual([0, 0, 0, 1, 1, 1, 0]);
  });

  test("with two buffers is what is known, and takes 64 units where the original's list takes 90", () => {
    const capacity = 64 * TILE;
    const made = scheduleDouble(PROGRAM, { capacity, alignment: 64, policy: "furthest", forward: false });
    if (!made.feasible) throw new Error("it fits");
    const { ops, stats, bubbles } = made.schedule;
    expect(shortText(ops)).toBe(DOUBLE_SCHEDULE);
    expect([stats.peakBytes, stats.finalLiveBytes, bubbles]).toEqual([57_344, 0, 0]);
    expect(proveSchedule(PROGRAM, ops, capacity).count).toBe(0);
    const lanes = simulateLanes(PROGRAM, ops, capacity, UNIT_COSTS);
    expect([lanes.makespan, lanes.serial]).toEqual([64, 99]);
    const original = scheduleAsOriginal(PROGRAM, capacity, 64, false);
    expect(simulateLanes(PROGRAM, original.ops, capacity, UNIT_COSTS).makespan).toBe(90);
  });

  test("with two buffers needs six tiles to go on without a pause, and three to go on at all", () => {
    const bubbles = [2, 3, 5, 6, 14].map((tiles) => {
      const made = scheduleDouble(PROGRAM, {
        capacity: tiles * TILE,
        alignment: 64,
        policy: "furthest",
        forward: false,
      });
      return made.feasible ? made.schedule.bubbles > 0 : null;
    });
    expect(bubbles).toEqual([null, true, true, false, false]);
  });
});

function graph(
  nodes: GraphDocument["nodes"],
  shapes: Record<string, readonly number[]>,
  outputs: readonly string[],
): GraphDocument {
  const made = new Set(nodes.flatMap((n) => n.outputs));
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "g",
    tensors: Object.entries(shapes).map(([id, shape]) => ({
      id,
      dtype: "float32",
      shape,
      ...(made.has(id) ? {} : { role: "input" as const }),
    })),
    nodes,
    outputs,
  };
}

describe("lowering", () => {
  test("keeps a result that the graph gives away, though only a follower reads it", () => {
    const document = { ...MLP, outputs: ["t1", "t5"] };
    expect(lowered(document).ops.map(({ title }) => title)).toEqual([
      "matmul1",
      "relu1",
      "matmul2 + relu2",
      "matmul3",
    ]);
    expect(lowered(document, { original: true }).ops.map(({ title }) => title)[0]).toBe("matmul1 + relu1");
  });

  test("says which node it cannot lower, and the original drops it", () => {
    const nodes = [
      { id: "mm", op: "MatMul", inputs: ["a", "b"], outputs: ["c"] },
      { id: "soft", op: "Softmax", inputs: ["c"], outputs: ["d"] },
    ];
    const document = graph(nodes, { a: [64, 64], b: [64, 64], c: [64, 64], d: [64, 64] }, ["d"]);
    expect(
      lowerGraph(document, { tile: [32, 32], loopOrder: "mnk", padded: true, fuse: true, original: false }),
    ).toMatchObject({
      ok: false,
      problem: { code: "not-lowered", at: ["node:soft"] },
    });
    expect(lowered(document, { original: true }).dropped).toEqual(["soft"]);
  });

  test("charges ragged tiles what they hold", () => {
    const nodes = [{ id: "mm", op: "MatMul", inputs: ["a", "b"], outputs: ["c"] }];
    const document = graph(nodes, { a: [33, 65], b: [65, 35], c: [33, 35] }, ["c"]);
    const { tileBytes, tiles } = lowered(document, { padded: false });
    expect([...tileBytes].reduce((sum, bytes) => sum + bytes, 0)).toBe(4 * (33 * 65 + 65 * 35 + 33 * 35));
    expect(lowered(document).tileBytes.every((bytes) => bytes === TILE)).toBe(true);
    expect(tiles).toBe(2 * 3 + 3 * 2 + 2 * 2);
  });

  test("takes another type of elements than the tensors have, when asked to", () => {
    const bytes = (program: ReturnType<typeof lowered>) => program.tileBytes.reduce((sum, b) => sum + b, 0);
    expect(bytes(lowered(MLP, { elements: "int8" }))).toBe(bytes(PROGRAM) / 4);
    expect(bytes(lowered(MLP, { elements: "int4" }))).toBe(bytes(PROGRAM) / 8);
  });

  test("reads transposed operands and biases where they are stored", () => {
    const nodes = [{ id: "fc", op: "Linear", inputs: ["x", "w", "bias"], outputs: ["y"] }];
    const document = graph(nodes, { x: [64, 96], w: [32, 96], bias: [32], y: [64, 32] }, ["y"]);
    const program = lowered(document);
    expect(program.ops[0]?.tiles).toEqual([2, 1, 3]);
    expect([...program.steps.d].filter((tile) => tile >= 0)).toHaveLength(2);
    const tiled = tileGraph(document, TILING);
    expect(tiled.ok && tiled.value.feasible).toBe(true);
  });

  test("does followers that cannot be fused tile by tile", () => {
    const nodes = [
      { id: "mm", op: "MatMul", inputs: ["a", "b"], outputs: ["c"] },
      { id: "add", op: "Add", inputs: ["c", "e"], outputs: ["d"] },
    ];
    const document = graph(nodes, { a: [64, 64], b: [64, 64], c: [64, 64], d: [64, 64], e: [64, 64] }, ["d"]);
    const program = lowered(document);
    expect(program.ops.map(({ kind }) => kind)).toEqual(["product", "elementwise"]);
    const tiled = tileGraph(document, { ...TILING, capacity: 4 * TILE });
    expect(tiled.ok && tiled.value.feasible && tiled.value.proof.count).toBe(0);
  });
});

test("sums that are open over a whole product are put away and brought back where there is no room", () => {
  const tiled = tileGraph(MLP, { ...TILING, loopOrder: "kmn", capacity: 5 * TILE });
  if (!tiled.ok || !tiled.value.feasible) throw new Error("it can be done");
  const { stats } = tiled.value.schedule;
  expect(stats.spillStores).toBeGreaterThan(0);
  expect(stats.spillLoads).toBe(stats.spillStores);
  expect(stats.finalLiveBytes).toBe(0);
});

test("with two buffers sums that are open stay, and what must be together says so", () => {
  const settings = { capacity: 5 * TILE, alignment: 64, policy: "furthest", forward: false } as const;
  const made = scheduleDouble(lowered(MLP, { loopOrder: "kmn" }), settings);
  if (made.feasible) throw new Error("it cannot be done");
  expect(made.needs.tiles.length).toBeGreaterThan(5);
  expect(new Set(made.needs.tiles).size).toBe(made.needs.tiles.length);
  expect(made.needs.bytes).toBe(made.needs.tiles.length * TILE);
});

test("where the original gives up, what is in the scratchpad and what is free is told", () => {
  const tiled = tileGraph(MLP, { ...TILING, policy: "original", capacity: 4 * TILE });
  if (!tiled.ok || tiled.value.feasible) throw new Error("it gives up");
  expect(tiled.value.error?.split("\n")).toEqual([
    "Cannot allocate 4096 bytes for w1(2, 0): no operand can be evicted.",
    "Scratchpad: 16,384 B.",
    expect.stringMatching(/^Live: 16,384 B \(.*t2\(0, 0\) 4,096 B at @0x2000.*\)\.$/),
    "Free: 0 B, the largest block 0 B.",
  ]);
});

test("an eviction tells its victim, the next use, and what other policies would have taken", () => {
  const made = scheduled(9, "lru");
  if (!made.feasible) throw new Error("it fits");
  const { evictions, stats } = made.schedule;
  expect(evictions).toHaveLength(stats.evictions);
  for (const { tile, nextUse, step, others } of evictions) {
    expect(nextUse).toBeGreaterThan(step);
    expect(others[1]).toBe(tile);
  }
});
