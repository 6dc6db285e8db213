import fc from "fast-check";
import { expect, test } from "vitest";
import { randomReferences } from "../../../tools/arbitrary-references.ts";
import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { insertCopies } from "../../core/dialects/dataflow/references/apply.ts";
import type { Release } from "../../core/dialects/dataflow/references/simulate.ts";
import { documentOf, knownDocument } from "../../core/dialects/dataflow/references/testing/documents.ts";
import { KNOWN_REFERENCES } from "../../core/dialects/dataflow/references/testing/known.ts";
import { planDocument } from "../../core/plan.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import type { References, ReferencesView } from "./references.types.ts";
import { contentAfter } from "./references-content.ts";
import { referencesView } from "./references-view.ts";

function viewOf(document: DataflowDocument, settings: Partial<Settings> = {}, release: Release = "move") {
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, budget: 500, ...settings }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  const view = referencesView(document, plan.value, release);
  if (!view.ok) throw new Error(view.problem.message);
  return view.value;
}

function references(view: ReferencesView): References {
  if (view.kind === "none") throw new Error(view.says);
  return view;
}

function known(id: string): DataflowDocument {
  const own = KNOWN_REFERENCES.find((one) => one.id === id);
  if (own === undefined) throw new Error(id);
  return knownDocument(own);
}

const example = known("example12");

test("with the fewest copies nothing is copied where a reader can go before the copy, though its status says it always is", () => {
  const view = references(viewOf(example, { schedule: "fewest-copies" }));
  expect(view.totals).toMatchObject({
    allocations: 2,
    copies: 0,
    peak: 2,
    resetBytes: 128,
    recyclingBytes: 128,
  });
  expect(view.ranges).toMatchObject({
    schedules: 40,
    copies: { least: { low: 0, high: 0 }, most: { low: 1, high: 1 } },
  });
  expect(view.contrast).toEqual([
    {
      actor: "bufCopy",
      static: "copies",
      here: 0,
      passes: 1,
      best: { low: 0, high: 0 },
      worst: { low: 1, high: 1 },
      bytes: 64,
    },
  ]);
  expect(view.transfers).toEqual([
    {
      actor: "bufCopy",
      before: ["processing"],
      possible: true,
      chosen: true,
      here: true,
      saves: 1,
      bytes: 64,
    },
  ]);
  expect(view.fewestInsertions).toBeNull();
});

test("references that are given up late keep the copy from ever passing its buffer on", () => {
  const view = references(viewOf(example, { schedule: "fewest-copies" }, "sticky"));
  expect(view.totals.copies).toBe(1);
  // they hold for readers that give up their references with their firings
  expect(view.ranges).toBeNull();
  expect(view.contrast).toMatchObject([{ actor: "bufCopy", here: 1, best: null, worst: null }]);
  expect(view.transfers).toEqual([]);
  expect(view.steady?.after).not.toBeNull();
  expect(view.trace.some(({ changes }) => changes.some(({ kept }) => kept.length > 0))).toBe(true);
});

test("a violation says where sharing begins, who holds the others, and which edge is to be copied", () => {
  const document = known("hazard-inplace-on-shared");
  const view = references(viewOf(document));
  const [violation] = view.violations;
  expect(violation).toMatchObject({ actor: "ip1", port: "i", primary: true, origin: "dup0" });
  expect(violation?.siblings).toHaveLength(1);
  const edges = view.fewestInsertions?.edges ?? [];
  const mended = insertCopies(document, edges);
  expect(mended.ok && references(viewOf(mended.value)).violations).toEqual([]);
});

