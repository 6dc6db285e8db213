/**
 * Arithmetic of dimensions that may be symbols. What comes of a symbol is a symbol that says how it comes about (core/size.ts),
 * so that equal ones are equal sizes. undefined: it has no short name.
 */

import { sizeOfDim } from "../bytes.ts";
import type { Dim } from "../document.ts";
import { exactly, floorOver, plus, productOf, type Size, sameSize } from "../size.ts";
import { sizeOfSymbol, symbolOfSize } from "../size-text.ts";

/** Characters; what is longer helps nobody. */
const LONGEST = 120;

function sizeOf(dim: Dim): Size {
  return typeof dim === "number" ? dim : sizeOfSymbol(dim.symbol);
}

function dimOf(size: Size, max: number): Dim | undefined {
  if (typeof size === "number") return size;
  const symbol = symbolOfSize(size);
  return symbol.length > LONGEST ? undefined : { symbol, max };
}

/** The dimension that both are, undefined when they differ. A symbol differs from every number. */
export function agreed(a: Dim, b: Dim): Dim | undefined {
  if (typeof a === "number" || typeof b === "number") return a === b ? a : undefined;
  if (a.symbol !== b.symbol && !sameSize(sizeOf(a), sizeOf(b))) return undefined;
  return a.max >= b.max ? a : b;
}

/** Floor((dim + add) / over). May be negative, as a number or as a maximum. */
export function shifted(dim: Dim, add: number, over = 1): Dim | undefined {
  return dimOf(floorOver(plus(sizeOf(dim), add), over), Math.floor((sizeOfDim(dim) + add) / over));
}

export function product(dims: readonly Dim[]): Dim | undefined {
  return quotient(dims, 1);
}

/** The product over a number; undefined unless it is whole whatever the symbols are. */
export function quotient(dims: readonly Dim[], by: number): Dim | undefined {
  const max = dims.reduce<number>((m, dim) => m * sizeOfDim(dim), 1) / by;
  const size = exactly(productOf(dims.map(sizeOf)), by);
  return size === undefined || !Number.isInteger(max) ? undefined : dimOf(size, max);
}

export function sum(dims: readonly Dim[]): Dim | undefined {
  return dimOf(
    dims.reduce<Size>((whole, dim) => plus(whole, sizeOf(dim)), 0),
    dims.reduce<number>((max, dim) => max + sizeOfDim(dim), 0),
  );
}
