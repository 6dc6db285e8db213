/** Which box a person is giving a new name: the canvas, or the inspector where the box is not drawn, shows a field for it. */

import { createStore } from "zustand/vanilla";
import type { BoxKey } from "../core/box-key.ts";
import { chosenStore } from "./chosen.ts";
import { openGraph } from "./editing.ts";
import { tell } from "./spoken.ts";

export interface RenamingState {
  readonly key: BoxKey | null;
  /** What was typed before the field was there. */
  readonly typed: string;
  /** Enter was given before the field was there. */
  readonly entered: boolean;
}

export const renamingStore = createStore<RenamingState>(() => ({ key: null, typed: "", entered: false }));

export function rename(key: BoxKey | null): void {
  renamingStore.setState({ key, typed: "", entered: false });
}

/** Asks for a new name of the one box that is chosen. */
export function renameChosen(): void {
  const [key, ...more] = chosenStore.getState().keys;
  if (openGraph() === null || key === undefined || more.length > 0) tell("Choose one box to rename it.");
  else rename(key);
}
