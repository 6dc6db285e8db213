/** Values for symbols: what a person would expect of their names, until somebody binds them. */

import { type Binding, evaluate } from "../../core/size.ts";
import type { SymbolInfo } from "./infer/infer.ts";

/** Sizes by what the name of a symbol says; the first that matches. */
const BY_NAME: readonly (readonly [RegExp, number])[] = [
  [/batch|^n$|^b$|^bs$|unk__|num_samples/i, 1],
  [/past/i, 0],
  [/seq|tok|len|time|frames?|steps?|^t$|^s$|^l$|words/i, 128],
  [/height|width|^h$|^w$|image|rows|cols/i, 224],
];
const OTHERWISE = 1;

/** A value for every symbol; those that only the data tells get the most that they can be, where that is known. */
export function defaultBinding(symbols: ReadonlyMap<string, SymbolInfo>): Binding {
  const binding = new Map<string, number>();
  for (const [name, { kind }] of symbols) if (kind !== "data") binding.set(name, defaultOf(name));
  // bounds hang on symbols that the file names, or on those found before them
  for (const [name, { kind, bound }] of symbols) {
    if (kind !== "data") continue;
    const most = bound === undefined ? Number.NaN : evaluate(bound, binding);
    binding.set(name, Number.isSafeInteger(most) && most >= 0 ? most : OTHERWISE);
  }
  return binding;
}

function defaultOf(name: string): number {
  for (const [pattern, size] of BY_NAME) if (pattern.test(name)) return size;
  return OTHERWISE;
}
