/** The node, edge or port of the open dataflow document that is chosen: what edits and forms are about. Known without a plan. */

import { createStore } from "zustand/vanilla";

export type StreamChosen =
  | { readonly kind: "actor"; readonly id: string }
  /** By its position among the connections of the document. */
  | { readonly kind: "edge"; readonly index: number }
  | {
      readonly kind: "port";
      readonly node: string;
      readonly side: "inputs" | "outputs";
      /** Its name. */
      readonly port: string;
    };

export interface StreamChosenState {
  readonly streamChosen: StreamChosen | null;
}

export const streamChosenStore = createStore<StreamChosenState>(() => ({ streamChosen: null }));

function same(a: StreamChosen | null, b: StreamChosen | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === "actor") return b.kind === "actor" && a.id === b.id;
  if (a.kind === "edge") return b.kind === "edge" && a.index === b.index;
  return b.kind === "port" && a.node === b.node && a.side === b.side && a.port === b.port;
}

/** Chooses it alone, or nothing; the graph pane has the other panes select what it is in the plan. */
export function chooseStream(streamChosen: StreamChosen | null): void {
  streamChosenStore.setState((s) => (same(s.streamChosen, streamChosen) ? s : { streamChosen }));
}
