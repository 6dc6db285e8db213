/** What is open or at odds in the drawing that a picture is of; told by the app some time after the picture. */

import { createStore } from "zustand/vanilla";
import type { DrawingSummary } from "../core/edit/drawing-faults.ts";
import { formatCount } from "../core/units.ts";
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

function counted(n: number, one: string, many: string): string[] {
  return n === 0 ? [] : [`${formatCount(n)} ${n === 1 ? one : many}`];
}

/** `1 mismatch`, `2 open ports`: the worst first. */
export function drawingWords(facts: DrawingFacts | null): readonly string[] {
  if (facts === null) return [];
  return [
    ...counted(facts.mismatches, "mismatch", "mismatches"),
    ...counted(facts.open, "open port", "open ports"),
  ];
}

/** `rests on 1 size not known yet`: what to know of the peak; empty: nothing. */
export function peakCaveat(facts: DrawingFacts | null): string {
  const [sizes] = counted(facts?.atPeak ?? 0, "size", "sizes");
  return sizes === undefined ? "" : `rests on ${sizes} not known yet`;
}
