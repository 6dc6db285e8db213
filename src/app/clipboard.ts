/** Copy, cut and paste: by the browser's own events, which need no permission, and by commands, which do. */

import type { Point } from "../core/edit/types.ts";
import { chosenStore } from "../store/chosen.ts";
import { streamChosenStore } from "../store/dataflow-chosen.ts";
import { documentStore } from "../store/document.ts";
import { whatIsUnder } from "../store/drawn.ts";
import { later } from "../store/later.ts";
import { services } from "../store/services.ts";
import { shellStore } from "../store/shell.ts";
import { whenIdle } from "../ui/idle.ts";
import type { Aim, How } from "./clips.ts";
import { isInField, isInGraph } from "./where.ts";

type Clips = typeof import("./clips.ts");

let clips: Clips | undefined;

async function load(): Promise<Clips> {
  clips ??= await import("./clips.ts");
  return clips;
}

/** Where the pointer was last, in pixels of the window. */
let pointer: Point | null = null;

function pointerInGraph(): Point | null {
  return pointer === null ? null : (whatIsUnder(pointer)?.at ?? null);
}

/** What the commands of menus do; the browser may refuse them. */
export const CLIPBOARD_SERVICES = {
  copyChosen: async (how: How) => (await load()).copyChosen(how),
  pasteClipboard: async (at?: Point) => (await load()).pasteClipboard(at),
};

/** Whether text of the page is chosen, or a field or a dialog has the focus: the browser's own copy and paste go on. */
function isTheBrowsers(event: ClipboardEvent): boolean {
  return isInField(event.target) || shellStore.getState().dialog !== null;
}

/** Things of the open graph that are chosen; −1: no graph is open. */
function countChosen(): number {
  const { document: open } = documentStore.getState();
  if (open?.kind === "graph") return chosenStore.getState().keys.length;
  if (open?.kind !== "dataflow") return -1;
  return streamChosenStore.getState().streamChosen === null ? 0 : 1;
}

function onCopy(event: ClipboardEvent, how: How): void {
  const marked = getSelection()?.isCollapsed === false;
  if (marked || isTheBrowsers(event) || event.clipboardData === null) return;
  const chosen = countChosen();
  if (chosen < 0 || (chosen === 0 && !isInGraph(document.activeElement))) return;
  event.preventDefault();
  if (clips === undefined) {
    later(CLIPBOARD_SERVICES.copyChosen(how));
    return;
  }
  const taken = clips.textOrRefusal(how);
  if (taken === undefined) return;
  event.clipboardData.setData("text/plain", taken.text);
  clips.finish(how, taken.says);
}

function onPaste(event: ClipboardEvent): void {
  if (isTheBrowsers(event)) return;
  const file = event.clipboardData?.files[0];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (file !== undefined) later(services().openFile(file));
  else if (text.trim() !== "")
    later(take(text, { inGraph: isInGraph(document.activeElement), at: pointerInGraph() }));
}

async function take(text: string, aim: Aim): Promise<void> {
  await (await load()).takeText(text, aim);
}

/** Listens on the window; returns how to stop. */
export function startClipboard(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener("copy", (event) => onCopy(event, "copy"), { signal });
  window.addEventListener("cut", (event) => onCopy(event, "cut"), { signal });
  window.addEventListener("paste", onPaste, { signal });
  window.addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      pointer = { x: clientX, y: clientY };
    },
    { signal, passive: true },
  );
  // while nobody waits, so that the events find it and it is there without a network
  signal.addEventListener(
    "abort",
    whenIdle(() => later(load())),
  );
  return () => stop.abort();
}
