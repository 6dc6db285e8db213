/** What is known of a value while shapes are inferred, and arithmetic on the small integers that shapes are made of. */

import { leastOf, mostOf, productOf, type Size, sameSize } from "../../../core/size.ts";

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

export function tensor(
  element: number,
  shape: readonly Size[] | undefined,
  content?: readonly Size[],
): Known {
  return {
    element,
    shape,
    content: content !== undefined && content.length <= MOST_CONTENT ? content : undefined,
  };
}

/** Why the shapes of a node's outputs cannot be told; `says` is a sentence without its full stop. */
export class NotKnown extends Error {}

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
  if (typeof a === "number") return a === 0 ? leastOf(a, b) : a;
  return typeof b === "number" ? b : mostOf(a, b);
}

/** The shape of values that are broadcast as numpy does it. Throws NotKnown. */
export function broadcast(shapes: readonly (readonly Size[])[]): readonly Size[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
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
