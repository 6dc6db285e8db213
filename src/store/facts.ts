/** Names and facts of the things in a picture, as panes write them. */

import { liveAtStep } from "../core/bound.ts";
import type { NodeSpec, TensorSpec } from "../core/document.ts";
import type { Picture } from "./outcome.ts";
import type { Target } from "./session.ts";

/** What the document says of tensor `t`; undefined for lifetimes, and for a plan without its graph. */
export function tensorSpec(picture: Picture, t: number): TensorSpec | undefined {
  return picture.graph?.document.tensors[t];
}

export function nodeSpec(picture: Picture, n: number): NodeSpec | undefined {
  return picture.graph?.document.nodes[n];
}

/** Node that makes tensor `t`, or −1. */
export function producerOf(picture: Picture, t: number): number {
  return picture.graph?.producer[t] ?? -1;
}

/** The op that makes storage `s` or runs in it as scratch; "" when nothing makes it or that is not known. */
export function opOfStorage(picture: Picture, s: number): string {
  const { workspaceOf, tensor } = picture.plan.storages;
  const scratch = workspaceOf[s] ?? -1;
  const node = scratch >= 0 ? scratch : producerOf(picture, tensor[s] ?? -1);
  return nodeSpec(picture, node)?.op ?? "";
}

/** The name of the tensor that gives it its name, or "scratch of" its node. */
export function storageName(picture: Picture, s: number): string {
  const { storages, tensors, nodes } = picture.plan;
  const scratch = storages.workspaceOf[s] ?? -1;
  if (scratch >= 0) return `scratch of ${nodes.id[scratch] ?? ""}`;
  return tensors.id[storages.tensor[s] ?? -1] ?? storages.id[s] ?? "";
}

export function targetName(picture: Picture, target: Target): string {
  const { plan } = picture;
  switch (target.kind) {
    case "storage":
      return storageName(picture, target.index);
    case "tensor":
      return plan.tensors.id[target.index] ?? "";
    case "node":
      return plan.nodes.id[target.index] ?? "";
    case "buffer":
      return plan.buffers.id[target.index] ?? "";
  }
}

/** Whether `target` is still there: a plan of another document may have fewer of everything. */
export function exists(picture: Picture, target: Target): boolean {
  const { plan } = picture;
  const count = {
    storage: plan.storages.count,
    tensor: plan.tensors.count,
    node: plan.nodes.count,
    buffer: plan.buffers.count,
  }[target.kind];
  return target.index >= 0 && target.index < count;
}

/** The tensor as something to select: by its storage's tensor when there is one, else the storage itself. */
export function targetOfStorage(picture: Picture, s: number): Target {
  const t = picture.plan.storages.tensor[s] ?? -1;
  return t >= 0 ? { kind: "tensor", index: t } : { kind: "storage", index: s };
}

/** Live bytes at `step` over all arenas, padding counted. */
export function liveBytesAt(picture: Picture, step: number): number {
  return picture.plan.live.reduce((sum, curve) => sum + liveAtStep(curve, step), 0);
}
