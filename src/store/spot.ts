/** What an explanation shows in the pictures while somebody reads it: storages, nodes, lines of the graph. One at a time. */

import { createStore } from "zustand/vanilla";
import { outcomeStore } from "./outcome.ts";

/**
 * How a node takes part: `bound` makes a storage of a proof, `path` lies between a last reader and a producer, `done`
 * and `running` are the states of an execution, `clash` is where it destroys what is still needed.
 */
export type Mark = "bound" | "path" | "done" | "running" | "clash";

export interface Spot {
  /** Who shows it, so that its own switch can say so and nobody else takes it away. */
  readonly by: string;
  readonly storages: ReadonlySet<number>;
  readonly nodes: ReadonlyMap<number, Mark>;
  /** Tensors whose lines light up. */
  readonly tensors: ReadonlySet<number>;
}

export interface SpotState {
  readonly spot: Spot | null;
}

export const spotStore = createStore<SpotState>(() => ({ spot: null }));

const NO_NODES: ReadonlyMap<number, Mark> = new Map();
const NONE: ReadonlySet<number> = new Set();

/** Shows something in all pictures instead of what was shown before. */
export function showSpot(by: string, what: Partial<Omit<Spot, "by">>): void {
  const { storages = NONE, nodes = NO_NODES, tensors = NONE } = what;
  spotStore.setState({ spot: { by, storages, nodes, tensors } });
}

/** Takes away what is shown, or what `by` shows; false when there was nothing of it. */
export function hideSpot(by?: string): boolean {
  const { spot } = spotStore.getState();
  if (spot === null || (by !== undefined && spot.by !== by)) return false;
  spotStore.setState({ spot: null });
  return true;
}

// indices are of one plan: another has others
outcomeStore.subscribe((now, before) => {
  if (now.picture !== before.picture) hideSpot();
});
