import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { NO_WATCH } from "../../../watch.ts";
import { referencePlan } from "../compat/reference.ts";
import { REFERENCE_SETTINGS } from "../compat/reference.types.ts";
import type { DataflowDocument } from "../document.ts";
import { normalise } from "../normalise.ts";
import { findOracleFault } from "../oracle.ts";
import { repetitionOf } from "../repetition.ts";
import { randomDataflow } from "../testing/random-stream.ts";
import { planStream } from "./plan-stream.ts";

function streamOf(document: DataflowDocument) {
  const made = normalise(document);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const RUNS = { numRuns: 300 };
/** Little search, so that there is time for many graphs. */
const SETTINGS = { ...DEFAULT_SETTINGS, budget: 2_000 };

test("random graphs are as many graphs as are meant: most can be scheduled", () => {
  const all = fc.sample(randomDataflow(), { numRuns: 200, seed: 1 });
  const good = all.filter((document) => repetitionOf(streamOf(document)).ok);
  expect(good.length).toBeGreaterThan(100);
});

test("what is found never takes more than the reference, nor less than every schedule needs, and the oracle agrees", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const reference = referencePlan(document, REFERENCE_SETTINGS);
      const stream = streamOf(document);
      const ours = planStream(stream, SETTINGS, NO_WATCH);
      expect(ours.ok).toBe(reference.ok);
      if (!ours.ok || !reference.ok) return;
      expect(findOracleFault(stream, ours.value.firings, ours.value.places)).toBeUndefined();
      expect(ours.value.bytes).toBeLessThanOrEqual(reference.value.totalBytes);
      expect(ours.value.bytes).toBeGreaterThanOrEqual(ours.value.anyScheduleBytes);
    }),
    RUNS,
  );
});

test("the reference's own plans pass the oracle", () => {
  fc.assert(
    fc.property(
      randomDataflow(),
      fc.boolean(),
      fc.boolean(),
      (document, sinkPriority, duplicateOptimization) => {
        const made = referencePlan(document, { ...REFERENCE_SETTINGS, sinkPriority, duplicateOptimization });
        if (!made.ok) return;
        const { stream, firings, fifos, buffers } = made.value;
        const begin = buffers.map((_, b) => buffers.slice(0, b).reduce((sum, bytes) => sum + bytes, 0));
        const places = fifos.map(({ home, ...rest }, f) => {
          const [memory, offset] = home.kind === "buffer" ? [0, begin[home.number] ?? 0] : [f + 1, 0];
          return { ...rest, memory, offset };
        });
        expect(findOracleFault(stream, firings, places)).toBeUndefined();
      },
    ),
    RUNS,
  );
});

test("renaming nodes changes no total", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const stream = planStream(streamOf(document), SETTINGS, NO_WATCH);
      const name = (id: string) => `z${9 - Number(id.slice(1))}`;
      const renamed: DataflowDocument = {
        ...document,
        nodes: document.nodes.map((node) => ({ ...node, id: name(node.id) })),
        edges: document.edges.map((edge) => ({
          ...edge,
          from: edge.from && [name(edge.from[0]), edge.from[1]],
          to: [name(edge.to[0]), edge.to[1]],
        })),
      };
      const other = planStream(streamOf(renamed), SETTINGS, NO_WATCH);
      expect(other.ok).toBe(stream.ok);
      if (stream.ok && other.ok) expect(other.value.bytes).toBe(stream.value.bytes);
    }),
    RUNS,
  );
});
