import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SHARES } from "./settings.ts";
import { randomGraph } from "./testing/random.ts";
import { planOf, showStorages } from "./testing/show-plan.ts";
import { textGraph } from "./testing/text-graph.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** a 40, b 60, c 20, d 40, e 40 in turn: each is read by the next alone. */
const TURNS = textGraph(`
  a:40 = make()
  b:60 = conv(a)
  c:20 = conv(b)
  d:40 = conv(c)
  e:40 = conv(d)
`);

function places(share: string): string[] {
  return showStorages(planOf(TURNS, { slots: true, share })).map(
    (line) => line.slice(0, 1) + line.split("@")[1],
  );
}

describe("storages share a slot", () => {
  test("of any size: the slot grows to its largest tenant, and the tightest free one is taken", () => {
    expect(places("any")).toEqual(["a0 B0", "b40 B1", "c0 B0", "d40 B1", "e0 B0"]);
    const { buffers, stats } = planOf(TURNS, { slots: true });
    expect(Array.from(buffers.bytes)).toEqual([40, 60]);
    expect(stats).toMatchObject({ peakBytes: 100, buffers: 2, lowerBoundBytes: 100 });
  });

  test("that fit the first tenant only", () => {
    const rising = textGraph("a:20 = make()\nb:40 = conv(a)\nc:30 = conv(b)\nd:10 = conv(c)");
    const plan = planOf(rising, { slots: true, share: "fits" });
    expect(showStorages(plan).map((line) => line.split("@")[1])).toEqual(["0 B0", "20 B1", "60 B2", "0 B0"]);
  });

  test("of equal bytes only", () => {
    expect(places("bytes")).toEqual(["a0 B0", "b40 B1", "c100 B2", "d0 B0", "e120 B3"]);
  });

  test("of equal dtype and shape only", () => {
    const shapes = [
      { id: "a", dtype: "int8" as const, shape: [4] },
      { id: "b", dtype: "int8" as const, shape: [2, 2] },
      { id: "c", dtype: "int8" as const, shape: [4] },
      { id: "d", dtype: "uint8" as const, shape: [4] },
      { id: "e", dtype: "int8" as const, shape: [{ symbol: "T", max: 4 }] },
    ];
    const plan = planOf({ ...TURNS, tensors: shapes }, { slots: true, share: "type" });
    expect(showStorages(plan).map((line) => line.split("@")[1])).toEqual([
      "0 B0",
      "4 B1",
      "0 B0",
      "8 B2",
      "0 B0",
    ]);
  });
});

test("slots lie one above the other at addresses that keep every tenant's alignment", () => {
  const plan = planOf(textGraph("arena m 4\na:6 = make()\nb:6:32 = conv(a)\nc:5 = conv(b)\nout a"), {
    slots: true,
  });
  expect(showStorages(plan)).toEqual(["a [0,3) 6 @0 B0", "b [1,3) 6 @32 B1", "c [2,3) 5 @40 B2"]);
});

test("tenants of one buffer never meet in time, and a buffer is as large as its largest", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...SHARES.map((s) => s.id)), fc.boolean(), (seed, share, slots) => {
      const { buffers, storages } = planOf(randomGraph(seed, 25), { slots, share });
      for (let b = 0; b < buffers.count; b++) {
        const tenants = storages.id.flatMap((_, i) => (storages.buffer[i] === b ? [i] : []));
        const listed = Array.from(
          buffers.storages.items.slice(buffers.storages.from[b], buffers.storages.from[b + 1]),
        );
        expect(listed.toSorted((x, y) => x - y)).toEqual(tenants);
        listed.slice(1).forEach((i, k) => {
          expect(storages.start[i]).toBeGreaterThanOrEqual(storages.end[listed[k] ?? 0] ?? 0);
        });
        expect(buffers.bytes[b]).toBe(Math.max(...tenants.map((i) => storages.padded[i] ?? 0)));
      }
    }),
    { numRuns },
  );
});
