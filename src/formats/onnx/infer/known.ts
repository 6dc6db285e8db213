/** What is known of a value while shapes are inferred, and arithmetic on the small integers that shapes are made of. */

import {
  floorOver,
  mostOf,
  productOf,
  rangeOf,
  type Size,
  sameSize,
  sizeText,
  times,
} from "../../../core/size.ts";

export interface Known {
  /** TensorProto.DataType; 0 when not known. */
  readonly element: number;
  /** Undefined: the rank is not known. A dimension that is not known is a symbol of its own. */
  readonly shape: readonly Size[] | undefined;
  /** Elements of a small tensor in row-major order; those of float types may be fractions. */
  readonly content: readonly Size[] | undefined;
  /** No tensor: it has no size in bytes that the file could tell. */
  readonly other?: "sequence" | "map" | "optional" | "opaque" | undefined;
}

/** Elements of a value whose content is followed. */
export const MOST_CONTENT = 256;

/** TensorProto.DataType by name. */
export const E = {
  float: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  double: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
} as const;

const FLOATS: ReadonlySet<number> = new Set([
  E.float,
  E.float16,
  E.double,
  E.bfloat16,
  17,
  18,
  19,
  20,
  23,
  24,
]);

export function isFloat(element: number): boolean {
  return FLOATS.has(element);
}

/** More axes than any runtime takes: such a shape is a damaged one. */
const MOST_AXES = 64;
/** Longer expressions say nothing to anybody, and products of them would fill the memory. */
export const MOST_SIZE_TEXT = 1000;

/** Why the shapes of a node's outputs cannot be told; its message is a sentence without its full stop. */
export class NotKnown extends Error {}

/** Throws NotKnown when a size is none that a tensor can have. */
export function tensor(
  element: number,
  shape: readonly Size[] | undefined,
  content?: readonly Size[],
): Known {
  if (shape === undefined) return { element, shape: undefined, content: undefined };
  if (shape.length > MOST_AXES) throw new NotKnown(`it would have ${shape.length} axes`);
  for (const size of shape) if (!isWhole(size)) throw new NotKnown(`a size of it would be ${sizeText(size)}`);
  return {
    element,
    shape,
    content: content !== undefined && isContent(content, shape) ? content : undefined,
  };
}

function isWhole(size: Size): boolean {
  return typeof size === "number"
    ? Number.isSafeInteger(size) && size >= 0
    : size.terms.every(({ factor }) => Number.isSafeInteger(factor));
}

function isContent(content: readonly Size[], shape: readonly Size[]): boolean {
  if (content.length > MOST_CONTENT || shape.reduce<number>((n, s) => n * Number(s), 1) !== content.length)
    return false;
  return content.every((e) => (typeof e === "number" ? !Number.isNaN(e) : e.text.length <= MOST_SIZE_TEXT));
}

/** A one-dimensional list of sizes, as Shape gives it. */
export function vector(element: number, content: readonly Size[]): Known {
  return tensor(element, [content.length], content);
}

export function scalar(element: number, content?: Size): Known {
  return tensor(element, [], content === undefined ? undefined : [content]);
}

/** A dimension of two that are broadcast: one of them is 1, or they are equal. */
function broadcastDim(a: Size, b: Size): Size {
  if (sameSize(a, b) || b === 1) return a;
  if (a === 1) return b;
  if (typeof a === "number" && typeof b === "number") throw new NotKnown(`${a} and ${b} cannot be broadcast`);
  // one is a number other than 1: the symbol is that, or 1
  if (typeof a === "number") return a;
  return typeof b === "number" ? b : mostOf(a, b);
}

/** The shape of values that are broadcast as numpy does it. Throws NotKnown. */
export function broadcast(shapes: readonly (readonly Size[])[]): readonly Size[] {
  const rank = shapes.reduce((most, shape) => Math.max(most, shape.length), 0);
  return Array.from({ length: rank }, (_, i) =>
    shapes.reduce<Size>((dim, shape) => {
      const own = shape[i - rank + shape.length];
      return own === undefined ? dim : broadcastDim(dim, own);
    }, 1),
  );
}

export function countOf(shape: readonly Size[]): Size {
  return productOf(shape);
}

