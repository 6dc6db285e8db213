/** Values for symbols: what a person would expect of their names and places, until somebody binds them. */

import { type Binding, evaluate, type Size } from "../../core/size.ts";
import type { SymbolInfo } from "./infer/infer.ts";
import { isFloat, type Known } from "./infer/known.ts";

/** Sizes by what the name of a symbol says; the first that matches. */
const BY_NAME: readonly (readonly [RegExp, number])[] = [
  [/batch|^n$|^b$|^bs$|num_samples|beam|^num_images?$/i, 1],
  [/past|cache_len/i, 0],
  [/seq|tok|len|time|frames?|steps?|^t$|^s$|^l$|words|chars|ctx|context/i, 128],
  [/height|width|^h$|^w$|image|rows|cols|^[hw]_?in|pixels/i, 224],
  [/mel|freq|bins/i, 80],
  [/channels?$|^c$|^ch$/i, 3],
  [/boxes|detections|proposals|queries/i, 100],
  [/samples|audio|wav/i, 16_000],
];
const OTHERWISE = 1;

/** Names that exporters make up say nothing. */
const NAMELESS = /^unk_|^dim_?\d*$|^(none|dynamic|dyn)|\.\d+$|^\W|^_/i;

/** A value for every symbol; those that only the data tells get the most that they can be, where that is known. */
export function defaultBinding(
  symbols: ReadonlyMap<string, SymbolInfo>,
  known: ReadonlyMap<string, Known> = new Map(),
): Binding {
  const binding = new Map<string, number>();
  for (const [name, info] of symbols)
    if (info.kind !== "data") binding.set(name, defaultOf(name, known.get(info.of)));
  // bounds hang on symbols that the file names, or on those found before them
  for (const [name, { kind, bound }] of symbols) {
    if (kind !== "data") continue;
    const most = bound === undefined ? Number.NaN : evaluate(bound, binding);
    binding.set(name, Number.isSafeInteger(most) && most >= 0 ? most : OTHERWISE);
  }
  return binding;
}

function defaultOf(name: string, of: Known | undefined): number {
  if (!NAMELESS.test(name)) for (const [pattern, size] of BY_NAME) if (pattern.test(name)) return size;
  const shape = of?.shape ?? [];
  const axis = shape.findIndex((size) => typeof size !== "number" && size.text === name);
  return axis < 0 ? OTHERWISE : byPlace(shape, axis, isFloat(of?.element ?? 0));
}

/** What an axis of an input mostly is: images are N×C×H×W or N×H×W×C, sequences N×T or N×T×C. */
function byPlace(shape: readonly Size[], axis: number, float: boolean): number {
  if (axis === 0) return OTHERWISE;
  const last = shape[shape.length - 1];
  if (shape.length === 4) {
    const channelsLast = typeof last === "number" && last <= 4;
    const channels = channelsLast ? 3 : 1;
    return axis === channels ? 3 : 224;
  }
  return shape.length === 3 || !float ? 128 : OTHERWISE;
}
