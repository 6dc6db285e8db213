/** Gives the commands of the table their keys. Single keys rest while someone types, and can be turned off. */

import { createKeybindingsHandler } from "tinykeys";
import { askedStore } from "../store/asking.ts";
import { chosenStore } from "../store/chosen.ts";
import { COMMANDS, type Command } from "../store/commands.ts";
import { openGraph } from "../store/editing.ts";
import { findingStore } from "../store/finding.ts";
import { rename, renamingStore } from "../store/renaming.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";
import { CANVAS, isIn, isInField, isInGraph } from "./where.ts";

type Bindings = Record<string, (event: KeyboardEvent) => void>;

/** Elements that use arrows, Enter or letters themselves. */
function isTyping(event: KeyboardEvent): boolean {
  return isInField(event.target) || isIn(event.target, "[role=menu]");
}

/** Whether a palette that is typed into is on the page, or is on its way. */
function isSeeking(): boolean {
  return shellStore.getState().dialog === "palette" || askedStore.getState().asked !== null;
}

/** Whether a box is to get another name: a field for it is on the page, or on its way. */
function isNaming(): boolean {
  return renamingStore.getState().key !== null;
}

/** Whether the bar for searching was asked for and is on its way. */
function isFinding(): boolean {
  const { shown, there, asked } = findingStore.getState();
  return shown && !there && asked > 0;
}

/** The text with what a key adds to it or takes from it; undefined when the key is no text. */
function typed(text: string, event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === "Backspace") return text.slice(0, -1);
  return event.key.length === 1 ? text + event.key : undefined;
}

/** The last key that was typed ahead into the search: its bar may be there before the commands hear of the key. */
let takenAhead: KeyboardEvent | undefined;

/** What is typed after a field was asked for and before it is there belongs to it: letters, and the Enter that ends them. */
function typeAhead(event: KeyboardEvent): void {
  const naming = isNaming();
  if (isTyping(event)) return;
  if (isFinding()) {
    const find = typed(sessionStore.getState().find, event);
    if (find === undefined) return;
    event.preventDefault();
    takenAhead = event;
    sessionStore.setState({ find });
    return;
  }
  if (!naming && !isSeeking()) return;
  // a part of the dialog that has the focus uses its own keys
  const early = naming || !isIn(event.target, "dialog");
  const before = naming ? renamingStore.getState().typed : shellStore.getState().sought;
  const text = early || event.key.length === 1 ? typed(before, event) : undefined;
  const entered = early && event.key === "Enter";
  if (text === undefined && !entered) return;
  event.preventDefault();
  if (naming) renamingStore.setState(text === undefined ? { entered } : { typed: text });
  else shellStore.setState(text === undefined ? { soughtFirst: true } : { sought: text });
}

function isNameField(target: unknown): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.matches("[data-name-field]");
}

