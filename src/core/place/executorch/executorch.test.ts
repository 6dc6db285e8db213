import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packingOf } from "../../testing/brute-force.ts";
import { NO_WATCH } from "../../watch.ts";
import { executorchGreedy } from "../executorch-greedy.ts";
import { executorchNaive } from "../executorch-naive.ts";
import { planGreedily } from "./greedy.ts";
import { planNaively } from "./naive.ts";
import type { EtTensors } from "./tensors.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** [bytes, first step, last step, arena, base] with the last step inside, as ExecuTorch writes lives. */
type Row = readonly [number, number, number, number?, number?];

function tensors(rows: readonly Row[]): EtTensors {
  return {
    count: rows.length,
    bytes: rows.map((row) => row[0]),
    start: rows.map((row) => row[1]),
    end: rows.map((row) => row[2] + 1),
    arena: rows.map((row) => row[3] ?? 1),
    inplaceBase: rows.map((row) => row[4] ?? -1),
  };
}

interface Rules {
  readonly alignment?: number;
  readonly baseSizes?: readonly number[];
  readonly extraPadding?: number;
  readonly sideBySide?: boolean;
  readonly sortAlignment?: number;
}

function greedy(rows: readonly Row[], rules: Rules = {}) {
  const alignment = rules.alignment ?? 16;
  const all = { baseSizes: [], extraPadding: 0, sideBySide: true, ...rules, alignment };
  const plan = planGreedily(tensors(rows), { sortAlignment: alignment, ...all });
  if (!plan.ok) return plan.problem.code;
  const { sizes, offset, object } = plan.value;
  return { sizes, offset: Array.from(offset), object: Array.from(object) };
}

describe("the greedy planner", () => {
  test("takes the larger first, and of equal ones the later collected", () => {
    // all meet: each has an object of its own, in the order of taking
    const rows: Row[] = [
      [16, 0, 9],
      [32, 0, 9],
      [16, 0, 9],
      [32, 0, 9],
    ];
    expect(greedy(rows)).toEqual({ sizes: [0, 96], offset: [80, 32, 64, 0], object: [3, 1, 2, 0] });
  });

  test("takes sizes that round up to the same for equal", () => {
    const rows: Row[] = [
      [33, 0, 9],
      [48, 0, 9],
      [40, 0, 9],
    ];
    expect(greedy(rows)).toEqual({ sizes: [0, 144], offset: [96, 48, 0], object: [2, 1, 0] });
  });

  test("gives the first object, in the order of their making, that nobody has at the time", () => {
    const rows: Row[] = [
      [64, 0, 4],
      [48, 0, 2],
      [16, 5, 6],
      [16, 3, 3],
    ];
    expect(greedy(rows)).toEqual({ sizes: [0, 112], offset: [0, 64, 0, 64], object: [0, 1, 0, 1] });
  });

  test("counts the last step as lived: who begins where another ends meets it", () => {
    expect(
      greedy([
        [32, 0, 3],
        [16, 3, 4],
      ]),
    ).toEqual({ sizes: [0, 48], offset: [0, 32], object: [0, 1] });
  });

  test("else puts it above those that it meets in the first object with room, and leaves holes below alone", () => {
    const rows: Row[] = [
      // an object of 96 bytes, free from step 3
      [96, 0, 2],
      // sits at 0 of it
      [64, 3, 5],
      // and this above: 64 + 32 = 96
      [32, 3, 6],
      // meets only the one above, whose top is the object's end, so the 64 bytes below it are no use
      [16, 6, 6],
    ];
    expect(greedy(rows)).toEqual({ sizes: [0, 112], offset: [0, 0, 64, 96], object: [0, 0, 0, 1] });
  });

  test("above means above those that it meets, not above all in the object", () => {
    const rows: Row[] = [
      [96, 0, 1],
      [48, 2, 3],
      [32, 2, 5],
      [16, 4, 5],
    ];
    // 48 at 0 and 32 at 48 are followed by 16, which meets only the 32: 80
    expect(greedy(rows)).toEqual({ sizes: [0, 96], offset: [0, 0, 48, 80], object: [0, 0, 0, 0] });
  });

  test("without sitting side by side opens an object instead, as on Vulkan", () => {
    const rows: Row[] = [
      [96, 0, 2],
      [64, 3, 5],
      [32, 3, 6],
    ];
    expect(greedy(rows, { sideBySide: false })).toEqual({
      sizes: [0, 128],
      offset: [0, 0, 96],
      object: [0, 0, 1],
    });
  });

  test("plans each arena by itself, above what its bodies took and with padding behind", () => {
    const rows: Row[] = [
      [10, 0, 1, 3],
      [20, 0, 1, 1],
      [30, 0, 1, 3],
    ];
    expect(greedy(rows, { baseSizes: [0, 48], extraPadding: 64 })).toEqual({
      sizes: [0, 144, 0, 112],
      offset: [32, 48, 0],
      object: [1, 0, 0],
    });
  });

  test("forgets what bodies took of an arena that it does not use itself", () => {
    expect(greedy([], { baseSizes: [0, 48], extraPadding: 64 })).toEqual({
      sizes: [0, 0],
      offset: [],
      object: [],
    });
    expect(greedy([[5, 0, 1, 2]], { baseSizes: [0, 48] })).toEqual({
      sizes: [0, 0, 16],
      offset: [0],
      object: [0],
    });
  });

  test("puts what takes over bytes on its base after all others, through chains", () => {
    const rows: Row[] = [
      [64, 4, 6, 1, 1],
      [64, 2, 4, 1, 2],
      [64, 0, 2],
      // fits where the first ones will be, since nobody looks
      [64, 3, 6],
    ];
    expect(greedy(rows)).toEqual({ sizes: [0, 64], offset: [0, 0, 0, 0], object: [0, 0, 0, 0] });
  });

  test("refuses bytes that are handed on in a circle", () => {
    expect(
      greedy([
        [8, 0, 1, 1, 1],
        [8, 0, 1, 1, 0],
      ]),
    ).toBe("inplace-circle");
  });

  test("below an alignment of 16 sorts sanely, and fails as the original only when asked to sort as it does", () => {
    const rows: Row[] = [
      [12, 0, 1],
      [10, 2, 3],
    ];
    expect(greedy(rows, { alignment: 1 })).toEqual({ sizes: [0, 12], offset: [0, 0], object: [0, 0] });
    expect(greedy(rows, { alignment: 1, sortAlignment: 16 })).toBe("unsorted");
    expect(greedy(rows.toReversed(), { alignment: 1, sortAlignment: 16 })).toEqual({
      sizes: [0, 12],
      offset: [0, 0],
      object: [0, 0],
    });
  });

  test("takes empty tensors last, even at the very end of an object", () => {
    const rows: Row[] = [
      [0, 0, 1],
      [16, 0, 0],
      [0, 1, 1],
    ];
    expect(greedy(rows)).toEqual({ sizes: [0, 16], offset: [16, 0, 0], object: [0, 0, 0] });
  });
});

