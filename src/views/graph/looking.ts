/** Where the pane looks by itself: at a new document, at what is selected elsewhere, and on at the same box while the drawing changes. */

import { type BoxKey, readBoxKey } from "../../core/box-key.ts";
import { chosenStore } from "../../store/chosen.ts";
import { sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";
import { broughtIn, centred, firstLook, fitted, NEAR, windowOf } from "./camera.ts";
import { type Box, boundsOf, boxOf } from "./geometry.ts";
import { boxesOf, boxOfStorage } from "./lit.ts";
import { previewStore } from "./preview.ts";
import { boxAtStep, boxByKey, keyOfBox, type Scene, sceneStore } from "./scene.ts";
import { glideTo, jumpTo, viewStore } from "./view.ts";

/** The box nearest the middle of the pane: what the eye is on. */
function middleBox(scene: Scene): number {
  const view = viewStore.getState();
  const x = (view.width / 2 - view.x) / view.zoom;
  const y = (view.height / 2 - view.y) / view.zoom;
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < scene.skeleton.count; i++) {
    const b = boxOf(scene.geometry, i);
    const off = (b.x + b.width / 2 - x) ** 2 + (b.y + b.height / 2 - y) ** 2;
    if (off < least) {
      best = i;
      least = off;
    }
  }
  return best;
}

/** The box that is to stay where it is on screen: the selected one when it is in view, else the one in the middle. */
function anchorOf(scene: Scene): number {
  const { selection } = sessionStore.getState();
  const view = viewStore.getState();
  const seen = new Set(selection === null ? [] : scene.geometry.boxesIn(windowOf(view, view)));
  const selected = selection === null ? undefined : boxesOf(scene, selection).find((box) => seen.has(box));
  return selected ?? middleBox(scene);
}

export function lookAfresh(scene: Scene): void {
  const { geometry } = scene;
  const { selection } = sessionStore.getState();
  // a link may have come with something selected
  const [selected] = selection === null ? [] : boxesOf(scene, selection);
  const focus = boxOf(geometry, Math.max(0, selected ?? boxAtStep(scene, null)));
  jumpTo(firstLook(geometry, focus, viewStore.getState(), geometry.across));
}

/** Milliseconds that boxes take to a new place, and boxes above which they jump. */
const GLIDE = 200;
const GLIDE_MOST = 300;
let gliding: ReturnType<typeof setTimeout> | undefined;

/** Lets boxes, lines and the view glide to where they are drawn from now on: the style sheet knows how. */
function glide(scene: Scene, body: HTMLElement): void {
  if (scene.skeleton.count > GLIDE_MOST || previewStore.getState().at.size > 0) return;
  body.dataset.glide = "";
  clearTimeout(gliding);
  gliding = setTimeout(() => {
    delete body.dataset.glide;
  }, GLIDE + 50);
}

/** Where a box of the scene before is now: itself, the folded group that it went into, or the first of what came out of it; −1: gone. */
function stillThere(scene: Scene, before: Scene, box: number): number {
  const key = keyOfBox(before, box);
  const itself = boxByKey(scene, key);
  if (itself >= 0) return itself;
  const { kind, id } = readBoxKey(key);
  const members = kind === "group" ? scene.document.drawing?.groups?.find((g) => g.id === id)?.nodes : [id];
  for (const member of kind === "node" || kind === "group" ? (members ?? []) : []) {
    const there = scene.skeleton.boxOfNode[scene.graph.nodeIndex.get(member) ?? -1] ?? -1;
    if (there >= 0) return there;
  }
  return -1;
}

/** The box that the arrow keys are on, by its name: the same box has another number in another scene. */
function keepCurrent(scene: Scene, before: Scene): void {
  const { current } = viewStore.getState();
  if (current < 0) return;
  const now = boxByKey(scene, keyOfBox(before, current));
  if (now !== current) viewStore.setState({ current: now });
}

/** A new document gets a first look; the same one keeps the box that is looked at where it is on screen. */
export function follow(scene: Scene, before: Scene | null, body: HTMLElement): void {
  const view = viewStore.getState();
  if (before !== null && before.opening === scene.opening) keepCurrent(scene, before);
  if (view.width === 0) return;
  if (before === null || before.opening !== scene.opening) {
    viewStore.setState({ current: -1, moved: false });
    lookAfresh(scene);
    return;
  }
  if (before.geometry.placing.at === scene.geometry.placing.at) return;
  glide(scene, body);
  // a drawing stays where it is under the hand
  if (before.kind === "free" && scene.kind === "free") {
    viewStore.setState({ moved: true });
    return;
  }
  const anchor = anchorOf(before);
  const box = anchor < 0 ? -1 : stillThere(scene, before, anchor);
  if (!view.moved && scene.kind !== "free") lookAfresh(scene);
  else if (box >= 0) {
    const [was, is] = [boxOf(before.geometry, anchor), boxOf(scene.geometry, box)];
    const x = view.x + (was.x - is.x) * view.zoom;
    const y = view.y + (was.y - is.y) * view.zoom;
    jumpTo({ x, y, zoom: view.zoom });
  } else if (scene.kind !== "free") lookAfresh(scene);
}

