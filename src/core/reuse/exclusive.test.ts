import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { readGraph } from "../graph.ts";
import type { Plan } from "../plan.types.ts";
import { toPlanDocument } from "../plan-document.ts";
import { DEFAULT_SETTINGS, SHARES } from "../settings.ts";
import { codes } from "../testing/checks.ts";
import { Random, randomGraph } from "../testing/random.ts";
import { planOf } from "../testing/show-plan.ts";
import { textGraph } from "../testing/text-graph.ts";
import { type BitRows, bitRows, hasBit, setBit } from "./bit-rows.ts";
import { heaviestClique } from "./clique.ts";
import { fewestColours } from "./colouring.ts";
import { freedomCost, mayShare } from "./question.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);
const FREELY = { ...DEFAULT_SETTINGS, lifetimes: "any-order" };

function excluding(document: GraphDocument, pairs: readonly (readonly [string, string])[]): GraphDocument {
  return { ...document, exclusive: pairs };
}

/** Some pairs of nodes that do not wait for each other exclude each other. */
function randomExclusive(seed: number): GraphDocument {
  const random = new Random(seed);
  const document = randomGraph(seed);
  const ids = document.nodes.map((node) => node.id);
  return excluding(
    document,
    ids.flatMap((a, i) => ids.slice(i + 1).flatMap((b) => (random.chance(0.4) ? [[a, b] as const] : []))),
  );
}

function faults(plan: Plan, document: GraphDocument): readonly string[] {
  return codes(toPlanDocument(plan, { name: "", kind: "graph", sha256: "" }), document);
}

function graphOf(document: GraphDocument) {
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

/** A node that starts, two beside each other with scratch of their own, and one that ends. */
const BESIDE = textGraph("s:1 = op()\na:1 = op(s)\nb:1 = op(s)\ne:1 = op(a b)\nout e");
const SCRATCH: GraphDocument = {
  ...BESIDE,
  nodes: BESIDE.nodes.map((node, i) => ({ ...node, workspace: [0, 10, 20, 0][i] ?? 0 })),
};
const [, A = "", B = ""] = SCRATCH.nodes.map((node) => node.id);

describe("nodes that exclude each other", () => {
  test("say that the bound may be weak when the search for it is stopped, and that it is right all the same", () => {
    const random = new Random(1);
    const ids = Array.from({ length: 300 }, (_, i) => `n${i}`);
    const document: GraphDocument = {
      ...BESIDE,
      tensors: [],
      nodes: ids.map((id) => ({
        id,
        op: "op",
        inputs: [],
        outputs: [],
        workspace: random.integer(100, 199),
      })),
      outputs: [],
      exclusive: ids.flatMap((a, i) =>
        ids.slice(i + 1).flatMap((b) => (random.chance(0.5) ? [[a, b] as const] : [])),
      ),
    };
    const plan = planOf(document, { lifetimes: "any-order", place: "greedy-by-size" });
    const said = plan.diagnostics.filter(({ code }) => code === "weaker-bound");
    expect(said).toMatchObject([{ message: expect.stringContaining("was stopped") }]);
    expect(faults(plan, document)).toEqual([]);
  });

  test("have their scratch in the same bytes, in an arena and in slots", () => {
    const freely = (document: GraphDocument, slots: boolean) =>
      planOf(document, { lifetimes: "any-order", slots }).stats;
    const apart = excluding(SCRATCH, [[B, A]]);
    expect(freely(SCRATCH, false)).toMatchObject({ peakBytes: 33, lowerBoundBytes: 33 });
    expect(freely(apart, false)).toMatchObject({ peakBytes: 23, lowerBoundBytes: 23 });
    expect(freely(apart, true)).toMatchObject({ peakBytes: 23, lowerBoundBytes: 23 });
    expect(planOf(SCRATCH).stats.peakBytes).toBe(planOf(apart).stats.peakBytes);
  });

  test("do not let what others read share", () => {
    const apart = graphOf(excluding(SCRATCH, [[A, B]]));
    const at = (id: string) => apart.tensorIndex.get(id) ?? -1;
    expect(mayShare(apart, FREELY, at("a"), at("b"))).toMatchObject({ may: false, why: "unordered" });
  });

  test("are the reason that a question about their values gives", () => {
    const dead = textGraph("a:1 = op()\nb:1 = op()");
    const [one = "", other = ""] = dead.nodes.map((node) => node.id);
    expect(mayShare(graphOf(dead), FREELY, 0, 1)).toMatchObject({ may: false });
    const answer = mayShare(graphOf(excluding(dead, [[one, other]])), FREELY, 0, 1);
    expect(answer).toMatchObject({ may: true, how: "exclusive", first: 0, second: 1, paths: [] });
    expect(answer.says).toBe(
      `Only node "${one}" touches "a" and only node "${other}" touches "b", and these two never run at the same time.`,
    );
  });

  test("cost less freedom", () => {
    const cost = (document: GraphDocument) => freedomCost(graphOf(document), FREELY)?.anyOrder;
    expect(cost(SCRATCH)).toMatchObject({ buffers: 5, bytes: 33, boundBytes: 33 });
    expect(cost(excluding(SCRATCH, [[A, B]]))).toMatchObject({ buffers: 4, bytes: 23, boundBytes: 23 });
  });

  test.each([
    ["a node that is not there", [[A, "nobody"]], "unknown-node", 'names "nobody"'],
    ["a node and itself", [[A, A]], "bad-exclusive", "exclude itself"],
    [
      "a pair twice",
      [
        [A, B],
        [B, A],
      ],
      "bad-exclusive",
      "twice",
    ],
  ] as const)("may not be %s", (_, pairs, code, words) => {
    const graph = readGraph(excluding(SCRATCH, pairs));
    if (graph.ok) throw new Error("it makes sense");
    expect(graph.problem.code).toBe(code);
    expect(graph.problem.message).toContain(words);
    expect(graph.problem.where).toMatch(/^exclusive\[\d\]$/);
  });
});

test("plans of random graphs are right, and questions agree with them", { timeout: 60_000 }, () => {
  let mixed = 0;
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), fc.constantFrom(...SHARES.map((s) => s.id)), (seed, slots, share) => {
      const document = randomExclusive(seed);
      const plan = planOf(document, { lifetimes: "any-order", slots, share, inplace: false });
      expect(faults(plan, document)).toEqual([]);
      const { conflicts } = plan;
      if (conflicts?.mixed === true) mixed++;
      const graph = graphOf(document);
      const { tensor, bytes, arena, count } = plan.storages;
      for (let a = 0; a < count; a++) {
        for (let b = 0; b < a; b++) {
          const [one = -1, other = -1] = [tensor[a], tensor[b]];
          if (one < 0 || other < 0 || arena[a] !== arena[b] || bytes[a] === 0 || bytes[b] === 0) continue;
          const meet = ((conflicts?.bits[a * conflicts.words + (b >> 5)] ?? 0) >>> (b & 31)) & 1;
          const settings = { ...FREELY, inplace: false };
          expect(mayShare(graph, settings, one, other).may).toBe(meet === 0);
        }
      }
    }),
    { numRuns },
  );
  expect(mixed).toBeGreaterThan(0);
});

