/** Edits of many rows at once: all must be there, and a refusal of one refuses all. */

import type { GraphDocument, NodeSpec, TensorSpec } from "../document.ts";
import { ok, type Problem } from "../result.ts";
import { Draft } from "./draft.ts";
import { noNode, noTensor, nothingChosen } from "./refuse.ts";
import type { EditResult } from "./types.ts";

type Refusal = { readonly ok: false; readonly problem: Problem };

function isRefusal<T extends object>(made: T | Refusal): made is Refusal {
  return "ok" in made;
}

/** Changes tensors one by one; the same row means that nothing changes. */
export function changeTensors(
  document: GraphDocument,
  ids: readonly string[],
  says: string,
  change: (tensor: TensorSpec, draft: Draft) => TensorSpec | Refusal,
): EditResult {
  if (ids.length === 0) return nothingChosen("tensor");
  const draft = new Draft(document);
  for (const id of new Set(ids)) {
    const tensor = draft.tensors.get(id);
    if (tensor === undefined) return noTensor(id);
    const made = change(tensor, draft);
    if (isRefusal(made)) return made;
    if (made !== tensor) draft.putTensor(made);
  }
  return ok({ document: draft.done(), says });
}

/** Changes nodes one by one, as above. A change may put the row itself. */
export function changeNodes(
  document: GraphDocument,
  ids: readonly string[],
  says: string,
  change: (node: NodeSpec, draft: Draft) => NodeSpec | Refusal,
): EditResult {
  if (ids.length === 0) return nothingChosen("node");
  const draft = new Draft(document);
  for (const id of new Set(ids)) {
    const node = draft.nodes.get(id);
    if (node === undefined) return noNode(id);
    const made = change(node, draft);
    if (isRefusal(made)) return made;
    if (made !== draft.nodes.get(id)) draft.putNode(made);
  }
  return ok({ document: draft.done(), says });
}

/** A row without one of its fields, or with it; the same row when that changes nothing. */
export function withField<T extends object, K extends keyof T>(row: T, field: K, value: T[K] | undefined): T {
  if (row[field] === value) return row;
  const { [field]: _, ...rest } = row;
  return (value === undefined ? rest : { ...rest, [field]: value }) as T;
}
