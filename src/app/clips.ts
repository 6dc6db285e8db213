/** Boxes as text and back, and what a paste becomes; loaded after the start. */

import type { GraphDocument } from "../core/document.ts";
import { clipOf, isClip, paste, sayClip } from "../core/edit/clip.ts";
import { freePlace } from "../core/edit/draw.ts";
import type { EditResult, Point } from "../core/edit/types.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { writeNative } from "../formats/native/write.ts";
import { chosenStore } from "../store/chosen.ts";
import { documentStore } from "../store/document.ts";
import { drawnBoxes } from "../store/drawn.ts";
import { edit, openGraph } from "../store/editing.ts";
import { cutChosen } from "../store/edits.ts";
import { openStream } from "../store/open-stream.ts";
import { showTrouble } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { sessionStore } from "../store/session.ts";
import { tell, tellProblem } from "../store/spoken.ts";
import { keyLabel } from "./keys.ts";
import { fragmentIn } from "./sharing-link.ts";
import { chosenNodeText, cutNode, takeAsNodes } from "./stream-clips.ts";

export type How = "copy" | "cut";

/** The chosen boxes as the text of a graph document; of a dataflow graph the chosen node. */
function chosenText(how: How): Result<{ readonly text: string; readonly says: string }> {
  const stream = openStream();
  if (stream !== null) return chosenNodeText(stream, how);
  const document = openGraph();
  const { keys } = chosenStore.getState();
  if (document === null || keys.length === 0)
    return fail("nothing-chosen", `Nothing is chosen to ${how}.`, {
      help: "Choose boxes of the graph first.",
    });
  const clip = clipOf(document, keys);
  return clip.ok ? ok({ text: writeNative(clip.value), says: sayClip(clip.value) }) : clip;
}

/** Puts a clip into the open graph: where the pointer is, else below what is chosen. */
function pasteClip(clip: GraphDocument, pointer: Point | null): EditResult {
  return edit((document) => {
    // in the other layouts the place follows from the connections
    if (sessionStore.getState().graphLayout !== "free") return paste(document, clip);
    const at = pointer ?? freePlace(drawnBoxes(), chosenStore.getState().keys, sizeOf(clip));
    return paste(document, clip, at);
  });
}

/** What a box of the canvas takes at most, roughly: a clip that was never drawn has no size. */
const BOX = { width: 160, height: 60 };

function sizeOf(clip: GraphDocument): { readonly width: number; readonly height: number } {
  const places = Object.values(clip.drawing?.at ?? {});
  const across = places.map(([x]) => x);
  const down = places.map(([, y]) => y);
  const extent = (at: readonly number[]) => (at.length === 0 ? 0 : Math.max(...at) - Math.min(...at));
  return { width: extent(across) + BOX.width, height: extent(down) + BOX.height };
}

/** The text of what is chosen; undefined, and said, when it has none. */
export function textOrRefusal(how: How): { readonly text: string; readonly says: string } | undefined {
  const chosen = chosenText(how);
  if (chosen.ok) return chosen.value;
  tellProblem(chosen.problem);
  return undefined;
}

/** What is left to do once the text is in the clipboard. */
export function finish(how: How, says: string): void {
  if (how === "copy") tell(`Copied ${says}.`);
  else if (openStream() !== null) cutNode();
  else cutChosen();
}

function refused(about: string, does: "read" | "write to", keys: string): void {
  const failed = fail("clipboard", `The browser did not let us ${does} the clipboard.`, {
    help: `Press ${keyLabel(keys)} instead, or allow it for this page.`,
  });
  showTrouble(about, failed.problem);
}

/** By a command: the browser may refuse. */
export async function copyChosen(how: How): Promise<void> {
  const chosen = textOrRefusal(how);
  if (chosen === undefined) return;
  const written = await navigator.clipboard.writeText(chosen.text).then(
    () => true,
    () => false,
  );
  if (written) finish(how, chosen.says);
  else refused(how === "cut" ? "Cut" : "Copy", "write to", how === "cut" ? "$mod+KeyX" : "$mod+KeyC");
}

/** By a command: the browser may refuse. */
export async function pasteClipboard(at?: Point): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => undefined);
  if (text === undefined) refused("Paste", "read", "$mod+KeyV");
  else if (text.trim() === "") tell("There is no text in the clipboard.");
  else await takeText(text, { inGraph: true, at: at ?? null });
}

/** What text begins with that could be a graph of ours. */
const OURS = /^\s*\{[\s\S]{0,2000}?"format"\s*:\s*"memplan"/;
const PASTED = "pasted text";

export interface Aim {
  /** The person is at the graph: whole graphs are put into it, too. */
  readonly inGraph: boolean;
  /** Where the pointer was, in graph pixels. */
  readonly at: Point | null;
}

/** A link opens what it holds; a clip, or a graph while the graph has the focus, becomes a part of the open graph; all else is opened. */
export async function takeText(text: string, { inGraph, at }: Aim): Promise<void> {
  if (fragmentIn(text) !== undefined) {
    await services().openLink(text);
    return;
  }
  const { opening } = documentStore.getState();
  const read = OURS.test(text) ? await services().readText(PASTED, text) : undefined;
  if (read?.ok === false) {
    showTrouble("Paste", read.problem);
    return;
  }
  const document = read?.value;
  const isDrawing = document?.kind === "dataflow" || document?.kind === "graph";
  if (isDrawing && documentStore.getState().opening === opening && takeAsNodes(document, at)) return;
  if (document?.kind === "graph") {
    const clip = isClip(document);
    if (openGraph() === null) {
      if (clip) tell("No graph is open to paste into: the boxes are opened by themselves.");
    } else if ((clip || inGraph) && documentStore.getState().opening === opening) {
      pasteClip(document, at);
      return;
    }
  }
  await services().openText(PASTED, text);
}
