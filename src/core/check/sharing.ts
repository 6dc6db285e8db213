/**
 * Tensors of one storage are there by right: each is a view of another, or is written in place of it at a step after
 * which nobody needs what was there. The rights make a forest; what a write destroys is all that is not its descendant.
 */

import type { PlanStorage, ShareRight } from "../document.ts";
import { comesAfter, type Reach, staysToTheEnd } from "./any-order.ts";
import type { Facts } from "./facts.ts";
import { at, type Look } from "./look.ts";
import { range, steps } from "./report.ts";

interface Tenant {
  readonly id: string;
  /** Position in the document. */
  readonly t: number;
  readonly offset: number;
  readonly bytes: number;
  /** Position in the list of tenants, −1 for a root. */
  parent: number;
  how: ShareRight["how"] | undefined;
}

/** With `reach`, writes in place must be legal in every order. */
export function checkSharing(look: Look, facts: Facts, storage: PlanStorage, reach: Reach | undefined): void {
  if (storage.tensors.length < 2) return;
  const tenants: Tenant[] = [];
  for (const id of storage.tensors) {
    const t = facts.tensorIndex.get(id);
    const tensor = Object.hasOwn(look.plan.tensors, id) ? look.plan.tensors[id] : undefined;
    // a tensor that is not there has been reported by others
    if (t === undefined || tensor === undefined) return;
    tenants.push({ id, t, offset: tensor.offset, bytes: tensor.bytes, parent: -1, how: undefined });
  }
  const position = new Map(tenants.map((tenant, i) => [tenant.id, i]));
  for (const tenant of tenants) findParent(look, facts, tenant, tenants, position);
  checkRoots(look, facts, storage, tenants, position);
  if (tenants.some((tenant) => tenant.how === "inplace")) checkWrites(look, facts, tenants, reach);
}

/** Takes the first right that holds, views before writes. */
function findParent(
  look: Look,
  facts: Facts,
  tenant: Tenant,
  tenants: readonly Tenant[],
  position: ReadonlyMap<string, number>,
): void {
  const node = facts.document.nodes[at(facts.producer, tenant.t)];
  if (at(facts.producer, tenant.t) < 0 || node === undefined) return;
  const { views, viewsExcept, inplace, inplaceExcept } = look.rules;
  for (const how of ["view", "inplace"] as const) {
    if (!(how === "view" ? views && !viewsExcept.has(node.op) : inplace && !inplaceExcept.has(node.op)))
      continue;
    for (const share of node.mayShare ?? []) {
      if (share.how !== how || node.outputs[share.output] !== tenant.id) continue;
      const i = position.get(node.inputs[share.input] ?? "");
      const parent = tenants[i ?? -1];
      if (i === undefined || parent === undefined || parent === tenant) continue;
      const shift = how === "view" ? (share.byteOffset ?? 0) : 0;
      const within = shift >= 0 && shift + tenant.bytes <= parent.bytes;
      // what has no bytes lies anywhere
      const there = tenant.bytes === 0 || tenant.offset === parent.offset + shift;
      if (!within || !there) continue;
      tenant.parent = i;
      tenant.how = how;
      return;
    }
  }
}

function checkRoots(
  look: Look,
  facts: Facts,
  storage: PlanStorage,
  tenants: readonly Tenant[],
  position: ReadonlyMap<string, number>,
): void {
  const roots = tenants.filter((tenant) => tenant.parent < 0);
  const root = roots.reduce(
    (a, b) => (at(facts.start, b.t) < at(facts.start, a.t) ? b : a),
    roots[0] ?? NOBODY,
  );
  for (const tenant of roots) {
    if (tenant === root) continue;
    const node = facts.document.nodes[at(facts.producer, tenant.t)];
    const wanted = node?.mayShare?.some((share) => {
      return (
        share.how === "inplace" &&
        node.outputs[share.output] === tenant.id &&
        position.has(node.inputs[share.input] ?? "")
      );
    });
    look.report.add(wanted ? "inplace" : "view", [`tensor:${tenant.id}`, `storage:${storage.id}`], () => {
      const place = range(tenant.offset, tenant.offset + tenant.bytes);
      return `tensor ${tenant.id} ${place} shares storage ${storage.id} with ${root.id}, but no view or in-place right allows it`;
    });
  }
}

const NOBODY: Tenant = { id: "", t: -1, offset: 0, bytes: 0, parent: -1, how: undefined };

