import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../check.ts";
import type { SourceDocument } from "../document.ts";
import { planDocument } from "../plan.ts";
import { toPlanDocument } from "../plan-document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { randomGraph } from "../testing/random.ts";
import { planOf } from "../testing/show-plan.ts";
import { textGraph } from "../testing/text-graph.ts";
import { NO_WATCH } from "../watch.ts";
import { editDocument } from "./edit-document.ts";
import { isElementwise } from "./elementwise.ts";
import type { Help } from "./help.types.ts";
import { changed, TRIAL_BUDGET, whatHelps } from "./what-helps.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** Greedy by size in the order given, unless a test says otherwise: what helps must not hang on the defaults. */
const PLAIN: Partial<Settings> = { place: "greedy-by-size", order: "given" };

function helps(document: SourceDocument, changes: Partial<Settings> = {}): Help[] {
  const settings = { ...DEFAULT_SETTINGS, ...PLAIN, ...changes };
  return whatHelps(document, settings, planOf(document, settings));
}

function saving(list: readonly Help[], id: string): number | undefined {
  return list.find((help) => help.id === id)?.saving;
}

describe("what helps", () => {
  test("a right to write in place that is missing, and all of them together", () => {
    const list = helps(
      textGraph("input x 100\na:100 = relu(x)\nb:100 = conv(a)\nc:100 = relu(b)\nd:10 = pool(c)\nout d"),
    );
    // the conv in between needs two of them whatever is written in place
    expect(list).toEqual([]);
    const both = helps(textGraph("input x 100\na:100 = relu(x)\nb:100 = relu(a)\nd:10 = pool(b)\nout d"));
    expect(both).toMatchObject([
      {
        id: "allow-inplace:all",
        says: "Write all 2 elementwise results in place whose input dies there",
        at: ["node:n0", "node:n1"],
        peakBefore: 200,
        peakAfter: 110,
        saving: 90,
        boundAfter: 110,
        fits: true,
      },
    ]);
    const one = helps(textGraph("input x 100\na:100 = Relu6(x)\nd:10 = pool(a)\nout d"));
    expect(one).toMatchObject([
      {
        id: "allow-inplace:n0:0:0",
        says: "Write n0 (Relu6) in place over x",
        at: ["node:n0", "tensor:x"],
        saving: 90,
      },
    ]);
  });

  test("another order", () => {
    const text = `
      input x 10
      a:90 = conv(x)
      b:90 = conv(x)
      c:10 = conv(a)
      d:10 = conv(b)
      e:10 = add(c d)
      out e`;
    const list = helps(textGraph(text));
    expect(saving(list, "order:depth-first")).toBe(80);
    expect(saving(list, "order:exact")).toBe(80);
    expect(list[0]?.saving).toBe(80);
  });

  test("a smaller alignment", () => {
    const list = helps(textGraph("arena sram 64\ninput x 10\na:10 = conv(x)\nout a"));
    expect(list.map(({ id, peakAfter }) => [id, peakAfter])).toEqual([
      ["alignment:1", 20],
      ["alignment:4", 24],
      ["alignment:16", 32],
    ]);
  });

  test("switches that stand in the way", () => {
    const document = textGraph("input x 64\nv:64 = reshape(x) v<x\na:64 = relu(v) a~v\ny:8 = conv(a)\nout y");
    expect(saving(helps(document, { inplace: false }), "inplace:on")).toBe(56);
    expect(saving(helps(document, { inplaceExcept: "conv, relu" }), "inplace:relu")).toBe(56);
    const viewed = textGraph("input x 64\nv:64 = reshape(x) v<x\ny:8 = conv(v)\nout y");
    expect(saving(helps(viewed, { views: false }), "views:on")).toBe(56);
    expect(saving(helps(viewed, { viewsExcept: "slice, reshape" }), "views:reshape")).toBe(56);
    expect(saving(helps(document, { preserveInputs: true }), "preserve-inputs:off")).toBe(64);
    const weights = textGraph("constant w 40\nstate s 20\ninput x 8\ny:8 = conv(x w s)\nout y");
    expect(saving(helps(weights, { constants: true }), "constants:off")).toBe(40);
    expect(saving(helps(weights), "state:off")).toBe(20);
  });

  test("an output that is taken at once", () => {
    const list = helps(textGraph("input x 10\na:90 = conv(x)\nb:80 = conv(x)\nc:10 = conv(b)\nout a c"));
    expect(saving(list, "release-output:a")).toBe(80);
  });

  test("another arena for a large value, by the bytes of the first", () => {
    const list = helps(textGraph("arena sram 1 100\narena dram 1\ninput x 90\na:20 = conv(x)\nout a"));
    expect(list.find(({ id }) => id === "pin:x:dram")).toMatchObject({
      of: "sram",
      peakBefore: 110,
      peakAfter: 20,
      fits: true,
      at: ["tensor:x", "arena:dram"],
    });
  });

  test("to make a value again instead of keeping it", () => {
    const document = textGraph(`
      input x 10
      t:60 = widen(x)
      u:10 = conv(t)
      p:100 = conv(u)
      q:10 = conv(p)
      y:10 = add(q t x)
      out y`);
    const help = helps(document).find(({ id }) => id === "recompute:t");
    expect(help).toMatchObject({ saving: 60, at: ["tensor:t", "node:n0"] });
    if (help?.change.kind !== "document") throw new Error("no edit");
    const edited = editDocument(document, help.change.edit);
    if (edited.kind !== "graph") throw new Error("no graph");
    expect(edited.nodes.map(({ id, inputs, outputs }) => `${id}(${inputs}) ${outputs}`)).toEqual([
      "n0(x) t",
      "n1(t) u",
      "n2(u) p",
      "n3(p) q",
      "n0 again(x) t again",
      "n4(q,t again,x) y",
    ]);
  });

  test("to let go of a fixed address", () => {
    const list = helps({
      format: "memplan",
      version: 1,
      kind: "lifetimes",
      name: "fixed",
      buffers: [
        { id: "a", start: 0, end: 2, bytes: 10, offset: 50 },
        { id: "b", start: 0, end: 2, bytes: 10 },
      ],
    });
    expect(list).toMatchObject([{ id: "unfix:a", saving: 40 }]);
  });

  test("nothing, where there is nothing to gain", () => {
    expect(helps(textGraph("input x 10\ny:10 = conv(x)\nout y"))).toEqual([]);
  });
});

