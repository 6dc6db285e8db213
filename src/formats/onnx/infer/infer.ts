/** Infers the type of every value of a model, graph by graph, node by node; what only the data tells becomes a symbol. */

import { type Size, sameSize, sizeText, symbol } from "../../../core/size.ts";
import type { RawDim, RawGraph, RawNode, RawTensor, RawType, RawValue } from "../model.types.ts";
import type { Body, Program } from "../program.ts";
import { Call, type Surroundings } from "./call.ts";
import { type Known, MOST_SIZE_TEXT, NotKnown, tensor } from "./known.ts";
import { ruleOf } from "./rules/index.ts";
import { Work } from "./work.ts";

/** Where a symbol comes from: the file names it, an input leaves it open, or only the data tells. */
export interface SymbolInfo {
  readonly kind: "named" | "open" | "data";
  /** What it is a dimension of. */
  readonly of: string;
  /** The most that it can be, when that is known. */
  readonly bound: Size | undefined;
}

export type Guess = "unknown-operator" | "not-known";

export interface Inference {
  /** Of the values that each graph makes, reads as inputs or holds as initializers. */
  readonly known: ReadonlyMap<RawGraph, ReadonlyMap<string, Known>>;
  readonly symbols: ReadonlyMap<string, SymbolInfo>;
  /** Why outputs of a node are not inferred. */
  readonly guesses: ReadonlyMap<RawNode, { readonly kind: Guess; readonly says: string }>;
  /** The branch of an If whose condition is known. */
  readonly taken: ReadonlyMap<RawNode, "then" | "else">;
  /** Nodes If whose branches give values of different ranks: the one with more elements is used. */
  readonly unlike: ReadonlySet<RawNode>;
  /** Values whose declared type differs from what was inferred: the inferred one is used. */
  readonly disagree: ReadonlySet<string>;
}

/** Contents that a person gives for small inputs, by name. */
export type GivenValues = ReadonlyMap<string, readonly number[]>;

type Scope = (name: string) => Known | undefined;

/** Throws TooMuchWork. */
export function infer(program: Program, given: GivenValues): Inference {
  const inference = new Inferrer(program, given);
  inference.run();
  return inference;
}

class Inferrer implements Inference {
  readonly known = new Map<RawGraph, Map<string, Known>>();
  readonly symbols = new Map<string, SymbolInfo>();
  readonly guesses = new Map<RawNode, { kind: Guess; says: string }>();
  readonly taken = new Map<RawNode, "then" | "else">();
  readonly unlike = new Set<RawNode>();
  readonly disagree = new Set<string>();
  readonly #work: Work;
  readonly #program: Program;
  readonly #given: GivenValues;
  readonly #fresh = new Map<RawNode, Map<string, Size>>();
  /** The text of a symbol that only the data tells, by itself. */
  readonly #dataTexts = new Set<string>();

  constructor(program: Program, given: GivenValues) {
    this.#program = program;
    this.#work = new Work(program.size);
    this.#given = given;
  }

  run(): void {
    const { graph, model } = this.#program;
    this.#graph(graph, [], () => undefined, model.opsets, true);
  }

