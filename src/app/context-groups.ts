/** What the menu of a thing offers: edits of what is chosen in the graph, ways to go on, texts to copy. */

import { nameOfBoxes, readBoxKey } from "../core/box-key.ts";
import { formatAddresses, formatBytes } from "../core/units.ts";
import { ask } from "../store/asking.ts";
import { chosenStore } from "../store/chosen.ts";
import type { Under } from "../store/drawn.ts";
import { openGraph } from "../store/editing.ts";
import { targetName } from "../store/facts.ts";
import { later } from "../store/later.ts";
import type { Picture } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { sessionStore, type Target } from "../store/session.ts";
import { selectedStorage } from "../store/walk.ts";
import type { MenuEntry, MenuGroup } from "../ui/Menu.tsx";
import { entriesOf, entryOf } from "./menus.ts";

const GO = ["reveal", "previous-tenant", "next-tenant", "producer", "consumer", "pair"];

/** What a menu was asked for. */
export interface About {
  /** In pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly target: Target | null;
  /** Set when the menu is of the graph. */
  readonly under: Under | null;
}

function copies(picture: Picture, target: Target): MenuEntry[] {
  const copy = (id: string, title: string, text: string): MenuEntry => ({
    id,
    title,
    says: text,
    run: () => later(services().copyText(text)),
  });
  const { storages } = picture.plan;
  const s = selectedStorage(picture, target);
  const name = copy("name", "Copy its name", targetName(picture, target));
  if (s < 0) return [name];
  const base = sessionStore.getState().addressBase;
  const [from, bytes] = [storages.offset[s] ?? 0, storages.bytes[s] ?? 0];
  const range = formatAddresses(from, from + bytes, 0, base);
  return [
    name,
    copy("range", "Copy its addresses", range),
    copy("size", `Copy its size, ${formatBytes(bytes)}`, String(bytes)),
  ];
}

/** Menus of the empty canvas. */
function canvasGroups({ x, y, under }: About): MenuGroup[] {
  const at = under?.at;
  const add: MenuEntry = {
    ...entryOf("add-apart"),
    title: "Add an operation or a value here",
    run: () => ask({ kind: "add", screen: { x, y }, ...(at === undefined ? {} : { at }) }),
  };
  const paste: MenuEntry = { ...entryOf("paste"), run: () => later(services().pasteClipboard(at)) };
  return [{ title: "Canvas", entries: [add, paste, ...entriesOf("choose-all", "undo", "redo", "history")] }];
}

const ALIGN = ["left", "centre", "right", "top", "middle", "bottom"].map((side) => `align-${side}`);

function inLine(count: number): readonly string[] {
  if (count < 2) return [];
  return count < 3 ? ALIGN : [...ALIGN, "distribute-across", "distribute-down"];
}

/** Titles that can be shorter where it is seen what they are about. */
const SHORT: Readonly<Record<string, string>> = {
  add: "Add after it…",
  connect: "Connect it to…",
  disconnect: "Disconnect what it reads",
};

function shortened(entry: MenuEntry): MenuEntry {
  return { ...entry, title: SHORT[entry.id] ?? entry.title };
}

/** Menus of the chosen boxes: what fits none of them is left out. */
function boxGroups(): MenuGroup[] {
  const { keys } = chosenStore.getState();
  const kinds = new Set(keys.map((key) => readBoxKey(key).kind));
  const groups = openGraph()?.drawing?.groups ?? [];
  const grouped = keys.some((key) => {
    const { kind, id } = readBoxKey(key);
    return kind === "group" || (kind === "node" && groups.some(({ nodes }) => nodes.includes(id)));
  });
  const one = keys.length === 1;
  const ids = [
    ...(one && !kinds.has("group") ? ["add", "connect"] : []),
    ...(one ? ["rename"] : []),
    ...(kinds.has("node") || kinds.has("value") || kinds.has("output") ? ["mark-output"] : []),
    ...(kinds.has("node") ? ["disconnect"] : []),
    ...(one && kinds.has("node") ? ["run-earlier", "run-later"] : []),
  ];
  return [
    { title: nameOfBoxes(keys), entries: entriesOf(...ids).map(shortened) },
    {
      title: "Clipboard and deletion",
      entries: entriesOf(
        "cut",
        "copy",
        "duplicate",
        "delete",
        ...(kinds.has("node") ? ["delete-bridge"] : []),
      ),
    },
    {
      title: "Groups and flow",
      entries: entriesOf(
        ...(kinds.has("node") ? ["group"] : []),
        ...(grouped ? ["fold", "ungroup"] : []),
        "choose-fed",
        "choose-feeding",
      ),
    },
    { title: "In line", entries: entriesOf(...inLine(keys.length)) },
  ];
}

function editGroups(about: About): MenuGroup[] {
  if (about.under === null || openGraph() === null) return [];
  const { keys, wire } = chosenStore.getState();
  if (wire !== null)
    return [{ title: "Connection", entries: [{ ...entryOf("disconnect"), title: "Disconnect" }] }];
  return about.under.box === null || keys.length === 0 ? canvasGroups(about) : boxGroups();
}

/** Empty when there is nothing to offer. */
export function groupsOf(picture: Picture | null, about: About): MenuGroup[] {
  const { target } = about;
  const edits = editGroups(about);
  if (picture === null || target === null) return edits;
  const name = targetName(picture, target);
  return [
    ...edits,
    { title: edits.length > 0 ? "Go" : name, entries: entriesOf(...GO) },
    { title: "Copy", entries: copies(picture, target) },
  ];
}

/** What the menu is called. */
export function menuName(picture: Picture | null, { target, under }: About): string {
  if (under?.box != null) return nameOfBoxes(chosenStore.getState().keys);
  return picture === null || target === null ? "the canvas" : targetName(picture, target);
}