/** The pane has another size: what was in its middle stays there, or a view that nobody moved is chosen again. */
export function resized(width: number, height: number): void {
  const view = viewStore.getState();
  if (view.width === width && view.height === height) return;
  viewStore.setState({ width, height });
  const { scene } = sceneStore.getState();
  if (scene === null || width === 0) return;
  if (view.width === 0 || !view.moved) lookAfresh(scene);
  else {
    const { x, y, zoom } = view;
    jumpTo({ x: x + (width - view.width) / 2, y: y + (height - view.height) / 2, zoom });
  }
}

/** Boxes in view, large enough to read. */
export function reveal(scene: Scene, boxes: readonly number[]): void {
  const bounds = boundsOf(scene.geometry, boxes);
  const view = viewStore.getState();
  if (bounds !== undefined) glideTo(fitted(bounds, view, Math.max(view.zoom, NEAR)));
}

/** Boxes in view by the least move; what is larger than the pane is fitted into it. */
export function revealBoxes(scene: Scene, keys: readonly BoxKey[]): void {
  const view = viewStore.getState();
  const boxes = keys.map((key) => boxByKey(scene, key)).filter((box) => box >= 0);
  const bounds: Box | undefined = boundsOf(scene.geometry, boxes);
  if (bounds === undefined || view.width === 0) return;
  const all = fitted(bounds, view, view.zoom);
  const to = all.zoom < view.zoom ? all : broughtIn(bounds, view, view);
  if (to.x !== view.x || to.y !== view.y || to.zoom !== view.zoom) glideTo(to);
}

/** Boxes as a graph of their own is first looked at. */
export function frameBoxes(scene: Scene, keys: readonly BoxKey[]): void {
  const view = viewStore.getState();
  const boxes = keys.map((key) => boxByKey(scene, key)).filter((box) => box >= 0);
  const bounds = boundsOf(scene.geometry, boxes);
  const [first] = boxes;
  if (bounds === undefined || first === undefined || view.width === 0) return;
  const across = () => ({ left: bounds.x, right: bounds.x + bounds.width });
  glideTo(firstLook(bounds, boxOf(scene.geometry, first), view, across));
}

/** Goes to the first of some boxes, unless one of them is in view. */
function bring(scene: Scene, boxes: readonly number[]): void {
  const view = viewStore.getState();
  const [first] = boxes;
  if (first === undefined || view.width === 0) return;
  const seen = new Set(scene.geometry.boxesIn(windowOf(view, view)));
  if (!boxes.some((box) => seen.has(box))) glideTo(centred(boxOf(scene.geometry, first), view, view.zoom));
}

let still = false;

/** Chooses something where somebody points at it: that is where they look, so the view stays. */
export function inPlace(choose: () => void): void {
  still = true;
  choose();
  still = false;
}

/** What somebody selects in another pane comes into view, unless some of it is. */
export function showSelected(): void {
  // many are all over the place: somebody who chooses all of a graph looks on at the same part
  if (still || chosenStore.getState().keys.length > 2) return;
  const { scene } = sceneStore.getState();
  const { selection, second } = sessionStore.getState();
  const latest = second ?? selection;
  if (scene !== null && latest !== null) bring(scene, boxesOf(scene, latest));
}

/** Where an explanation is at: what clashes or runs, else the nodes of a path, else the storages of a proof. */
function spotted(scene: Scene): number[] {
  const { spot } = spotStore.getState();
  if (spot === null) return [];
  for (const wanted of ["clash", "running", "path"] as const) {
    const nodes = [...spot.nodes].filter(([, mark]) => mark === wanted);
    if (nodes.length > 0) return nodes.flatMap(([index]) => boxesOf(scene, { kind: "node", index }));
  }
  return [...spot.storages].map((s) => boxOfStorage(scene, s)).filter((box) => box >= 0);
}

/** What an explanation is at comes into view, unless some of it is. */
export function showSpotted(): void {
  const { scene } = sceneStore.getState();
  if (scene !== null) bring(scene, spotted(scene));
}
