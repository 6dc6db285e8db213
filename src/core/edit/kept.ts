/** What a document still says of its rows once some are gone. */

import { type BoxKey, boxKey, readBoxKey } from "../box-key.ts";
import type { Diagnostic, Drawing, DrawnGroup, GraphDocument } from "../document.ts";
import type { Draft } from "./draft.ts";

type Head = Draft["head"];

/** The same array when all of it is kept. */
function those<T>(items: readonly T[], keep: (item: T) => boolean): readonly T[] {
  return items.every(keep) ? items : items.filter(keep);
}

/** Groups of the nodes that are there; none without nodes. */
export function keptGroups(
  groups: readonly DrawnGroup[],
  has: (node: string) => boolean,
): readonly DrawnGroup[] {
  const left = groups.flatMap((group) => {
    const nodes = those(group.nodes, has);
    if (nodes.length === 0) return [];
    return nodes === group.nodes ? [group] : [{ ...group, nodes }];
  });
  return left.length === groups.length && left.every((g, i) => g === groups[i]) ? groups : left;
}

/** A drawing of boxes that are there. */
export function keptDrawing(
  drawing: Drawing,
  groups: readonly DrawnGroup[] | undefined,
  has: (key: BoxKey) => boolean,
): Drawing {
  const places = Object.entries(drawing.at ?? {});
  const left = those(places, ([key]) => has(key as BoxKey));
  if (left === places && groups === drawing.groups) return drawing;
  const { at, groups: _, ...rest } = drawing;
  return {
    ...rest,
    ...(at === undefined ? {} : { at: left === places ? at : Object.fromEntries(left) }),
    ...(groups === undefined || groups.length === 0 ? {} : { groups }),
  };
}

interface Has {
  readonly has: (id: string) => boolean;
}

/** Whether a box is in a document with these nodes, tensors, outputs and groups. */
export function boxIsIn(nodes: Has, tensors: Has, outputs: Has, groups: Has): (key: BoxKey) => boolean {
  // a file may name boxes of kinds that there are not
  const rows = new Map<string, Has>([
    ["node", nodes],
    ["value", tensors],
    ["output", outputs],
    ["group", groups],
  ]);
  return (key) => {
    const { kind, id } = readBoxKey(key);
    return rows.get(kind)?.has(id) ?? false;
  };
}

/** A finding goes when all the nodes and tensors that it was about are gone. */
function stillAbout(draft: Draft, { at }: Diagnostic): boolean {
  let about = 0;
  let gone = 0;
  for (const place of at) {
    const colon = place.indexOf(":");
    const [kind, id] = [place.slice(0, colon), place.slice(colon + 1)];
    if (kind !== "node" && kind !== "tensor") continue;
    about++;
    const before = kind === "node" ? draft.nodeBefore(id) : draft.tensorBefore(id);
    const now = kind === "node" ? draft.nodes.get(id) : draft.tensors.get(id);
    if (before !== undefined && now === undefined) gone++;
  }
  return about === 0 || gone < about;
}

/** The places of a file's own plan that still mean something; no plan when none does. */
function keptShipped(draft: Draft, shipped: NonNullable<GraphDocument["shipped"]>) {
  const places = Object.entries(shipped.offsets);
  const left = those(places, ([id]) => draft.tensors.has(id));
  if (left === places) return shipped;
  return left.length === 0 ? undefined : { ...shipped, offsets: Object.fromEntries(left) };
}

/** Called once rows are gone: nothing names them any more. */
export function kept(draft: Draft): Head {
  const { outputs, findings, shipped, exclusive, drawing, ...rest } = draft.head;
  const leftOutputs = those(outputs, (id) => draft.tensors.has(id));
  const leftFindings = findings && those(findings, (finding) => stillAbout(draft, finding));
  const leftShipped = shipped && keptShipped(draft, shipped);
  const leftExclusive = exclusive && those(exclusive, (pair) => pair.every((id) => draft.nodes.has(id)));
  const groups = drawing?.groups && keptGroups(drawing.groups, (id) => draft.nodes.has(id));
  const ids = new Set(groups?.map((g) => g.id));
  const has = boxIsIn(draft.nodes, draft.tensors, new Set(leftOutputs), ids);
  return {
    ...rest,
    outputs: leftOutputs,
    ...(leftFindings === undefined ? {} : { findings: leftFindings }),
    ...(leftShipped === undefined ? {} : { shipped: leftShipped }),
    ...(leftExclusive === undefined ? {} : { exclusive: leftExclusive }),
    ...(drawing === undefined ? {} : { drawing: keptDrawing(drawing, groups, has) }),
  };
}

/** A document with these groups; places of others are forgotten. */
export function withGroups(document: GraphDocument, groups: readonly DrawnGroup[]): GraphDocument {
  const ids = new Set(groups.map((g) => boxKey("group", g.id)));
  const has = (key: BoxKey): boolean => readBoxKey(key).kind !== "group" || ids.has(key);
  return { ...document, drawing: keptDrawing(document.drawing ?? {}, groups, has) };
}
