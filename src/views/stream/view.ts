/** State of the pane's view: viewport, size, the box the keyboard is on, what a hand does. Written per frame, so not in React. */

import { createStore } from "zustand/vanilla";
import type { Point } from "../../look/dataflow/sdf-places.ts";
import type { Size, Viewport } from "./camera.ts";

export interface ViewState extends Viewport, Size {
  /** Key of the box the arrow keys are on; null for none. */
  readonly current: string | null;
  /** Whether a canvas stands in for boxes of the DOM. */
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
  current: null,
  overview: false,
  moved: false,
};

export const viewStore = createStore<ViewState>(() => START);

export interface HandState {
  /** The box that is being dragged and how far from its place, or null. */
  readonly dragged: { readonly box: number; readonly by: Point } | null;
  /** When somebody last moved the view by hand, by performance.now(). */
  readonly at: number;
}

export const handStore = createStore<HandState>(() => ({ dragged: null, at: Number.NEGATIVE_INFINITY }));

export interface Refusal {
  /** In pixels of the pane. */
  readonly at: Point;
  readonly says: string;
}

export const refusalStore = createStore<{ readonly refusal: Refusal | null }>(() => ({ refusal: null }));

export function resetView(): void {
  viewStore.setState(START, true);
  handStore.setState({ dragged: null });
  refusalStore.setState({ refusal: null });
}

type Mover = (view: Viewport, duration: number) => void;

/** Asked for before React Flow was ready. */
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
