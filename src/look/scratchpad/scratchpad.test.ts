import fc from "fast-check";
import { expect, test } from "vitest";
import { OP } from "../../core/dialects/tiles/schedule.types.ts";
import { MLP, TILE } from "../../core/dialects/tiles/testing/mlp.ts";
import { type TilingSettings, tileGraph } from "../../core/dialects/tiles/tile-graph.ts";
import {
  begunAt,
  begunBefore,
  busyUntil,
  eachResidency,
  inLane,
  residencyAt,
  residencyOfTile,
  timeOf,
  workAt,
} from "./finding.ts";
import { checkpointsOf, tilingOf } from "./index-of.ts";
import { residenciesOf } from "./residencies.ts";
import { HOW, NONE, ROLE, type ScratchpadIndex, type TiledMade } from "./scratchpad.types.ts";

const SETTINGS: TilingSettings = {
  capacity: 16 * TILE,
  alignment: 64,
  policy: "furthest",
  loopOrder: "mnk",
  tile: [32, 32],
  padded: false,
  doubleBuffer: "off",
  forward: false,
  costs: { transfer: 1, byte: 0, exec: 1 },
};

function made(change: Partial<TilingSettings> = {}): { tiled: TiledMade; index: ScratchpadIndex } {
  const tiled = tileGraph(MLP, { ...SETTINGS, ...change });
  if (!tiled.ok) throw new Error(tiled.problem.message);
  const tiling = tilingOf(tiled.value, null);
  if (tiling.index === null) throw new Error("it does not fit");
  return tiling;
}

const SOME: readonly Partial<TilingSettings>[] = [
  {},
  { capacity: 5 * TILE },
  { capacity: 8 * TILE, policy: "lru" },
  { capacity: 14 * TILE, doubleBuffer: "real" },
  { capacity: 6 * TILE, doubleBuffer: "real" },
  { capacity: 6 * TILE, loopOrder: "kmn" },
  { capacity: 18 * TILE, forward: true },
];

test.each(SOME)("with %j tiles lie apart, and all that a step reads is there", (change) => {
  const { tiled, index } = made(change);
  const { residencies } = index;
  const { ops } = tiled.schedule;
  const { steps } = tiled.program;
  for (let op = 0; op < ops.count; op++) {
    const there: number[] = [];
    eachResidency(index, op, op + 1, (r) => there.push(r));
    const spans = there
      .map((r) => [residencies.address[r] ?? 0, residencies.bytes[r] ?? 0] as const)
      .sort(([a], [b]) => a - b);
    spans.forEach(([address], i) => {
      const [before, bytes] = spans[i - 1] ?? [0, 0];
      expect(address).toBeGreaterThanOrEqual(before + bytes);
    });
    expect(there).toContain(index.of[op]);
    expect(residencies.address[index.of[op] ?? 0]).toBe(ops.address[op]);
    if (ops.kind[op] !== OP.exec) continue;
    const s = ops.step[op] ?? 0;
    for (const [tile, address] of [
      [steps.a[s], ops.a[op]],
      [steps.b[s], ops.b[op]],
    ]) {
      const r = residencyOfTile(index, tile ?? NONE, op);
      expect(residencies.address[r]).toBe(address);
    }
  }
});

test("each load, fill and sum begins a residency, and each eviction ends one", () => {
  const { tiled, index } = made({ capacity: 6 * TILE, loopOrder: "kmn" });
  const { stats, evictions } = tiled.schedule;
  const { count, role, how, eviction } = index.residencies;
  const having = (flag: number) => how.filter((flags) => (flags & flag) !== 0).length;
  expect(stats.spillStores).toBeGreaterThan(0);
  expect(having(HOW.filled)).toBe(stats.spillLoads);
  expect(having(HOW.spilled)).toBe(stats.spillStores);
  expect(having(HOW.evicted)).toBe(evictions.length);
  expect([...eviction].filter((e) => e !== NONE)).toEqual(evictions.map((_, e) => e).sort((a, b) => a - b));
  expect([...role].filter((one) => one !== ROLE.sum)).toHaveLength(stats.loadsEmitted);
  expect(count).toBeGreaterThan(stats.loadsEmitted);
});

