/** State of the pane's view: viewport, size, which box the keyboard is on, and how it moves. Written per frame, so not in React. */

import { createStore } from "zustand/vanilla";
import type { Size, Viewport } from "./camera.ts";

export interface ViewState extends Viewport, Size {
  /** Box the arrow keys are on; −1 for none. */
  readonly current: number;
  /** True while a canvas stands in for boxes of the DOM. */
  readonly overview: boolean;
  /** Whether somebody moved the view; until then it follows the size of the pane. */
  readonly moved: boolean;
}

const START: ViewState = {
  x: 0,
  y: 0,
  zoom: 1,
  width: 0,
  height: 0,
  current: -1,
  overview: false,
  moved: false,
};

export const viewStore = createStore<ViewState>(() => START);

/** When somebody last moved the view by hand, by performance.now(). */
export const handStore = createStore<{ readonly at: number }>(() => ({ at: Number.NEGATIVE_INFINITY }));

export function resetView(): void {
  viewStore.setState(START, true);
}

type Mover = (view: Viewport, duration: number) => void;

/** Asked for before React Flow was ready: its first view, which nothing that it reports of its own start may undo. */
let waiting: Viewport | null = null;
const unseen: Mover = ({ x, y, zoom }) => {
  waiting = { x, y, zoom };
  viewStore.setState(waiting);
};
let mover = unseen;

/** Milliseconds of a move that eyes should follow. */
const GLIDE = 220;

/** Registers what moves the viewport (React Flow), and has it make up for what it missed; null when it leaves the page. */
export function setMover(move: Mover | null): void {
  mover = move ?? unseen;
  if (move !== null && waiting !== null) move(waiting, 0);
  waiting = null;
}

/** Jumps to a view of the page's own choice. */
export function jumpTo(view: Viewport): void {
  mover(view, 0);
}

/** Glides to where somebody wants to be; jumps for those who asked for less motion. */
export function glideTo(view: Viewport): void {
  viewStore.setState({ moved: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mover(view, calm ? 0 : GLIDE);
}
