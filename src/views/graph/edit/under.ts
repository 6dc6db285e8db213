/** What is at a point of the window: for menus, and for what is pasted there. */

import type { Point, PortRef } from "../../../core/edit/types.ts";
import type { Under } from "../../../store/drawn.ts";
import { keyOfBox, portOfLine, type Scene, sceneStore } from "../scene.ts";
import { shownStore } from "../shown.ts";
import { viewStore } from "../view.ts";
import { frameOf } from "./spots.ts";

/** Screen pixels beside a box that mean it while boxes are smaller than a pointer. */
const NEAR_MISS = 5;

function wireOf(scene: Scene, part: Element): PortRef | null {
  const id = part.closest(".react-flow__edge")?.getAttribute("data-id");
  const line = shownStore.getState().edges.find((edge) => edge.id === id)?.data?.line;
  return line === undefined ? null : portOfLine(scene, line);
}

/** Null beside the canvas. */
export function underPoint(host: Element, screen: Point): Under | null {
  const { scene } = sceneStore.getState();
  const part = document.elementFromPoint(screen.x, screen.y);
  if (scene === null || part === null || !host.contains(part)) return null;
  const { left, top } = host.getBoundingClientRect();
  const { x, y, zoom, overview } = viewStore.getState();
  const at = { x: (screen.x - left - x) / zoom, y: (screen.y - top - y) / zoom };
  const frame = frameOf(part);
  const box = scene.geometry.boxAt(at.x, at.y, overview ? NEAR_MISS / zoom : 0);
  if (frame !== undefined) return { at, box: frame, wire: null };
  return box < 0
    ? { at, box: null, wire: wireOf(scene, part) }
    : { at, box: keyOfBox(scene, box), wire: null };
}