test("the trace can be followed: each buffer that is taken lies in FIFOs until nobody holds it", () => {
  fc.assert(
    fc.property(
      randomReferences(8, true),
      fc.constantFrom<Release>("move", "sticky"),
      (document, release) => {
        const plan = planDocument(document, { ...DEFAULT_SETTINGS, budget: 100 }, NO_WATCH);
        // graphs of several parts are not planned
        if (!plan.ok) return;
        const made = referencesView(document, plan.value, release);
        if (!made.ok || made.value.kind === "none") throw new Error("the roles are given");
        const view = made.value;
        expect(view.cut).toBe(false);
        expect(view.trace.map(({ firing }) => firing)).toEqual(
          Array.from(plan.value.nodes.order, (n) => plan.value.nodes.id[n]),
        );
        for (const { step, liveAfter } of view.trace) {
          const content = [...contentAfter(view, step).values()];
          const held = content.flatMap(({ waiting, kept }) => [...waiting, ...kept]);
          expect(new Set(held).size).toBe(liveAfter);
          for (const buffer of held) expect(view.buffers[buffer]?.taken).toBeLessThanOrEqual(step);
        }
        expect(view.totals.copies).toBe(view.buffers.filter(({ copy }) => copy).length);
        expect(view.contrast.reduce((sum, { here }) => sum + here, 0)).toBe(view.totals.copies);
      },
    ),
    { numRuns: 100 },
  );
});

/** A buffer that goes round: what is written into the loop is shared with a reader. */
function loop(): DataflowDocument {
  const document = documentOf(
    "loop",
    { add: "process", split: "dup", copy: "copy", in: "alloc", out: "sink" },
    [
      [
        ["in", "o"],
        ["add", "b"],
      ],
      [
        ["copy", "o"],
        ["add", "i"],
      ],
      [
        ["add", "o"],
        ["split", "i"],
      ],
      [
        ["split", "a"],
        ["copy", "i"],
      ],
      [
        ["split", "b"],
        ["out", "i"],
      ],
    ],
  );
  return { ...document, edges: document.edges.map((edge, e) => (e === 3 ? { ...edge, delay: 1 } : edge)) };
}

test("references that stay in FIFOs forbid that the pool is reset, and are followed until they repeat", () => {
  const view = references(viewOf(loop()));
  expect(view.left).toBe(1);
  expect(view.initial).toEqual([{ fifo: 3, waiting: [0], kept: [] }]);
  expect(view.survivors).toEqual([3]);
  expect(view.steady).toEqual({ after: 1, period: 1, copies: 0, hazards: 0, peak: 2 });
  expect(view.ranges?.firstIteration).toBe(true);
});

test("a graph of values says that nothing is passed by reference", () => {
  const nodes = example.nodes.map(({ role: _, ...node }) => node);
  expect(viewOf({ ...example, nodes }).kind).toBe("none");
});

test("a graph of four hundred shared buffers is looked at whole, its copies exact", () => {
  const many = 100;
  const roles: Record<string, "alloc" | "dup" | "copy" | "inplace" | "sink" | "process"> = {};
  const edges: [readonly [string, string], readonly [string, string]][] = [];
  for (let k = 0; k < many; k++) {
    Object.assign(roles, { [`a${k}`]: "alloc", [`d${k}`]: "dup", [`c${k}`]: "copy", [`w${k}`]: "process" });
    edges.push(
      [
        [`a${k}`, "o"],
        [`d${k}`, "i"],
      ],
      [
        [`d${k}`, "a"],
        [`c${k}`, "i"],
      ],
    );
    edges.push([
      [`c${k}`, "o"],
      [`w${k}`, "b"],
    ]);
    // each buffer is read where that of the next is written, and the last where the first is
    edges.push([
      [`d${k}`, "b"],
      [`w${(k + 1) % many}`, "i"],
    ]);
  }
  for (let k = 0; k < many; k++) {
    roles[`s${k}`] = "sink";
    edges.push([
      [`w${k}`, "o"],
      [`s${k}`, "i"],
    ]);
  }
  const view = references(viewOf(documentOf("many", roles, edges), { schedule: "fewest-copies", budget: 0 }));
  // one of them at least must be copied: all cannot wait for the one before
  expect(view.ranges?.copies.least).toEqual({ low: 1, high: 1 });
  expect(view.ranges?.copies.most).toEqual({ low: many, high: many });
  expect(view.totals.copies).toBe(1);
  expect(view.ranges?.schedules).toBeNull();
});
