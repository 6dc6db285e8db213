/** Gives the commands of the table their keys. Single keys rest while someone types, and can be turned off. */

import { createKeybindingsHandler } from "tinykeys";
import { askedStore } from "../store/asking.ts";
import { COMMANDS } from "../store/commands.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";

const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";

/** Elements that use arrows, Enter or letters themselves. */
function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(`${TYPING}, [role=menu]`) !== null;
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
  const early = !(event.target instanceof Element) || event.target.closest("dialog") === null;
  if (!plain && !(early && event.key === "Enter")) return;
  event.preventDefault();
  if (event.key === "Enter") shellStore.setState({ soughtFirst: true });
  else shellStore.setState((s) => ({ sought: s.sought + event.key }));
}

/** Listens on the window; returns how to stop. */
export function startKeys(): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const command of COMMANDS) {
    for (const keys of command.keys) {
      const modified = keys.includes("$mod");
      const always = modified || keys === "Escape";
      bindings[keys] = (event) => {
        const { dialog } = shellStore.getState();
        // an open dialog has its own Escape, and nothing behind it should move
        if (dialog !== null && command.id !== "palette") return;
        if (askedStore.getState().asked !== null && command.id !== "escape") return;
        if (!always && (isTyping(event) || !sessionStore.getState().singleKeys)) return;
        if (keys === "Escape" && isTyping(event)) return;
        event.preventDefault();
        command.run();
      };
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
    .map((k) => (k === "$mod" ? (mac ? "⌘" : "Ctrl") : (GLYPHS[k] ?? k.replace(/^(Key|Digit)/, ""))))
    .join(" ");
}
