import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import { planDocument } from "../../../plan.ts";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { NO_WATCH } from "../../../watch.ts";
import type { DataflowDocument } from "../document.ts";

const SETTINGS = { ...DEFAULT_SETTINGS, budget: 20_000 };

function renamed(document: DataflowDocument): DataflowDocument {
  const name = (id: string) => `z${9 - Number(id.slice(1))}`;
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, id: name(node.id) })),
    edges: document.edges.map((edge) => ({
      ...edge,
      from: edge.from && [name(edge.from[0]), edge.from[1]],
      to: [name(edge.to[0]), edge.to[1]],
    })),
  };
}

function planned(document: DataflowDocument) {
  const made = planDocument(document, SETTINGS, NO_WATCH);
  return made.ok ? made.value : undefined;
}

test("renaming nodes changes neither firings nor bound, nor the total unless the reference's own schedule had to help out", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const [own, other] = [planned(document), planned(renamed(document))];
      expect(other?.nodes.count).toBe(own?.nodes.count);
      expect(other?.search.orderBound).toBe(own?.search.orderBound);
      if (own?.search.way === "reference" || other?.search.way === "reference") return;
      expect(other?.stats.peakBytes).toBe(own?.stats.peakBytes);
    }),
    { numRuns: 200 },
  );
});

test("the reference's own schedule hardly ever has to help out", () => {
  const all = fc.sample(randomDataflow(), { numRuns: 200, seed: 4 });
  const helped = all.filter((document) => planned(document)?.search.way === "reference");
  expect(helped.length).toBeLessThanOrEqual(2);
});