/** Of every write in place: what it destroys is read no later, made before, and nobody's to keep. */
function checkWrites(look: Look, facts: Facts, tenants: readonly Tenant[], reach: Reach | undefined): void {
  const { order, size } = walk(tenants);
  if (reach !== undefined) checkWritesInAnyOrder(look, facts, tenants, order, size, reach);
  const before = extremes(look, facts, tenants, order);
  const after = extremes(look, facts, tenants, order.toReversed());
  order.forEach((i, place) => {
    const tenant = tenants[i];
    if (tenant?.how !== "inplace") return;
    const node = at(facts.producer, tenant.t);
    const step = at(facts.step, node);
    const rest = tenants.length - place - at(size, i);
    for (const others of [before[place], after[rest]]) {
      if (others === undefined) continue;
      const destroyed =
        others.kept >= 0
          ? others.kept
          : others.end > step + 1
            ? others.last
            : others.start >= step
              ? others.latest
              : -1;
      const other = tenants[destroyed];
      if (other === undefined) continue;
      look.report.add("inplace", [`tensor:${tenant.id}`, `tensor:${other.id}`], () => {
        const life = steps(at(facts.start, other.t), at(facts.end, other.t));
        const why = others.kept >= 0 ? "which must be kept" : `which is needed at ${life}`;
        return `tensor ${tenant.id} is written in place at step ${step} over the bytes of ${other.id}, ${why}`;
      });
      return;
    }
  });
}

/** Whoever uses what a write destroys comes before the write, whatever the order, or is the writer reading it. */
function checkWritesInAnyOrder(
  look: Look,
  facts: Facts,
  tenants: readonly Tenant[],
  order: Int32Array,
  size: Int32Array,
  reach: Reach,
): void {
  order.forEach((i, place) => {
    const tenant = tenants[i];
    if (tenant?.how !== "inplace") return;
    const writer = at(facts.producer, tenant.t);
    const spared = place + at(size, i);
    for (let p = 0; p < order.length; p++) {
      if (p >= place && p < spared) continue;
      const other = tenants[at(order, p)];
      const late = reach.users[other?.t ?? -1]?.find((user) => {
        return user === writer ? at(reach.read, other?.t ?? -1) === 0 : !comesAfter(reach, user, writer);
      });
      if (other === undefined || late === undefined) continue;
      look.report.add("inplace", [`tensor:${tenant.id}`, `tensor:${other.id}`], () => {
        const { nodes } = facts.document;
        return `node ${nodes[writer]?.id} writes ${tenant.id} in place over the bytes of ${other.id}, which ${nodes[late]?.id} may use later in another order`;
      });
      return;
    }
  });
}

/** The forest from parents to children: tenants in preorder, and how many each has under it, itself included. */
function walk(tenants: readonly Tenant[]): { order: Int32Array; size: Int32Array } {
  const children: number[][] = tenants.map(() => []);
  const stack: number[] = [];
  tenants.forEach((tenant, i) => {
    (children[tenant.parent] ?? stack).push(i);
  });
  const order = new Int32Array(tenants.length);
  let count = 0;
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    order[count++] = i;
    for (const child of children[i] ?? []) stack.push(child);
  }
  const size = new Int32Array(tenants.length).fill(1);
  for (const i of order.toReversed()) {
    const parent = tenants[i]?.parent ?? -1;
    if (parent >= 0) size[parent] = at(size, parent) + at(size, i);
  }
  return { order, size };
}

/** Over a run of tenants: who ends last, who starts latest, and one that must be kept whatever reads it; −1 for none. */
interface Extremes {
  readonly end: number;
  readonly last: number;
  readonly start: number;
  readonly latest: number;
  readonly kept: number;
}

/** Row p: over the first p of this order. */
function extremes(look: Look, facts: Facts, tenants: readonly Tenant[], order: Int32Array): Extremes[] {
  let now: Extremes = { end: -1, last: -1, start: -1, latest: -1, kept: -1 };
  const rows = [now];
  for (const i of order) {
    const t = tenants[i]?.t ?? -1;
    const keep = staysToTheEnd(look, facts, t);
    const [start, end] = [at(facts.start, t), at(facts.end, t)];
    // an input is there before the first step, so a write at step 0 comes after it
    const made = at(facts.producer, t) < 0 ? -1 : start;
    now = {
      end: Math.max(now.end, end),
      last: end > now.end ? i : now.last,
      start: Math.max(now.start, made),
      latest: made > now.start ? i : now.latest,
      kept: now.kept >= 0 || !keep ? now.kept : i,
    };
    rows.push(now);
  }
  return rows;
}
