/** Where the pane looks by itself: at a new document, at what is selected elsewhere, at who fires at the cursor. */

import type { BoxKey } from "../../core/box-key.ts";
import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import { type Rect, rectOf } from "../../look/dataflow/sdf-scene.ts";
import { chooseStream } from "../../store/dataflow-chosen.ts";
import type { Request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { boxOfActor, streamPlanStore } from "../../store/stream-plan.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import { broughtIn, centred, firstLook, fitted, meet, NEAR, windowOf } from "./camera.ts";
import { litStore, type Parts, partsOf } from "./lit.ts";
import { glideTo, handStore, jumpTo, viewStore } from "./view.ts";

function lookAfresh(scene: StreamScene): void {
  const [lit] = litStore.getState().boxes.keys();
  const { firing } = streamPlanStore.getState();
  const focus = rectOf(scene, lit ?? Math.max(0, firing));
  jumpTo(firstLook(scene.bounds, focus, viewStore.getState()));
}

/** The box that the eye is on: the one that is lit and in view, else the one nearest the middle; −1: none. */
function anchorOf(scene: StreamScene): number {
  const view = viewStore.getState();
  const window = windowOf(view, view);
  const lit = [...litStore.getState().boxes.keys()].find((box) => meet(rectOf(scene, box), window));
  if (lit !== undefined) return lit;
  const [x, y] = [window.x + window.width / 2, window.y + window.height / 2];
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const box of scene.drawing.boxes.keys()) {
    const rect = rectOf(scene, box);
    const off = (rect.x + rect.width / 2 - x) ** 2 + (rect.y + rect.height / 2 - y) ** 2;
    if (off >= least) continue;
    best = box;
    least = off;
  }
  return best;
}

/** Keeps what somebody looks at where it is on screen. */
function lookOn(scene: StreamScene, before: StreamScene): void {
  const anchor = anchorOf(before);
  const now = scene.drawing.byKey.get(before.drawing.boxes[anchor]?.key ?? "") ?? -1;
  const [was, is] = [before.at[anchor], scene.at[now]];
  if (was === undefined || is === undefined || (was.x === is.x && was.y === is.y)) return;
  const { x, y, zoom } = viewStore.getState();
  jumpTo({ x: x + (was.x - is.x) * zoom, y: y + (was.y - is.y) * zoom, zoom });
}

/** A new document gets a first look; in the same one what is looked at stays, and the drawing stays under a hand. */
export function follow(scene: StreamScene, before: StreamScene | null): void {
  const view = viewStore.getState();
  const other = before?.opening !== scene.opening;
  if (other) viewStore.setState({ current: null, moved: false });
  else if (view.current !== null && !scene.drawing.byKey.has(view.current))
    viewStore.setState({ current: null });
  if (view.width === 0) return;
  if (before === null || other) lookAfresh(scene);
  else if (scene.document.drawing !== before.document.drawing) viewStore.setState({ moved: true });
  else if (scene.at === before.at) return;
  else if (viewStore.getState().moved) lookOn(scene, before);
  else lookAfresh(scene);
}

/** The pane has another size: what was in its middle stays there, or a view that nobody moved is chosen again. */
export function resized(width: number, height: number): void {
  const view = viewStore.getState();
  if (view.width === width && view.height === height) return;
  viewStore.setState({ width, height });
  const { scene } = streamSceneStore.getState();
  if (scene === null || width === 0) return;
  if (view.width === 0 || !view.moved) lookAfresh(scene);
  else
    jumpTo({ x: view.x + (width - view.width) / 2, y: view.y + (height - view.height) / 2, zoom: view.zoom });
}

export function fitAll(): void {
  const { scene } = streamSceneStore.getState();
  if (scene !== null) glideTo(fitted(scene.bounds, viewStore.getState()));
}

