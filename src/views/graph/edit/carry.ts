/**
 * Moves the elements of boxes that a hand holds, past React: with hundreds of boxes, having React Flow draw each move of
 * the pointer would take longer than a frame. Lines follow by themselves, frames of groups are stretched here.
 */

import type { BoxKey } from "../../../core/box-key.ts";
import type { Point } from "../../../core/edit/types.ts";
import { type Box, boxOf } from "../geometry.ts";
import { framesOf } from "../group-facts.ts";
import { previewStore } from "../preview.ts";
import { boxByKey, type Scene, sceneStore } from "../scene.ts";
import { shownStore } from "../shown.ts";

/** Above all other boxes. */
const ABOVE = "1000";

/** What an element was given beside what React wrote. */
interface Held {
  readonly element: HTMLElement;
  readonly zIndex: string;
  readonly width: string;
  readonly height: string;
}

type Wanted = Map<BoxKey, { readonly by: Point; readonly size?: Box }>;

/** How far each held box is from where the scene has it, and each frame that follows. */
function wantedOf(scene: Scene, at: ReadonlyMap<BoxKey, Point>): Wanted {
  const wanted: Wanted = new Map();
  for (const [key, { x, y }] of at) {
    const box = boxByKey(scene, key);
    if (box < 0) continue;
    const home = boxOf(scene.geometry, box);
    wanted.set(key, { by: { x: x - home.x, y: y - home.y } });
  }
  if (at.size === 0 || scene.document.drawing?.groups === undefined) return wanted;
  const still = new Map(framesOf(scene).frames.map((frame) => [frame.key, frame]));
  for (const frame of framesOf(scene, at).frames) {
    const home = still.get(frame.key);
    if (home !== undefined)
      wanted.set(frame.key, { by: { x: frame.x - home.x, y: frame.y - home.y }, size: frame });
  }
  return wanted;
}

/** Starts carrying; returns how to stop. */
export function carryElements(host: Element): () => void {
  let held = new Map<BoxKey, Held>();

  function take(key: BoxKey): Held | undefined {
    const element = host.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(key)}"]`);
    if (element === null) return undefined;
    const { zIndex, width, height } = element.style;
    return { element, zIndex, width, height };
  }

  function release({ element, zIndex, width, height }: Held): void {
    Object.assign(element.style, { translate: "", zIndex, width, height });
  }

  function apply(): void {
    const { scene } = sceneStore.getState();
    const { at } = previewStore.getState();
    if (at.size === 0 && held.size === 0) return;
    const wanted: Wanted = scene === null ? new Map() : wantedOf(scene, at);
    const now = new Map<BoxKey, Held>();
    for (const [key, { by, size }] of wanted) {
      const known = held.get(key);
      const one = known?.element.isConnected === true ? known : take(key);
      if (one === undefined) continue;
      now.set(key, one);
      const { style } = one.element;
      style.translate = `${by.x}px ${by.y}px`;
      if (size === undefined) style.zIndex = ABOVE;
      else {
        style.width = `${size.width}px`;
        style.height = `${size.height}px`;
      }
    }
    for (const [key, one] of held) if (!now.has(key)) release(one);
    held = now;
  }

  const stops = [previewStore.subscribe(apply), shownStore.subscribe(apply)];
  return () => {
    for (const stop of stops) stop();
    for (const one of held.values()) release(one);
  };
}
