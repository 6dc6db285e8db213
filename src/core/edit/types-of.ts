/** What is known of the types in a document: a tensor may have a size for the plan although its operator cannot tell its type yet. */

import type { TensorSpec } from "../document.ts";
import type { ValueType } from "../ops/types.ts";
import { type Index, indexOf, perRows, type Rows } from "./index-of.ts";
import { inferNode, type KnownType, ruling } from "./operators.ts";

/** The type written in a document; undefined where only bytes are. */
export function writtenType(tensor: TensorSpec | undefined): ValueType | undefined {
  if (tensor?.dtype === undefined || tensor.shape === undefined) return undefined;
  return { dtype: tensor.dtype, shape: tensor.shape };
}

export function sameType(a: ValueType | undefined, b: ValueType | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return a === b;
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

export function sameShape(a: ValueType["shape"], b: ValueType["shape"]): boolean {
  if (a.length !== b.length) return false;
  return a.every((dim, i) => {
    const other = b[i];
    if (typeof dim === "number" || typeof other === "number") return dim === other;
    return dim.symbol === other?.symbol && dim.max === other.max;
  });
}

type Memo = Map<string, ValueType | undefined>;

class Types {
  readonly #rows: Rows;
  readonly #index: Index;
  readonly memo: Memo = new Map();

  constructor(rows: Rows) {
    this.#rows = rows;
    this.#index = indexOf(rows);
  }

  readonly known: KnownType = (tensor) => {
    if (!this.memo.has(tensor)) this.#learn(tensor);
    return this.memo.get(tensor);
  };

  /** What a tensor rests on is learnt first; by a stack of our own, as chains can be long. */
  #learn(asked: string): void {
    const stack = [asked];
    const begun = new Set<string>();
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const maker = this.#index.maker.get(id);
      const missing =
        begun.has(id) || maker === undefined || !this.#ruled(id)
          ? []
          : maker.inputs.filter((input) => !this.memo.has(input));
      begun.add(id);
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      if (!this.memo.has(id)) this.memo.set(id, this.#judge(id));
    }
  }

  #row(id: string): TensorSpec | undefined {
    return this.#rows.tensors[this.#index.tensor.get(id) ?? -1];
  }

  #ruled(id: string): boolean {
    const maker = this.#index.maker.get(id);
    return maker !== undefined && this.#row(id)?.typed !== "hand" && ruling(maker) !== undefined;
  }

  #judge(id: string): ValueType | undefined {
    const written = writtenType(this.#row(id));
    const maker = this.#index.maker.get(id);
    const operator = maker === undefined || !this.#ruled(id) ? undefined : ruling(maker);
    if (maker === undefined || operator === undefined || written === undefined) return written;
    const open = inferNode(maker, operator, (input) => this.memo.get(input)).kind === "open";
    return open ? undefined : written;
  }
}

const types = perRows((rows) => new Types(rows));

/** Types by tensor; undefined where an operator cannot tell yet. Each is worked out once, when it is asked for. */
export function typesOf(rows: Rows): KnownType {
  return types.of(rows).known;
}

/** Has an edited document know what the one before knew, but for what the edit changed. */
export function inheritTypes(
  from: Rows,
  to: Rows,
  changed: ReadonlyMap<string, ValueType | undefined>,
): void {
  const { memo } = types.of(to);
  const [had, has] = [indexOf(from).tensor, indexOf(to).tensor];
  for (const [id, type] of types.of(from).memo) if (had.has(id) && has.has(id)) memo.set(id, type);
  for (const [id, type] of changed) memo.set(id, type);
}
