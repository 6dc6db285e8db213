import { readFileSync } from "node:fs";
import { test, expect } from "vitest";
import { referencePlan } from "./compat/reference.ts";
import { REFERENCE_SETTINGS } from "./compat/reference.types.ts";
import { packFifos } from "./ours/packed.ts";
import { findOracleFault } from "./oracle.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
const golden = JSON.parse(readFileSync("/work/shared/data/cmsis-golden.json","utf8"));
test("x", () => {
for (const c of golden.cases) {
    const st = c.studyTargets; 
    const made = referencePlan({ format: "memplan", version: 1, kind: "dataflow", name: c.id, ...c.graph }, REFERENCE_SETTINGS);
    if (!made.ok) continue;
    const p = made.value;
    if (c.runs[0].config.fullyAsynchronous) continue;
    const packed = packFifos(p.stream, p.firings, DEFAULT_SETTINGS, NO_WATCH);
    if (!packed.ok) throw new Error(packed.problem.message);
    const f = findOracleFault(p.stream, packed.value.firings, packed.value.places);
    console.log(c.id, "ref", p.totalBytes, "ours", packed.value.bytes, "bound", packed.value.boundBytes, "target", st?.offsetPackingMultiIntervalBytes, st?.liveBytesForSameScheduleAndAliasing, st?.minPeakLiveBytesOverAllSchedules, f ? JSON.stringify(f) : "ok");
    // reference by the oracle
    const offs: number[] = []; let at = 0; p.buffers.forEach((b,i)=>{offs[i]=at; at+=b;});
    const names = new Map<string,number>();
    const places = p.fifos.map((g,i)=>({ memory: g.home.kind==="buffer"?0: g.home.kind==="outside"? (names.get(g.home.name) ?? (names.set(g.home.name,names.size+1), names.size)) : 100+i, offset: g.home.kind==="buffer"? offs[g.home.number]!:0, length:g.length,isArray:g.isArray,copySkipped:g.copySkipped}));
    const rf = findOracleFault(p.stream, p.firings, places);
    if (rf) console.log("   REF fault", c.id, JSON.stringify(rf));
}});
