/**
 * What is typed into the palette, for speed: a name, then words that fill in what it makes.
 * `conv 32 3x3 /2`, `pool same`, `concat axis=1`, `input 1x3x224x224 int8`, `custom foo`.
 */

import { type AttributeValue, type Dim, DTYPES, type DType } from "../../core/document.ts";
import type { AttributeKind, AttributeSpec } from "../../core/ops/types.ts";
import { parseShape } from "../../core/shape-text.ts";

export interface Shorthand {
  readonly name: string;
  /** What follows the name. */
  readonly words: readonly string[];
}

/** A word that can be nothing but a detail: it begins with a digit, a sign, a slash or a bracket, or it is `name=value`. */
const DETAIL = /^[-\d/[(]|[=≤]/u;

/** Parts a text into a name and words: the longest name that `finds` finds something for. */
export function readShorthand(text: string, finds: (name: string) => boolean): Shorthand {
  const words = text.trim().split(/\s+/u);
  const detail = words.findIndex((word, i) => i > 0 && DETAIL.test(word));
  const most = detail < 0 ? words.length : detail;
  for (let n = most; n > 0; n--) {
    const name = words.slice(0, n).join(" ");
    if (finds(name)) return { name, words: words.slice(n) };
  }
  return { name: words.slice(0, most).join(" "), words: words.slice(most) };
}

const WHOLE = /^-?\d{1,15}$/u;
const WHOLES = /^-?\d{1,15}(?:[x×,]-?\d{1,15})+$/u;

function numbersOf(word: string): number[] | undefined {
  return WHOLE.test(word) || WHOLES.test(word) ? word.split(/[x×,]/u).map(Number) : undefined;
}

function dtypeOf(word: string): DType | undefined {
  return DTYPES.find((dtype) => dtype === word.toLowerCase());
}

/** The value that a word gives to an attribute; undefined when it gives none. */
function valueIn(kind: AttributeKind, word: string): AttributeValue | undefined {
  switch (kind.kind) {
    case "whole": {
      const n = WHOLE.test(word) ? Number(word) : undefined;
      return n === undefined || n < kind.least || n > (kind.most ?? Infinity) ? undefined : n;
    }
    case "wholes": {
      const numbers = numbersOf(word);
      if (numbers === undefined || numbers.some((n) => n < kind.least)) return undefined;
      const [only = 0] = numbers;
      // one number stands for all sides
      const all = numbers.length === 1 ? Array.from({ length: kind.length ?? 1 }, () => only) : numbers;
      return kind.length === undefined || all.length === kind.length ? all : undefined;
    }
    case "choice":
      return kind.choices.find((choice) => choice.toLowerCase() === word.toLowerCase());
    case "dtype":
      return dtypeOf(word);
    case "flag":
      return undefined;
  }
}

export interface Filled<T> {
  readonly value: T;
  /** Words that mean nothing here. */
  readonly unread: readonly string[];
}

type Values = Record<string, AttributeValue>;

/** Gives `name=value` to the attribute of that name, or whose name begins so; false when nothing takes it. */
function fillNamed(specs: readonly AttributeSpec[], values: Values, name: string, text: string): boolean {
  const low = name.toLowerCase();
  const spec =
    specs.find((s) => s.name.toLowerCase() === low) ??
    specs.find((s) => s.name.toLowerCase().startsWith(low));
  if (spec === undefined || low === "") return false;
  const value =
    spec.kind.kind === "flag" && /^(?:true|false)$/iu.test(text)
      ? text.toLowerCase() === "true"
      : valueIn(spec.kind, text);
  if (value !== undefined) values[spec.name] = value;
  return value !== undefined;
}

/** Kinds of attributes in the order in which a bare word is offered to them: what says most of itself goes first. */
const BARE = ["choice", "dtype", "whole", "wholes"] as const;

function fillBare(specs: readonly AttributeSpec[], values: Values, word: string): boolean {
  const flag = specs.find((s) => s.kind.kind === "flag" && s.name.toLowerCase() === word.toLowerCase());
  if (flag !== undefined) {
    values[flag.name] = true;
    return true;
  }
  for (const kind of BARE) {
    for (const spec of specs) {
      // a stride is given by its slash
      if (spec.kind.kind !== kind || spec.name in values || isStride(spec)) continue;
      const value = valueIn(spec.kind, word);
      if (value === undefined) continue;
      values[spec.name] = value;
      return true;
    }
  }
  return false;
}

function isStride(spec: AttributeSpec): boolean {
  return /^strides?$/iu.test(spec.name);
}

/**
 * Attributes from words: `3x3` and `32` go to the first attribute that takes them and has nothing yet, `/2` to the stride,
 * a choice, a dtype or the name of a flag to its own, `name=value` to that one.
 */
export function fillAttributes(
  specs: readonly AttributeSpec[],
  words: readonly string[],
): Filled<Readonly<Record<string, AttributeValue>>> {
  const values: Values = {};
  const unread: string[] = [];
  for (const word of words) {
    const [, name, text = ""] = /^([^=]+)=(.+)$/u.exec(word) ?? [];
    const stride = word.startsWith("/") ? specs.find(isStride) : undefined;
    const filled =
      name !== undefined
        ? fillNamed(specs, values, name, text)
        : stride !== undefined
          ? fillNamed([stride], values, stride.name, word.slice(1))
          : fillBare(specs, values, word);
    if (!filled) unread.push(word);
  }
  return { value: values, unread };
}

/** What a bare name that is no dtype is not: a shape has a number or says `scalar`. */
const SHAPE = /\d|^scalar$/iu;

/** A dtype, a shape or both, in any order, from words. */
export function readType(
  words: readonly string[],
  known: ReadonlyMap<string, number>,
): Filled<{ readonly dtype?: DType; readonly shape?: readonly Dim[] }> {
  let dtype: DType | undefined;
  const rest: string[] = [];
  for (const word of words) {
    const read = dtype === undefined ? dtypeOf(word) : undefined;
    if (read === undefined) rest.push(word);
    else dtype = read;
  }
  // a shape may be typed in several words, or stand beside words that are none
  for (const [i, text] of [rest.join(" "), ...rest].entries()) {
    const shape = SHAPE.test(text) ? parseShape(text, known) : undefined;
    if (shape?.ok !== true) continue;
    const unread = i === 0 ? [] : rest.filter((_, other) => other !== i - 1);
    return { value: { ...(dtype === undefined ? {} : { dtype }), shape: shape.value }, unread };
  }
  return { value: dtype === undefined ? {} : { dtype }, unread: rest };
}

function exampleOf({ default: value }: AttributeSpec): string {
  return Array.isArray(value) ? value.join("x") : String(value);
}

/** Attributes that are shown by an example; the others by their names. */
const MOST_EXAMPLES = 4;

function wordOf(spec: AttributeSpec): string {
  const { kind } = spec.kind;
  if (isStride(spec)) return `/${exampleOf(spec)} ${spec.title.toLowerCase()}`;
  if (spec.kind.kind === "choice") return spec.kind.choices.join("|");
  if (kind === "flag") return spec.name;
  if (kind === "dtype") return "dtype";
  return exampleOf(spec) === "" ? `${spec.name}=…` : `${exampleOf(spec)} ${spec.title.toLowerCase()}`;
}

/** How the words after an operator's name are typed: `64 channels out, 3x3 kernel, /1x1 stride, same|valid, groups=…`. */
export function wordsOf(specs: readonly AttributeSpec[]): string {
  const examples = specs.slice(0, MOST_EXAMPLES).map(wordOf);
  return [...examples, ...specs.slice(MOST_EXAMPLES).map(({ name }) => `${name}=…`)].join(", ");
}
