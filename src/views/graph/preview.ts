/** Where boxes are while a hand moves them: boxes and lines on the page follow, the document does not know yet. */

import { createStore } from "zustand/vanilla";
import type { BoxKey } from "../../core/box-key.ts";
import type { Point } from "../../core/edit/types.ts";

export interface Preview {
  /** Top-left corners in graph pixels; empty while nothing is moved. */
  readonly at: ReadonlyMap<BoxKey, Point>;
}

const NOTHING: Preview = { at: new Map() };

export const previewStore = createStore<Preview>(() => NOTHING);

/** Draws some boxes elsewhere until the next call, or until it ends. */
export function preview(at: ReadonlyMap<BoxKey, Point>): void {
  previewStore.setState({ at });
}

/** Everything is drawn where the scene says. */
export function endPreview(): void {
  if (previewStore.getState().at.size > 0) previewStore.setState(NOTHING);
}
