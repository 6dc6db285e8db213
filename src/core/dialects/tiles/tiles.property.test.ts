import fc from "fast-check";
import { expect, test } from "vitest";
import type { GraphDocument } from "../../document.ts";
import { scheduleDouble } from "./double-buffer.ts";
import { simulateLanes, UNIT_COSTS } from "./lanes.ts";
import { LOOP_ORDERS } from "./program.types.ts";
import { proveSchedule } from "./prove.ts";
import { scheduleTiles } from "./schedule.ts";
import { OP, POLICIES } from "./schedule.types.ts";
import { fewestLoads, lowered } from "./testing/schedules.ts";

/** Layers of products, each with a follower or none, of sizes that tiles do not divide. */
const CHAIN = fc
  .record({
    rows: fc.integer({ min: 1, max: 40 }),
    widths: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 4 }),
    relu: fc.boolean(),
    half: fc.boolean(),
  })
  .map(({ rows, widths, relu, half }): GraphDocument => {
    const dtype = half ? ("float16" as const) : ("float32" as const);
    const tensors: GraphDocument["tensors"][number][] = [
      { id: "x0", dtype, shape: [rows, widths[0] ?? 1], role: "input" },
    ];
    const nodes: GraphDocument["nodes"][number][] = [];
    for (let i = 1; i < widths.length; i++) {
      const shape = [rows, widths[i] ?? 1];
      tensors.push({ id: `w${i}`, dtype, shape: [widths[i - 1] ?? 1, widths[i] ?? 1], role: "constant" });
      tensors.push({ id: `p${i}`, dtype, shape });
      nodes.push({ id: `mm${i}`, op: "MatMul", inputs: [`x${i - 1}`, `w${i}`], outputs: [`p${i}`] });
      tensors.push({ id: `x${i}`, dtype, shape });
      nodes.push({
        id: `f${i}`,
        op: relu ? "Relu" : "Add",
        inputs: relu ? [`p${i}`] : [`p${i}`, `p${i}`],
        outputs: [`x${i}`],
      });
    }
    return {
      format: "memplan",
      version: 1,
      kind: "graph",
      name: "chain",
      tensors,
      nodes,
      outputs: [`x${widths.length - 1}`],
    };
  });

const SETTINGS = fc.record({
  policy: fc.constantFrom(...POLICIES),
  forward: fc.boolean(),
  alignment: fc.constantFrom(1, 16, 64),
  capacity: fc.integer({ min: 64, max: 4000 }),
  costs: fc.record({ transfer: fc.nat(2), byte: fc.constantFrom(0, 0.5), exec: fc.nat(2) }),
});

test("every schedule, with one buffer or two, computes what the program means and leaves nothing behind", () => {
  let feasible = 0;
  fc.assert(
    fc.property(
      CHAIN,
      SETTINGS,
      fc.constantFrom(...LOOP_ORDERS),
      fc.boolean(),
      (document, settings, loopOrder, padded) => {
        const program = lowered(document, { tile: [8, 8], loopOrder, padded });
        for (const schedule of [scheduleTiles, scheduleDouble]) {
          const made = schedule(program, settings);
          if (!made.feasible) {
            expect(made.needs.bytes).toBeGreaterThan(0);
            continue;
          }
          feasible++;
          const { ops, stats } = made.schedule;
          expect(proveSchedule(program, ops, settings.capacity).faults).toEqual([]);
          expect(stats.finalLiveBytes).toBe(0);
          expect(stats.peakBytes).toBeLessThanOrEqual(settings.capacity);
          expect(stats.highWaterBytes).toBeLessThanOrEqual(settings.capacity);
          expect(stats.loadsEmitted).toBeGreaterThanOrEqual(stats.leastLoads);
          const reads =
            program.steps.count * 3 -
            [program.steps.a, program.steps.b, program.steps.d].reduce(
              (n, column) => n + column.filter((t) => t < 0).length,
              0,
            );
          expect(stats.loadsEmitted + stats.loadsEliminated).toBe(reads);
          const lanes = simulateLanes(program, ops, settings.capacity, UNIT_COSTS);
          expect(lanes.makespan).toBeLessThanOrEqual(lanes.serial);
        }
      },
    ),
    { numRuns: Number(process.env.FC_RUNS ?? 150) },
  );
  expect(feasible).toBeGreaterThan(30);
}, 60_000);

test("a schedule in which one address is wrong is found out", () => {
  fc.assert(
    fc.property(CHAIN, fc.nat(), (document, where) => {
      const program = lowered(document, { tile: [8, 8] });
      const made = scheduleTiles(program, {
        capacity: 1 << 20,
        alignment: 64,
        policy: "furthest",
        forward: false,
      });
      if (!made.feasible) throw new Error("there is room");
      const { ops } = made.schedule;
      const i = where % ops.count;
      const wrong = { ...ops, address: ops.address.slice() };
      wrong.address[i] = (wrong.address[i] ?? 0) + 64 * 1024;
      expect(proveSchedule(program, wrong, 1 << 20).count).toBeGreaterThan(0);
    }),
  );
});

test("furthest next use needs no more loads than any other choice of victims, for equal tiles", () => {
  fc.assert(
    fc.property(
      fc.record({
        m: fc.integer({ min: 1, max: 3 }),
        n: fc.integer({ min: 1, max: 3 }),
        k: fc.integer({ min: 1, max: 3 }),
      }),
      fc.integer({ min: 3, max: 7 }),
      fc.constantFrom("mnk" as const, "nmk" as const),
      ({ m, n, k }, slots, loopOrder) => {
        const document: GraphDocument = {
          format: "memplan",
          version: 1,
          kind: "graph",
          name: "one",
          tensors: [
            { id: "a", dtype: "float32", shape: [m * 8, k * 8], role: "input" },
            { id: "b", dtype: "float32", shape: [k * 8, n * 8], role: "input" },
            { id: "c", dtype: "float32", shape: [m * 8, n * 8] },
          ],
          nodes: [{ id: "mm", op: "MatMul", inputs: ["a", "b"], outputs: ["c"] }],
          outputs: ["c"],
        };
        const program = lowered(document, { tile: [8, 8], loopOrder });
        const made = scheduleTiles(program, {
          capacity: slots * 256,
          alignment: 64,
          policy: "furthest",
          forward: false,
        });
        if (!made.feasible) throw new Error("three tiles are enough");
        expect(made.schedule.stats.loadsEmitted).toBe(fewestLoads(program.steps, slots));
        expect(made.schedule.ops.kind.subarray(0, made.schedule.ops.count).includes(OP.spill)).toBe(false);
      },
    ),
  );
});
