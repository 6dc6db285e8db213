/** What two storages have to do with each other in the plan's own order, and which tensors a pair of targets stands for. */

import { rowOf } from "../../core/lists.ts";
import { firstMeeting } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import type { DependencyPath } from "../../core/reuse/question.types.ts";
import { nodeSpec } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import type { Target } from "../../store/session.ts";
import { selectedStorage } from "../../store/walk.ts";

/** Who lights up the graph for a pair. */
export const PAIR_SPOT = "pair";

export type Meeting =
  | { readonly kind: "same" | "empty" | "arenas"; readonly common: 0 }
  /** Never needed at once; `common` bytes of address are in both. `crossing`: their lives meet, but only where one has a gap. */
  | { readonly kind: "apart"; readonly common: number; readonly crossing: boolean }
  /** Both needed in the steps [from, to), for the first time. */
  | { readonly kind: "meet"; readonly common: number; readonly from: number; readonly to: number };

export function meetingOf(plan: Plan, one: number, two: number): Meeting {
  const { start, end, arena, offset, padded, bytes } = plan.storages;
  if (one === two) return { kind: "same", common: 0 };
  if (arena[one] !== arena[two]) return { kind: "arenas", common: 0 };
  if (bytes[one] === 0 || bytes[two] === 0) return { kind: "empty", common: 0 };
  const low = Math.max(offset[one] ?? 0, offset[two] ?? 0);
  const high = Math.min((offset[one] ?? 0) + (padded[one] ?? 0), (offset[two] ?? 0) + (padded[two] ?? 0));
  const common = Math.max(0, high - low);
  const met = firstMeeting(plan, one, two);
  if (met !== null) return { kind: "meet", common, from: met.start, to: met.end };
  const crossing = (start[one] ?? 0) < (end[two] ?? 0) && (start[two] ?? 0) < (end[one] ?? 0);
  return { kind: "apart", common, crossing };
}

/** The tensor that a target stands for: itself, the owner of the bytes, the first output of a node; −1 for scratch. */
export function tensorOf(picture: Picture, target: Target): number {
  if (target.kind === "tensor") return target.index;
  if (target.kind === "node" && picture.graph !== null)
    return rowOf(picture.graph.outputs, target.index)[0] ?? -1;
  return picture.plan.storages.tensor[selectedStorage(picture, target)] ?? -1;
}

/** Tensors that a node gives to the next one of a path. */
export function between(picture: Picture, paths: readonly DependencyPath[]): Set<number> {
  const tensors = new Set<number>();
  const { graph } = picture;
  if (graph === null) return tensors;
  for (const { nodes } of paths) {
    for (let i = 0; i + 1 < nodes.length; i++) {
      const [from, to] = [nodes[i] ?? 0, nodes[i + 1] ?? 0];
      for (const t of rowOf(graph.inputs, to)) if (graph.producer[t] === from) tensors.add(t);
    }
  }
  return tensors;
}

/** `Conv conv1`, or the id alone where it says the operator. */
export function nodeText(picture: Picture, n: number): string {
  const id = picture.plan.nodes.id[n] ?? "";
  const op = nodeSpec(picture, n)?.op ?? "";
  return id === "" || id.includes(op) ? id : `${op} ${id}`;
}
