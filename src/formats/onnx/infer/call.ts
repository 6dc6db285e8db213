/** One node as a rule sees it: its attributes, what is known of its inputs, and how to say that something is not. */

import type { Size } from "../../../core/size.ts";
import type { RawAttribute, RawGraph, RawNode, RawTensor } from "../model.types.ts";
import { type Known, NotKnown } from "./known.ts";

export interface Surroundings {
  /** A symbol for a dimension that only the data tells; `bound` is the most it can be, when that is known. */
  readonly fresh: (node: RawNode, what: string, bound: Size | undefined) => Size;
  readonly limit: (node: RawNode, what: string, bound: Size) => void;
  /** Notes that the branches of a node give values of different ranks. */
  readonly differs: (node: RawNode) => void;
  /** Infers a graph inside a node, with these values for its inputs, and gives its outputs. */
  readonly inside: (graph: RawGraph, inputs: readonly (Known | undefined)[]) => readonly Known[];
}

/** Axes of an output of which nothing but their number is known. */
const MOST_FRESH = 16;

export class Call {
  readonly node: RawNode;
  /** Version of the operator set that the node's domain is imported with. */
  readonly opset: number;
  /** Undefined where an optional input is absent. */
  readonly inputs: readonly (Known | undefined)[];
  readonly #around: Surroundings;

  constructor(node: RawNode, opset: number, inputs: readonly (Known | undefined)[], around: Surroundings) {
    this.node = node;
    this.opset = opset;
    this.inputs = inputs;
    this.#around = around;
  }

  get outputs(): number {
    return this.node.outputs.length;
  }

  attribute(name: string): RawAttribute | undefined {
    return this.node.attributes.get(name);
  }

  int(name: string): number | undefined;
  int(name: string, fallback: number): number;
  int(name: string, fallback?: number): number | undefined {
    return this.attribute(name)?.int ?? fallback;
  }

  /** Undefined when the attribute is absent. */
  ints(name: string): readonly number[] | undefined {
    return this.attribute(name)?.ints;
  }

  float(name: string): number | undefined {
    return this.attribute(name)?.float;
  }

  text(name: string, fallback: string): string {
    return this.attribute(name)?.text ?? fallback;
  }

  tensor(name: string): RawTensor | undefined {
    return this.attribute(name)?.tensor;
  }

  graph(name: string): RawGraph {
    const graph = this.attribute(name)?.graphs[0];
    if (graph === undefined) throw new NotKnown(`its ${name} is missing`);
    return graph;
  }

  has(i: number): boolean {
    return this.inputs[i] !== undefined;
  }

  /** Throws NotKnown when the input is absent. */
  input(i: number): Known {
    const input = this.inputs[i];
    if (input === undefined) throw new NotKnown(`its input ${i} is missing`);
    return input;
  }

  element(i: number): number {
    return this.inputs[i]?.element ?? 0;
  }

  /** Throws NotKnown when the rank is not known. */
  shape(i: number): readonly Size[] {
    const { shape } = this.input(i);
    if (shape === undefined)
      throw new NotKnown(`the shape of its input ${this.node.inputs[i] ?? i} is not known`);
    return shape;
  }

  /** Elements of a small input. Throws NotKnown. */
  content(i: number): readonly Size[] {
    const { content } = this.input(i);
    if (content === undefined)
      throw new NotKnown(`its output depends on the values of ${this.node.inputs[i] ?? i}`);
    return content;
  }

  /** A shape of which only the number of axes is known; `bounds`: the most that each can be, where that is known. */
  freshShape(axes: number, bounds: readonly (Size | undefined)[] = []): readonly Size[] {
    return Array.from({ length: axes }, (_, i) => this.fresh(`axis${i}`, bounds[i]));
  }

  /** Elements of an input that holds a shape; symbols in their place when only their number is known. Throws NotKnown. */
  shapeIn(i: number): readonly Size[] {
    const { content, shape } = this.input(i);
    const axes = shape?.length === 1 ? shape[0] : undefined;
    if (content === undefined && typeof axes === "number" && axes <= MOST_FRESH) return this.freshShape(axes);
    return this.content(i);
  }

  /** Elements that are numbers whatever symbols are bound to. Throws NotKnown. */
  numbers(i: number): readonly number[] {
    return this.content(i).map((size) => {
      if (typeof size !== "number")
        throw new NotKnown(`its output depends on the values of ${this.node.inputs[i] ?? i}`);
      return size;
    });
  }

  /** An attribute that later versions take as an input: the ints of one or the other; undefined when both are absent. */
  intsOrInput(name: string, i: number): readonly number[] | undefined {
    return this.ints(name) ?? (this.has(i) ? this.numbers(i) : undefined);
  }

  /** An axis counted from the end when negative. Throws NotKnown when it is outside. */
  axis(axis: number, rank: number): number {
    const whole = axis < 0 ? axis + rank : axis;
    if (whole < 0 || whole >= Math.max(rank, 1))
      throw new NotKnown(`its axis ${axis} is outside rank ${rank}`);
    return whole;
  }

  /** Axes in the order given, counted from the start. */
  axes(axes: readonly number[], rank: number): number[] {
    return axes.map((axis) => this.axis(axis, rank));
  }

  fresh(what: string, bound?: Size): Size {
    return this.#around.fresh(this.node, what, bound);
  }

  /** Says afterwards what a symbol of this node can be at most. */
  limit(what: string, bound: Size): void {
    this.#around.limit(this.node, what, bound);
  }

  differs(): void {
    this.#around.differs(this.node);
  }

  inside(name: string, inputs: readonly (Known | undefined)[]): readonly Known[] {
    return this.#around.inside(this.graph(name), inputs);
  }
}

/** Gives what is known of the outputs; fewer when it says nothing of the rest. Throws NotKnown. */
export type Rule = (call: Call) => readonly Known[];

export type Rules = Readonly<Record<string, Rule>>;

/** One rule under several names. */
export function each(names: string, rule: Rule): Rules {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}
