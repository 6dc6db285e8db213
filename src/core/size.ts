/**
 * Sizes that may hang on symbols: sums of products of whole numbers, names and calls (floor, ceil, min, max, mod), kept in a
 * normal form so that equal ones have equal texts. The text of a size is the symbol of a dimension in documents, and can be read back.
 */

/** A whole number, or an expression over symbols. */
export type Size = number | Expression;

export const FUNCTIONS = ["floor", "ceil", "min", "max", "mod"] as const;
type Fn = (typeof FUNCTIONS)[number];

/** What is multiplied: a name, or a call. `floor(a, b)` and `ceil(a, b)` divide and round. */
type Atom =
  | { readonly name: string; readonly text: string }
  | { readonly fn: Fn; readonly args: readonly [Size, Size]; readonly text: string };

interface Term {
  readonly factor: number;
  /** Ascending by text, repeats for powers. */
  readonly atoms: readonly Atom[];
}

export interface Expression {
  /** Ascending by the texts of their atoms; the constant, if any, is the last. */
  readonly terms: readonly Term[];
  readonly text: string;
}

export type Binding = ReadonlyMap<string, number>;

export const NAME = /^[A-Za-z_][\w.:/]*(?:-[A-Za-z_][\w.:/]*)*$/;

function atomsText(atoms: readonly Atom[]): string {
  return atoms.map((atom) => atom.text).join("*");
}

function termText({ factor, atoms }: Term): string {
  if (atoms.length === 0) return String(factor);
  const product = atomsText(atoms);
  return factor === 1 ? product : factor === -1 ? `-${product}` : `${factor}*${product}`;
}

function made(terms: readonly Term[]): Size {
  const sums = new Map<string, Term>();
  for (const term of terms) {
    const key = atomsText(term.atoms);
    sums.set(key, { atoms: term.atoms, factor: term.factor + (sums.get(key)?.factor ?? 0) });
  }
  const kept = [...sums].filter(([, term]) => term.factor !== 0);
  kept.sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1));
  const [only] = kept;
  if (only === undefined) return 0;
  if (kept.length === 1 && only[0] === "") return only[1].factor;
  const sorted = kept.map(([, term]) => term);
  const text = sorted.reduce((whole, term, i) => {
    const own = termText(term);
    if (i === 0) return own;
    return own.startsWith("-") ? `${whole} - ${own.slice(1)}` : `${whole} + ${own}`;
  }, "");
  return { terms: sorted, text };
}

function termsOf(size: Size): readonly Term[] {
  return typeof size === "number" ? [{ factor: size, atoms: [] }] : size.terms;
}

function ofAtom(atom: Atom): Size {
  return made([{ factor: 1, atoms: [atom] }]);
}

/** A symbol. Signs that expressions use become `_`. */
export function symbol(name: string): Size {
  const clean = name
    .trim()
    .replace(/[^\w.:/-]/g, "_")
    .replace(/-(?![A-Za-z_])/g, "_")
    .replace(/^([^A-Za-z_])/, "_$1");
  return ofAtom({ name: clean, text: clean });
}

/** A symbol whose name is taken as it is: quoted in texts where it has signs that expressions use. */
export function exactName(name: string): Size {
  return ofAtom({ name, text: NAME.test(name) ? name : JSON.stringify(name) });
}

export function sizeText(size: Size): string {
  return typeof size === "number" ? String(size) : size.text;
}

/** Whether two are equal whatever their symbols are bound to. */
export function sameSize(a: Size, b: Size): boolean {
  return a === b || (typeof a !== "number" && typeof b !== "number" && a.text === b.text);
}

export function plus(a: Size, b: Size): Size {
  if (typeof a === "number" && typeof b === "number") return a + b;
  return made([...termsOf(a), ...termsOf(b)]);
}

/** Products of sums are multiplied out up to texts of this many characters; longer factors stay in one piece, as `floor(it, 1)`. */
const MOST_TEXT = 2000;

function inOnePiece(size: Expression): Size {
  return size.terms.length === 1 ? size : called("floor", size, 1);
}

