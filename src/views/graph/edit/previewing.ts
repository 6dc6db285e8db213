/** Shows boxes in the hand where they would be, and keeps them there until the graph is drawn with their new places. */

import type { PlacedBox } from "../../../core/edit/draw.ts";
import { endPreview, preview } from "../preview.ts";
import { sceneStore } from "../scene.ts";

/** Milliseconds after which boxes go where the graph says, whether it has been drawn anew or not. */
const PATIENCE = 1000;

let stop: (() => void) | undefined;

export function carry(boxes: readonly PlacedBox[]): void {
  stop?.();
  preview(new Map(boxes.map(({ key, x, y }) => [key, { x, y }])));
}

export function putBack(): void {
  stop?.();
  endPreview();
}

/** Ends the preview with the next scene: the one that the edit leads to. */
export function settle(): void {
  stop?.();
  const timer = setTimeout(putBack, PATIENCE);
  const unsubscribe = sceneStore.subscribe(putBack);
  stop = () => {
    stop = undefined;
    clearTimeout(timer);
    unsubscribe();
  };
}
