import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import type { DataflowDocument } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { normalise } from "../normalise.ts";
import { insertCopies, removeCopy } from "./apply.ts";
import { firingCounts } from "./counts.ts";
import { documentOf } from "./testing/documents.ts";

const chain = documentOf("chain", { a: "alloc", b: "inplace", c: "sink" }, [
  [
    ["a", "o"],
    ["b", "i"],
  ],
  [
    ["b", "o"],
    ["c", "i"],
  ],
]);

function countsOf(document: DataflowDocument): ReadonlyMap<string, number> | undefined {
  const stream = normalise(document);
  if (!stream.ok) throw new Error(stream.problem.message);
  const counts = firingCounts(stream.value);
  return counts && new Map(stream.value.actors.map(({ id }, a) => [id, counts[a] ?? 0]));
}

test("a copy stands between the ends of its edge, in its place, halfway in the drawing", () => {
  const drawn = { ...chain, drawing: { at: { a: [0, 0], b: [100, 40] } as const } };
  const made = insertCopies(drawn, [0]);
  if (!made.ok) throw new Error(made.problem.message);
  expect(made.value.edges).toEqual([
    { from: ["a", "o"], to: ["bufCopy0", "i"] },
    { from: ["bufCopy0", "o"], to: ["b", "i"] },
    { from: ["b", "o"], to: ["c", "i"] },
  ]);
  expect(made.value.nodes.at(-1)).toMatchObject({ id: "bufCopy0", class: "BufferCopy" });
  expect(made.value.drawing?.at).toEqual({ a: [0, 0], b: [100, 40], bufCopy0: [50, 20] });
});

test("copies get ids that nobody has, and samples that lie on the edge at first lie behind the copy", () => {
  const edges = chain.edges.map((edge) => ({ ...edge, delay: 3 }));
  const first = insertCopies({ ...chain, edges }, [0, 1, 1]);
  if (!first.ok) throw new Error(first.problem.message);
  expect(first.value.nodes.map(({ id }) => id)).toEqual(["a", "b", "c", "bufCopy0", "bufCopy1"]);
  expect(first.value.edges.map(({ delay }) => delay)).toEqual([undefined, 3, undefined, 3]);
});

test("what is put in and taken away again is the document as it was, sound and fired as often all along", () => {
  let tried = 0;
  fc.assert(
    fc.property(randomDataflow(), fc.nat(), (document, pick) => {
      const before = countsOf(document);
      const edge = pick % document.edges.length;
      const made = insertCopies(document, [edge]);
      if (!made.ok) throw new Error(made.problem.message);
      expect(findStreamFault(made.value)).toEqual(findStreamFault(document));
      const after = countsOf(made.value);
      const removed = removeCopy(made.value, "bufCopy0");
      if (!removed.ok) throw new Error(removed.problem.message);
      expect(removed.value).toEqual(document);
      if (before === undefined || after === undefined) return;
      tried++;
      // lists of rates may make one iteration as long as several were
      const [node = ""] = [...before.keys()];
      const times = (after.get(node) ?? 0) / (before.get(node) ?? 1);
      for (const [id, count] of before) expect(after.get(id)).toBe(count * times);
    }),
    { numRuns: 300 },
  );
  expect(tried).toBeGreaterThan(100);
});

test("only edges between ports can be copied on, and only nodes of one input and output be taken away", () => {
  const made = insertCopies(chain, [7]);
  expect(made.ok ? "" : made.problem.code).toBe("no-such-edge");
  const removed = removeCopy(chain, "c");
  expect(removed.ok ? "" : removed.problem.code).toBe("not-a-copy");
});
