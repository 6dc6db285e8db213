import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "../check.ts";
import type { LifetimesDocument, PlanDocument } from "../document.ts";
import { codes } from "../testing/checks.ts";
import { MUTATIONS } from "../testing/mutations.ts";
import { withAntichain } from "../testing/mutations-any-order.ts";
import { textGraph, textPlan } from "../testing/text-plan.ts";

/** Two arenas, a view, a write in place, one that is forbidden, scratch, an empty tensor, a pin, an output. */
const GRAPH = textGraph(
  `tensor x 64 input
   tensor e 0
   tensor v 32
   tensor p 24 arena=dtcm
   tensor f 40 align=16
   n0: x -> a e
   n1 scratch=20: a -> b inplace 0 over 0
   n2: b -> v view 0 of 0 +32
   n3: b -> c inplace 0 over 0
   n4: v c b -> p
   n5: p -> f
   outputs f`,
  {
    arenas: [
      { id: "sram", alignment: 16, capacity: 208 },
      { id: "dtcm", alignment: 8 },
    ],
  },
);

const ARENAS = "order n0 n1 n2 n3 n4 n5 \n arena sram 16 208 \n arena dtcm 8";
const A = "[0,5) 64 @0 : a [0,2) 64, b [1,5) 64, v [2,5) 32 +32";
const REST = "e [0,1) 0 @0 buffer=E \n p [4,6) 24 @0 arena=dtcm";
const TIGHT = textPlan(
  `${ARENAS} \n a ${A} \n x [0,1) 64 @64 \n w [1,2) 20 @64 scratch=n1 \n c [3,5) 64 @64 \n f [5,6) 40 @0 \n ${REST}`,
);
const LOOSE = textPlan(
  `${ARENAS} \n a ${A} \n x [0,1) 64 @64 \n w [1,2) 20 @64 scratch=n1 \n c [3,5) 64 @144 \n f [5,6) 40 @0 \n ${REST}`,
);

/** a is read by three that nothing orders, the last of which may write over it; e may follow a in every order. */
const FREE = textGraph(`
  n0: -> a
  n1: a -> b
  n2: a -> c
  n5: a -> f inplace 0 over 0
  n3: b -> d inplace 0 over 0
  n4: c d f -> e
  n6: -> g
  outputs e`);

const FREE_LINES = `order n0 n1 n2 n5 n3 n4 n6 \n a [0,4) 64 @0 \n b [1,6) 64 @64 : b [1,5) 64, d [4,6) 64 \n c [2,6) 64 @128
  f [3,6) 64 @192 \n e [5,7) 64 @0`;
const freely = (lines: string) =>
  withAntichain(textPlan(lines, { lifetimes: "any-order" }), "ram", ["a", "b", "c", "f", "g"]);
const FREE_TIGHT = freely(`${FREE_LINES} \n g [6,7) 64 @256`);
const FREE_LOOSE = freely(`${FREE_LINES} \n g [6,7) 64 @512`);

/** b lies in the dead time of a, d beside the window of c. */
const LIVES: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "gaps",
  buffers: [
    { id: "a", start: 0, end: 6, bytes: 64, gaps: [{ start: 2, end: 4 }] },
    { id: "b", start: 2, end: 4, bytes: 64 },
    { id: "c", start: 0, end: 6, bytes: 64, gaps: [{ start: 1, end: 3, window: [0, 32] }] },
    { id: "d", start: 1, end: 3, bytes: 32 },
  ],
};
const CROSSING = textPlan(
  "a [0,6) 64 @0 buffer=A gaps=2-4 \n b [2,4) 64 @0 buffer=B \n c [0,6) 64 @64 gaps=1-3@0:32 \n d [1,3) 32 @96",
);

const PLANS = [
  ["tight", TIGHT, GRAPH],
  ["loose", LOOSE, GRAPH],
  ["tight and any-order", FREE_TIGHT, FREE],
  ["loose and any-order", FREE_LOOSE, FREE],
  ["crossing", CROSSING, LIVES],
] as const;

