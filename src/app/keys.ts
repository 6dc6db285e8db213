/** Gives the commands of the table their keys. Single keys rest while someone types, and can be turned off. */

import { createKeybindingsHandler } from "tinykeys";
import { askedStore } from "../store/asking.ts";
import { COMMANDS, type Command } from "../store/commands.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";
import { isIn, isInField, isInGraph } from "./where.ts";

type Bindings = Record<string, (event: KeyboardEvent) => void>;

/** Elements that use arrows, Enter or letters themselves. */
function isTyping(event: KeyboardEvent): boolean {
  return isInField(event.target) || isIn(event.target, "[role=menu]");
}

/** Whether a palette that is typed into is on the page, or is on its way. */
function isSeeking(): boolean {
  return shellStore.getState().dialog === "palette" || askedStore.getState().asked !== null;
}

/** What is typed after a palette was asked for and before its field is there belongs to the field: letters, and the Enter that takes its first answer. */
function typeAhead(event: KeyboardEvent): void {
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isSeeking() || isTyping(event)) return;
  // a part of the dialog that has the focus uses its own keys
  const early = !isIn(event.target, "dialog");
  if (!plain && !(early && event.key === "Enter")) return;
  event.preventDefault();
  if (event.key === "Enter") shellStore.setState({ soughtFirst: true });
  else shellStore.setState((s) => ({ sought: s.sought + event.key }));
}

/** Whether a dialog that is open keeps this command from what is behind it; the list of steps shows what undo does. */
function isBehind(command: Command): boolean {
  const { dialog } = shellStore.getState();
  if (askedStore.getState().asked !== null) return command.id !== "escape";
  if (dialog === null || command.id === "palette") return false;
  return dialog !== "history" || (command.id !== "undo" && command.id !== "redo");
}

/** Keys that are no characters: they stay when single-key shortcuts are turned off. */
const NO_CHARACTER = /\$mod|Alt\+|Escape|Delete|Backspace|F2/;

function isAtGraph(target: EventTarget | null): boolean {
  return target === document.body || isInGraph(target);
}

function give(command: Command, keys: string, event: KeyboardEvent): void {
  if (isBehind(command)) return;
  // what edits text edits boxes, too: a field keeps those keys for itself
  const rests = command.group === "Edit" || !keys.includes("$mod");
  if (rests && isTyping(event)) return;
  if (!NO_CHARACTER.test(keys) && !sessionStore.getState().singleKeys) return;
  if (command.atGraph === true && !isAtGraph(event.target)) return;
  event.preventDefault();
  command.run();
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
  return () => {
    window.removeEventListener("keydown", typeAhead);
    window.removeEventListener("keydown", handler);
  };
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
