/**
 * Writes a program as one graph. The bodies of If, Loop and Scan stand between an ENTER that makes their inputs and an EXIT
 * that reads their outputs, one body after the other, and the node itself behind them: so the larger branch counts, and what
 * bodies read from outside lives until the node has run. Functions stand in the place of their calls.
 */

import type { DrawnGroup, NodeSpec, ShareRight } from "../../core/document.ts";
import { Names } from "../names.ts";
import type { Inference } from "./infer/infer.ts";
import type { Known } from "./infer/known.ts";
import type { RawGraph, RawNode } from "./model.types.ts";
import type { Notes } from "./notes.ts";
import type { Body, OrderedNode, Program } from "./program.ts";
import { present, rightsOf, type Value } from "./rights.ts";
import type { Tensors } from "./tensors.ts";

/** Give something else every time that they run. */
const RANDOM = /^(Random|Bernoulli|Multinomial)/;

type Scope = (name: string) => Value | undefined;

export class Lowered {
  readonly nodes: NodeSpec[] = [];
  readonly groups: DrawnGroup[] = [];
  readonly outputs: string[] = [];
  readonly #program: Program;
  readonly #inference: Inference;
  readonly #tensors: Tensors;
  readonly #notes: Notes;
  readonly #ids = new Names();
  readonly #read = new Set<string>();
  /** Of the graph of a call: names of its outputs around it. */
  readonly #results = new Map<RawGraph, ReadonlyMap<string, string>>();
  readonly #absent = new Map<string, Value>();
  #depth = 0;

  constructor(program: Program, inference: Inference, tensors: Tensors, notes: Notes) {
    this.#program = program;
    this.#inference = inference;
    this.#tensors = tensors;
    this.#notes = notes;
    const { graph } = program;
    const own = new Map<string, Value>();
    const constants = new Set(graph.initializers.map((t) => t.name));
    for (const { name } of graph.inputs) {
      if (constants.has(name)) continue;
      const known = this.#known(graph, name);
      own.set(name, { id: tensors.add(name, known, "input"), known, constant: false });
    }
    const scope = this.#walk(graph, "", own, () => undefined);
    for (const { name } of graph.outputs) {
      const value = scope(name) ?? this.#missing(name);
      if (!this.outputs.includes(value.id)) this.outputs.push(value.id);
    }
  }

