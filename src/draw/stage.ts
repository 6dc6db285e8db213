/** Two stacked canvases in a pane: the picture below, outlines and cursors above, so that pointing never redraws the picture. */

import { canvasSurface } from "./canvas-surface.ts";
import { addPart } from "./loop.ts";
import type { Surface } from "./surface.ts";
import { onTheme, type Theme, theme } from "./theme.ts";

export interface StagePaint {
  /** False when there is nothing new to show yet, and the last picture had better stay. Absent: always true. */
  readonly ready?: (width: number, height: number, theme: Theme) => boolean;
  /** The picture; true while it moves and wants the next frame too. `now` in milliseconds. */
  readonly base: (surface: Surface, width: number, height: number, theme: Theme, now: number) => boolean;
  readonly overlay: (surface: Surface, width: number, height: number, theme: Theme) => void;
}

export interface Stage {
  /** The upper canvas: takes pointer and keys. */
  readonly canvas: HTMLCanvasElement;
  /** Pixels of the pane now. */
  readonly size: () => { readonly width: number; readonly height: number };
  readonly markBase: () => void;
  readonly markOverlay: () => void;
  readonly stop: () => void;
}

function makeCanvas(root: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.style.position = "absolute";
  canvas.style.left = "0";
  canvas.style.top = "0";
  canvas.style.outline = "none";
  root.append(canvas);
  return canvas;
}

/** Moves the canvas by a part of a pixel onto whole pixels of the screen, where its own are not resampled. */
function settle(canvas: HTMLCanvasElement, ratio: number): void {
  const pane = canvas.parentElement?.getBoundingClientRect();
  if (pane === undefined) return;
  const shift = (at: number) => `${Number(((Math.round(at * ratio) - at * ratio) / ratio).toFixed(3))}px`;
  const [left, top] = [shift(pane.left), shift(pane.top)];
  if (canvas.style.left !== left) canvas.style.left = left;
  if (canvas.style.top !== top) canvas.style.top = top;
}

/** Sizes the canvas to the pane and clears it; undefined when there is nothing to paint on. More than 2× costs fill and shows nothing. */
function prepare(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const ratio = Math.min(2, Math.max(1, window.devicePixelRatio));
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (w === 0 || h === 0) return undefined;
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    // not the pane's own size: at 125 % that would stretch w pixels over a fraction more or less, and blur the words
    canvas.style.width = `${w / ratio}px`;
    canvas.style.height = `${h / ratio}px`;
  }
  settle(canvas, ratio);
  const context = canvas.getContext("2d");
  if (context === null) return undefined;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Fills `root` (which must be positioned) with a stage. */
export function makeStage(root: HTMLElement, paint: StagePaint): Stage {
  const below = makeCanvas(root);
  const above = makeCanvas(root);
  below.setAttribute("aria-hidden", "true");
  const size = () => ({ width: root.clientWidth, height: root.clientHeight });
  let baseDirty = false;
  let overDirty = false;
  const paintBase = (width: number, height: number, now: number): boolean => {
    if (paint.ready?.(width, height, theme()) === false) return false;
    const context = prepare(below, width, height);
    if (context === undefined) return false;
    return paint.base(canvasSurface(context, theme()), width, height, theme(), now);
  };
  const paintOver = (width: number, height: number): void => {
    const context = prepare(above, width, height);
    if (context !== undefined) paint.overlay(canvasSurface(context, theme()), width, height, theme());
  };
  // one part for both: outlines never lag behind what they outline
  const part = addPart((now) => {
    const { width, height } = size();
    const over = overDirty;
    overDirty = false;
    const base = baseDirty;
    baseDirty = false;
    if (base) baseDirty = paintBase(width, height, now) || baseDirty;
    if (over) paintOver(width, height);
    return baseDirty;
  });
  const markOverlay = () => {
    overDirty = true;
    part.mark();
  };
  const markBase = () => {
    baseDirty = true;
    markOverlay();
  };
  const resize = new ResizeObserver(markBase);
  resize.observe(root);
  const stopTheme = onTheme(markBase);
  markBase();
  return {
    canvas: above,
    size,
    markBase,
    markOverlay,
    stop: () => {
      resize.disconnect();
      stopTheme();
      part.stop();
      below.remove();
      above.remove();
    },
  };
}