/** Strides of a shape of numbers, in elements; undefined when a dimension is a symbol. */
export function stridesOf(shape: readonly Size[]): number[] | undefined {
  const strides: number[] = [];
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const dim = shape[i];
    if (typeof dim !== "number") return undefined;
    strides[i] = stride;
    stride *= dim;
  }
  return strides;
}

/** The content of an elementwise function of broadcast values; undefined when any is not known or `f` gives nothing. */
export function contentOf(
  inputs: readonly Known[],
  shape: readonly Size[],
  f: (elements: readonly Size[]) => Size | undefined,
): readonly Size[] | undefined {
  const strides = stridesOf(shape);
  const total = countOf(shape);
  if (strides === undefined || typeof total !== "number" || total > MOST_CONTENT) return undefined;
  if (inputs.length > MOST_CONTENT || inputs.some((input) => input.content === undefined)) return undefined;
  const own = inputs.map((input) => (input.shape === undefined ? undefined : stridesOf(input.shape)));
  const content: Size[] = [];
  for (let i = 0; i < total; i++) {
    const elements: Size[] = [];
    for (const [k, input] of inputs.entries()) {
      const inner = own[k];
      if (inner === undefined || input.content === undefined || input.shape === undefined) return undefined;
      let at = 0;
      for (const [d, stride] of inner.entries()) {
        const outer = d + shape.length - inner.length;
        const index = Math.floor(i / (strides[outer] ?? 1)) % Number(shape[outer] ?? 1);
        if (input.shape[d] !== 1) at += index * stride;
      }
      const element = input.content[at];
      if (element === undefined) return undefined;
      elements.push(element);
    }
    const value = f(elements);
    if (value === undefined || (typeof value === "number" && Number.isNaN(value))) return undefined;
    content.push(value);
  }
  return content;
}

/** Largest magnitude of whole numbers that a narrow float type holds, each of them. */
const WHOLE_IN: Readonly<Record<number, number>> = { [E.float16]: 2048, [E.bfloat16]: 256 };
/** Bits of integer types; the signed ones lose one to the sign. */
const UNSIGNED: Readonly<Record<number, number>> = {
  [E.uint8]: 8,
  [E.uint16]: 16,
  [E.uint32]: 32,
  [E.uint64]: 64,
};
const SIGNED: Readonly<Record<number, number>> = { [E.int8]: 7, [E.int16]: 15, [E.int32]: 31, [E.int64]: 63 };

/** A computed element as its type holds it; undefined where it would be rounded in ways that we do not follow, or wrap. */
export function held(value: Size | undefined, element: number): Size | undefined {
  if (value === undefined || typeof value !== "number") return value;
  if (element === E.float) return Math.fround(value);
  if (element === E.double) return value;
  if (isFloat(element))
    return Number.isInteger(value) && Math.abs(value) <= (WHOLE_IN[element] ?? 8) ? value : undefined;
  if (!Number.isSafeInteger(value)) return undefined;
  if (element === E.bool) return value;
  const [signed, unsigned] = [SIGNED[element], UNSIGNED[element]];
  if (signed !== undefined) return value >= -(2 ** signed) && value < 2 ** signed ? value : undefined;
  return unsigned !== undefined && value >= 0 && value < 2 ** unsigned ? value : undefined;
}

/** A size with parts of symbols (half of N) as a whole number rounded down; undefined when the parts are none of 2, 4, 8 … */
export function roundedDown(size: Size): Size | undefined {
  if (typeof size === "number") return Math.floor(size);
  for (let part = 1; part <= 2 ** 16; part *= 2) {
    if (size.terms.every(({ factor }) => Number.isSafeInteger(factor * part)))
      return part === 1 ? size : floorOver(times(size, part), part);
  }
  return undefined;
}

/** Rounded towards zero. */
export function truncated(size: Size): Size | undefined {
  if (typeof size === "number") return Math.trunc(size);
  const whole = roundedDown(size);
  return whole === size || rangeOf(size)[0] >= 0 ? whole : undefined;
}

/** Of a size that is read from a tensor that is not empty: symbols are 1 or more. */
export function atLeastZero(size: Size): Size {
  return rangeOf(size, 1)[0] >= 0 ? size : mostOf(size, 0);
}