export function times(a: Size, b: Size): Size {
  // no size is −0, which texts could not tell from 0
  if (typeof a === "number" && typeof b === "number") return a * b + 0;
  let [left, right] = [a, b];
  if (typeof a !== "number" && typeof b !== "number") {
    const long = a.text.length * b.terms.length + b.text.length * a.terms.length > MOST_TEXT;
    if (long) [left, right] = [inOnePiece(a), inOnePiece(b)];
  }
  const terms: Term[] = [];
  for (const x of termsOf(left)) {
    for (const y of termsOf(right)) {
      const atoms = [...x.atoms, ...y.atoms].sort((p, q) => (p.text < q.text ? -1 : p.text > q.text ? 1 : 0));
      terms.push({ factor: x.factor * y.factor, atoms });
    }
  }
  return made(terms);
}

export function minus(a: Size, b: Size): Size {
  return plus(a, times(b, -1));
}

export function productOf(sizes: readonly Size[]): Size {
  return sizes.reduce<Size>(times, 1);
}

/** One term over another, where nothing is left; undefined otherwise. */
function termOver(x: Term, y: Term): Term | undefined {
  if (y.factor === 0 || x.factor % y.factor !== 0) return undefined;
  const rest = [...x.atoms];
  for (const atom of y.atoms) {
    const i = rest.findIndex((r) => r.text === atom.text);
    if (i < 0) return undefined;
    rest.splice(i, 1);
  }
  return { factor: x.factor / y.factor, atoms: rest };
}

/** a ÷ b where it is certain that nothing is left; undefined otherwise. */
export function exactly(a: Size, b: Size): Size | undefined {
  if (sameSize(a, b)) return 1;
  const [divisor, more] = termsOf(b);
  if (divisor === undefined || more !== undefined) return undefined;
  const terms: Term[] = [];
  for (const term of termsOf(a)) {
    const own = termOver(term, divisor);
    if (own === undefined) return undefined;
    terms.push(own);
  }
  return made(terms);
}

function called(fn: Fn, a: Size, b: Size): Size {
  return ofAtom({ fn, args: [a, b], text: `${fn}(${sizeText(a)}, ${sizeText(b)})` });
}

const COMPUTE: Record<Fn, (a: number, b: number) => number> = {
  floor: (a, b) => Math.floor(a / b),
  ceil: (a, b) => Math.ceil(a / b),
  min: Math.min,
  max: Math.max,
  mod: (a, b) => a - b * Math.floor(a / b),
};

/** 1 of numbers that are not whole, or beyond 2^53. */
function commonDivisor(a: number, b: number): number {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return 1;
  return b === 0 ? Math.abs(a) : commonDivisor(b, a % b);
}

/** What is rounded down inside is rounded down once: floor((floor(x, n) + c) / m) is floor((x + c·n) / (n·m)). */
function flattened(a: Size, m: number): readonly [Size, number] {
  const named = termsOf(a).filter((term) => term.atoms.length > 0);
  const [only] = named;
  const [atom] = only?.atoms ?? [];
  if (named.length !== 1 || only?.factor !== 1 || only.atoms.length !== 1) return [a, m];
  if (atom === undefined || !("fn" in atom) || atom.fn !== "floor") return [a, m];
  const [inner, n] = atom.args;
  if (typeof n !== "number" || n <= 0 || !Number.isSafeInteger(n * m)) return [a, m];
  return flattened(plus(inner, times(minus(a, ofAtom(atom)), n)), n * m);
}

/** floor(a / m) of a number m > 0: what divides stands outside, a constant inside is from 0 to m − 1. */
function floored(size: Size, over: number): Size {
  const [a, m] = flattened(size, over);
  const outside: Term[] = [];
  const inside: Term[] = [];
  let constant = 0;
  for (const term of termsOf(a)) {
    if (term.atoms.length === 0) constant = term.factor;
    else if (term.factor % m === 0) outside.push({ ...term, factor: term.factor / m });
    else inside.push(term);
  }
  outside.push({ factor: Math.floor(constant / m), atoms: [] });
  if (inside.length === 0) return made(outside);
  const divisor = inside.reduce((g, term) => commonDivisor(g, term.factor), m);
  const rest = made([
    ...inside.map((term) => ({ ...term, factor: term.factor / divisor })),
    { factor: Math.floor((constant - m * Math.floor(constant / m)) / divisor), atoms: [] },
  ]);
  return plus(called("floor", rest, m / divisor), made(outside));
}

