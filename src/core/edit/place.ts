/** Places of single boxes in a drawing. */

import type { BoxKey } from "../box-key.ts";
import type { Drawing } from "../document.ts";
import type { Point } from "./types.ts";

type Place = readonly [x: number, y: number];

/** Whole pixels: nobody draws between them, and documents stay short. */
export function placeAt({ x, y }: Point): Place {
  return [Math.round(x), Math.round(y)];
}

/** A drawing with one more box placed; the same when there is no place to put it. */
export function placed(
  drawing: Drawing | undefined,
  key: BoxKey,
  at: Point | undefined,
): { readonly drawing?: Drawing } {
  if (at === undefined) return drawing === undefined ? {} : { drawing };
  return { drawing: { ...drawing, at: { ...drawing?.at, [key]: placeAt(at) } } };
}
