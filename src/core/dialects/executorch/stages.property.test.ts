import fc from "fast-check";
import { expect, test } from "vitest";
import type { MethodSpec } from "../../document.ts";
import { DEFAULT_METHOD_OPTIONS, type MethodOptions } from "./method-options.ts";
import { PASSES } from "./passes/index.ts";
import { conflictingPairs } from "./plan/conflicts.ts";
import { planMethod } from "./plan-method.ts";
import { runStages, type Stages } from "./stages.ts";
import { meaningOfEdge, meaningOfMethod, Terms, usersOfPlan } from "./testing/meaning.ts";
import { methodOf, STEP_KINDS } from "./testing/random-methods.ts";

const QUICK = { budget: 1000, seed: 1, place: "greedy-by-size" };

function stagesFor(method: MethodSpec, options: Partial<MethodOptions> = {}): Stages {
  const made = runStages(method, { ...DEFAULT_METHOD_OPTIONS, ...options });
  if (!made.ok) throw new Error(made.problem.message);
  if (made.value.problem !== null) throw new Error(made.value.problem.message);
  return made.value;
}

const pick = fc.nat({ max: 1000 });
const step = fc.record({ kind: fc.constantFrom(...STEP_KINDS), a: pick, b: pick });
const randomMethod = fc
  .record({
    inputs: fc.integer({ min: 1, max: 3 }),
    states: fc.integer({ min: 0, max: 2 }),
    constants: fc.integer({ min: 0, max: 2 }),
    steps: fc.array(step, { minLength: 1, maxLength: 14 }),
    outputs: fc.array(pick, { minLength: 1, maxLength: 3 }),
  })
  .map(methodOf);

const switches = fc.record(Object.fromEntries(PASSES.map(({ id }) => [id, fc.boolean()])));

test("an edge graph means what its document means, though it writes nothing over", () => {
  fc.assert(
    fc.property(randomMethod, (method) => {
      const terms = new Terms();
      const { start } = stagesFor(method);
      const [own, edge] = [meaningOfMethod(method, terms), meaningOfEdge(start, terms)];
      expect(edge.users).toEqual(own.users);
      // what is changed and put back is no change for the person, and may be one for the graph
      for (const [id, term] of Object.entries(own.left)) expect(edge.left[id]).toBe(term);
    }),
    { numRuns: 500 },
  );
});

test("no pass changes what is computed and what is left in state, whichever of the others are on", () => {
  fc.assert(
    fc.property(
      randomMethod,
      switches,
      fc.constantFrom<MethodOptions["reinplace"]>("all", ["index_put"], ["add", "relu"]),
      (method, passes, reinplace) => {
        const terms = new Terms();
        const { start, stages } = stagesFor(method, { passes, reinplace });
        const meaning = meaningOfEdge(start, terms);
        for (const { id, graph } of stages) expect([id, meaningOfEdge(graph, terms)]).toEqual([id, meaning]);
      },
    ),
    { numRuns: 500 },
  );
});

test("every argument of every node is a node before it, after each pass", () => {
  fc.assert(
    fc.property(randomMethod, switches, (method, passes) => {
      for (const { graph } of stagesFor(method, { passes, reinplace: "all" }).stages) {
        const before = new Set<string>();
        for (const node of graph.nodes) {
          expect(node.args.filter((arg) => !before.has(arg))).toEqual([]);
          expect(before.has(node.id)).toBe(false);
          before.add(node.id);
        }
      }
    }),
  );
});

test("a method is planned with any passes switched off, and reports what it did not do", () => {
  fc.assert(
    fc.property(randomMethod, switches, fc.boolean(), (method, passes, compat) => {
      const made = planMethod(method, { ...DEFAULT_METHOD_OPTIONS, passes, compat, reinplace: "all" }, QUICK);
      if (!made.ok) throw new Error(made.problem.message);
      const { stages, planned } = made.value;
      expect(stages.stages.map(({ id }) => id)).toEqual(PASSES.map(({ id }) => id));
      expect(planned !== null).toBe(
        passes["memory-planning"] === true && passes["spec-propagation"] === true,
      );
      for (const stage of stages.stages) if (!stage.on) expect(stage.changes).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("without defects no two tensors are alive on the same bytes, and ours needs no more", () => {
  fc.assert(
    fc.property(
      randomMethod,
      fc.boolean(),
      fc.record({ reinplace: fc.boolean() }),
      (method, alloc, passes) => {
        const options = {
          ...DEFAULT_METHOD_OPTIONS,
          passes,
          compat: false,
          reinplace: "all" as const,
          allocInputs: alloc,
        };
        const made = planMethod(method, options, QUICK);
        if (!made.ok || made.value.planned === null) throw new Error("not planned");
        const { main, totals } = made.value.planned;
        expect(conflictingPairs({ ...main.plan, specs: main.planned })).toEqual([]);
        expect(made.value.findings.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(totals.ours).toBeLessThanOrEqual(totals.main);
        expect(totals.lowerBound).toBeLessThanOrEqual(totals.ours);
      },
    ),
    { numRuns: 300 },
  );
});

test("whoever looks through an elided view keeps its base alive", () => {
  fc.assert(
    fc.property(randomMethod, (method) => {
      const made = planMethod(method, { ...DEFAULT_METHOD_OPTIONS, compat: false }, QUICK);
      if (!made.ok || made.value.planned === null) throw new Error("not planned");
      const { graph, lives } = made.value.planned.main;
      const views = new Map(graph.nodes.flatMap((node) => (node.kind === "view" ? [[node.id, node]] : [])));
      graph.nodes.forEach((node, at) => {
        for (const arg of node.args) {
          const base = views.get(arg)?.specs[0];
          if (base !== undefined) expect(lives.last[base]).toBeGreaterThanOrEqual(at);
        }
      });
    }),
  );
});

test("run on the planned bytes, where whoever writes destroys what others have there, a method gives what it should", () => {
  fc.assert(
    fc.property(randomMethod, switches, (method, passes) => {
      const on = { ...passes, "spec-propagation": true, "memory-planning": true };
      const options = { ...DEFAULT_METHOD_OPTIONS, passes: on, compat: false, reinplace: "all" as const };
      const made = planMethod(method, options, QUICK);
      if (!made.ok || made.value.planned === null) throw new Error("not planned");
      const terms = new Terms();
      const { users } = meaningOfEdge(made.value.stages.start, terms);
      expect(usersOfPlan(made.value.planned.main, terms)).toEqual(users);
    }),
    { numRuns: 500 },
  );
});
