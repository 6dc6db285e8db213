/** Tells menus and the clipboard what of the graph is at a point of the window. */

import type { BoxKey } from "../../core/box-key.ts";
import type { Point } from "../../core/edit/types.ts";
import { offerUnder, type Under } from "../../store/drawn.ts";
import { keyOfBox, portOfLine, type Scene, sceneStore } from "./scene.ts";
import { shownStore } from "./shown.ts";
import { viewStore } from "./view.ts";

/** Pixels beside a box of the overview that still mean it. */
const NEAR_MISS = 5;

/** The connection that is drawn by a part of the page. */
function wireOf(scene: Scene, part: Element | null): Under["wire"] {
  const id = part?.closest(".react-flow__edge")?.getAttribute("data-id");
  const line = shownStore.getState().edges.find((edge) => edge.id === id)?.data?.line;
  return line === undefined ? null : portOfLine(scene, line);
}

/** The unfolded group whose title is a part of the page. */
function frameOf(part: Element | null): BoxKey | null {
  const title = part?.closest("[data-frame] [aria-pressed]") ?? null;
  return (title?.closest("[data-id]")?.getAttribute("data-id") as BoxKey | null | undefined) ?? null;
}

function underOf(canvas: HTMLElement, screen: Point): Under | null {
  const { scene } = sceneStore.getState();
  const { left, top, right, bottom } = canvas.getBoundingClientRect();
  const inside = screen.x >= left && screen.x < right && screen.y >= top && screen.y < bottom;
  if (scene === null || !inside) return null;
  const { x, y, zoom, overview } = viewStore.getState();
  const at = { x: (screen.x - left - x) / zoom, y: (screen.y - top - y) / zoom };
  const box = scene.geometry.boxAt(at.x, at.y, overview ? NEAR_MISS / zoom : 0);
  if (box >= 0) return { at, box: keyOfBox(scene, box), wire: null };
  const part = document.elementFromPoint(screen.x, screen.y);
  const frame = frameOf(part);
  return { at, box: frame, wire: frame === null ? wireOf(scene, part) : null };
}

/** While the pane is on the page; returns how to stop. */
export function offerWhatIsUnder(canvas: HTMLElement): () => void {
  return offerUnder((screen) => underOf(canvas, screen));
}