describe("the naive planner", () => {
  const rules = { alignment: 16, baseSizes: [], extraPadding: 64 };

  test("puts one after the other, each arena above what its bodies took, with no padding behind", () => {
    const rows: Row[] = [
      [10, 0, 1],
      [20, 2, 3, 2],
      [30, 4, 5],
    ];
    const plan = planNaively(tensors(rows), { ...rules, baseSizes: [0, 48] });
    if (!plan.ok) throw new Error(plan.problem.message);
    expect(plan.value.sizes).toEqual([0, 96, 32]);
    expect(Array.from(plan.value.offset)).toEqual([48, 0, 64]);
    expect(Array.from(plan.value.object)).toEqual([0, 0, 0]);
  });

  test("refuses what takes over another's bytes", () => {
    const plan = planNaively(tensors([[8, 0, 1, 1, 0]]), rules);
    expect(plan.ok ? "" : plan.problem.code).toBe("inplace-not-shared");
  });
});

test("the placements give what the planners give, where all have the arena's alignment", () => {
  const row = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(20), fc.nat(8));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom(1, 4, 16), (rows, alignment) => {
      const all = tensors(rows.map(([bytes, first, more]) => [bytes, first, first + more]));
      const packing = packingOf(
        rows.map(([bytes, first, more]) => [
          first,
          first + more + 1,
          Math.ceil(bytes / alignment) * alignment,
          alignment,
        ]),
      );
      const rules = { alignment, baseSizes: [], extraPadding: 0, sideBySide: true, sortAlignment: alignment };
      const greedily = planGreedily(all, rules);
      const naively = planNaively(all, rules);
      if (!greedily.ok || !naively.ok) throw new Error("a planner refused");
      expect(executorchGreedy.run(packing, NO_WATCH).offset).toEqual(greedily.value.offset);
      expect(executorchNaive.run(packing, NO_WATCH).offset).toEqual(naively.value.offset);
    }),
    { numRuns },
  );
});

test("tenants looked at one by one say what the times say", () => {
  const row = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(20), fc.nat(8));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const packing = packingOf(rows.map(([bytes, first, more]) => [first, first + more + 1, bytes, 1]));
      const words = Math.ceil(rows.length / 32);
      const bits = new Uint32Array(rows.length * words);
      rows.forEach(([, a, more], i) => {
        rows.forEach(([, b, other], j) => {
          if (i === j || a > b + other || b > a + more) return;
          const at = i * words + (j >> 5);
          bits[at] = (bits[at] ?? 0) | (1 << (j & 31));
        });
      });
      const related = executorchGreedy.run({ ...packing, conflicts: { words, bits } }, NO_WATCH);
      expect(related.offset).toEqual(executorchGreedy.run(packing, NO_WATCH).offset);
    }),
    { numRuns },
  );
});
