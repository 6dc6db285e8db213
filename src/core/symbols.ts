/** The symbols that sizes of a graph hang on: what they are worth, and dimensions evaluated at other values. */

import { bytesOf } from "./bytes.ts";
import type { Dim, GraphDocument, SymbolSpec, TensorSpec } from "./document.ts";
import { isOpen } from "./open-symbol.ts";
import { type Binding, evaluate, namesOfSize, type Size } from "./size.ts";
import { sizeOfSymbol, symbolOfSize } from "./size-text.ts";

/** A name that stands in dimensions, by itself or in expressions. */
export interface BaseSymbol extends Omit<SymbolSpec, "value"> {
  /** Null: nothing tells it, as it stands in expressions only. */
  readonly value: number | null;
  /** Ids of the tensors whose size hangs on it. */
  readonly tensors: readonly string[];
  /** What they take together as they are planned; constants are among them. */
  readonly bytes: number;
}

/** Reads each text once. */
export class Sizes {
  readonly #sizes = new Map<string, Size>();
  readonly #names = new Map<string, ReadonlySet<string>>();

  of(dim: Dim): Size {
    if (typeof dim === "number") return dim;
    let size = this.#sizes.get(dim.symbol);
    if (size === undefined) {
      size = sizeOfSymbol(dim.symbol);
      this.#sizes.set(dim.symbol, size);
    }
    return size;
  }

  /** The base symbols that a dimension hangs on. */
  names(dim: Dim): ReadonlySet<string> {
    if (typeof dim === "number") return NONE;
    let names = this.#names.get(dim.symbol);
    if (names === undefined) {
      const found = new Set<string>();
      namesOfSize(this.of(dim), found);
      names = found;
      this.#names.set(dim.symbol, names);
    }
    return names;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The name that a dimension is, when it is no expression. */
function aloneIn(dim: Dim, sizes: Sizes): string | undefined {
  if (typeof dim === "number") return undefined;
  const [name, ...others] = sizes.names(dim);
  if (name === undefined || others.length > 0) return undefined;
  const size = sizeOfSymbol(name);
  const own = sizes.of(dim);
  return typeof size !== "number" && typeof own !== "number" && symbolOfSize(size) === symbolOfSize(own)
    ? name
    : undefined;
}

/** What each symbol is worth: as the document says, else the most that it has where it stands alone. */
export function bindingOf(document: GraphDocument, sizes = new Sizes()): Binding {
  const binding = new Map<string, number>();
  for (const { shape = [] } of document.tensors) {
    for (const dim of shape) {
      const name = aloneIn(dim, sizes);
      if (name !== undefined && typeof dim !== "number")
        binding.set(name, Math.max(dim.max, binding.get(name) ?? 0));
    }
  }
  for (const { id, value } of document.symbols ?? []) binding.set(id, value);
  return binding;
}

function sizeInBytes(tensor: TensorSpec): number {
  const bytes = bytesOf(tensor);
  return bytes.ok ? bytes.value : 0;
}

/** The symbols that sizes hang on: those that are asked for first, then in the order in which they come. */
export function baseSymbols(document: GraphDocument): readonly BaseSymbol[] {
  const sizes = new Sizes();
  const binding = bindingOf(document, sizes);
  const hanging = new Map<string, { tensors: string[]; bytes: number }>();
  for (const tensor of document.tensors) {
    const names = new Set((tensor.shape ?? []).flatMap((dim) => [...sizes.names(dim)]));
    // bytes that are given hang on nothing
    if (tensor.bytes !== undefined) continue;
    for (const name of names) {
      const own = hanging.get(name) ?? { tensors: [], bytes: 0 };
      hanging.set(name, own);
      own.tensors.push(tensor.id);
      own.bytes += sizeInBytes(tensor);
    }
  }
  const specs = new Map(document.symbols?.map((spec) => [spec.id, spec]));
  const all = [...hanging].map(
    ([id, { tensors, bytes }]): BaseSymbol => ({
      of: tensors[0],
      ...specs.get(id),
      id,
      value: binding.get(id) ?? null,
      tensors,
      bytes,
    }),
  );
  return [...all.filter(isOpen), ...all.filter((symbol) => !isOpen(symbol))];
}

/** Values of symbols once one of them has another: what is planned at the most that it can be follows. */
export function withValue(
  symbols: readonly SymbolSpec[],
  binding: Binding,
): { readonly symbols: readonly SymbolSpec[]; readonly binding: Binding } {
  const now = new Map(binding);
  const next = symbols.map((spec) => {
    const own = now.get(spec.id) ?? spec.value;
    const most = isOpen(spec) && spec.most !== undefined ? evaluate(sizeOfSymbol(spec.most), now) : own;
    const value = Number.isSafeInteger(most) && most >= 0 ? most : own;
    now.set(spec.id, value);
    return value === spec.value ? spec : { ...spec, value };
  });
  return { symbols: next, binding: now };
}

/** Whether two differ in the values of symbols at most. */
export function sameButSymbols(a: GraphDocument, b: GraphDocument): boolean {
  const { tensors: ours, symbols: _a, ...mine } = a;
  const { tensors: theirs, symbols: _b, ...other } = b;
  const fields = new Set([...Object.keys(mine), ...Object.keys(other)]);
  for (const field of fields) {
    const [x, y]: unknown[] = [Reflect.get(mine, field), Reflect.get(other, field)];
    if (x !== y && JSON.stringify(x) !== JSON.stringify(y)) return false;
  }
  return ours.length === theirs.length && ours.every((t, i) => t === theirs[i] || sameTensor(t, theirs[i]));
}

/** A tensor whose sizes are left open. */
function sameTensor(a: TensorSpec, b: TensorSpec | undefined): boolean {
  const open = (tensor: TensorSpec | undefined) =>
    JSON.stringify({ ...tensor, shape: tensor?.shape?.map((d) => (typeof d === "number" ? d : d.symbol)) });
  return open(a) === open(b);
}