test("each is heard as it is measured, and a request to stop leaves what there is", () => {
  const document = textGraph("arena sram 64\ninput x 10\na:10 = conv(x)\nout a");
  const settings = { ...DEFAULT_SETTINGS, ...PLAIN };
  const heard: string[] = [];
  let asked = 0;
  const watch = Object.assign(() => {}, { stop: () => heard.length > 0 && asked++ >= 0 });
  whatHelps(document, settings, planOf(document, settings), watch, ({ id }, tried, total) => {
    heard.push(`${id} ${tried}`);
    expect(total).toBeGreaterThan(3);
  });
  expect(heard).toHaveLength(1);
  expect(asked).toBeGreaterThan(0);
});

test("what is promised is what planning the changed thing gives, and its plans pass the checker", {
  timeout: 120_000,
}, () => {
  const arbitrary = fc.record({
    inplace: fc.boolean(),
    views: fc.boolean(),
    preserveInputs: fc.boolean(),
    constants: fc.boolean(),
    lifetimes: fc.constantFrom("schedule", "tflm"),
    alignment: fc.constantFrom(null, 16),
    inplaceExcept: fc.constantFrom("", "Add"),
    budget: fc.constant(200),
  });
  fc.assert(
    fc.property(fc.nat(), arbitrary, (seed, choice) => {
      const document = randomGraph(seed, 10);
      const settings = { ...DEFAULT_SETTINGS, ...PLAIN, ...choice };
      const plan = planOf(document, settings);
      const seen: Help[] = [];
      const list = whatHelps(document, settings, plan, NO_WATCH, (help) => seen.push(help));
      expect(list.map(({ saving }) => saving)).toEqual(
        seen
          .map(({ saving }) => saving)
          .filter((bytes) => bytes > 0)
          .sort((a, b) => b - a),
      );
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      for (const help of seen) {
        const next = changed(document, settings, help.change);
        const budget = Math.min(next.settings.budget, TRIAL_BUDGET);
        const made = planDocument(next.document, { ...next.settings, budget }, NO_WATCH);
        if (!made.ok) throw new Error(made.problem.message);
        const arena = made.value.arenas.find(({ id }) => id === help.of);
        expect(help.peakAfter).toBe(arena?.peak ?? made.value.stats.peakBytes);
        expect(help.saving).toBe(help.peakBefore - help.peakAfter);
        const written = toPlanDocument(made.value, { name: "", kind: "graph", sha256: "" });
        expect(check(written, next.document)).toEqual([]);
      }
    }),
    { numRuns: Math.ceil(numRuns / 8) },
  );
});

test.each([
  ["ADD", true],
  ["aten::add.out", true],
  ["aten.mul.Tensor", true],
  ["hard_swish", true],
  ["Leaky-ReLU", true],
  ["CONV_2D", false],
  ["MatMul", false],
  ["aten::add_layer_norm", false],
  ["", false],
])("%s is elementwise: %s", (op, is) => {
  expect(isElementwise(op)).toBe(is);
});
