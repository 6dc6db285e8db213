/** Coverage: all that needs bytes has one storage, and no storage is for nothing. */

import type { PlanStorage, TensorSpec } from "../document.ts";
import type { Facts } from "./facts.ts";
import { at, type Look } from "./look.ts";
import { range } from "./report.ts";

export function checkCoverage(look: Look, facts: Facts): void {
  const { plan, report } = look;
  const apart = tensorsApart(look, facts);
  facts.document.tensors.forEach((tensor, t) => {
    const planned = Object.hasOwn(plan.tensors, tensor.id);
    const why = at(apart, t);
    if (!planned && why === WITHIN) {
      report.add("coverage", [`tensor:${tensor.id}`], () => `tensor ${tensor.id} has no storage`);
    }
    if (planned && why === APART) {
      report.add("coverage", [`tensor:${tensor.id}`], () =>
        tensor.external === true
          ? `tensor ${tensor.id} has a storage, but its memory is somebody else's`
          : `${tensor.role} ${tensor.id} has a storage, but the settings keep it apart`,
      );
    }
  });
  for (const id of Object.keys(plan.tensors)) {
    if (facts.tensorIndex.has(id)) continue;
    report.add("coverage", [`tensor:${id}`], () => `tensor ${id} of the plan is not in the document`);
  }
  checkScratch(look, facts);
}

const WITHIN = 0;
const APART = 1;
/** A view of something apart: it may lie there too, or be a copy in the arena. */
const EITHER = 2;

/** Whether each tensor needs a place in an arena. */
function tensorsApart(look: Look, facts: Facts): Uint8Array {
  const { rules } = look;
  const { document, tensorIndex } = facts;
  const kept = (tensor: TensorSpec): boolean => {
    if (tensor.external === true) return false;
    if (tensor.role === "constant") return rules.constants;
    if (tensor.role === "state") return rules.state;
    return true;
  };
  const apart = Uint8Array.from(document.tensors, (tensor) => (kept(tensor) ? WITHIN : APART));
  if (!rules.views) return apart;
  for (const id of look.plan.order) {
    const node = document.nodes[facts.nodeIndex.get(id) ?? -1];
    if (node === undefined || rules.viewsExcept.has(node.op)) continue;
    for (const share of node.mayShare ?? []) {
      if (share.how !== "view") continue;
      const from = tensorIndex.get(node.inputs[share.input] ?? "");
      const to = tensorIndex.get(node.outputs[share.output] ?? "");
      if (from === undefined || to === undefined) continue;
      if (at(apart, from) !== WITHIN && at(apart, to) === WITHIN) apart[to] = EITHER;
    }
  }
  return apart;
}

/** Each node's workspace is one storage, alive at its step, in the first arena. */
function checkScratch(look: Look, facts: Facts): void {
  const { plan, report } = look;
  const scratch = new Map<string, PlanStorage>();
  for (const storage of plan.storages) {
    const { id, workspaceOf } = storage;
    if (workspaceOf === undefined) {
      if (storage.tensors.length === 0)
        report.add("coverage", [`storage:${id}`], () => `storage ${id} holds nothing`);
      continue;
    }
    const here = [`storage:${id}`, `node:${workspaceOf}`];
    if (storage.tensors.length > 0) {
      report.add("coverage", here, () => `storage ${id} is scratch of ${workspaceOf} and holds tensors too`);
    }
    const other = scratch.get(workspaceOf);
    if (other !== undefined) {
      report.add(
        "coverage",
        here,
        () => `node ${workspaceOf} has two storages for its scratch: ${other.id} and ${id}`,
      );
    }
    scratch.set(workspaceOf, storage);
    const n = facts.nodeIndex.get(workspaceOf);
    if (n === undefined) {
      report.add(
        "coverage",
        here,
        () => `storage ${id} is scratch of ${workspaceOf}, which is no node of the document`,
      );
    } else {
      checkOne(look, storage, facts.document.nodes[n]?.workspace ?? 0, at(facts.step, n));
    }
  }
  for (const node of facts.document.nodes) {
    if ((node.workspace ?? 0) === 0 || scratch.has(node.id)) continue;
    report.add(
      "coverage",
      [`node:${node.id}`],
      () => `the ${node.workspace} bytes of scratch of node ${node.id} have no storage`,
    );
  }
}

function checkOne(look: Look, storage: PlanStorage, bytes: number, step: number): void {
  const { plan, report } = look;
  const { id, workspaceOf } = storage;
  const here = [`storage:${id}`, `node:${workspaceOf}`];
  if (storage.bytes !== bytes) {
    report.add(
      "bytes",
      here,
      () => `storage ${id} has ${storage.bytes} bytes, the scratch of node ${workspaceOf} is ${bytes}`,
    );
  }
  if (storage.start !== step || storage.end !== step + 1) {
    report.add("lifetime", here, () => {
      return `storage ${id} lives at ${range(storage.start, storage.end)}, but node ${workspaceOf} runs at step ${step}`;
    });
  }
  if (storage.arena !== plan.arenas[0]?.id) {
    report.add("arena", here, () => `the scratch ${id} is in arena ${storage.arena}, not in the first`);
  }
  if (storage.alignment !== plan.arenas[0]?.alignment) {
    report.add(
      "alignment",
      here,
      () => `the scratch ${id} has alignment ${storage.alignment}, its arena ${plan.arenas[0]?.alignment}`,
    );
  }
}
