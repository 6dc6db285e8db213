/** What screen readers are told of what was done. */

import { createStore } from "zustand/vanilla";
import { type Problem, sayProblem } from "../core/result.ts";
import { notify, shellStore } from "./shell.ts";

/** `turn` lets the same sentence be said twice. */
export const spokenStore = createStore<{ readonly text: string; readonly turn: number }>(() => ({
  text: "",
  turn: 0,
}));

/** A notice of what went wrong before goes: something else was done. */
export function speak(text: string): void {
  if (shellStore.getState().notice !== "") notify("");
  spokenStore.setState((s) => ({ text, turn: s.turn + 1 }));
}

/** Tells why something was not done. Places in files mean nothing to somebody who edits. */
export function tellProblem(problem: Problem): void {
  tell(sayProblem({ ...problem, where: "" }));
}

/** Shows a notice and says it aloud. */
export function tell(text: string): void {
  speak(text);
  notify(text);
}
