/** Two canvases under React Flow: blocks and lines, and what is lit over them. Seen while the DOM does not show all. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { addPart } from "../../draw/loop.ts";
import { onTheme, theme } from "../../draw/theme.ts";
import { sessionStore } from "../../store/session.ts";
import css from "./Graph.module.css";
import { litStore } from "./lit.ts";
import { drawBase, drawLit } from "./overview.ts";
import { boxAtStep, type Scene, sceneStore } from "./scene.ts";
import { shownStore } from "./shown.ts";
import { viewStore } from "./view.ts";

/** Finer than this is not worth its fill rate. */
const RATIO_MOST = 2;

function contextOf(canvas: HTMLCanvasElement, ratio: number): CanvasRenderingContext2D | null {
  const { width, height } = viewStore.getState();
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  return canvas.getContext("2d");
}

/** Starts both painters; returns how to stop. */
function paint(base: HTMLCanvasElement, lit: HTMLCanvasElement): () => void {
  const draw = (
    canvas: HTMLCanvasElement,
    what: (context: CanvasRenderingContext2D, scene: Scene, ratio: number) => void,
  ) =>
    addPart(() => {
      const ratio = Math.min(RATIO_MOST, devicePixelRatio);
      const context = contextOf(canvas, ratio);
      const { scene } = sceneStore.getState();
      if (context !== null && scene !== null) what(context, scene, ratio);
      return false;
    });
  const below = draw(base, (context, scene, ratio) => {
    const view = viewStore.getState();
    drawBase(context, scene, theme(), view, view, ratio);
  });
  const above = draw(lit, (context, scene, ratio) => {
    const view = viewStore.getState();
    const marked = { cursor: boxAtStep(scene, sessionStore.getState().cursor), current: view.current };
    drawLit(context, scene, theme(), view, view, ratio, litStore.getState(), marked);
  });
  const both = () => {
    below.mark();
    above.mark();
  };
  both();
  const stops = [
    below.stop,
    above.stop,
    sceneStore.subscribe(both),
    onTheme(both),
    litStore.subscribe(() => above.mark()),
    sessionStore.subscribe((now, before) => {
      if (now.cursor !== before.cursor) above.mark();
    }),
    viewStore.subscribe((now, before) => {
      if (now.current !== before.current) above.mark();
      const moved = now.x !== before.x || now.y !== before.y || now.zoom !== before.zoom;
      if (moved || now.width !== before.width || now.height !== before.height) both();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export function Overview() {
  const base = useRef<HTMLCanvasElement>(null);
  const lit = useRef<HTMLCanvasElement>(null);
  const needed = useStore(viewStore, (v) => v.overview);
  const filling = useStore(shownStore, (s) => !s.whole);
  const dim = useStore(litStore, (l) => l.dim);
  const on = needed || filling;
  useEffect(() => {
    if (on && base.current !== null && lit.current !== null) return paint(base.current, lit.current);
  }, [on]);
  if (!on) return null;
  return (
    <div className={css.overview} data-testid="graph-overview" aria-hidden="true">
      <canvas ref={base} data-dim={dim || undefined} />
      <canvas ref={lit} />
    </div>
  );
}
