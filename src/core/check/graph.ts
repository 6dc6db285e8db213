/** That a plan is a plan of this graph: its order, all that needs a place, sizes, lifetimes, arenas, what shares. */

import type { ArenaSpec, GraphDocument, PlanStorage, PlanTensor, TensorSpec } from "../document.ts";
import { checkAnyOrder, reachOf } from "./any-order.ts";
import { checkCoverage } from "./coverage.ts";
import { type Facts, learn } from "./facts.ts";
import { at, type Look } from "./look.ts";
import { names, range } from "./report.ts";
import { checkSharing } from "./sharing.ts";

export function checkGraph(look: Look, document: GraphDocument): void {
  const { plan, report, rules } = look;
  checkArenas(look, document.arenas ?? []);
  // without an order there are no lifetimes to compare
  if (!checkNodes(look, document)) return;
  const facts = learn(document, plan.order, rules);
  checkOrder(look, facts);
  checkCoverage(look, facts);
  const known = ["schedule", "tflm", "any-order"].includes(rules.lifetimes);
  if (!known) report.add("lifetime", [], () => `the checker knows no rule of lifetimes "${rules.lifetimes}"`);
  for (const [id, tensor] of Object.entries(plan.tensors)) {
    const t = facts.tensorIndex.get(id);
    if (t !== undefined) checkTensor(look, facts, t, tensor, known);
  }
  const reach = rules.anyOrder ? reachOf(facts) : undefined;
  for (const storage of plan.storages) {
    if (storage.tensors.length === 0) continue;
    checkStorage(look, facts, storage, known);
    checkSharing(look, facts, storage, reach);
  }
  if (reach !== undefined) checkAnyOrder(look, facts, reach);
  if (rules.slots && rules.share === "type") checkTypes(look, facts);
}

function checkArenas(look: Look, arenas: readonly ArenaSpec[]): void {
  const { plan, report, rules } = look;
  if (arenas.length > 0 && plan.arenas.map((a) => a.id).join("\n") !== arenas.map((a) => a.id).join("\n")) {
    report.add("arena", [], () => {
      return `the arenas are ${names(plan.arenas.map((a) => a.id))}, the document has ${names(arenas.map((a) => a.id))}`;
    });
    return;
  }
  if (arenas.length === 0 && plan.arenas.length !== 1) {
    report.add("arena", [], () => `the plan has ${plan.arenas.length} arenas, the document leaves it at one`);
  }
  plan.arenas.forEach((arena, k) => {
    const capacity = (k === 0 ? rules.capacity : null) ?? arenas[k]?.capacity ?? null;
    const alignment = rules.alignment ?? arenas[k]?.alignment ?? 1;
    const here = [`arena:${arena.id}`];
    if (arena.capacity !== capacity) {
      report.add(
        "number",
        here,
        () => `arena ${arena.id} has capacity ${arena.capacity}, the document and settings give ${capacity}`,
      );
    }
    if (arena.alignment !== alignment) {
      report.add(
        "number",
        here,
        () =>
          `arena ${arena.id} has alignment ${arena.alignment}, the document and settings give ${alignment}`,
      );
    }
  });
}

/** False when the steps are not the nodes, each once. */
function checkNodes(look: Look, document: GraphDocument): boolean {
  const { plan, report } = look;
  const ids = new Set(document.nodes.map((n) => n.id));
  const strangers = plan.order.filter((id) => !ids.has(id));
  const ordered = new Set(plan.order);
  const missing = [...ids].filter((id) => !ordered.has(id));
  if (strangers.length > 0) {
    report.add("order", [], () => `the order has ${names(strangers)}, which the document has not`);
  }
  if (missing.length > 0) {
    report.add(
      "order",
      missing.slice(0, 3).map((id) => `node:${id}`),
      () => `the order lacks ${names(missing)}`,
    );
  }
  return strangers.length === 0 && missing.length === 0 && plan.order.length === ids.size;
}

/** Producers before readers, and the given order when it is asked for. */
function checkOrder(look: Look, facts: Facts): void {
  const { plan, report, rules } = look;
  const { document, step } = facts;
  document.nodes.forEach((node, n) => {
    for (const id of node.inputs) {
      const producer = facts.producer[facts.tensorIndex.get(id) ?? -1] ?? -1;
      if (producer < 0 || at(step, producer) < at(step, n)) continue;
      report.add("order", [`node:${node.id}`, `tensor:${id}`], () => {
        return `node ${node.id} reads ${id} at step ${at(step, n)}, but it is made at step ${at(step, producer)}`;
      });
    }
  });
  const given = document.order;
  if (rules.order === "given" && given !== undefined) {
    const other = given.findIndex((id, i) => id !== plan.order[i]);
    if (other >= 0) {
      report.add(
        "order",
        [],
        () => `step ${other} is ${plan.order[other]}, the given order has ${given[other]} there`,
      );
    }
  }
}

