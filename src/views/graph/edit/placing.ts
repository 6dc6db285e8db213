/** Puts boxes where a hand has left them: one edit, after which the graph is drawn as the document says. */

import { type PlacedBox, placeBoxes } from "../../../core/edit/draw.ts";
import { edit } from "../../../store/editing.ts";
import { layoutNow } from "../../../store/placing.ts";
import { sessionStore } from "../../../store/session.ts";

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
