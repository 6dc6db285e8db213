/** A canvas under React Flow that stands in for it where too many boxes are in view: blocks and lines at the same places. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { addPart } from "../../draw/loop.ts";
import { onTheme, type Theme, theme } from "../../draw/theme.ts";
import { rectOf } from "../../look/dataflow/sdf-scene.ts";
import { streamPlanStore } from "../../store/stream-plan.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import { meet, windowOf } from "./camera.ts";
import css from "./Graph.module.css";
import { type Light, litStore } from "./lit.ts";
import { viewStore } from "./view.ts";

/** Finer than this is not worth its fill rate. */
const RATIO_MOST = 2;
/** Screen pixels that a lit block has at least. */
const LIT_LEAST = 6;

type Context = CanvasRenderingContext2D;

function inkOf(light: Light, { accent, hot, text, text2 }: Theme): string {
  if (light === "bound" || light === "clash") return hot;
  if (light === "hover" || light === "done") return text2;
  return light === "selected" || light === "second" ? text : accent;
}

function trace(context: Context, { routes }: StreamScene, line: number): void {
  routes[line]?.forEach(({ x, y }, i) => {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
}

export function drawOverview(context: Context, scene: StreamScene, colours: Theme, ratio: number): void {
  const view = viewStore.getState();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, view.width * ratio, view.height * ratio);
  context.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
  const pixel = 1 / view.zoom;
  const window = windowOf(view, view);
  context.lineWidth = pixel;
  context.strokeStyle = colours.lineStrong;
  context.beginPath();
  for (const line of scene.routes.keys()) trace(context, scene, line);
  context.stroke();
  const lit = litStore.getState();
  for (const [line, light] of lit.lines) {
    context.strokeStyle = inkOf(light, colours);
    context.lineWidth = 2 * pixel;
    context.beginPath();
    trace(context, scene, line);
    context.stroke();
  }
  const { firing } = streamPlanStore.getState();
  scene.drawing.boxes.forEach(({ faults }, b) => {
    const rect = rectOf(scene, b);
    if (!meet(rect, window)) return;
    context.fillStyle = faults.length > 0 ? colours.hot : colours.text2;
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
  });
  const marked = new Map<number, string>([...lit.boxes].map(([box, light]) => [box, inkOf(light, colours)]));
  const current = view.current === null ? undefined : scene.drawing.byKey.get(view.current);
  if (current !== undefined) marked.set(current, colours.accent);
  if (firing >= 0) marked.set(firing, colours.accent);
  for (const [box, ink] of marked) {
    const { x, y, width, height } = rectOf(scene, box);
    const [w, h] = [Math.max(width, LIT_LEAST * pixel), Math.max(height, LIT_LEAST * pixel)];
    context.fillStyle = ink;
    context.fillRect(x + (width - w) / 2, y + (height - h) / 2, w, h);
  }
}

function paint(canvas: HTMLCanvasElement): () => void {
  const part = addPart(() => {
    const ratio = Math.min(RATIO_MOST, devicePixelRatio);
    const { width, height } = viewStore.getState();
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
    const context = canvas.getContext("2d");
    const { scene } = streamSceneStore.getState();
    if (context !== null && scene !== null) drawOverview(context, scene, theme(), ratio);
    return false;
  });
  part.mark();
  const stops = [
    part.stop,
    onTheme(part.mark),
    streamSceneStore.subscribe(part.mark),
    litStore.subscribe(part.mark),
    viewStore.subscribe(part.mark),
    streamPlanStore.subscribe((now, before) => {
      if (now.firing !== before.firing) part.mark();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export function Overview() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const on = useStore(viewStore, (v) => v.overview);
  useEffect(() => (on && canvas.current !== null ? paint(canvas.current) : undefined), [on]);
  if (!on) return null;
  return (
    <div className={css.overview} data-testid="stream-overview" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}