test("plans with writes in place are right, too", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, slots) => {
      const document = randomExclusive(seed);
      expect(faults(planOf(document, { lifetimes: "any-order", slots }), document)).toEqual([]);
    }),
    { numRuns },
  );
});

test("a plan that lets the scratch of two nodes share is refused once they may run side by side", () => {
  const apart = excluding(SCRATCH, [[A, B]]);
  const plan = planOf(apart, { lifetimes: "any-order" });
  expect(faults(plan, apart)).toEqual([]);
  expect(faults(plan, SCRATCH)).toContain("reuse");
});

/** A graph of conflicts among few, and weights, some of them 0. */
function randomConflicts(seed: number): { conflicts: BitRows; weight: Float64Array } {
  const random = new Random(seed);
  const count = random.integer(0, 9);
  const conflicts = bitRows(count, count);
  const density = random.next();
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      if (!random.chance(density)) continue;
      setBit(conflicts, a, b);
      setBit(conflicts, b, a);
    }
  }
  return { conflicts, weight: Float64Array.from({ length: count }, () => random.integer(0, 6)) };
}

function subsets(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, set) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => ((set >> i) & 1) === 1),
  );
}

test("the heaviest clique is the heaviest of all sets, and without room for a search still a clique", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { conflicts, weight } = randomConflicts(seed);
      const isClique = (set: readonly number[]) =>
        set.every((a) => set.every((b) => a === b || hasBit(conflicts, a, b)));
      const weigh = (set: readonly number[]) => set.reduce((sum, v) => sum + (weight[v] ?? 0), 0);
      const most = Math.max(...subsets(weight.length).filter(isClique).map(weigh));
      for (const work of [undefined, 0]) {
        const found = heaviestClique(conflicts, weight, [], work);
        expect(isClique([...found.members])).toBe(true);
        expect(weigh([...found.members])).toBe(found.weight);
        if (found.exact) expect(found.weight).toBe(most);
        else expect(work).toBe(0);
      }
    }),
    { numRuns: numRuns * 3 },
  );
});

test("colours are as few as can be, and without room for a search still right", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { conflicts, weight } = randomConflicts(seed);
      const count = weight.length;
      /** Of each set the fewest colours. */
      const fewest: number[] = [0];
      const free = subsets(count).map((set) => set.every((a) => set.every((b) => !hasBit(conflicts, a, b))));
      for (let set = 1; set < 2 ** count; set++) {
        let best = count;
        for (let part = set; part > 0; part = (part - 1) & set) {
          if (free[part] === true) best = Math.min(best, 1 + (fewest[set & ~part] ?? 0));
        }
        fewest[set] = best;
      }
      for (const work of [undefined, 0]) {
        const found = fewestColours(conflicts, 0, work);
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < a; b++) {
            if (hasBit(conflicts, a, b)) expect(found.of[a]).not.toBe(found.of[b]);
          }
        }
        expect(new Set(found.of).size).toBe(found.count);
        if (found.exact) expect(found.count).toBe(fewest[2 ** count - 1]);
        else expect(work).toBe(0);
      }
    }),
    { numRuns: numRuns * 3 },
  );
});