test("of the original, which tells no evictions, what is loaded again was evicted until its place was taken", () => {
  const { tiled, index } = made({ policy: "original", capacity: 8 * TILE });
  const evicted = index.residencies.how.filter((flags) => (flags & HOW.evicted) !== 0).length;
  expect(tiled.schedule.stats.evictions).toBe(28);
  expect(evicted).toBe(28);
});

test("evictions beyond those that are told are seen too", () => {
  const { tiled, index } = made({ capacity: 5 * TILE });
  const few = { ...tiled, schedule: { ...tiled.schedule, evictions: tiled.schedule.evictions.slice(0, 5) } };
  const { residencies } = residenciesOf(few);
  expect(residencies.how).toEqual(index.residencies.how);
  expect(residencies.to).toEqual(index.residencies.to);
});

test("what the index finds in a range is what a search through all finds", () => {
  const { index } = made({ capacity: 5 * TILE });
  const { residencies } = index;
  const place = fc.integer({ min: -3, max: 260 });
  fc.assert(
    fc.property(place, place, (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
      const found: number[] = [];
      eachResidency(index, from, to, (r) => found.push(r));
      const all = Array.from({ length: residencies.count }, (_, r) => r);
      expect(found).toEqual(
        all.filter((r) => (residencies.from[r] ?? 0) < to && (residencies.to[r] ?? 0) > from),
      );
      expect(begunBefore(residencies, from)).toBe(
        all.filter((r) => (residencies.from[r] ?? 0) < from).length,
      );
    }),
  );
});

test("checkpoints name less than twice as many as there are residencies, however many stay", () => {
  const count = 5000;
  const from = Int32Array.from({ length: count }, (_, r) => r);
  const { index } = made();
  const staying = { ...index.residencies, count, from, to: new Int32Array(count).fill(2 * count) };
  const { first, start, there } = checkpointsOf(staying);
  expect(first.length).toBeGreaterThan(5);
  expect(start.at(-1)).toBe(there.length);
  expect(there.length).toBeLessThan(2 * count);
});

test("an address that is free has no residency", () => {
  const { index, tiled } = made();
  expect(residencyAt(index, 0, 10)).toBe(0);
  expect(residencyAt(index, 0, 10 * TILE)).toBe(NONE);
  expect(index.of[0]).toBe(0);
  expect(tiled.schedule.ops.count).toBe(99);
});

test("lanes know who works when, and how long they were busy", () => {
  const { index, tiled } = made({ capacity: 14 * TILE, doubleBuffer: "real" });
  const { lanes } = tiled;
  expect(lanes.makespan).toBe(64);
  expect(workAt(index.dma, lanes, 0.5)).toBe(0);
  expect(workAt(index.compute, lanes, 0.5)).toBe(NONE);
  expect(begunAt(index.compute, lanes, -1)).toBe(0);
  expect(busyUntil(index.compute, lanes, 64)).toBe(44);
  expect(busyUntil(index.dma, lanes, 0.25)).toBe(0.25);
  expect(busyUntil(index.dma, lanes, 100)).toBe(55);
  expect(timeOf(index, lanes, 0, 99)).toEqual([0, 64]);
  expect(timeOf(index, lanes, 0, 1)).toEqual([0, 1]);
  expect(timeOf(index, lanes, 5, 5)).toEqual([0, 64]);
  expect(inLane(index.dma, 0, 99)).toEqual([0, 55]);
});

test("nothing of the room for more operations is kept", () => {
  const { tiled, index } = made();
  expect(tiled.schedule.ops.kind).toHaveLength(99);
  expect(index.residencies.tile).toHaveLength(index.residencies.count);
});
