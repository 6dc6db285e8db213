/** How ExecuTorch is followed in the methods pane, and which of its passes and nodes is looked at. */

import { createStore } from "zustand/vanilla";
import { DEFAULT_OPTIONS, type MethodsOptions } from "../look/methods/options.ts";
import type { Stage } from "../look/methods/stages.types.ts";

export interface MethodsOptionsState {
  readonly options: MethodsOptions;
  /** Id of the pass that is looked at; null: the first that changes anything. */
  readonly pass: string | null;
  /** Id of the node in the list of nodes that is looked at. */
  readonly node: string | null;
}

export const methodsOptions = createStore<MethodsOptionsState>(() => ({
  options: DEFAULT_OPTIONS,
  pass: null,
  node: null,
}));

/** What depends on them is made anew by the app. */
export function setOptions(change: Partial<MethodsOptions>): void {
  methodsOptions.setState(({ options }) => ({ options: { ...options, ...change } }));
}

/** `initial`: what it is by itself, so that it follows that again. */
export function switchPass(id: string, on: boolean, initial: boolean): void {
  const { [id]: _, ...others } = methodsOptions.getState().options.passes;
  setOptions({ passes: on === initial ? others : { ...others, [id]: on } });
}

/** The pass that is looked at: the chosen one, else the first that changes anything. */
export function shownPass(stages: readonly Stage[], chosen: string | null): Stage | undefined {
  return stages.find((one) => one.id === chosen) ?? stages.find((one) => one.changeCount > 0) ?? stages[0];
}

export function choosePass(pass: string): void {
  methodsOptions.setState({ pass, node: null });
}
