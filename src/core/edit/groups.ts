/** Groups: parts of the drawing that fold into one box. */

import { type BoxKey, boxKey } from "../box-key.ts";
import type { DrawnGroup, GraphDocument } from "../document.ts";
import { fail, ok, type Problem } from "../result.ts";
import { keptGroups, withGroups } from "./kept.ts";
import { FreeNames } from "./names.ts";
import { nothingChosen } from "./refuse.ts";
import { membersOf } from "./remove.ts";
import type { EditResult } from "./types.ts";

/** Puts nodes into a new group; they leave the groups that they were in. Refuses less than one node. */
export function group(document: GraphDocument, boxes: readonly BoxKey[], title?: string): EditResult {
  const { nodes } = membersOf(document, boxes);
  if (nodes.length === 0) return nothingChosen("node");
  const before = document.drawing?.groups ?? [];
  const taken = new Set(before.map((g) => g.id));
  const id = new FreeNames((name) => taken.has(name)).numbered("group");
  const members = new Set(nodes.map((n) => n.id));
  const made: DrawnGroup = { id, title: title ?? `Group ${id.slice(5)}`, nodes: [...members] };
  const left = keptGroups(before, (node) => !members.has(node));
  const count = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
  return ok({
    document: withGroups(document, [...left, made]),
    says: `Grouped ${count} as ${made.title}`,
    chosen: [boxKey("group", id)],
  });
}

export function ungroup(document: GraphDocument, groups: readonly string[]): EditResult {
  const asked = new Set(groups);
  const before = document.drawing?.groups ?? [];
  const gone = before.filter((g) => asked.has(g.id));
  if (gone.length === 0) return nothingChosen("group");
  const left = before.filter((g) => !asked.has(g.id));
  return ok({
    document: withGroups(document, left),
    says: gone.length === 1 ? `Ungrouped ${gone[0]?.title}` : `Ungrouped ${gone.length} groups`,
    chosen: gone.flatMap((g) => g.nodes.map((node) => boxKey("node", node))),
  });
}

function noGroup(id: string): { readonly ok: false; readonly problem: Problem } {
  return fail("unknown-group", `There is no group ${JSON.stringify(id)}.`, {
    help: "It may have been ungrouped; choose another.",
  });
}

function changed(
  document: GraphDocument,
  id: string,
  change: (group: DrawnGroup) => DrawnGroup,
): GraphDocument {
  if (document.drawing?.groups?.some((g) => g.id === id) !== true) return document;
  const groups = document.drawing.groups.map((g) => (g.id === id ? change(g) : g));
  return { ...document, drawing: { ...document.drawing, groups } };
}

export function foldGroup(document: GraphDocument, id: string, collapsed: boolean): EditResult {
  const found = document.drawing?.groups?.find((g) => g.id === id);
  if (found === undefined) return noGroup(id);
  const says = `${collapsed ? "Folded" : "Unfolded"} ${found.title}`;
  if ((found.collapsed === true) === collapsed) return ok({ document, says });
  const made = changed(document, id, ({ collapsed: _, ...rest }) => ({
    ...rest,
    ...(collapsed ? { collapsed } : {}),
  }));
  return ok({ document: collapsed ? withoutOldPlace(made, found) : made, says });
}

/** A group that is folded goes where its members are: they may have been moved since it was a box. */
function withoutOldPlace(document: GraphDocument, { id, nodes }: DrawnGroup): GraphDocument {
  const { [boxKey("group", id)]: old, ...at } = document.drawing?.at ?? {};
  if (old === undefined || !nodes.some((node) => at[boxKey("node", node)] !== undefined)) return document;
  return { ...document, drawing: { ...document.drawing, at } };
}

/** Puts a node into a group as well as it can: an unknown group changes nothing. */
export function joined(document: GraphDocument, id: string, node: string): GraphDocument {
  return changed(document, id, (g) => ({ ...g, nodes: [...g.nodes, node] }));
}

export function renameGroup(document: GraphDocument, id: string, title: string): EditResult {
  const found = document.drawing?.groups?.find((g) => g.id === id);
  if (found === undefined) return noGroup(id);
  if (title.trim() === "") {
    return fail("empty-title", "A group needs a title.", { help: "Type at least one character." });
  }
  const says = `Renamed ${found.title} to ${title.trim()}`;
  if (found.title === title.trim()) return ok({ document, says });
  return ok({ document: changed(document, id, (g) => ({ ...g, title: title.trim() })), says });
}
