/** A gesture: what a drag does from the moment the pointer leaves the place where it was pressed. */

import type { Point } from "../../../core/edit/types.ts";

export interface At {
  /** In graph pixels. */
  readonly graph: Point;
  /** In pixels of the pane, from its top left corner. */
  readonly pane: Point;
  /** In pixels of the window. */
  readonly screen: Point;
  /** Alt is held: no snapping. */
  readonly alt: boolean;
}

export interface Gesture {
  readonly move: (at: At) => void;
  readonly drop: (at: At) => void;
  /** What is said when it is let go outside of the pane, where it means nothing; absent: that is a place like others. */
  readonly outside?: string;
  /** Puts everything back as it was. */
  readonly abandon: () => void;
}
