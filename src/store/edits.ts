/** What commands do to the chosen boxes, and to the chosen connection; loaded after the start. */

import { type BoxKey, boxKey, readBoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import { duplicate } from "../core/edit/clip.ts";
import { disconnect } from "../core/edit/connect.ts";
import { foldGroup, group, ungroup } from "../core/edit/draw.ts";
import { indexOf } from "../core/edit/index-of.ts";
import { markOutputs } from "../core/edit/make.ts";
import { portsOf } from "../core/edit/ports.ts";
import { remove } from "../core/edit/remove.ts";
import type { EditResult, PortRef } from "../core/edit/types.ts";
import { fail } from "../core/result.ts";
import { chosenStore } from "./chosen.ts";
import { edit } from "./editing.ts";
import { request } from "./requests.ts";

export { chooseEverything, chooseFed, chooseFeeding } from "./choosing.ts";
export { alignChosen, distributeChosen } from "./edits-places.ts";
export { forgetOrder, runBy } from "./edits-steps.ts";

/** Graph pixels between boxes and their copies. */
const BESIDE = { x: 32, y: 32 };

function nothingChosen(to: string): EditResult {
  return fail("nothing-chosen", `Nothing is chosen to ${to}.`, { help: "Choose boxes of the graph first." });
}

/** Runs an edit of the chosen boxes; `to` says of a refusal what they were wanted for. */
function editChosen(
  to: string,
  run: (document: GraphDocument, keys: readonly BoxKey[]) => EditResult,
): EditResult {
  return edit((document) => {
    const { keys } = chosenStore.getState();
    return keys.length === 0 ? nothingChosen(to) : run(document, keys);
  });
}

/** Brings what an edit has made into view. */
function reveal(edited: EditResult): void {
  if (edited.ok && edited.value.chosen !== undefined)
    request({ kind: "reveal-boxes", keys: edited.value.chosen });
}

/** One edit of several: each begins with the document of the one before. `says` is for more than one. */
function inTurn<T>(
  document: GraphDocument,
  items: readonly T[],
  run: (document: GraphDocument, item: T) => EditResult,
  says: string,
): EditResult {
  let last: EditResult | undefined;
  for (const item of items) {
    last = run(last?.ok === true ? last.value.document : document, item);
    if (!last.ok) return last;
  }
  if (last === undefined) throw new Error("an edit of nothing");
  return items.length > 1 && last.ok ? { ok: true, value: { ...last.value, says } } : last;
}

function part(document: GraphDocument, at: PortRef): EditResult {
  const parted = disconnect(document, at);
  return parted.ok ? { ok: true, value: { chosen: [boxKey("node", at.node)], ...parted.value } } : parted;
}

/** Deletes the chosen boxes, or parts the chosen connection. `bridge`: readers read what the deleted node read. */
export function removeChosen(bridge: boolean): void {
  const { wire } = chosenStore.getState();
  if (wire !== null) {
    edit((document) => part(document, wire));
    return;
  }
  editChosen("delete", (document, keys) => {
    const removed = remove(document, keys, { bridge });
    return removed.ok ? { ok: true, value: { chosen: [], ...removed.value } } : removed;
  });
}

/** Deletes what is in the clipboard now. */
export function cutChosen(): void {
  editChosen("cut", (document, keys) => {
    const removed = remove(document, keys, { bridge: false });
    if (!removed.ok) return removed;
    const says = removed.value.says.replace(/^Removed/, "Cut");
    return { ok: true, value: { chosen: [], ...removed.value, says } };
  });
}

/** Ports of the chosen nodes that something is connected to. */
function takenPorts(document: GraphDocument, keys: readonly BoxKey[]): readonly PortRef[] {
  return document.nodes.flatMap(({ id: node }, i) =>
    keys.includes(boxKey("node", node))
      ? portsOf(document, i).inputs.flatMap(({ tensor }, port) =>
          tensor === undefined ? [] : [{ node, port }],
        )
      : [],
  );
}

/** Parts the chosen connection; of chosen nodes, all that they read. */
export function disconnectChosen(): void {
  const { wire } = chosenStore.getState();
  if (wire !== null) {
    edit((document) => part(document, wire));
    return;
  }
  editChosen("disconnect", (document, keys) => {
    // from the last port: a port of many closes up behind one that is parted
    const ports = [...takenPorts(document, keys)].reverse();
    if (ports.length === 0)
      return fail("nothing-connected", "Nothing is connected to the inputs of what is chosen.");
    return inTurn(document, ports, disconnect, `Disconnected ${ports.length} inputs`);
  });
}

export function duplicateChosen(): void {
  reveal(editChosen("duplicate", (document, keys) => duplicate(document, keys, BESIDE)));
}

function tensorsOf(document: GraphDocument, key: BoxKey): readonly string[] {
  const { kind, id } = readBoxKey(key);
  if (kind === "group") return [];
  return kind === "node" ? (document.nodes.find((node) => node.id === id)?.outputs ?? []) : [id];
}

/** The box that gives what an output shows; others themselves. */
function giverOf(document: GraphDocument, key: BoxKey): BoxKey {
  const { kind, id } = readBoxKey(key);
  if (kind !== "output") return key;
  const maker = indexOf(document).maker.get(id);
  return maker === undefined ? boxKey("value", id) : boxKey("node", maker.id);
}

/** Marks what the chosen boxes give as final outputs; when all of it is one already, takes the marks away. The boxes stay chosen, so that the same key takes it back. */
export function toggleOutput(): void {
  const boxes = new Set<BoxKey>();
  const marked = editChosen("mark as output", (document, keys) => {
    const tensors = [...new Set(keys.flatMap((key) => tensorsOf(document, key)))];
    if (tensors.length === 0)
      return fail("no-value", "A group has no value to mark as output.", { help: "Choose a node in it." });
    const on = !tensors.every((id) => document.outputs.includes(id));
    const made = markOutputs(document, tensors, on);
    if (!made.ok) return made;
    // what loses its mark loses its box
    const chosen = on ? keys : [...new Set(keys.map((key) => giverOf(document, key)))];
    for (const key of [...chosen, ...(on ? tensors.map((id) => boxKey("output", id)) : [])]) boxes.add(key);
    return { ok: true, value: { ...made.value, chosen } };
  });
  if (marked.ok) request({ kind: "reveal-boxes", keys: [...boxes] });
}

export function groupChosen(): void {
  editChosen("group", (document, keys) => group(document, keys));
}

/** Ids of the groups that are chosen, or that chosen nodes are in. */
function groupsOf(document: GraphDocument, keys: readonly BoxKey[]): readonly string[] {
  const groups = document.drawing?.groups ?? [];
  return groups
    .filter(
      ({ id, nodes }) =>
        keys.includes(boxKey("group", id)) || nodes.some((node) => keys.includes(boxKey("node", node))),
    )
    .map(({ id }) => id);
}

const NO_GROUP = fail("no-group", "Nothing that is chosen is a group, or in one.", {
  help: "Choose a group, or a node in it.",
});

export function ungroupChosen(): void {
  editChosen("ungroup", (document, keys) => {
    const groups = groupsOf(document, keys);
    return groups.length === 0 ? NO_GROUP : ungroup(document, groups);
  });
}

/** Folds groups into boxes, or, when all of them are, unfolds them. */
export function foldChosen(): void {
  editChosen("fold", (document, keys) => {
    const ids = groupsOf(document, keys);
    if (ids.length === 0) return NO_GROUP;
    const isFolded = (id: string) =>
      document.drawing?.groups?.some((g) => g.id === id && g.collapsed === true) === true;
    const fold = !ids.every(isFolded);
    const wanted = ids.filter((id) => isFolded(id) !== fold);
    const says = `${fold ? "Folded" : "Unfolded"} ${wanted.length} groups`;
    const folded = inTurn(document, wanted, (d, id) => foldGroup(d, id, fold), says);
    if (!folded.ok || !fold) return folded;
    return { ok: true, value: { chosen: wanted.map((id) => boxKey("group", id)), ...folded.value } };
  });
}
