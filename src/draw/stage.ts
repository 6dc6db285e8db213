/** Two stacked canvases in a pane: the picture below, outlines and cursors above, so that pointing never redraws the picture. */

import { canvasSurface } from "./canvas-surface.ts";
import { addPart } from "./loop.ts";
import type { Surface } from "./surface.ts";
import { onTheme, type Theme, theme } from "./theme.ts";

export interface StagePaint {
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
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
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
  const base = addPart((now) => {
    const { width, height } = size();
    const context = prepare(below, width, height);
    if (context === undefined) return false;
    return paint.base(canvasSurface(context, theme()), width, height, theme(), now);
  });
  const overlay = addPart(() => {
    const { width, height } = size();
    const context = prepare(above, width, height);
    if (context !== undefined) paint.overlay(canvasSurface(context, theme()), width, height, theme());
    return false;
  });
  const markBase = () => {
    base.mark();
    overlay.mark();
  };
  const resize = new ResizeObserver(markBase);
  resize.observe(root);
  const stopTheme = onTheme(markBase);
  markBase();
  return {
    canvas: above,
    size,
    markBase,
    markOverlay: overlay.mark,
    stop: () => {
      resize.disconnect();
      stopTheme();
      base.stop();
      overlay.stop();
      below.remove();
      above.remove();
    },
  };
}
