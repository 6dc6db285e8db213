import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import { referencePlan } from "../../core/dialects/dataflow/compat/reference.ts";
import {
  REFERENCE_SETTINGS,
  type ReferencePlan,
} from "../../core/dialects/dataflow/compat/reference.types.ts";
import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { normalise } from "../../core/dialects/dataflow/normalise.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { sourceFromText } from "../source.ts";
import { cmsisCpp } from "./index.ts";
import { printScheduler, type Shape } from "./testing/print-scheduler.ts";

const C_TYPES: Readonly<Record<string, string>> = { b1: "uint8_t", b2: "q15_t", b4: "float32_t" };

/** The same graph with the names that types have in C. */
function inC(document: DataflowDocument): DataflowDocument {
  const text = JSON.stringify(document.nodes, (key, value) =>
    key === "type" ? (C_TYPES[String(value)] ?? value) : value,
  );
  const types = { uint8_t: { bytes: 1 }, q15_t: { bytes: 2 }, float32_t: { bytes: 4 } };
  return { ...document, types, nodes: JSON.parse(text) };
}

async function read(text: string): Promise<DataflowDocument> {
  const document = await cmsisCpp.read?.(sourceFromText("made.cpp", text), NO_WATCH);
  if (document?.ok !== true || document.value.kind !== "dataflow") throw new Error(JSON.stringify(document));
  return document.value;
}

/** All but the names of ports, which code does not have. */
function faceOf({ actors, fifos }: Stream) {
  const ports = (own: Stream["actors"][number]["inputs"]) =>
    own.map(({ rate, type, fifo }) => ({ rate, type, fifo }));
  return {
    actors: actors.map(({ id, class: name, inputs, outputs }) => ({
      id,
      name,
      inputs: ports(inputs),
      outputs: ports(outputs),
    })),
    fifos,
  };
}

function shippedOf({ stream, firings, fifos, buffers }: ReferencePlan, { old, allocated, prefix }: Shape) {
  const named = (n: number) => `${allocated ? "" : prefix}buf${n + (old ? 1 : 0)}`;
  return {
    title: "scheduler",
    schedule: [...firings].map((a) => stream.actors[a]?.id),
    fifos: fifos.map(({ length, isArray, home, copySkipped }, f) => ({
      length,
      isArray,
      buffer: home.kind === "buffer" ? named(home.number) : "",
      ...(stream.actors[stream.fifos[f]?.from[0] ?? 0]?.duplicate === true ? { copySkipped } : {}),
    })),
    buffers: buffers.map((bytes, n) => ({ name: named(n), bytes })),
  };
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  loop: fc.constantFrom("switch", "lines"),
  heap: fc.boolean(),
  allocated: fc.boolean(),
  old: fc.boolean(),
  prefix: fc.constantFrom("", "my_"),
});

const isList = ({ nodes }: DataflowDocument) =>
  nodes.some(({ inputs = [], outputs = [] }) =>
    [...inputs, ...outputs].some(({ rate }) => typeof rate !== "number"),
  );

test("what is written as a scheduler of any shape is read as the same graph with the same plan", async () => {
  let folded = 0;
  let guessed = 0;
  await fc.assert(
    fc.asyncProperty(randomDataflow(), shapes, fc.boolean(), async (random, shape, memoryOptimization) => {
      const document = inC(random);
      fc.pre(!isList(document));
      const plan = referencePlan(document, { ...REFERENCE_SETTINGS, memoryOptimization });
      if (!plan.ok) return fc.pre(false);
      const got = await read(printScheduler(plan.value, shape, memoryOptimization));
      if (got.findings?.some(({ code }) => code === "direction-guessed") === true) {
        guessed++;
        return;
      }
      const stream = normalise(got);
      if (!stream.ok) throw new Error(stream.problem.message);
      expect(faceOf(stream.value)).toEqual(faceOf(plan.value.stream));
      expect(got.shipped).toEqual(shippedOf(plan.value, shape));
      if (plan.value.stream.duplicates.length > 0 && got.nodes.length === document.nodes.length) folded++;
    }),
    { numRuns: 400 },
  );
  // Duplicates that were put in are gone again
  expect(folded).toBeGreaterThan(20);
  expect(guessed).toBeLessThan(40);
});

test("lists of rates are told where only their largest is there", async () => {
  await fc.assert(
    fc.asyncProperty(randomDataflow(), shapes, async (random, shape) => {
      const document = inC(random);
      fc.pre(isList(document));
      const plan = referencePlan(document, REFERENCE_SETTINGS);
      if (!plan.ok) return;
      const got = await read(printScheduler(plan.value, shape, true));
      expect(got.findings?.map(({ code }) => code)).toContain("rates-unknown");
      expect(got.shipped).toEqual(shippedOf(plan.value, shape));
    }),
    { numRuns: 60 },
  );
});
