/** Which boxes a hand moves, and putting them down where it has left them: one edit. */

import { type BoxKey, boxKey } from "../../../core/box-key.ts";
import { type PlacedBox, placeBoxes } from "../../../core/edit/draw.ts";
import { edit } from "../../../store/editing.ts";
import { layoutNow } from "../../../store/placing.ts";
import { sessionStore } from "../../../store/session.ts";
import type { Box } from "../geometry.ts";
import { framesOf } from "../group-facts.ts";
import type { Scene } from "../scene.ts";

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Of all boxes those that move with some keys: themselves, members of groups, and what lies inside the frame of one. */
export function movingWith(
  scene: Scene,
  all: readonly PlacedBox[],
  keys: readonly BoxKey[],
): readonly PlacedBox[] {
  const going = new Set(keys);
  for (const { id, nodes } of scene.document.drawing?.groups ?? [])
    if (going.has(boxKey("group", id))) for (const node of nodes) going.add(boxKey("node", node));
  const frames = framesOf(scene).frames.filter(({ key }) => going.has(key));
  return all.filter((box) => going.has(box.key) || frames.some((frame) => inside(box, frame)));
}

/** `all`: every box where it is drawn now. In a layout of our own all of them become placed by hand, else the moved ones. */
export function putDown(
  moved: readonly PlacedBox[],
  all: readonly PlacedBox[],
  says: string,
  how: { readonly merge?: string } = {},
): boolean {
  const going = new Set(moved.map(({ key }) => key));
  const free = layoutNow() === "free";
  const others = free ? [] : all.filter(({ key }) => !going.has(key));
  const { ok } = edit((document) => placeBoxes(document, [...moved, ...others], says, all), how);
  if (ok && !free) sessionStore.setState({ graphLayout: "free" });
  return ok;
}