function checkTensor(look: Look, facts: Facts, t: number, tensor: PlanTensor, lives: boolean): void {
  const { report } = look;
  const spec = facts.document.tensors[t];
  if (spec === undefined) return;
  const here = [`tensor:${spec.id}`];
  const bytes = at(facts.bytes, t);
  if (tensor.bytes !== bytes) {
    const is = bytes < 0 ? "its size cannot be known from the document" : `dtype and shape make ${bytes}`;
    report.add("bytes", here, () => `tensor ${spec.id} has ${tensor.bytes} bytes in the plan, but ${is}`);
  }
  if (spec.arena !== undefined && spec.arena !== tensor.arena) {
    report.add(
      "arena",
      here,
      () => `tensor ${spec.id} is in arena ${tensor.arena}, but pinned to ${spec.arena}`,
    );
  }
  if (bytes > 0 && tensor.offset % (spec.alignment ?? 1) !== 0) {
    report.add(
      "alignment",
      here,
      () => `tensor ${spec.id} is at ${tensor.offset}, not a multiple of its alignment ${spec.alignment}`,
    );
  }
  if (bytes > 0 && spec.offset !== undefined && tensor.offset !== spec.offset) {
    report.add(
      "fixed",
      here,
      () => `tensor ${spec.id} is at ${tensor.offset}, but the document fixes it at ${spec.offset}`,
    );
  }
  const [start, end] = [at(facts.start, t), at(facts.end, t)];
  if (lives && (tensor.start !== start || tensor.end !== end)) {
    report.add("lifetime", here, () => {
      return `tensor ${spec.id} lives at ${range(tensor.start, tensor.end)} in the plan, but the order makes it ${range(start, end)}`;
    });
  }
}

function checkStorage(look: Look, facts: Facts, storage: PlanStorage, lives: boolean): void {
  const { plan, report } = look;
  const here = [`storage:${storage.id}`];
  const first = plan.arenas[0];
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  let alignment = plan.arenas[look.arenas.get(storage.arena) ?? -1]?.alignment ?? 1;
  let pinned = false;
  for (const id of storage.tensors) {
    const t = facts.tensorIndex.get(id);
    if (t === undefined) continue;
    start = Math.min(start, at(facts.start, t));
    end = Math.max(end, at(facts.end, t));
    const spec = facts.document.tensors[t];
    alignment = Math.max(alignment, spec?.alignment ?? 1);
    pinned ||= spec?.arena !== undefined;
  }
  if (lives && end > 0 && (storage.start !== start || storage.end !== end)) {
    report.add("lifetime", here, () => {
      return `storage ${storage.id} lives at ${range(storage.start, storage.end)} in the plan, but its tensors make it ${range(start, end)}`;
    });
  }
  if (storage.alignment !== alignment) {
    report.add("alignment", here, () => {
      return `storage ${storage.id} has alignment ${storage.alignment}, but its arena and tensors make it ${alignment}`;
    });
  }
  if (!pinned && first !== undefined && storage.arena !== first.id) {
    report.add(
      "arena",
      here,
      () => `storage ${storage.id} is in arena ${storage.arena}, but nothing in it is pinned there`,
    );
  }
}

/** Slot mode with share "type": tenants of one buffer have equal dtype and shape. */
function checkTypes(look: Look, facts: Facts): void {
  const { plan, report } = look;
  for (const buffer of plan.buffers) {
    let first: { id: string; type: string } | undefined;
    for (const id of buffer.storages) {
      const storage = plan.storages[look.storages.get(id) ?? -1];
      if (storage === undefined) continue;
      const type = typeOf(storage, facts);
      first ??= { id, type };
      if (type === first.type) continue;
      const other = first;
      report.add("share", [`buffer:${buffer.id}`, `storage:${id}`], () => {
        return `in buffer ${buffer.id} storage ${id} (${type}) may not share with ${other.id} (${other.type}) under share "type"`;
      });
    }
  }
}

function typeOf(storage: PlanStorage, facts: Facts): string {
  const root = facts.document.tensors[facts.tensorIndex.get(storage.id) ?? -1];
  return typeOfTensor(root) ?? `${storage.bytes} bytes`;
}

function typeOfTensor(tensor: TensorSpec | undefined): string | undefined {
  if (tensor?.dtype === undefined || tensor.shape === undefined) return undefined;
  return `${tensor.dtype}[${tensor.shape.map((d) => (typeof d === "number" ? d : d.max)).join(", ")}]`;
}
