/** How ExecuTorch is followed in the methods pane, and which of its passes and nodes is looked at. */

import { createStore } from "zustand/vanilla";
import { DEFAULT_OPTIONS, type MethodsOptions } from "../look/methods/options.ts";
import type { Stage } from "../look/methods/stages.types.ts";

export interface MethodsOptionsState {
  readonly options: MethodsOptions;
  /** Id of the pass that is looked at; null: the one that changes the most. */
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

/** The pass that is looked at: the chosen one, else the first of those that change the most. */
export function shownPass(stages: readonly Stage[], chosen: string | null): Stage | undefined {
  const most = Math.max(0, ...stages.map((one) => one.changeCount));
  return stages.find((one) => one.id === chosen) ?? stages.find((one) => one.changeCount === most);
}

export function choosePass(pass: string): void {
  methodsOptions.setState({ pass, node: null });
}
