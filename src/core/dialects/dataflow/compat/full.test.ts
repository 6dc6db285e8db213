import fc from "fast-check";
import { expect, test } from "vitest";
import { planDocument } from "../../../plan.ts";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { textStream } from "../../../testing/text-stream.ts";
import { NO_WATCH } from "../../../watch.ts";
import { MaxTree } from "./max-tree.ts";
import { referencePlan } from "./reference.ts";
import { REFERENCE_SETTINGS } from "./reference.types.ts";
import { referenceError } from "./reference-errors.ts";

test("a FIFO of more than ten million transfers stops only CMSIS-Stream, and that is said", () => {
  const document = textStream("a.o 5 -> b.i 7 delay 1000000000");
  const reference = referencePlan(document, REFERENCE_SETTINGS);
  expect(reference).toMatchObject({ ok: false, problem: { code: "reference-too-full" } });
  if (!reference.ok) expect(referenceError(reference.problem.code)).toBe("DeadlockError");
  const ours = planDocument(document, DEFAULT_SETTINGS, NO_WATCH);
  expect(ours.ok && ours.value.stats.peakBytes).toBe(4_000_000_000);
});

test("lists of rates may be long", () => {
  const text = textStream("a.o 1 -> b.i 200000");
  const rates = Array.from({ length: 200_000 }, () => 1);
  const nodes = text.nodes.map((node) =>
    node.id === "a" ? { ...node, outputs: node.outputs?.map((port) => ({ ...port, rate: rates })) } : node,
  );
  const made = referencePlan({ ...text, nodes }, REFERENCE_SETTINGS);
  expect(made.ok && made.value.firings.length).toBe(200_001);
});

test("late FIFOs are longer by a factor above nothing", () => {
  const document = textStream("a.o 5 -> b.i 7");
  const late = (fifoIncrease: number) =>
    referencePlan(document, { ...REFERENCE_SETTINGS, mode: "asynchronous", fifoIncrease });
  expect(late(-5)).toMatchObject({ ok: false, problem: { code: "bad-scale", at: ["node:a", "node:b"] } });
  expect(late(0)).toMatchObject({ ok: false });
  const made = late(1.5);
  expect(made.ok && made.value.fifos[0]?.length).toBe(17);
});

test("the highest of many, and how many attain it, are those of the plain list", () => {
  const few = fc.integer({ min: -2, max: 3 });
  const lists = fc.array(few, { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(lists, fc.array(fc.tuple(fc.nat(19), few)), fc.array(fc.nat(19)), (list, changes, left) => {
      const values = Float64Array.from(list);
      const tree = new MaxTree(values);
      for (const [index, value] of changes) {
        if (index >= values.length) continue;
        values[index] = value;
        tree.set(index, value);
      }
      const but = [...new Set(left)].filter((index) => index < values.length).sort((a, b) => a - b);
      const highest = Math.max(...values);
      expect(tree.highestCount).toBe(values.filter((value) => value === highest).length);
      expect(tree.highestBut(but)).toBe(Math.max(...values.filter((_, index) => !but.includes(index))));
    }),
  );
});
