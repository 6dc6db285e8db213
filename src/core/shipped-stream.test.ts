import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomDataflow } from "../../tools/arbitrary-streams.ts";
import { referencePlan } from "./dialects/dataflow/compat/reference.ts";
import { REFERENCE_SETTINGS, type ReferencePlan } from "./dialects/dataflow/compat/reference.types.ts";
import type { DataflowDocument, ShippedFifo, ShippedStream } from "./dialects/dataflow/document.ts";
import { withShipped } from "./dialects/dataflow/testing/shipped-of.ts";
import { shippedFacts } from "./shipped.ts";
import { planShipped } from "./shipped-plan.ts";

/** Random documents with the reference's plan in them; `once`: everybody fires once. */
function carried(once = false) {
  return fc
    .tuple(randomDataflow(once), fc.boolean())
    .map(([document, memoryOptimization]) => {
      const plan = referencePlan(document, { ...REFERENCE_SETTINGS, memoryOptimization });
      return plan.ok ? { document: withShipped(document, plan.value), plan: plan.value } : null;
    })
    .filter((made): made is NonNullable<typeof made> => made !== null);
}

function errorsOf(document: DataflowDocument): readonly string[] {
  const overlaps = shippedFacts(document)?.overlaps ?? [];
  return overlaps.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

function changed(
  document: DataflowDocument & { readonly shipped: ShippedStream },
  change: Partial<ShippedStream>,
): DataflowDocument {
  return { ...document, shipped: { ...document.shipped, ...change } };
}

describe("the plan in a scheduler's file", () => {
  test("is laid out as it is, and is sound when the reference made it", () => {
    fc.assert(
      fc.property(carried(), ({ document, plan }) => {
        const shipped = planShipped(document);
        expect(errorsOf(document)).toEqual([]);
        expect(shipped?.bytes).toBe(plan.totalBytes);
        expect(shipped?.plan.arenas[0]?.peak ?? 0).toBeLessThanOrEqual(plan.totalBytes);
        const order = Array.from(
          shipped?.plan.nodes.order ?? [],
          (n) => shipped?.plan.nodes.id[n]?.split("#")[0],
        );
        expect(order).toEqual(document.shipped.schedule);
      }),
      { numRuns: 300 },
    );
  });

  test("is at fault when two FIFOs that hold samples at one time lie in one buffer", () => {
    let tried = 0;
    fc.assert(
      fc.property(carried(true), fc.nat(), ({ document, plan }, pick) => {
        const pairs = clashes(plan);
        const [a, b] = pairs[pick % Math.max(1, pairs.length)] ?? [];
        if (a === undefined || b === undefined) return;
        tried++;
        const fifos = document.shipped.fifos.map(
          (fifo, f): ShippedFifo =>
            f === a || f === b ? { ...fifo, buffer: "both", copySkipped: false } : fifo,
        );
        const buffers = [...document.shipped.buffers, { name: "both", bytes: 10_000 }];
        const broken = changed(document, { fifos, buffers });
        expect(errorsOf(broken)).not.toEqual([]);
        const says =
          planShipped(broken)
            ?.plan.diagnostics.map(({ message }) => message)
            .join(" ") ?? "";
        expect(says).toMatch(new RegExp(`fifo${a}\\b|fifo${b}\\b`));
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(50);
  });

  test("is at fault when a firing is left out", () => {
    fc.assert(
      fc.property(carried(), fc.nat(), ({ document, plan }, pick) => {
        fc.pre(plan.firings.length > plan.stream.actors.length);
        const schedule = document.shipped.schedule.filter((_, k) => k !== pick % plan.firings.length);
        expect(errorsOf(changed(document, { schedule }))).toContain("shipped-counts");
      }),
      { numRuns: 60 },
    );
  });

  test("is at fault when its firings are the other way round", () => {
    const document = chain();
    const schedule = [...document.shipped.schedule].reverse();
    const [first] = shippedFacts(changed(document, { schedule }))?.overlaps ?? [];
    expect(first).toMatchObject({ code: "shipped-underflow", at: ["tensor:fifo1", "node:c", "step:0"] });
    expect(first?.message).toBe("In the shipped plan, at step 0, c reads more from fifo1 than is there.");
  });

  test("says who is overwritten, where and by whom", () => {
    const document = chain();
    const fifos = document.shipped.fifos.map((fifo) => ({ ...fifo, buffer: "buf0" }));
    const facts = shippedFacts(changed(document, { fifos }));
    expect(facts?.overlaps.map(({ code }) => code)).toEqual(["shipped-read-while-written", "fixed-overlap"]);
    expect(facts?.overlaps[0]?.message).toBe(
      "In the shipped plan, at step 1, b writes fifo1 over what it reads in the same step: both lie in buf0, which it has in common with fifo0.",
    );
  });

  test("is none of the graph when the graph was changed since", () => {
    const document = chain();
    const stranger = changed(document, { schedule: ["a", "b", "elsewhere"] });
    expect(shippedFacts(stranger)).toMatchObject({ placed: 0, overlaps: [{ code: "shipped-misfit" }] });
    expect(planShipped(stranger)).toBeNull();
    const fewer = changed(document, { fifos: document.shipped.fifos.slice(1) });
    expect(shippedFacts(fewer)?.overlaps[0]?.message).toBe(
      "The shipped plan (scheduler) has 1 FIFOs, but the graph 2: the graph was changed since.",
    );
  });

  test("is at fault when a buffer is smaller than a FIFO in it", () => {
    const document = chain();
    const buffers = document.shipped.buffers.map(({ name }) => ({ name, bytes: 4 }));
    expect(errorsOf(changed(document, { buffers }))).toContain("shipped-too-small");
  });
});

/** Arrays that hold samples at one time, where everybody fires once, and do not hold the same ones. */
function clashes({ fifos, stream }: ReferencePlan): (readonly [number, number])[] {
  const near = (f: number) => {
    const { from, to } = stream.fifos[f] ?? { from: [-1, 0], to: [-1, 0] };
    return [from[0], to[0]].filter((a) => stream.actors[a]?.duplicate === true);
  };
  return fifos.flatMap((one, a) =>
    fifos.slice(a + 1).flatMap((other, k) => {
      const b = a + 1 + k;
      if (one.live === null || other.live === null || !one.isArray || !other.isArray) return [];
      const [s, e] = [Math.max(one.live[0], other.live[0]), Math.min(one.live[1], other.live[1])];
      const together = near(a).some((d) => near(b).includes(d));
      return s < e && !together ? [[a, b] as const] : [];
    }),
  );
}

function chain() {
  const port = (name: string) => ({ name, rate: 2, type: "f32" });
  const document: DataflowDocument = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "chain",
    types: { f32: { bytes: 4 } },
    nodes: [
      { id: "a", class: "Source", outputs: [port("o")] },
      { id: "b", class: "Node", inputs: [port("i")], outputs: [port("o")] },
      { id: "c", class: "Sink", inputs: [port("i")] },
    ],
    edges: [
      { from: ["a", "o"], to: ["b", "i"] },
      { from: ["b", "o"], to: ["c", "i"] },
    ],
  };
  const plan = referencePlan(document, REFERENCE_SETTINGS);
  if (!plan.ok) throw new Error(plan.problem.message);
  return withShipped(document, plan.value);
}