  /** `main`: inputs have the types that the file declares, and initializers among them are constants. */
  #graph(
    graph: RawGraph,
    inputs: readonly (Known | undefined)[],
    outer: Scope,
    opsets: ReadonlyMap<string, number>,
    main: boolean,
  ): readonly Known[] {
    const own = new Map<string, Known>();
    this.known.set(graph, own);
    graph.inputs.forEach((input, i) => {
      own.set(input.name, inputs[i] ?? this.#declaredInput(input, main));
    });
    for (const initializer of graph.initializers) own.set(initializer.name, ofTensor(initializer));
    const declared = declaredOf(graph);
    const scope: Scope = (name) => own.get(name) ?? outer(name);
    for (const { node, bodies } of this.#program.nodes(graph)) {
      const outputs = this.#node(node, bodies, scope, opsets, declared);
      node.outputs.forEach((name, i) => {
        if (name !== "") own.set(name, outputs[i] ?? tensor(0, undefined));
      });
    }
    return graph.outputs.map(({ name }) => scope(name) ?? tensor(0, undefined));
  }

  #node(
    node: RawNode,
    bodies: readonly Body[],
    scope: Scope,
    opsets: ReadonlyMap<string, number>,
    declared: ReadonlyMap<string, RawType>,
  ): readonly Known[] {
    const inputs = node.inputs.map((name) =>
      name === "" ? undefined : (scope(name) ?? tensor(0, undefined)),
    );
    this.#work.spend(node);
    const outputs = this.#outputs(node, bodies, inputs, scope, opsets);
    const guessed = this.guesses.has(node);
    return node.outputs.map((name, i) => {
      const inferred = this.#inBounds(node, i, outputs[i]);
      const type = declared.get(name);
      // what the file says is better than a guess
      const usable = guessed && type?.kind === "tensor" && type.dims !== undefined ? undefined : inferred;
      return this.#settled(name, usable, type);
    });
  }

  #outputs(
    node: RawNode,
    bodies: readonly Body[],
    inputs: readonly (Known | undefined)[],
    scope: Scope,
    opsets: ReadonlyMap<string, number>,
  ): readonly Known[] {
    const [body] = bodies;
    if (body?.closed === true) return this.#graph(body.graph, inputs, () => undefined, body.opsets, false);
    const rule = ruleOf(node.domain, node.op);
    if (rule === undefined) {
      this.guesses.set(node, { kind: "unknown-operator", says: `${node.op} is not known` });
      // most operators of one output that nobody knows are elementwise
      const [first] = inputs;
      return node.outputs.length === 1 && first !== undefined ? [tensor(first.element, first.shape)] : [];
    }
    const around: Surroundings = {
      fresh: (of, what, bound) => this.#freshSize(of, what, bound),
      limit: (of, what, bound) => {
        const size = this.#fresh.get(of)?.get(what);
        const info = typeof size === "object" ? this.symbols.get(size.text) : undefined;
        if (typeof size === "object" && info !== undefined) this.symbols.set(size.text, { ...info, bound });
      },
      differs: (of) => this.unlike.add(of),
      inside: (graph, values) => this.#graph(graph, values, scope, opsets, false),
    };
    try {
      const outputs = rule(new Call(node, opsets.get(node.domain) ?? 1, inputs, around));
      this.guesses.delete(node);
      this.#branch(node, inputs);
      return outputs;
    } catch (thrown) {
      if (!(thrown instanceof NotKnown)) throw thrown;
      this.guesses.set(node, { kind: "not-known", says: `${node.op}: ${thrown.message}` });
      return [];
    }
  }

  /** Sizes whose formula fills pages become symbols of their own. */
  #inBounds(node: RawNode, output: number, known: Known | undefined): Known | undefined {
    if (known?.shape?.some((size) => typeof size !== "number" && size.text.length > MOST_SIZE_TEXT) !== true)
      return known;
    const shape = known.shape.map((size, axis) =>
      typeof size !== "number" && size.text.length > MOST_SIZE_TEXT
        ? this.#freshSize(node, `output${output}.${axis}`, undefined)
        : size,
    );
    return { ...known, shape };
  }

  #branch(node: RawNode, inputs: readonly (Known | undefined)[]): void {
    if (node.op !== "If" || node.domain !== "") return;
    const condition = inputs[0]?.content?.[0];
    if (typeof condition === "number") this.taken.set(node, condition !== 0 ? "then" : "else");
    else this.taken.delete(node);
  }

  /** What was inferred, with what the file declares where nothing or only a symbol of the data was. */
  #settled(name: string, inferred: Known | undefined, type: RawType | undefined): Known {
    if (type === undefined) return inferred ?? tensor(0, undefined);
    if (type.kind !== "tensor") return inferred ?? { ...tensor(0, undefined), other: type.kind };
    const dims = type.dims;
    if (inferred?.shape === undefined) {
      const element = inferred?.element || type.element;
      if (dims === undefined) return { ...tensor(element, undefined), other: inferred?.other };
      return sound(
        element,
        dims.map((dim, i) => this.#dim(dim, name, i, "data")),
      );
    }
    const { shape } = inferred;
    if (dims !== undefined && dims.length === shape.length) {
      const settled = shape.map((size, i): Size => {
        const said = numberOf(dims[i]);
        if (said === undefined || sameSize(size, said)) return size;
        if (typeof size !== "number") return this.#dataTexts.has(size.text) ? said : size;
        this.disagree.add(name);
        return size;
      });
      return { ...inferred, shape: settled };
    }
    if (dims !== undefined) this.disagree.add(name);
    return inferred;
  }

  #declaredInput({ name, type }: RawValue, main: boolean): Known {
    if (type === undefined) return tensor(0, undefined);
    if (type.kind !== "tensor") return { ...tensor(0, undefined), other: type.kind };
    const shape = type.dims?.map((dim, i) => this.#dim(dim, name, i, "open"));
    const content = main ? this.#given.get(name) : undefined;
    return sound(type.element, shape, content);
  }

  #dim(dim: RawDim, of: string, axis: number, kind: "open" | "data"): Size {
    const value = numberOf(dim);
    if (value !== undefined) return value;
    const named = dim.symbol !== undefined && dim.symbol !== "";
    const size = symbol(named ? (dim.symbol ?? "") : `${of}.${axis}`);
    if (typeof size !== "number" && !this.symbols.has(size.text))
      this.symbols.set(size.text, { kind: named ? "named" : kind, of, bound: undefined });
    return size;
  }

  /** The same symbol every time that a body is walked. */
  #freshSize(node: RawNode, what: string, bound: Size | undefined): Size {
    const own = this.#fresh.get(node) ?? new Map<string, Size>();
    this.#fresh.set(node, own);
    const known = own.get(what);
    if (known !== undefined) return known;
    const of = node.outputs.find((name) => name !== "") ?? node.name;
    // graphs inside nodes may use a name again
    let size = symbol(`${of}.${what}`);
    for (let n = 2; this.symbols.has(sizeText(size)); n++) size = symbol(`${of}.${what}.${n}`);
    own.set(what, size);
    if (typeof size !== "number") {
      this.symbols.set(size.text, { kind: "data", of, bound });
      this.#dataTexts.add(size.text);
    }
    return size;
  }
}

/** A dimension that is a number; exporters write 0 and −1 for what they do not know. */
function numberOf(dim: RawDim | undefined): number | undefined {
  return dim?.value !== undefined && dim.value > 0 ? dim.value : undefined;
}

function ofTensor(raw: RawTensor): Known {
  return sound(raw.element, raw.dims, raw.values);
}

/** A type that the file gives; without a shape where that is none that a tensor can have. */
function sound(element: number, shape: readonly Size[] | undefined, content?: readonly Size[]): Known {
  try {
    return tensor(element, shape, content);
  } catch (thrown) {
    if (thrown instanceof NotKnown) return tensor(element, undefined);
    throw thrown;
  }
}

function declaredOf(graph: RawGraph): ReadonlyMap<string, RawType> {
  const types = new Map<string, RawType>();
  for (const { name, type } of [...graph.values, ...graph.outputs])
    if (type !== undefined) types.set(name, type);
  return types;
}
