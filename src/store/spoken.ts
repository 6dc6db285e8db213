/** What screen readers are told of what was done. */

import { createStore } from "zustand/vanilla";
import { notify } from "./shell.ts";

/** `turn` lets the same sentence be said twice. */
export const spokenStore = createStore<{ readonly text: string; readonly turn: number }>(() => ({
  text: "",
  turn: 0,
}));

export function speak(text: string): void {
  spokenStore.setState((s) => ({ text, turn: s.turn + 1 }));
}

/** Shows a notice and says it aloud. */
export function tell(text: string): void {
  notify(text);
  speak(text);
}
