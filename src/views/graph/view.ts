/** State of the pane's view: viewport, size, which box the keyboard is on, and how it moves. Written per frame, so not in React. */

import { createStore } from "zustand/vanilla";
import type { Size, Viewport } from "./camera.ts";

export interface ViewState extends Viewport, Size {
  /** Box the arrow keys are on; −1 for none. */
  readonly current: number;
  /** True while a canvas stands in for boxes of the DOM. */
  readonly overview: boolean;
}

const START: ViewState = { x: 0, y: 0, zoom: 1, width: 0, height: 0, current: -1, overview: false };

export const viewStore = createStore<ViewState>(() => START);

export function resetView(): void {
  viewStore.setState(START, true);
}

type Mover = (view: Viewport, duration: number) => void;
let mover: Mover = () => {};

/** Milliseconds of a move that eyes should follow. */
const GLIDE = 220;

/** Registers what moves the viewport (React Flow). */
export function setMover(move: Mover): void {
  mover = move;
}

/** Moves the view: at once, or gliding unless the person asked for less motion. */
export function moveTo(view: Viewport, glide: boolean): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mover(view, glide && !calm ? GLIDE : 0);
}