test.each(PLANS)("the %s plan that the faults are made in is right", (_, plan, graph) => {
  expect(check(plan, graph)).toEqual([]);
});

test.each(MUTATIONS.map((m) => [m.name, m.code, m] as const))("%s: %s", (_, code, mutation) => {
  let made = 0;
  for (let seed = 0; seed < 40; seed++) {
    const random = () => ((seed * 2_654_435_761 + made * 40_503) % 997) / 997;
    for (const [, plan, graph] of PLANS) {
      const wrong = mutation.mutate(plan, random, graph);
      if (wrong === undefined) continue;
      made++;
      expect(codes(wrong, mutation.beside ? graph : undefined)).toContain(code);
    }
  }
  expect(made).toBeGreaterThan(0);
});

test("overlaps found are those that comparing all pairs finds", () => {
  const storage = fc.record({
    start: fc.nat(12),
    length: fc.nat(5),
    bytes: fc.nat(20),
    offset: fc.nat(40),
    arena: fc.constantFrom("p", "q"),
  });
  fc.assert(
    fc.property(fc.array(storage, { maxLength: 14 }), (list) => {
      const lines = list.map((s, i) => {
        return `s${i} [${s.start},${s.start + s.length}) ${s.bytes} @${s.offset} arena=${s.arena} align=1`;
      });
      const plan = textPlan(["arena p 4", "arena q 1", ...lines].join("\n"));
      expect(overlapsIn(check(plan))).toEqual(overlapsOf(plan));
    }),
    { numRuns: 500 },
  );
});

function overlapsIn(violations: ReturnType<typeof check>): string[] {
  return violations
    .filter((v) => v.code === "overlap")
    .map((v) => v.at.toSorted().join(" "))
    .sort();
}

function overlapsOf(plan: PlanDocument): string[] {
  const size = (s: { bytes: number; arena: string }) =>
    s.arena === "p" ? Math.ceil(s.bytes / 4) * 4 : s.bytes;
  const pairs = plan.storages.flatMap((a, i) =>
    plan.storages
      .slice(i + 1)
      .filter((b) => {
        const time = Math.max(a.start, b.start) < Math.min(a.end, b.end);
        const place = Math.max(a.offset, b.offset) < Math.min(a.offset + size(a), b.offset + size(b));
        return a.arena === b.arena && time && place;
      })
      .map((b) => [`storage:${a.id}`, `storage:${b.id}`].sort().join(" ")),
  );
  return pairs.sort();
}

test("nothing that has the shape of a plan makes the checker throw", () => {
  const word = fc.constantFrom("a", "b", "n0", "sram", "", "__proto__");
  const number = fc.oneof(
    fc.nat(9),
    fc.constantFrom(-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e300),
  );
  const sizes = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, number]));
  const life = sizes(["bytes", "offset", "start", "end"]);
  const place = { arena: word, buffer: word };
  const words = fc.array(word, { maxLength: 4 });
  const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 4 });
  const shape = fc.record({
    source: fc.constantFrom({ kind: "graph" }, { kind: "lifetimes" }),
    settings: fc.dictionary(
      fc.constantFrom("slots", "share", "alignment", "lifetimes", "views"),
      fc.oneof(word, fc.boolean(), number),
    ),
    order: words,
    storages: few(fc.record({ id: word, tensors: words, alignment: number, ...life, ...place })),
    tensors: fc.dictionary(word, fc.record({ storage: word, ...life, ...place })),
    buffers: few(fc.record({ id: word, arena: word, ...sizes(["bytes", "offset"]), storages: words })),
    arenas: few(
      fc.record({
        id: word,
        ...sizes(["capacity", "alignment", "peak", "lowerBound"]),
        optimal: fc.boolean(),
      }),
    ),
    stats: fc.record(sizes(["totalBytes", "peakBytes", "peakStep"])),
  });
  fc.assert(
    fc.property(shape, (plan) => {
      const violations = check(plan as never, GRAPH);
      expect(violations.every((v) => v.message.length > 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
