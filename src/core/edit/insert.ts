/** Puts one graph into another, under names that are free. */

import { type BoxKey, boxKey, readBoxKey } from "../box-key.ts";
import { bytesOf } from "../bytes.ts";
import type { Drawing, GraphDocument, NodeSpec, TensorSpec } from "../document.ts";
import { ok } from "../result.ts";
import { Draft } from "./draft.ts";
import { indexOf } from "./index-of.ts";
import { FreeNames, namedAfter } from "./names.ts";
import { placeAt } from "./place.ts";
import { inOrder } from "./topological.ts";
import type { EditResult, Point } from "./types.ts";

interface Names {
  readonly nodes: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, string>;
  /** Tensors that the document has already. */
  readonly found: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, string>;
}

function sameBytes(a: TensorSpec, b: TensorSpec): boolean {
  const [x, y] = [bytesOf(a), bytesOf(b)];
  return x.ok && y.ok && x.value === y.value;
}

/** A node and what goes by its name get a new name together. */
function namesFor(draft: Draft, clip: GraphDocument, outside: ReadonlySet<string>): Names {
  const found = new Set<string>();
  const tensors = new Map<string, string>();
  for (const tensor of clip.tensors) {
    const there = outside.has(tensor.id) ? draft.tensors.get(tensor.id) : undefined;
    if (there === undefined || !sameBytes(there, tensor)) continue;
    found.add(tensor.id);
    tensors.set(tensor.id, tensor.id);
  }
  const makes = new Set(
    clip.nodes.filter((n) => n.outputs.some((_, i) => namedAfter(n, i))).map((n) => n.id),
  );
  const free = new FreeNames((id) => draft.tensors.has(id));
  const shared = new FreeNames((id) => draft.nodes.has(id) || draft.tensors.has(id));
  const nodes = new Map(clip.nodes.map((n) => [n.id, shared.like(n.id)]));
  for (const node of clip.nodes) {
    const name = nodes.get(node.id) ?? node.id;
    node.outputs.forEach((id, i) => {
      const wanted = makes.has(node.id) && namedAfter(node, i) ? name + id.slice(node.id.length) : id;
      tensors.set(id, free.like(wanted));
    });
  }
  for (const { id } of clip.tensors) if (!tensors.has(id)) tensors.set(id, free.like(id));
  const taken = new Set(draft.from.drawing?.groups?.map((g) => g.id));
  const freeGroup = new FreeNames((id) => taken.has(id));
  const groups = new Map((clip.drawing?.groups ?? []).map((g) => [g.id, freeGroup.like(g.id)]));
  return { nodes, tensors, found, groups };
}

/** Rows, arenas and outputs of the clip; gives the new nodes. */
function putRows(draft: Draft, clip: GraphDocument, names: Names): readonly NodeSpec[] {
  const { arenas } = draft.from;
  const known = new Set(arenas?.map((a) => a.id));
  const to = (id: string): string => names.tensors.get(id) ?? id;
  const used = new Set<string>();
  for (const tensor of clip.tensors) {
    if (names.found.has(tensor.id)) {
      draft.use(tensor.id);
      continue;
    }
    const { arena, ...rest } = { ...tensor, id: to(tensor.id) };
    const keeps = arena !== undefined && arenas !== undefined;
    if (keeps) used.add(arena);
    draft.putTensor(keeps ? { ...rest, arena } : rest);
  }
  const { maker } = indexOf(clip);
  const rows = new Map(clip.nodes.map((n) => [n.id, n]));
  const listed = [...(clip.order ?? []).flatMap((id) => rows.get(id) ?? []), ...clip.nodes];
  const made = inOrder(listed, (id) => maker.get(id)).map((node): NodeSpec => {
    const id = names.nodes.get(node.id) ?? node.id;
    return { ...node, id, inputs: node.inputs.map(to), outputs: node.outputs.map(to) };
  });
  for (const node of made) {
    draft.putNode(node);
    draft.touched.add(node.id);
  }
  const more = clip.arenas?.filter((a) => used.has(a.id) && !known.has(a.id)) ?? [];
  const ends = clip.outputs.map(to).filter((id) => !draft.from.outputs.includes(id));
  draft.head = {
    ...draft.head,
    outputs: ends.length === 0 ? draft.from.outputs : [...draft.from.outputs, ...ends],
    ...(more.length === 0 ? {} : { arenas: [...(arenas ?? []), ...more] }),
  };
  return made;
}

function newKey(key: BoxKey, names: Names): BoxKey | undefined {
  const { kind, id } = readBoxKey(key);
  const map = kind === "node" ? names.nodes : kind === "group" ? names.groups : names.tensors;
  const to = kind === "value" && names.found.has(id) ? undefined : map.get(id);
  return to === undefined ? undefined : boxKey(kind, to);
}

function drawn(
  drawing: Drawing | undefined,
  clip: GraphDocument,
  names: Names,
  by: Point | undefined,
): Drawing | undefined {
  const at: Record<string, readonly [number, number]> = {};
  for (const [key, [x, y]] of Object.entries(clip.drawing?.at ?? {})) {
    const to = newKey(key as BoxKey, names);
    if (by !== undefined && to !== undefined) at[to] = placeAt({ x: x + by.x, y: y + by.y });
  }
  const groups = (clip.drawing?.groups ?? []).flatMap((g) => {
    const nodes = g.nodes.flatMap((id) => names.nodes.get(id) ?? []);
    return nodes.length === 0 ? [] : [{ ...g, id: names.groups.get(g.id) ?? g.id, nodes }];
  });
  const places = Object.keys(at).length > 0;
  if (!places && groups.length === 0) return drawing;
  return {
    ...drawing,
    ...(places ? { at: { ...drawing?.at, ...at } } : {}),
    ...(groups.length > 0 ? { groups: [...(drawing?.groups ?? []), ...groups] } : {}),
  };
}

/** Tensors in `outside` that the document has, of equal bytes, are read from it. Places move by `by`; absent: they stay open. */
export function insert(
  document: GraphDocument,
  clip: GraphDocument,
  outside: ReadonlySet<string>,
  did: string,
  by: Point | undefined,
): EditResult {
  const draft = new Draft(document);
  const names = namesFor(draft, clip, outside);
  const nodes = putRows(draft, clip, names);
  const drawing = drawn(document.drawing, clip, names, by);
  draft.head = { ...draft.head, ...(drawing === undefined ? {} : { drawing }) };
  const { maker } = indexOf(clip);
  const values = clip.tensors.filter((t) => !maker.has(t.id) && !names.found.has(t.id) && !outside.has(t.id));
  const chosen = [
    ...nodes.map((n) => boxKey("node", n.id)),
    ...values.map((t) => boxKey("value", names.tensors.get(t.id) ?? t.id)),
  ];
  const [box, ...more] = chosen;
  const what =
    box === undefined || more.length > 0
      ? `${chosen.length + clip.outputs.length} boxes`
      : readBoxKey(box).id;
  return ok({ document: draft.done(), says: `${did} ${what}`, chosen });
}
