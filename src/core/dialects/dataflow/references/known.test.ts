import { expect, test } from "vitest";
import { normalise } from "../normalise.ts";
import { firingCounts } from "./counts.ts";
import { referencesInfo } from "./info.ts";
import { referencesOf } from "./roles.ts";
import { simulateReferences } from "./simulate.ts";
import { knownDocument } from "./testing/documents.ts";
import { KNOWN_REFERENCES } from "./testing/known.ts";
import { unitOrder, unitsOf } from "./units.ts";

for (const known of KNOWN_REFERENCES) {
  const document = knownDocument(known);

  test(`${known.id}: status, ranges and insertions are as known`, () => {
    const words = (text: string) => text.split(" ").filter((word) => word !== "");
    expect(referencesInfo(document)).toEqual({
      edgeSharedStatus: known.edges.map((_, f) => known.shared.includes(f)),
      violations: words(known.violated),
      staticCopies: known.staticCopies,
      redundantBufferCopies: words(known.redundant),
      minBufferCopyInsertions: known.insertions,
      dynamic: {
        admissibleSchedules: known.schedules,
        schedulesWithoutHazard: known.withoutHazard,
        copies: known.copies,
        poolReset: known.resetPool,
        poolRecycle: known.recyclingPool,
      },
    });
  });

  test(`${known.id}: the pool along ${known.orders.length} orders is as known, firing by firing`, () => {
    const stream = normalise(document);
    if (!stream.ok) throw new Error(stream.problem.message);
    expect(stream.value.duplicates).toEqual([]);
    const references = referencesOf(stream.value, document);
    const units = unitsOf(references, firingCounts(stream.value) ?? []);
    if (units === undefined) throw new Error("too many references");
    const number = new Map(stream.value.actors.map(({ id }, a) => [id, a]));
    for (const own of known.orders) {
      const order = own.order.split(" ");
      const run = simulateReferences(
        units,
        unitOrder(
          units,
          order.map((id) => number.get(id) ?? -1),
        ),
      );
      expect(run.trace.map(({ taken }) => taken.length).join("")).toBe(own.taken);
      expect(run.trace.map(({ liveDuring }) => liveDuring).join("")).toBe(own.during);
      expect(run.trace.map(({ liveAfter }) => liveAfter).join("")).toBe(own.after);
      expect(order.filter((_, step) => (run.trace[step]?.copied.length ?? 0) > 0).join(" ")).toBe(
        own.copiedAt,
      );
      expect(run.hazards.map(({ step }) => order[step]).join(" ")).toBe(own.hazardsAt);
      expect(run.peak).toBe(Math.max(...run.trace.map(({ liveDuring }) => liveDuring)));
      expect(run.left).toBe(0);
    }
  });
}
