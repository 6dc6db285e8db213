import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { referencePlan } from "./compat/reference.ts";
import { REFERENCE_SETTINGS } from "./compat/reference.types.ts";

const golden = JSON.parse(readFileSync("/work/shared/data/cmsis-golden.json", "utf8"));
for (const c of golden.cases)
  test(c.id, () => {
    for (const run of c.runs) {
      const k = run.config;
      const settings = {
        ...REFERENCE_SETTINGS,
        sinkPriority: k.sinkPriority ?? true,
        memoryOptimization: k.memoryOptimization ?? false,
        duplicateOptimization: !(k.disableDuplicateOptimization ?? false),
        mostVisits: k.optimalColoringMaxVisits ?? 131072,
        mode: k.fullyAsynchronous ? ("fully-asynchronous" as const) : ("synchronous" as const),
      };
      const t = performance.now();
      const made = referencePlan(
        { format: "memplan", version: 1, kind: "dataflow", name: c.id, ...c.graph },
        settings,
      );
      const ms = performance.now() - t;
      if (ms > 50) console.log(c.id, ms);
      const e = run.expected;
      if (e.error) {
        expect(made.ok, JSON.stringify(e)).toBe(false);
        if (!made.ok) console.log(c.id, e.error, made.problem.code, made.problem.message);
        continue;
      }
      if (!made.ok) throw new Error(JSON.stringify(made.problem));
      const p = made.value;
      if (e.schedule) expect(Array.from(p.firings, (a) => p.stream.actors[a]?.id)).toEqual(e.schedule);
      if (e.totalBytes !== undefined) expect(p.totalBytes).toBe(e.totalBytes);
      if (e.duplicates) expect(p.stream.duplicates).toEqual(e.duplicates.map((d: any) => d.id));
      e.fifos?.forEach((f: any, i: number) => {
        const g = p.fifos[i]!;
        const s = p.stream.fifos[i]!;
        expect([
          p.stream.actors[s.from[0]]!.id,
          p.stream.actors[s.from[0]]!.outputs[s.from[1]]!.name,
        ]).toEqual(f.from);
        expect([p.stream.actors[s.to[0]]!.id, p.stream.actors[s.to[0]]!.inputs[s.to[1]]!.name]).toEqual(f.to);
        expect([g.length, g.isArray, s.delay, s.sample]).toEqual([
          f.length,
          f.isArray,
          f.delay,
          f.elementBytes,
        ]);
        if (f.live) expect(g.live, `fifo ${i}`).toEqual(f.live);
        const home =
          g.home.kind === "buffer"
            ? g.home.number
            : g.home.kind === "outside"
              ? `custom:${g.home.name}`
              : "assignedByNode";
        expect(home, `${c.id} fifo ${i} ${JSON.stringify(k)}`).toEqual(f.buffer);
        if (!f.skipCopyReferenceDefect)
          expect(g.copySkipped, `skip ${i} ${JSON.stringify(k)}`).toBe(f.skipCopyInDuplicate ?? false);
      });
      if (e.buffers) expect([...p.buffers]).toEqual(e.buffers.map((b: any) => b.bytes));
      if (e.copyTraffic && p.traffic)
        expect({
          iteration1: { realignBytes: p.traffic.first.realign, duplicateBytes: p.traffic.first.duplicate },
          steadyState: { realignBytes: p.traffic.later.realign, duplicateBytes: p.traffic.later.duplicate },
        }).toEqual(e.copyTraffic);
    }
  });
