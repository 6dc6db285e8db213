/** What is open or at odds in the drawing that a picture is of; told by the app some time after the picture. */

import { createStore } from "zustand/vanilla";
import type { DrawingSummary } from "../core/edit/drawing-faults.ts";
import type { Picture } from "./outcome.ts";

export interface DrawingFacts extends DrawingSummary {
  /** That of the picture they are of. */
  readonly opening: number;
}

export const drawingFactsStore = createStore<{ readonly facts: DrawingFacts | null }>(() => ({
  facts: null,
}));

/** Those of the picture, or of the one before it for as long as they are being found; null of another document. */
export function factsFor(picture: Picture | null, facts: DrawingFacts | null): DrawingFacts | null {
  return facts !== null && facts.opening === picture?.opening ? facts : null;
}