/** A function of two sizes, worked out as far as it can be. */
export function call(fn: Fn, a: Size, b: Size): Size {
  if (typeof a === "number" && typeof b === "number") return COMPUTE[fn](a, b) + 0;
  if (fn === "min" || fn === "max") {
    const apart = minus(a, b);
    if (typeof apart === "number") return apart > 0 === (fn === "max") ? a : b;
    const [least, most] = rangeOf(minus(a, b));
    if (least >= 0) return fn === "max" ? a : b;
    if (most <= 0) return fn === "max" ? b : a;
    return sizeText(a) < sizeText(b) ? called(fn, a, b) : called(fn, b, a);
  }
  const divides = typeof b === "number" && b > 0 && Number.isSafeInteger(b);
  if (divides && fn !== "mod") return floored(fn === "ceil" ? plus(a, b - 1) : a, b);
  const whole = exactly(a, b);
  if (whole !== undefined) return fn === "mod" ? 0 : whole;
  return called(fn, a, b);
}

export const floorOver = (a: Size, b: Size): Size => call("floor", a, b);
export const ceilOver = (a: Size, b: Size): Size => call("ceil", a, b);
export const leastOf = (a: Size, b: Size): Size => call("min", a, b);
export const mostOf = (a: Size, b: Size): Size => call("max", a, b);
export const modulo = (a: Size, b: Size): Size => call("mod", a, b);

export type Range = readonly [least: number, most: number];

const ANY: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** 0 × ∞ is 0 here: a bound, not a limit. */
function rangeTimes([a, b]: Range, [c, d]: Range): Range {
  const ends = [a, b].flatMap((x) => [c, d].map((y) => (x === 0 || y === 0 ? 0 : x * y)));
  return [Math.min(...ends), Math.max(...ends)];
}

function rangeOfAtom(atom: Atom, least: number): Range {
  if ("name" in atom) return [least, Number.POSITIVE_INFINITY];
  const [a, b] = [rangeOf(atom.args[0], least), rangeOf(atom.args[1], least)];
  const f = COMPUTE[atom.fn];
  if (atom.fn === "min" || atom.fn === "max") return [f(a[0], b[0]), f(a[1], b[1])];
  if (b[0] < 0 || (b[0] === 0 && a[0] < 0)) return ANY;
  if (atom.fn === "mod") return [0, Math.max(0, b[1] - 1)];
  if (b[0] === b[1] && b[0] > 0) return [f(a[0], b[0]), f(a[1], b[0])];
  return a[0] >= 0 ? [0, a[1]] : ANY;
}

/** What a size may be when every name is `least` or more. */
export function rangeOf(size: Size, least = 0): Range {
  if (typeof size === "number") return [size, size];
  return size.terms.reduce<Range>(
    ([low, high], { factor, atoms }) => {
      const own = atoms.reduce<Range>(
        (range, atom) => rangeTimes(range, rangeOfAtom(atom, least)),
        [factor, factor],
      );
      return [low + own[0], high + own[1]];
    },
    [0, 0],
  );
}

/** The number that a size is when its symbols are bound; NaN when one is not. */
export function evaluate(size: Size, binding: Binding): number {
  if (typeof size === "number") return size;
  let sum = 0;
  for (const { factor, atoms } of size.terms) {
    let product = factor;
    for (const atom of atoms) {
      product *=
        "name" in atom
          ? (binding.get(atom.name) ?? Number.NaN)
          : COMPUTE[atom.fn](evaluate(atom.args[0], binding), evaluate(atom.args[1], binding));
    }
    sum += product;
  }
  return sum;
}

/** Adds the names that a size hangs on. */
export function namesOfSize(size: Size, into: Set<string>): void {
  if (typeof size === "number") return;
  for (const { atoms } of size.terms) {
    for (const atom of atoms) {
      if ("name" in atom) into.add(atom.name);
      else for (const arg of atom.args) namesOfSize(arg, into);
    }
  }
}
