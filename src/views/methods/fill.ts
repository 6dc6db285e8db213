/** The colour that all panes give a tensor, in both schemes. */

import { fillPaint } from "../../draw/palette.ts";
import { fillNow } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { placeOf } from "../../store/places.ts";

export interface Fill {
  readonly light: string;
  readonly dark: string;
  readonly lightInk: string;
  readonly darkInk: string;
}

/** Of what has no storage in the picture: the ground. */
const NONE: Fill = {
  light: "var(--line)",
  dark: "var(--line)",
  lightInk: "var(--text)",
  darkInk: "var(--text)",
};

/** `tensor`: its id in the picture. */
export function fillOf(tensor: string): Fill {
  const { picture } = outcomeStore.getState();
  const place = picture === null ? undefined : placeOf(picture, `tensor:${tensor}`);
  const storage = place?.kind === "tensor" ? (picture?.plan.tensors.storage[place.index] ?? -1) : -1;
  if (picture === null || storage < 0) return NONE;
  const fill = fillNow(picture, storage);
  const light = fillPaint(fill, "light");
  const dark = fillPaint(fill, "dark");
  return { light: light.fill, dark: dark.fill, lightInk: light.ink, darkInk: dark.ink };
}
