/** Tensors of the document that is written: an id each, a type that can be planned, a word for what is odd. */

import type { Dim, GraphDocument, Role, SymbolSpec, TensorSpec } from "../../core/document.ts";
import {
  type Binding,
  ceilOver,
  evaluate,
  exactName,
  productOf,
  type Size,
  sizeText,
  times,
} from "../../core/size.ts";
import { symbolOfSize } from "../../core/size-text.ts";
import { baseSymbols } from "../../core/symbols.ts";
import type { Names } from "../names.ts";
import type { SymbolInfo } from "./infer/infer.ts";
import type { Known } from "./infer/known.ts";
import type { Notes } from "./notes.ts";
import { elementType } from "./types.ts";

type Mutable = { -readonly [K in keyof TensorSpec]: TensorSpec[K] };

export class Tensors {
  readonly list: Mutable[] = [];
  readonly #names: Names;
  readonly #notes: Notes;
  readonly #binding: Binding;
  readonly #symbols: ReadonlyMap<string, SymbolInfo>;
  readonly #told = new Set<string>();

  constructor(names: Names, notes: Notes, binding: Binding, symbols: ReadonlyMap<string, SymbolInfo>) {
    this.#names = names;
    this.#notes = notes;
    this.#binding = binding;
    this.#symbols = symbols;
  }

  add(wanted: string, known: Known | undefined, role: Role): string {
    const id = this.#names.take(wanted === "" ? "unnamed" : wanted);
    const type = this.#type(id, known);
    this.list.push({ id, ...type, ...(role === "intermediate" ? {} : { role }) });
    return id;
  }

  /** A value of no bytes that keeps one node behind another. */
  token(wanted: string): string {
    const id = this.#names.take(wanted);
    this.list.push({ id, bytes: 0 });
    return id;
  }

  /** The symbols that tensors of the document hang on, with what they are planned at. */
  symbols(document: GraphDocument): readonly SymbolSpec[] {
    return baseSymbols(document).map(({ id, of, value }): SymbolSpec => {
      const info = this.#symbols.get(id);
      return {
        id,
        value: this.#binding.get(id) ?? value ?? 1,
        of,
        ...(info?.bound === undefined ? {} : { most: sizeText(info.bound) }),
        ...(info === undefined || info.kind === "data" ? { asked: true } : {}),
      };
    });
  }

  #type(id: string, known: Known | undefined): Partial<TensorSpec> {
    const element = elementType(known?.element ?? 0);
    const shape = known?.shape;
    if (element === undefined || shape === undefined) {
      this.#notes.count("unknown-size", id, `tensor:${id}`);
      const size = exactName(`${id}.bytes`);
      return {
        dtype: "uint8",
        shape: [{ symbol: typeof size === "number" ? "" : symbolOfSize(size), max: 1 }],
      };
    }
    for (const size of shape) this.#tell(size, id);
    if (element.dtype !== undefined)
      return { dtype: element.dtype, shape: shape.map((size) => this.#dim(size)) };
    const bytes = this.#dim(ceilOver(times(productOf(shape), element.bits), 8));
    return typeof bytes === "number" ? { bytes } : { dtype: "uint8", shape: [bytes] };
  }

  #dim(size: Size): Dim {
    if (typeof size === "number") return Math.max(0, size);
    const max = evaluate(size, this.#binding);
    return { symbol: symbolOfSize(size), max: Number.isSafeInteger(max) && max > 0 ? max : 0 };
  }

  /** Says once of each symbol what it is planned at. */
  #tell(size: Size, id: string): void {
    if (typeof size === "number" || this.#told.has(size.text)) return;
    this.#told.add(size.text);
    const info = this.#symbols.get(size.text);
    if (info === undefined) return;
    const value = this.#binding.get(size.text) ?? 0;
    const kind = info.kind === "data" ? "data-size" : "bound";
    this.#notes.count(kind, `${size.text} = ${value}`, `tensor:${id}`);
  }
}
