import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";
import { rangesOverSchedules } from "./references/ranges.ts";
import { referencesOf } from "./references/roles.ts";
import { simulateReferences } from "./references/simulate.ts";
import { sharedStatus } from "./references/status.ts";

const golden = JSON.parse(readFileSync("/work/shared/data/cmsis-golden.json", "utf8"));
for (const c of golden.refcountCases)
  test(c.id, () => {
    const nodes = c.graph.nodes.map((n: any) => ({
      id: n.id,
      class: n.role,
      role: n.role,
      inputs: c.graph.edges
        .filter((e: any) => e.to[0] === n.id)
        .map((e: any) => ({ name: e.to[1], rate: 1, type: "r" })),
      outputs: [
        ...new Set(c.graph.edges.filter((e: any) => e.from[0] === n.id).map((e: any) => e.from[1])),
      ].map((name: any) => ({ name, rate: 1, type: "r" })),
    }));
    const document = {
      format: "memplan",
      version: 1,
      kind: "dataflow",
      name: c.id,
      types: { r: { bytes: 4 } },
      nodes,
      edges: c.graph.edges,
    } as any;
    const s = normalise(document);
    if (!s.ok) throw new Error(s.problem.message);
    expect(s.value.duplicates).toEqual([]);
    const refs = referencesOf(s.value, document);
    const at = new Map(s.value.actors.map((a, i) => [a.id, i]));
    const id = (a: number) => s.value.actors[a]!.id;
    const st = sharedStatus(refs);
    const e = c.expected;
    expect(Array.from(st.shared, (x) => x === 1)).toEqual(e.edgeSharedStatus);
    expect(st.violations.map((v) => id(v.actor)).sort()).toEqual([...e.violations].sort());
    expect(st.copies.length).toBe(e.staticCopies);
    expect(st.redundant.map(id).sort()).toEqual([...e.redundantBufferCopies].sort());
    expect(st.insertions.length).toBe(e.minBufferCopyInsertions);
    const r = rangesOverSchedules(refs)!;
    expect({
      admissibleSchedules: r.schedules,
      schedulesWithoutHazard: r.withoutHazard,
      copies: r.copies,
      poolReset: r.resetPool,
      poolRecycle: r.recyclingPool,
    }).toEqual(e.dynamic);
    for (const sc of c.schedules) {
      const m = simulateReferences(
        refs,
        sc.order.map((n: string) => at.get(n)!),
      );
      const x = sc.expected;
      expect([m.allocations, m.copies, m.allocations, m.peak]).toEqual([
        x.allocations,
        x.copies,
        x.poolReset,
        x.poolRecycle,
      ]);
      expect(m.copiedAt.map((k) => sc.order[k])).toEqual(x.copiedAt);
      expect(m.hazards.map((h) => id(h.actor))).toEqual(x.violations);
      expect(
        m.trace.map((t) => ({
          node: id(t.actor),
          alloc: t.taken,
          copied: t.copied,
          liveDuring: t.liveDuring,
          liveAfter: t.liveAfter,
        })),
      ).toEqual(x.trace);
    }
  });