/** The part that a line takes up. */
function rectOfLine({ routes }: StreamScene, line: number): Rect {
  const route = routes[line] ?? [];
  const [xs, ys] = [route.map(({ x }) => x), route.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function rectsOf(scene: StreamScene, { boxes, lines }: Parts): Rect[] {
  // a connection that was just made has no route yet
  const routed = lines.filter((line) => (scene.routes[line]?.length ?? 0) > 0);
  return [...boxes.map((box) => rectOf(scene, box)), ...routed.map((line) => rectOfLine(scene, line))];
}

function around(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined;
  const x = Math.min(...rects.map((r) => r.x));
  const y = Math.min(...rects.map((r) => r.y));
  const right = Math.max(...rects.map((r) => r.x + r.width));
  const bottom = Math.max(...rects.map((r) => r.y + r.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Boxes by what the forms and menus of graphs call them. */
function boxesOf(scene: StreamScene, keys: readonly BoxKey[]): number[] {
  return keys
    .map((key) => boxOfActor(scene, actorOfFiring(key.slice(key.indexOf(":") + 1))))
    .filter((box) => box >= 0);
}

export function obey(request: Request, body: HTMLElement): void {
  if (request.kind === "focus-graph") {
    const focus = () => body.querySelector<HTMLElement>(".react-flow")?.focus({ preventScroll: true });
    // the canvas of a new drawing comes with the next render
    if (body.querySelector(".react-flow") === null) setTimeout(focus);
    else focus();
  }
  const { scene } = streamSceneStore.getState();
  const { plan } = streamPlanStore.getState();
  const view = viewStore.getState();
  if (scene === null || view.width === 0) return;
  if (request.kind === "fit") fitAll();
  else if (request.kind === "reveal" && plan !== null) {
    const part = around(rectsOf(scene, partsOf(plan, request.target)));
    if (part !== undefined) glideTo(fitted(part, view, Math.max(view.zoom, NEAR)));
  } else if (request.kind === "frame-boxes" || request.kind === "reveal-boxes") {
    const part = around(boxesOf(scene, request.keys).map((box) => rectOf(scene, box)));
    if (part === undefined) return;
    glideTo(request.kind === "frame-boxes" ? fitted(part, view) : broughtIn(part, view, view));
  }
}

let still = false;

/** Chooses something where somebody points at it: that is where they look, so the view stays. */
export function inPlace(choose: () => void): void {
  still = true;
  choose();
  still = false;
}

/** What somebody chooses elsewhere comes into view, unless some of it is. */
function showLit(): void {
  const { scene } = streamSceneStore.getState();
  const view = viewStore.getState();
  if (still || scene === null || view.width === 0) return;
  const { boxes, lines } = litStore.getState();
  const of = (lights: Lights) => [...lights].flatMap(([part, light]) => (light === "hover" ? [] : [part]));
  const rects = rectsOf(scene, { boxes: of(boxes), lines: of(lines) });
  const window = windowOf(view, view);
  const [first] = rects;
  if (first === undefined || rects.some((rect) => meet(rect, window))) return;
  glideTo(centred(first, view, view.zoom));
}

type Lights = ReadonlyMap<number, string>;

function chosenOnly(lights: Lights): string {
  return JSON.stringify([...lights].filter(([, light]) => light !== "hover"));
}

/** Follows what is lit, other than by pointing; returns how to stop. */
export function followLights(): () => void {
  return litStore.subscribe((now, before) => {
    const same =
      chosenOnly(now.boxes) === chosenOnly(before.boxes) &&
      chosenOnly(now.lines) === chosenOnly(before.lines);
    if (!same) showLit();
  });
}

/** Milliseconds after somebody panned in which the drawing stays where it is, and between two moves. */
const HANDS_OFF = 3000;
const BETWEEN = 120;

/** Brings who fires at the cursor into view while somebody scrubs or plays; returns how to stop. */
export function followCursor(): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const move = () => {
    waiting = undefined;
    const { scene } = streamSceneStore.getState();
    const { firing } = streamPlanStore.getState();
    const view = viewStore.getState();
    if (scene === null || firing < 0 || view.width === 0) return;
    if (performance.now() - handStore.getState().at < HANDS_OFF) return;
    const to = broughtIn(rectOf(scene, firing), view, view);
    if (to.x === view.x && to.y === view.y) return;
    if (sessionStore.getState().playing) jumpTo(to);
    else glideTo(to);
  };
  const stop = sessionStore.subscribe((now, before) => {
    if (now.cursor !== before.cursor) waiting ??= setTimeout(move, BETWEEN);
  });
  return () => {
    clearTimeout(waiting);
    stop();
  };
}

/** Forgets what is chosen, as a click beside everything does. */
export function chooseNothing(): void {
  inPlace(() => chooseStream(null));
}
