/** A program of ExecuTorch as a document of methods, with the plan that its file carries. */

import type { ArenaSpec, MethodSpec, MethodsDocument } from "../../core/document.ts";
import { Names } from "../names.ts";
import { powerOfTwo } from "./alignment.ts";
import { arenasOf } from "./arenas.ts";
import { emit } from "./emit.ts";
import { findingsOf } from "./findings.ts";
import { livesOf } from "./lives.ts";
import type { PteProgram } from "./program.types.ts";
import { programFindings } from "./program-findings.ts";
import { type MethodFacts, type SharedArea, sharingOf } from "./sharing.ts";
import { traceOf } from "./trace.ts";

/** Method names are part of every id. */
const LONGEST = 120;

/** Of a sound program. */
export function toMethods(program: PteProgram, name: string): MethodsDocument {
  const names = new Names();
  const methods = program.plans.map((plan): MethodFacts => {
    const lives = livesOf(traceOf(plan));
    // a slash stands between a method and what is in it
    const id = names.take(plan.name.replaceAll("/", "|").slice(0, LONGEST) || "unnamed");
    return { id, lives, emitted: emit(lives) };
  });
  const { area, findings } = sharingOf(methods);
  return {
    format: "memplan",
    version: 1,
    kind: "methods",
    name,
    methods: methods.map((method) => specOf(method, area)),
    ...(area === null ? {} : { sharing: area.sharing }),
    findings: [...programFindings(program), ...findings],
  };
}

function specOf({ id, lives, emitted }: MethodFacts, shared: SharedArea | null): MethodSpec {
  const { tensors, nodes, outputs, offsets } = emitted;
  const { conflicts, findings } = findingsOf(id, lives, emitted);
  return {
    id,
    tensors,
    nodes,
    outputs,
    order: nodes.map((node) => node.id),
    arenas: arenaSpecs(lives, shared),
    shipped: { title: "ExecuTorch", offsets, conflicts },
    findings,
  };
}

/** As large as the file has them. Number 1 is always there: what names no memory is counted to it. */
function arenaSpecs(lives: MethodFacts["lives"], shared: SharedArea | null): readonly ArenaSpec[] {
  const facts = arenasOf(lives);
  const none = { arena: 1, bytes: lives.trace.plan.arenaSizes[1] ?? 0, offsets: [] };
  const all = facts.some(({ arena }) => arena === 1) ? facts : [none, ...facts];
  return all.map(({ arena, bytes, offsets }) => ({
    id: String(arena),
    capacity: bytes,
    alignment: arena === shared?.arena ? shared.alignment : powerOfTwo(offsets),
  }));
}
