/** Where the graph's boxes and lines are drawn: written by the app when a layout worker answers, read by the graph pane. */

import { createStore } from "zustand/vanilla";
import { type Placing, type Skeleton, skeletonOf } from "../core/skeleton.ts";
import type { Picture } from "./outcome.ts";
import type { GraphLayout } from "./session.ts";

/** Width and height of a node's box, in graph pixels. */
export const NODE_WIDTH = 116;
export const NODE_HEIGHT = 44;
/** The same of a value that comes from outside: an input or state. */
export const OUTSIDE_WIDTH = 116;
export const OUTSIDE_HEIGHT = 24;

export interface PlacingState extends Placing {
  /** Revision of the picture it is of; −1 before the first. */
  readonly revision: number;
  readonly kind: GraphLayout;
  /** Whether a layout that takes its time is under way. */
  readonly tidying: boolean;
}

export const placingStore = createStore<PlacingState>(() => ({
  revision: -1,
  kind: "steps",
  tidying: false,
  at: new Float32Array(0),
  runs: { from: new Int32Array(1), at: new Float32Array(0) },
}));

const skeletons = new WeakMap<Picture, Skeleton>();

/** The boxes and lines of a picture, in the order of the rows of `PlacingState.at`; null when it has no graph. */
export function skeletonFor(picture: Picture): Skeleton | null {
  if (picture.graph === null) return null;
  let skeleton = skeletons.get(picture);
  if (skeleton === undefined) {
    skeleton = skeletonOf(picture.graph, picture.plan.nodes.step, {
      node: [NODE_WIDTH, NODE_HEIGHT],
      outside: [OUTSIDE_WIDTH, OUTSIDE_HEIGHT],
    });
    skeletons.set(picture, skeleton);
  }
  return skeleton;
}
