/** Between the storages of the side that stands for the open document, and what the other panes select. */

import type { Plan } from "../../core/plan.types.ts";
import type { Compared } from "../../store/comparing.ts";
import { linksOf } from "../../store/links.ts";
import type { Target } from "../../store/session.ts";

/** Which side the present plan is, or what stands in its place. */
export function presentSide({ swapped }: Pick<Compared, "swapped">): "a" | "b" {
  return swapped ? "a" : "b";
}

/** Whether both plans call a tensor the same: the document may have changed since the one in place was made. */
function agree(a: Plan, b: Plan, tensor: number): boolean {
  return a.tensors.id[tensor] !== undefined && a.tensors.id[tensor] === b.tensors.id[tensor];
}

/** A storage of that side as what the other panes know; they show the plan on the page, whose storages may be others. */
export function targetOf(compared: Compared, storage: number): Target | null {
  const { against } = compared.held;
  if (against === undefined) return { kind: "storage", index: storage };
  const tensor = against.plan.storages.tensor[storage] ?? -1;
  if (tensor >= 0 && agree(against.plan, compared.picture.plan, tensor))
    return { kind: "tensor", index: tensor };
  return null;
}

/** The storages of that side that a target is. */
export function presentStorages({ held, picture }: Compared, target: Target | null): ReadonlySet<number> {
  const links = linksOf(picture, target);
  const { against } = held;
  if (against === undefined) return links?.storages ?? new Set();
  const found = new Set<number>();
  for (const tensor of links?.tensors ?? []) {
    const s = agree(against.plan, picture.plan, tensor) ? (against.plan.tensors.storage[tensor] ?? -1) : -1;
    if (s >= 0) found.add(s);
  }
  return found;
}
