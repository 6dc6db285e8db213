/** What screen readers are told of what was done. */

import { createStore } from "zustand/vanilla";

/** `turn` lets the same sentence be said twice. */
export const spokenStore = createStore<{ readonly text: string; readonly turn: number }>(() => ({
  text: "",
  turn: 0,
}));

export function speak(text: string): void {
  spokenStore.setState((s) => ({ text, turn: s.turn + 1 }));
}
