import { describe, expect, test } from "vitest";
import type { PlanDocument } from "./document.ts";
import { fromPlanDocument, toPlanDocument } from "./plan-document.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { DIAMOND } from "./testing/graphs.ts";
import { randomGraph } from "./testing/random.ts";
import { planOf } from "./testing/show-plan.ts";
import { textGraph } from "./testing/text-graph.ts";

const SOURCE = { name: "diamond", kind: "graph", sha256: "0" } as const;
const WRITTEN = toPlanDocument(planOf(DIAMOND), SOURCE);

function read(document: PlanDocument) {
  const plan = fromPlanDocument(document);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

describe("a plan read from its document", () => {
  test("has the columns of the plan that was written", () => {
    const random = planOf(randomGraph(5, 20));
    const plan = read(toPlanDocument(random, SOURCE));
    expect(plan.imported).toBe(true);
    expect({ ...plan.storages, tensor: 0, workspaceOf: 0, tensors: 0 }).toEqual({
      ...random.storages,
      tensor: 0,
      workspaceOf: 0,
      tensors: 0,
    });
    expect(plan.live).toEqual(random.live);
    expect(plan.buffers).toEqual(random.buffers);
    expect(plan.steps).toBe(random.steps);
  });

  test("keeps its own numbers, right or wrong", () => {
    const stats = { ...WRITTEN.stats, peakBytes: 1 };
    expect(read({ ...WRITTEN, stats }).stats.peakBytes).toBe(1);
  });

  test("has the settings of the file where they are settings, the rest by default", () => {
    const settings = { place: "other-planner", views: "yes", alignment: 64, strange: 1 };
    expect(read({ ...WRITTEN, settings }).settings).toEqual({
      ...DEFAULT_SETTINGS,
      place: "other-planner",
      alignment: 64,
    });
  });

  test("keeps tensors with names that objects have for themselves", () => {
    const document = textGraph("input x 8\nout x");
    const tensors = ["__proto__", "constructor", "7"].map((id) => ({ id, bytes: 8, role: "input" as const }));
    const written = toPlanDocument(planOf({ ...document, tensors, outputs: [] }), SOURCE);
    const copy = JSON.parse(JSON.stringify(written)) as PlanDocument;
    expect(read(copy).tensors.id.toSorted()).toEqual(["7", "__proto__", "constructor"]);
    expect(JSON.stringify(toPlanDocument(read(copy), SOURCE))).toBe(JSON.stringify(written));
  });
});

describe("a plan document is refused when", () => {
  const [storage] = WRITTEN.storages;
  const [buffer] = WRITTEN.buffers;
  if (storage === undefined || buffer === undefined) throw new Error("the diamond has storages");
  const rest = WRITTEN.storages.slice(1);
  const x = { storage: "x", buffer: "B0", arena: "arena", offset: 0, bytes: 1, start: 0, end: 1 };
  test.each<[string, Partial<PlanDocument>, string]>([
    ["a storage names an unknown arena", { storages: [{ ...storage, arena: "moon" }, ...rest] }, '"moon"'],
    ["a storage names an unknown buffer", { storages: [{ ...storage, buffer: "B99" }, ...rest] }, '"B99"'],
    ["a storage names an unknown tensor", { storages: [{ ...storage, tensors: ["y"] }, ...rest] }, '"y"'],
    [
      "a storage is the scratch of an unknown node",
      { storages: [{ ...storage, workspaceOf: "n9" }, ...rest] },
      '"n9"',
    ],
    [
      "a tensor names an unknown storage",
      { tensors: { ...WRITTEN.tensors, y: { ...x, storage: "s" } } },
      '"s"',
    ],
    [
      "a buffer names an unknown storage",
      { buffers: [{ ...buffer, storages: ["s"] }, ...WRITTEN.buffers.slice(1)] },
      '"s"',
    ],
    ["two storages have one id", { storages: [...WRITTEN.storages, storage] }, '"x"'],
    ["an address is negative", { storages: [{ ...storage, offset: -1 }, ...rest] }, "address"],
    ["a life ends before it begins", { storages: [{ ...storage, start: 5 }, ...rest] }, "steps"],
    ["a step is beyond counting", { storages: [{ ...storage, end: 2 ** 40 }, ...rest] }, "steps"],
    ["an alignment is 0", { storages: [{ ...storage, alignment: 0 }, ...rest] }, "alignment"],
  ])("%s", (_, change, word) => {
    const plan = fromPlanDocument({ ...WRITTEN, ...change });
    expect(plan).toMatchObject({ ok: false, problem: { code: "broken-plan" } });
    expect(plan.ok ? "" : plan.problem.message).toContain(word);
  });
});