  /** What a call gives is named as its caller names it. */
  #wanted(graph: RawGraph, prefix: string, name: string): string {
    return this.#results.get(graph)?.get(name) ?? `${prefix}${name}`;
  }

  /** Ids of tensors that a node or the graph's outputs need. */
  get needed(): ReadonlySet<string> {
    return new Set([...this.#read, ...this.outputs]);
  }

  #known(graph: RawGraph, name: string): Known | undefined {
    return this.#inference.known.get(graph)?.get(name);
  }

  #walk(graph: RawGraph, prefix: string, own: Map<string, Value>, outer: Scope): Scope {
    const scope: Scope = (name) => own.get(name) ?? outer(name);
    for (const raw of graph.initializers) {
      const known = this.#known(graph, raw.name);
      const id = this.#tensors.add(`${prefix}${raw.name}`, known, "constant");
      if (raw.external) this.#notes.count("external", raw.name, `tensor:${id}`);
      if (raw.sparse) this.#notes.count("sparse", raw.name, `tensor:${id}`);
      own.set(raw.name, { id, known, constant: true });
    }
    const finals = new Set(graph.outputs.map((o) => o.name));
    for (const ordered of this.#program.nodes(graph)) this.#node(ordered, graph, prefix, own, scope, finals);
    return scope;
  }

  #node(
    ordered: OrderedNode,
    graph: RawGraph,
    prefix: string,
    own: Map<string, Value>,
    scope: Scope,
    finals: ReadonlySet<string>,
  ): void {
    const { node, bodies, captures } = ordered;
    const inputs = node.inputs.map((name) =>
      name === "" ? undefined : (scope(name) ?? this.#missing(name)),
    );
    const outputs = node.outputs.map((name) => (name === "" ? undefined : this.#known(graph, name)));
    const [body] = bodies;
    if (body?.closed === true) {
      this.#call(node, body, graph, prefix, inputs, own);
      return;
    }
    const folds =
      bodies.length === 0 &&
      !RANDOM.test(node.op) &&
      inputs.every((input) => input === undefined || input.constant) &&
      !node.outputs.some((name) => finals.has(name));
    const made = new Map<string, string>();
    for (const [i, name] of node.outputs.entries()) {
      if (name === "") continue;
      const id = this.#tensors.add(
        this.#wanted(graph, prefix, name),
        outputs[i],
        folds ? "constant" : "intermediate",
      );
      made.set(name, id);
    }
    this.#guess(node, [...made.values()][0]);
    const define = () => {
      for (const [i, name] of node.outputs.entries()) {
        const id = made.get(name);
        if (id !== undefined) own.set(name, { id, known: outputs[i], constant: folds });
      }
    };
    if (folds) {
      if (node.op !== "Constant")
        for (const id of made.values()) this.#notes.count("constant-derived", id, `tensor:${id}`);
      define();
      return;
    }
    const id = this.#ids.take(`${prefix}${node.name === "" ? `${node.op}:${this.nodes.length}` : node.name}`);
    const ids = [...made.values()];
    if (bodies.length > 0) {
      const held = captures.flatMap((name) => scope(name)?.id ?? []);
      this.#control(node, bodies, id, present(inputs), held, ids, scope);
    } else
      this.#add({ id, op: node.op, inputs: present(inputs), outputs: ids }, rightsOf(node, inputs, outputs));
    define();
  }

  #add(node: NodeSpec, mayShare: readonly ShareRight[]): void {
    for (const id of node.inputs) this.#read.add(id);
    this.nodes.push(mayShare.length === 0 ? node : { ...node, mayShare });
  }

  #missing(name: string): Value {
    const before = this.#absent.get(name);
    if (before !== undefined) return before;
    const id = this.#tensors.add(name, undefined, "input");
    this.#notes.count("never-made", name, `tensor:${id}`);
    const value = { id, known: undefined, constant: false };
    this.#absent.set(name, value);
    return value;
  }

  /** `made`: its first output, which lights up. */
  #guess(node: RawNode, made: string | undefined): void {
    const guess = this.#inference.guesses.get(node);
    if (guess === undefined) return;
    const name = node.domain === "" ? node.op : `${node.domain}.${node.op}`;
    const at = made === undefined ? undefined : `tensor:${made}`;
    if (guess.kind === "unknown-operator") this.#notes.count("unknown-operator", name, at);
    else this.#notes.count("not-inferred", guess.says, at);
  }

  /** The nodes of a function in the place of a call of it. */
  #call(
    node: RawNode,
    body: Body,
    graph: RawGraph,
    prefix: string,
    inputs: readonly (Value | undefined)[],
    own: Map<string, Value>,
  ): void {
    const id = this.#ids.take(`${prefix}${node.name === "" ? `${node.op}:${this.nodes.length}` : node.name}`);
    const first = this.nodes.length;
    this.#notes.count("functions", node.op);
    const inner = new Map<string, Value>();
    body.graph.inputs.forEach(({ name }, i) => {
      const value = inputs[i];
      if (value !== undefined) inner.set(name, value);
    });
    const results = body.graph.outputs.flatMap(({ name }, i): [string, string][] => {
      const out = node.outputs[i] ?? "";
      return out === "" ? [] : [[name, this.#wanted(graph, prefix, out)]];
    });
    this.#results.set(body.graph, new Map(results));
    this.#depth++;
    const scope = this.#walk(body.graph, `${id}/`, inner, () => undefined);
    this.#depth--;
    body.graph.outputs.forEach(({ name }, i) => {
      const out = node.outputs[i];
      if (out !== undefined && out !== "") own.set(out, scope(name) ?? this.#missing(name));
    });
    this.#group(id, node.op, first);
  }

  #control(
    node: RawNode,
    bodies: readonly Body[],
    id: string,
    inputs: readonly string[],
    held: readonly string[],
    outputs: readonly string[],
    outer: Scope,
  ): void {
    const taken = this.#inference.taken.get(node);
    const run = bodies.filter((body) => taken === undefined || body.title === taken);
    if (node.op === "If") this.#notes.count(taken === undefined ? "branches" : "decided", id, `node:${id}`);
    const first = this.nodes.length;
    let results: readonly string[] = [];
    let token: string | undefined;
    for (const body of run) {
      const exit = this.#body(`${id}/${body.title}`, body.graph, inputs, token, outer);
      token = exit.token;
      // of two branches one runs: neither keeps its results beside the other's
      results = run.length === 1 ? exit.results : [];
    }
    const all = [...new Set([...inputs, ...results, ...held, ...(token === undefined ? [] : [token])])];
    this.#add({ id, op: node.op, inputs: all, outputs }, []);
    this.#group(id, node.op, first);
  }

  #body(
    id: string,
    graph: RawGraph,
    inputs: readonly string[],
    after: string | undefined,
    outer: Scope,
  ): { readonly token: string; readonly results: readonly string[] } {
    const entered = this.#tensors.token(`${id}/entered`);
    const own = new Map<string, Value>();
    const outputs: string[] = [];
    for (const { name } of graph.inputs) {
      const known = this.#known(graph, name);
      const tensor = this.#tensors.add(`${id}/${name}`, known, "intermediate");
      own.set(name, { id: tensor, known, constant: false });
      outputs.push(tensor);
    }
    const enter = this.#ids.take(`${id}/enter`);
    this.#add(
      {
        id: enter,
        op: "ENTER",
        inputs: after === undefined ? inputs : [...inputs, after],
        outputs: [...outputs, entered],
      },
      [],
    );
    const first = this.nodes.length;
    this.#depth++;
    const scope = this.#walk(graph, `${id}/`, own, outer);
    this.#depth--;
    const results = [...new Set(graph.outputs.flatMap(({ name }) => scope(name)?.id ?? []))];
    const ends = this.#fence(first, entered);
    const left = this.#tensors.token(`${id}/left`);
    const exit = this.#ids.take(`${id}/exit`);
    this.#add(
      { id: exit, op: "EXIT", inputs: [...new Set([...results, ...ends, entered])], outputs: [left] },
      [],
    );
    return { token: left, results };
  }

  /** Keeps the members of a body behind its ENTER; gives tokens of those that nothing inside reads, for its EXIT. */
  #fence(first: number, entered: string): readonly string[] {
    const made = new Set<string>([entered]);
    const read = new Set<string>();
    for (let i = first; i < this.nodes.length; i++) {
      for (const output of this.nodes[i]?.outputs ?? []) made.add(output);
      for (const input of this.nodes[i]?.inputs ?? []) read.add(input);
    }
    const ends: string[] = [];
    for (let i = first; i < this.nodes.length; i++) {
      const node = this.nodes[i];
      if (node === undefined) continue;
      const inputs = node.inputs.some((input) => made.has(input)) ? node.inputs : [...node.inputs, entered];
      let { outputs } = node;
      if (!outputs.some((output) => read.has(output))) {
        const token = this.#tensors.token(`${node.id}/done`);
        outputs = [...outputs, token];
        ends.push(token);
      }
      if (inputs !== node.inputs || outputs !== node.outputs) this.nodes[i] = { ...node, inputs, outputs };
    }
    return ends;
  }

  /** The nodes since `first` fold into one box; inside another such node they belong to that. */
  #group(id: string, op: string, first: number): void {
    if (this.#depth > 0) return;
    const nodes = this.nodes.slice(first).map((node) => node.id);
    if (nodes.length > 1) this.groups.push({ id, title: `${op} ${id}`, nodes, collapsed: true });
  }
}