/** Gives a field for a name what was typed before it was there. */
function giveTyped({ target }: FocusEvent): void {
  const { key, typed, entered } = renamingStore.getState();
  if (key === null || (typed === "" && !entered) || !isNameField(target)) return;
  renamingStore.setState({ typed: "", entered: false });
  // what is in the field is marked once it has the focus, and typing takes its place
  queueMicrotask(() => {
    if (typed !== "") {
      target.setRangeText(typed, 0, target.value.length, "end");
      target.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    if (entered) target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
}

/** Who goes on with the mouse waits for no field. */
function giveUpNaming(): void {
  if (isNaming() && !isNameField(document.activeElement)) rename(null);
}

/** Whether a dialog that is open keeps this command from what is behind it; the list of steps shows what undo does. */
function isBehind(command: Command): boolean {
  const { dialog } = shellStore.getState();
  if (askedStore.getState().asked !== null) return command.id !== "escape";
  if (isFinding()) return command.id !== "escape" && command.id !== "palette";
  if (dialog === null || command.id === "palette") return false;
  return dialog !== "history" || (command.id !== "undo" && command.id !== "redo");
}

/** Keys that are no characters: they stay when single-key shortcuts are turned off. */
const NO_CHARACTER = /\$mod|Alt\+|Escape|Delete|Backspace|F2|F3|F6/;

/** Whether a key that is about boxes and about text means boxes. */
function meansBoxes(target: EventTarget | null): boolean {
  return openGraph() !== null && (isInGraph(target) || getSelection()?.isCollapsed !== false);
}

function give(command: Command, keys: string, event: KeyboardEvent): void {
  if (
    event === takenAhead ||
    isBehind(command) ||
    (isNaming() && !isTyping(event) && command.id !== "escape")
  )
    return;
  // what edits text edits boxes, too: a field keeps those keys for itself
  const rests = command.group === "Edit" || !/\$mod|F3|F6/.test(keys);
  if (rests && isTyping(event)) return;
  if (!NO_CHARACTER.test(keys) && !sessionStore.getState().singleKeys) return;
  if (command.ofGraph === true && !meansBoxes(event.target)) return;
  event.preventDefault();
  command.run();
}

/** Alt and the arrows move chosen boxes wherever the focus is: the canvas knows how. */
function nudge(event: KeyboardEvent): void {
  if (!event.altKey || !event.key.startsWith("Arrow") || event.defaultPrevented) return;
  const { dialog } = shellStore.getState();
  if (isTyping(event) || isInGraph(event.target) || dialog !== null || isSeeking()) return;
  if (chosenStore.getState().keys.length === 0) return;
  const canvas = document.querySelector(CANVAS);
  if (canvas?.dispatchEvent(new KeyboardEvent("keydown", event)) === false) event.preventDefault();
}

const LETTER = /^(.*\$mod\+.*)Key([A-Z])$/;

/** A key with Ctrl is the one that is labelled so, where the labels are Latin letters: Z and Y change places on some keyboards. */
function bindLabelled(bindings: Bindings, command: Command, keys: string): void {
  const [, modifiers = "", letter = ""] = LETTER.exec(keys) ?? [];
  const says = (event: KeyboardEvent) => event.key.toUpperCase();
  bindings[keys] = (event) => {
    if (!/^[A-Z]$/.test(says(event)) || says(event) === letter) give(command, keys, event);
  };
  bindings[`${modifiers}${letter}`] = (event) => {
    // the other binding has it
    if (event.code !== `Key${letter}` && says(event) === letter) give(command, keys, event);
  };
}

/** Listens on the window; returns how to stop. */
export function startKeys(): () => void {
  const bindings: Bindings = {};
  for (const command of COMMANDS) {
    if (command.byBrowser === true) continue;
    for (const keys of command.keys) {
      if (LETTER.test(keys)) bindLabelled(bindings, command, keys);
      else bindings[keys] = (event) => give(command, keys, event);
    }
  }
  const handler = createKeybindingsHandler(bindings);
  // before the commands, so that the key that opens the palette is not typed into it
  window.addEventListener("keydown", typeAhead);
  window.addEventListener("keydown", handler);
  window.addEventListener("keydown", nudge);
  window.addEventListener("focusin", giveTyped);
  window.addEventListener("pointerdown", giveUpNaming, true);
  replayEarly();
  return () => {
    window.removeEventListener("keydown", typeAhead);
    window.removeEventListener("keydown", handler);
    window.removeEventListener("keydown", nudge);
    window.removeEventListener("focusin", giveTyped);
    window.removeEventListener("pointerdown", giveUpNaming, true);
  };
}

/** Keys that were pressed before anything listened, which public/early-keys.js has kept. */
function replayEarly(): void {
  const early: KeyboardEvent[] = [];
  window.dispatchEvent(new CustomEvent("memplan-keys", { detail: early }));
  for (const event of early) document.body.dispatchEvent(new KeyboardEvent("keydown", event));
}

const GLYPHS: Readonly<Record<string, string>> = {
  Comma: ",",
  Period: ".",
  BracketLeft: "[",
  BracketRight: "]",
  Slash: "/",
  Semicolon: ";",
  Equal: "+",
  Minus: "−",
  Escape: "Esc",
  Delete: "Del",
  Backspace: "⌫",
  "Shift+Slash": "?",
};

/** How a key is written for people: `Ctrl K`, `⌘K` on a Mac, `Shift W`. */
export function keyLabel(keys: string): string {
  const mac = typeof navigator === "object" && /Mac|iPhone|iPad/.test(navigator.userAgent);
  const whole = GLYPHS[keys];
  // one after the other: F F
  if (keys.includes(" ")) return keys.split(" ").map(keyLabel).join(" ");
  if (whole !== undefined) return whole;
  return keys
    .split("+")
    .map((k) =>
      k === "$mod"
        ? mac
          ? "⌘"
          : "Ctrl"
        : k === "Alt" && mac
          ? "⌥"
          : (GLYPHS[k] ?? k.replace(/^(Key|Digit)/, "")),
    )
    .join(" ");
}
