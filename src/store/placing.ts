/** Where the graph's nodes are drawn: written by the app when a layout worker answers, read by the graph pane. */

import { createStore } from "zustand/vanilla";
import type { GraphLayout } from "./session.ts";

/** Width and height of every node box, in graph pixels. */
export const NODE_WIDTH = 132;
export const NODE_HEIGHT = 40;

export interface PlacingState {
  /** Revision of the picture it is of; −1 before the first. */
  readonly revision: number;
  readonly kind: GraphLayout;
  /** Top-left corner of node i at [2 i], [2 i + 1], in graph pixels. */
  readonly at: Float32Array;
}

export const placingStore = createStore<PlacingState>(() => ({
  revision: -1,
  kind: "steps",
  at: new Float32Array(0),
}));
