/**
 * Arithmetic of dimensions that may be symbols. What comes of a symbol is a symbol named by how it comes about, `T·64`,
 * `T+1`, `(H+1)/2` (rounded down), so that equal names are equal sizes. undefined: it has no short name.
 */

import { sizeOfDim } from "../bytes.ts";
import type { Dim } from "../document.ts";

const LONGEST_NAME = 40;

/** The dimension that both are, undefined when they differ. A symbol differs from every number. */
export function agreed(a: Dim, b: Dim): Dim | undefined {
  if (typeof a === "number" || typeof b === "number") return a === b ? a : undefined;
  if (a.symbol !== b.symbol) return undefined;
  return a.max >= b.max ? a : b;
}

/** Floor((dim + add) / over). May be negative, as a number or as a maximum. */
export function shifted(dim: Dim, add: number, over = 1): Dim | undefined {
  const max = Math.floor((sizeOfDim(dim) + add) / over);
  if (typeof dim === "number") return max;
  const known = affineOf(dim.symbol);
  return named(affineName(known.base, known.add + add * known.over, known.over * over), max);
}

export function product(dims: readonly Dim[]): Dim | undefined {
  return quotient(dims, 1);
}

/** The product over a number; undefined unless it is whole whatever the symbols are. */
export function quotient(dims: readonly Dim[], by: number): Dim | undefined {
  const max = dims.reduce<number>((m, dim) => m * sizeOfDim(dim), 1) / by;
  const whole = dims.reduce<number>((m, dim) => m * factorsOf(dim).number, 1) / by;
  const names = dims.flatMap((dim) => factorsOf(dim).names).sort();
  if (!Number.isInteger(max) || !Number.isInteger(whole)) return undefined;
  return names.length === 0 || whole === 0 ? whole : named(productName(names, whole), max);
}

export function sum(dims: readonly Dim[]): Dim | undefined {
  let add = 0;
  const times = new Map<string, number>();
  let max = 0;
  for (const dim of dims) {
    max += sizeOfDim(dim);
    if (typeof dim === "number") add += dim;
    else {
      const { base, add: more, over } = affineOf(dim.symbol);
      const name = over === 1 ? base : dim.symbol;
      if (over === 1) add += more;
      times.set(name, (times.get(name) ?? 0) + 1);
    }
  }
  if (times.size === 0) return add;
  const names = [...times].map(([name, n]) => (n === 1 && !/\//u.test(name) ? name : productName([name], n)));
  const base =
    names.length === 1
      ? names.join("")
      : names
          .map((name) => wrapped(name, /\//u))
          .sort()
          .join("+");
  return named(affineName(base, add, 1), max);
}

function named(symbol: string, max: number): Dim | undefined {
  return symbol.length > LONGEST_NAME ? undefined : { symbol, max };
}

interface Affine {
  readonly base: string;
  readonly add: number;
  readonly over: number;
}

/** How a symbol comes about, read from its name: floor((base + add) / over). */
function affineOf(symbol: string): Affine {
  const quotient = /^(.+)\/([1-9]\d{0,8})$/u.exec(symbol);
  const over = Number(quotient?.[2] ?? 1);
  const above = quotient?.[1] ?? symbol;
  const inner = quotient === null ? above : unwrapped(above);
  // `T+1/2` is not how we write (T+1)/2
  if (quotient !== null && inner === above && /[+\u2212/]/u.test(above))
    return { base: symbol, add: 0, over: 1 };
  const shift = /^(.+)([+\u2212])(\d{1,15})$/u.exec(inner);
  if (shift === null) return { base: inner, add: 0, over };
  return { base: shift[1] ?? "", add: Number(shift[3]) * (shift[2] === "+" ? 1 : -1), over };
}

function affineName(base: string, add: number, over: number): string {
  const { number, names } = factorsOf({ symbol: base, max: 0 });
  if (over > 1 && number % over === 0 && add % over === 0) {
    return affineName(productName(names, number / over), add / over, 1);
  }
  const shift = add === 0 ? "" : add > 0 ? `+${add}` : `\u2212${-add}`;
  if (over === 1) return `${base}${shift}`;
  return shift === "" ? `${wrapped(base, /[+\u2212/]/u)}/${over}` : `(${base}${shift})/${over}`;
}

/** `T·64` is 64 times T. */
function factorsOf(dim: Dim): { readonly number: number; readonly names: readonly string[] } {
  if (typeof dim === "number") return { number: dim, names: [] };
  let number = 1;
  const names: string[] = [];
  for (const part of atTop(dim.symbol) ? dim.symbol.split("·") : [dim.symbol]) {
    if (/^\d{1,15}$/u.test(part)) number *= Number(part);
    else names.push(unwrapped(part));
  }
  return { number, names };
}

/** Whether the whole name is a product: each part is closed, and no sum or quotient goes across. */
function atTop(symbol: string): boolean {
  return symbol
    .split("·")
    .every((part) => part !== "" && (unwrapped(part) !== part || !/[+\u2212/()]/u.test(part)));
}

function productName(names: readonly string[], number: number): string {
  if (names.length === 1 && number === 1) return names.join("");
  const parts = names.map((name) => wrapped(name, /[+\u2212/]/u));
  return [...parts, ...(number === 1 ? [] : [String(number)])].join("·");
}

function wrapped(name: string, where: RegExp): string {
  return where.test(name) ? `(${name})` : name;
}

/** Without a pair of parentheses around all of it. */
function unwrapped(name: string): string {
  if (!name.startsWith("(") || !name.endsWith(")")) return name;
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    if (name[i] === "(") depth++;
    else if (name[i] === ")") depth--;
    if (depth === 0 && i < name.length - 1) return name;
  }
  return name.slice(1, -1);
}
