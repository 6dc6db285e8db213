/** Copy, cut and paste: by the browser's own events, which need no permission, and by commands, which do. */

import type { Point } from "../core/edit/types.ts";
import { fail, type Problem } from "../core/result.ts";
import { chosenStore } from "../store/chosen.ts";
import { documentStore } from "../store/document.ts";
import { whatIsUnder } from "../store/drawn.ts";
import { openGraph } from "../store/editing.ts";
import { outcomeStore } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { shellStore } from "../store/shell.ts";
import { tell } from "../store/spoken.ts";
import { keyLabel } from "./keys.ts";
import { later } from "./later.ts";

type Clips = typeof import("./clips.ts");
type How = "copy" | "cut";

let clips: Clips | undefined;

async function load(): Promise<Clips> {
  clips ??= await import("./clips.ts");
  return clips;
}

const FIELD = "input, textarea, select, [contenteditable=true]";
const GRAPH = "[data-testid=graph]";

function isIn(element: EventTarget | null, selector: string): boolean {
  return element instanceof Element && element.closest(selector) !== null;
}

function trouble(about: string, problem: Problem): void {
  outcomeStore.setState({ trouble: { about, problem } });
}

/** Where the pointer was last, in pixels of the window. */
let pointer: Point | null = null;

function pointerInGraph(): Point | null {
  return pointer === null ? null : (whatIsUnder(pointer)?.at ?? null);
}

/** The text of what is chosen; undefined, and said, when it has none. */
function textOf(made: Clips): string | undefined {
  const text = made.chosenText();
  if (text.ok) return text.value;
  tell([text.problem.message, text.problem.help].join(" ").trim());
  return undefined;
}

/** What is left to do once the text is in the clipboard. */
function finish(made: Clips, how: How): void {
  const { length } = chosenStore.getState().keys;
  if (how === "copy") tell(`Copied ${length === 1 ? "1 box" : `${length} boxes`}.`);
  else made.cutChosen();
}

function refused(about: string, does: "read" | "write to", keys: string): void {
  const failed = fail("clipboard", `The browser did not let us ${does} the clipboard.`, {
    help: `Press ${keyLabel(keys)} instead, or allow it for this page.`,
  });
  trouble(about, failed.problem);
}

/** By a command: the browser may refuse. */
async function copyChosen(how: How): Promise<void> {
  const made = await load();
  const text = textOf(made);
  if (text === undefined) return;
  const written = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  if (written) finish(made, how);
  else refused(how === "cut" ? "Cut" : "Copy", "write to", how === "cut" ? "$mod+KeyX" : "$mod+KeyC");
}

/** By a command: the browser may refuse. */
async function pasteClipboard(at?: Point): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => undefined);
  if (text === undefined) refused("Paste", "read", "$mod+KeyV");
  else if (text.trim() === "") tell("There is no text in the clipboard.");
  else await takeText(text, { inGraph: true, at: at ?? null });
}

export const CLIPBOARD_SERVICES = { copyChosen, pasteClipboard };

/** What text begins with that could be a graph of ours. */
const OURS = /^\s*\{[\s\S]{0,2000}?"format"\s*:\s*"memplan"/;
const PASTED = "pasted text";

interface Aim {
  /** The person is at the graph: whole graphs are put into it, too. */
  readonly inGraph: boolean;
  /** Where the pointer was, in graph pixels. */
  readonly at: Point | null;
}

/** A clip, or a graph while the graph has the focus, becomes a part of the open graph; all else is opened. */
async function takeText(text: string, { inGraph, at }: Aim): Promise<void> {
  const { opening } = documentStore.getState();
  const read = OURS.test(text) ? await services().readText(PASTED, text) : undefined;
  if (read?.ok === false) {
    trouble("Paste", read.problem);
    return;
  }
  const document = read?.value;
  if (document?.kind === "graph") {
    const made = await load();
    const clip = made.isClip(document);
    if (openGraph() === null) {
      if (clip) tell("No graph is open to paste into: the boxes are opened by themselves.");
    } else if ((clip || inGraph) && documentStore.getState().opening === opening) {
      made.pasteClip(document, at);
      return;
    }
  }
  await services().openText(PASTED, text);
}

/** Whether text of the page is chosen, or a field or a dialog has the focus: the browser's own copy and paste go on. */
function isTheBrowsers(event: ClipboardEvent): boolean {
  return isIn(event.target, FIELD) || shellStore.getState().dialog !== null;
}

function onCopy(event: ClipboardEvent, how: How): void {
  const marked = getSelection()?.isCollapsed === false;
  if (marked || isTheBrowsers(event) || openGraph() === null || event.clipboardData === null) return;
  if (chosenStore.getState().keys.length === 0 && !isIn(document.activeElement, GRAPH)) return;
  event.preventDefault();
  if (clips === undefined) {
    later(copyChosen(how));
    return;
  }
  const text = textOf(clips);
  if (text === undefined) return;
  event.clipboardData.setData("text/plain", text);
  finish(clips, how);
}

function onPaste(event: ClipboardEvent): void {
  if (isTheBrowsers(event)) return;
  const file = event.clipboardData?.files[0];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (file !== undefined) later(services().openFile(file));
  else if (text.trim() !== "")
    later(takeText(text, { inGraph: isIn(document.activeElement, GRAPH), at: pointerInGraph() }));
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
  const idle = requestIdleCallback(() => later(load().then(() => {})));
  signal.addEventListener("abort", () => cancelIdleCallback(idle));
  return () => stop.abort();
}
