/** Rows of a TFLite model in, a graph document out. */

import type { GraphDocument, TensorSpec } from "../../core/document.ts";
import type { Reader } from "../flatbuffer/reader.ts";
import { Names } from "../names.ts";
import { sayAliases } from "./aliases.ts";
import type { Sketch } from "./draft.ts";
import { dimsOf, type Fact, readFacts, specOf } from "./facts.ts";
import { lower } from "./lower.ts";
import { Notes } from "./notes.ts";
import type { Model } from "./schema.ts";
import { shippedOffsets, shippedPlan } from "./shipped.ts";
import { summarize } from "./summary.ts";

/** The alignment of TFLM's arena, in bytes. */
const ALIGNMENT = 16;

/** `reader` still has to be asked for a fault: the shipped plan is read last. */
export function toDocument(model: Model, reader: Reader, name: string): GraphDocument {
  const notes = new Notes();
  const names = new Names();
  const facts = readFacts(model, reader.size, names, notes);
  summarize(model, facts.all, notes);
  const offsets = shippedOffsets(model, reader, facts.all.length, notes);
  const { sketch, outputs } = lower(model, facts, names, notes);
  const roles = decideRoles(sketch, outputs, notes);
  const tensors: TensorSpec[] = [];
  for (const [t, role] of roles) {
    const fact = sketch.fact(t);
    countOddities(fact, role, notes);
    tensors.push(specOf(fact, role));
  }
  const shipped = offsets === null ? undefined : shippedPlan(offsets, facts.all, new Set(roles.keys()));
  if (shipped !== undefined) sayAliases(sketch, outputs, offsets ?? [], roles, notes);
  const id = (t: number) => sketch.fact(t).id;
  const ordered = isTopological(sketch, notes);
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name,
    tensors,
    nodes: sketch.drafts.map((draft) => ({
      id: draft.id,
      op: draft.op,
      inputs: draft.inputs.map(id),
      outputs: draft.outputs.map(id),
      ...(draft.shares.length === 0 ? {} : { mayShare: draft.shares }),
    })),
    outputs: outputs.map(id),
    ...(ordered ? { order: sketch.drafts.map((draft) => draft.id) } : {}),
    arenas: [{ id: "arena", alignment: ALIGNMENT }],
    findings: notes.diagnostics(),
    ...(shipped === undefined ? {} : { shipped }),
  };
}

type Role = Exclude<TensorSpec["role"], undefined>;

/** Roles of the tensors that the document keeps, in file order: what a node touches, and what needs room all the same. */
function decideRoles(sketch: Sketch, outputs: readonly number[], notes: Notes): ReadonlyMap<number, Role> {
  const touched = new Set<number>(outputs);
  for (const draft of sketch.drafts) for (const t of draft.inputs) touched.add(t);
  const roles = new Map<number, Role>();
  for (const [t, { id, kind, bytes }] of sketch.facts.entries()) {
    const made = sketch.producer(t) !== null;
    if (kind !== "plain") {
      if (kind !== "constant" || touched.has(t)) roles.set(t, kind);
    } else if (made) {
      roles.set(t, "intermediate");
    } else if (touched.has(t)) {
      notes.count("never-made", `tensor:${id}`, bytes);
      roles.set(t, "input");
    } else if (bytes > 0) {
      notes.count("never-touched", `tensor:${id}`, bytes);
      roles.set(t, "intermediate");
    }
  }
  return roles;
}

/** Sizes that need a word, of tensors that are planned. */
function countOddities(fact: Fact, role: Role, notes: Notes): void {
  const { id, row, bytes } = fact;
  if (row === null || role === "constant") return;
  const at = `tensor:${id}`;
  if (row.type.bits === null) notes.count("unknown-size", at);
  else if (row.type.dtype === null) notes.count("handle", at, bytes);
  else if (row.type.bits < 8) notes.count("sub-byte", at, bytes);
  if (dimsOf(row).some((dim) => typeof dim !== "number")) notes.count("dynamic", at);
}

/** Whether the order of the file makes every value before it is read. */
function isTopological(sketch: Sketch, notes: Notes): boolean {
  let good = true;
  for (const draft of sketch.drafts) {
    const early = draft.inputs.some((t) => (sketch.producer(t)?.position ?? -1) > draft.position);
    if (early) notes.count("not-topological", `node:${draft.id}`);
    good &&= !early;
  }
  return good;
}
