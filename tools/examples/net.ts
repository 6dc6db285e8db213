/** A small language for writing the samples: layers in, a native graph document out. */

import type {
  ArenaSpec,
  Dim,
  DType,
  GraphDocument,
  NodeSpec,
  Role,
  TensorSpec,
} from "../../src/core/document.ts";

/** A tensor as a layer sees it: the output of one node is named like the node. */
export interface Value {
  readonly id: string;
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}

export interface NodeOptions {
  /** Scratch in bytes. */
  readonly workspace?: number;
  /** Inputs that the output may be written over, by position; the first legal one is taken. */
  readonly inplace?: readonly number[];
  /** The output is another look at input 0. */
  readonly view?: boolean;
  readonly dtype?: DType;
}

export interface NetOptions {
  /** Of activations and weights. */
  readonly dtype: DType;
  /** Where the channels stand: NHWC as TFLite has them, NCHW as PyTorch and ONNX do. */
  readonly layout: "NHWC" | "NCHW";
  /** Whether convolutions ask for the im2col rows that int8 kernels for Cortex-M want. */
  readonly scratch?: boolean;
  readonly arenas?: readonly ArenaSpec[];
}

export class Net {
  readonly options: NetOptions;
  readonly #name: string;
  readonly #tensors: TensorSpec[] = [];
  readonly #nodes: NodeSpec[] = [];
  #pin: string | undefined;

  constructor(name: string, options: NetOptions) {
    this.#name = name;
    this.options = options;
  }

  input(id: string, shape: readonly Dim[], dtype: DType = this.options.dtype): Value {
    return this.#tensor(id, dtype, shape, "input");
  }

  constant(id: string, shape: readonly Dim[], dtype: DType = this.options.dtype): Value {
    return this.#tensor(id, dtype, shape, "constant");
  }

  state(id: string, shape: readonly Dim[], dtype: DType = this.options.dtype): Value {
    return this.#tensor(id, dtype, shape, "state");
  }

  /** State that is just bytes at an alignment, pinned to an arena. */
  block(id: string, bytes: number, alignment: number, arena: string): Value {
    this.#tensors.push({ id, bytes, alignment, arena, role: "state" });
    return { id, dtype: "uint8", shape: [bytes] };
  }

  /** Pins what the layers inside make to an arena. */
  within(arena: string, layers: () => Value): Value {
    this.#pin = arena;
    const last = layers();
    this.#pin = undefined;
    return last;
  }

  /** One node with one output, named like the node. */
  node(
    id: string,
    op: string,
    inputs: readonly Value[],
    shape: readonly Dim[],
    options: NodeOptions = {},
  ): Value {
    const out = this.#tensor(id, options.dtype ?? this.options.dtype, shape, undefined);
    const inplace = (options.inplace ?? []).map((input) => ({ output: 0, input, how: "inplace" as const }));
    const view = options.view ? [{ output: 0, input: 0, how: "view" as const }] : [];
    const mayShare = [...view, ...inplace];
    this.#nodes.push({
      id,
      op,
      inputs: inputs.map((v) => v.id),
      outputs: [id],
      ...(options.workspace ? { workspace: options.workspace } : {}),
      ...(mayShare.length > 0 ? { mayShare } : {}),
    });
    return out;
  }

  finish(...outputs: readonly Value[]): GraphDocument {
    return {
      format: "memplan",
      version: 1,
      kind: "graph",
      name: this.#name,
      tensors: this.#tensors,
      nodes: this.#nodes,
      outputs: outputs.map((v) => v.id),
      ...(this.options.arenas ? { arenas: this.options.arenas } : {}),
    };
  }

  #tensor(id: string, dtype: DType, shape: readonly Dim[], role: Role | undefined): Value {
    const arena = role === undefined ? this.#pin : undefined;
    this.#tensors.push({
      id,
      dtype,
      shape,
      ...(role === undefined ? {} : { role }),
      ...(arena === undefined ? {} : { arena }),
    });
    return { id, dtype, shape };
  }
}
