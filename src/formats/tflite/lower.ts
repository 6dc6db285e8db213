/**
 * Writes all subgraphs as one graph in the order in which TFLM's planner walks them: an operator that runs subgraphs,
 * then each of them between an ENTER that makes its inputs and an EXIT that reads its outputs. The last EXIT also reads
 * what the operator reads and makes, so those live across the bodies, as on TFLM's clock.
 */

import { Names } from "../names.ts";
import { type Block, type Draft, newBlock, Sketch } from "./draft.ts";
import { type Facts, tensorsOf } from "./facts.ts";
import { shorten } from "./names.ts";
import type { Notes } from "./notes.ts";
import { isPure, shareRights } from "./operators.ts";
import { BRANCHES, type Model, type OperatorRow, type SubgraphRow } from "./schema.ts";
import { sequence } from "./sequence.ts";

/** Real models nest a few deep; a chain of calls as long as the file must not exhaust our own stack. */
const DEEPEST = 64;

export interface Lowered {
  readonly sketch: Sketch;
  /** Final outputs, by tensor number. */
  readonly outputs: readonly number[];
}

export function lower(model: Model, facts: Facts, names: Names, notes: Notes): Lowered {
  const walk = new Walk(model, facts, new Sketch(facts, names, new Names(), notes), notes);
  return { sketch: walk.sketch, outputs: walk.run() };
}

class Walk {
  readonly sketch: Sketch;
  readonly #model: Model;
  readonly #facts: Facts;
  readonly #notes: Notes;
  readonly #active = new Set<number>();
  readonly #written = new Set<number>();
  readonly #blocks: Block[] = [];
  /** Where control returns after an operator that runs subgraphs. */
  readonly #gates = new Map<Draft, Draft>();
  readonly #again: { readonly draft: Draft; readonly subgraph: number }[] = [];

  constructor(model: Model, facts: Facts, sketch: Sketch, notes: Notes) {
    this.#model = model;
    this.#facts = facts;
    this.sketch = sketch;
    this.#notes = notes;
  }

  run(): readonly number[] {
    const main = this.#newBlock();
    this.#body(0, main, 0);
    this.#uncalled(main);
    this.#keepUntilLastCall();
    this.#countConstantDerived();
    sequence(this.sketch, this.#blocks, this.#gates);
    return this.#tensors(0, this.#subgraph(0).outputs);
  }

  #subgraph(s: number): SubgraphRow {
    const subgraph = this.#model.subgraphs[s];
    if (subgraph === undefined) throw new Error(`there is no subgraph ${s}`);
    return subgraph;
  }

  #newBlock(): Block {
    const block = newBlock();
    this.#blocks.push(block);
    return block;
  }

  /** Numbers of tensors in the whole file, each once, without the absent ones. */
  #tensors(s: number, indices: readonly number[]): number[] {
    const base = this.#facts.base[s] ?? 0;
    return [...new Set(indices)].filter((i) => i >= 0).map((i) => base + i);
  }

  #body(s: number, block: Block, depth: number): void {
    this.#active.add(s);
    this.#written.add(s);
    for (const [i, row] of this.#subgraph(s).operators.entries()) {
      const draft = this.#operator(i, s, row, block);
      block.members.push(draft);
      this.#calls(draft, s, row, block, depth);
    }
    this.#active.delete(s);
  }

  #operator(index: number, s: number, row: OperatorRow, block: Block): Draft {
    const { sketch } = this;
    const base = this.#facts.base[s] ?? 0;
    const op = shorten(row.code.name);
    const id = `${this.#facts.prefix[s] ?? ""}${op}:${index}`;
    const draft = sketch.add(id, op, block, isPure(row.code.builtin));
    const outputs = this.#tensors(s, row.outputs);
    for (const tensor of outputs) sketch.make(draft, tensor);
    const writes = draft.inputs.splice(0);
    const positions: number[] = [];
    for (const i of row.inputs) {
      const own = i >= 0 && sketch.producer(base + i) === draft;
      if (own) this.#notes.count("reads-itself", `node:${draft.id}`);
      const present = i >= 0 && !own;
      positions.push(present ? draft.inputs.length : -1);
      if (present) draft.inputs.push(base + i);
    }
    for (const tensor of writes) draft.inputs.push(tensor);
    const result = outputs[0];
    if (result !== undefined && result === draft.outputs[0]) {
      const { bytes } = sketch.fact(result);
      const fits = (position: number) => {
        const input = sketch.fact(draft.inputs[position] ?? -1);
        return (input.kind === "plain" || input.kind === "input") && input.bytes === bytes && bytes > 0;
      };
      draft.shares.push(...shareRights(row.code.builtin, positions, fits));
    }
    return draft;
  }

  #calls(caller: Draft, s: number, row: OperatorRow, block: Block, depth: number): void {
    let last = caller;
    for (const { branch, subgraph } of row.calls) {
      const id = `${caller.id}/${branch}`;
      if (this.#active.has(subgraph)) {
        this.#notes.count("recursive-subgraph", `node:${caller.id}`);
      } else if (this.#written.has(subgraph)) {
        const again = this.sketch.add(`${id}/again`, "ENTER", block);
        this.sketch.after(again, last);
        this.#again.push({ draft: again, subgraph });
        this.#notes.count("called-again", `node:${again.id}`);
        last = again;
      } else if (depth >= DEEPEST) {
        this.#notes.count("deep-subgraph", `node:${caller.id}`);
      } else {
        last = this.#run(id, subgraph, last, depth + 1).exit;
      }
    }
    if (row.calls.length === 0 && row.code.builtin in BRANCHES) {
      this.#notes.count("missing-options", `node:${caller.id}`);
    }
    if (last === caller) return;
    const held = new Set(last.inputs);
    for (const tensor of this.#tensors(s, [...row.inputs, ...row.outputs])) {
      if (!held.has(tensor)) last.inputs.push(tensor);
    }
    this.#gates.set(caller, last);
    block.returns.push(last);
  }

  /** A subgraph between its ENTER and its EXIT. */
  #run(
    id: string,
    s: number,
    after: Draft | null,
    depth: number,
  ): { readonly enter: Draft; readonly exit: Draft } {
    const { sketch } = this;
    const { inputs, outputs } = this.#subgraph(s);
    const block = this.#newBlock();
    const enter = sketch.add(`${id}/enter`, "ENTER", block);
    block.enter = enter;
    if (after !== null) sketch.after(enter, after);
    for (const tensor of this.#tensors(s, inputs)) {
      if (sketch.fact(tensor).kind === "plain") sketch.make(enter, tensor);
    }
    this.#body(s, block, depth);
    const exit = sketch.add(`${id}/exit`, "EXIT", block);
    block.exit = exit;
    for (const tensor of this.#tensors(s, outputs)) exit.inputs.push(tensor);
    return { enter, exit };
  }

  /** What nobody runs: the entries of other signatures, one after the other behind the main subgraph. */
  #uncalled(main: Block): void {
    const called = new Set(
      this.#model.subgraphs.flatMap((g) => g.operators.flatMap((o) => o.calls.map((call) => call.subgraph))),
    );
    const rest = [...this.#model.subgraphs.keys()].filter((s) => s > 0);
    // Those that others run come last: they are written by then unless they only run each other.
    const entries = [...rest.filter((s) => !called.has(s)), ...rest.filter((s) => called.has(s))];
    let last: Draft | null = null;
    for (const s of entries) {
      if (this.#written.has(s)) continue;
      const { enter, exit } = this.#run((this.#facts.prefix[s] ?? "").slice(0, -1), s, last, 0);
      main.exit ??= enter;
      last = exit;
      this.#notes.count("never-called", `node:${enter.id}`);
    }
  }

  /** The last node that runs a subgraph again reads all of it, and of what that runs, so that it all stays. */
  #keepUntilLastCall(): void {
    const { sketch } = this;
    const kept = new Set<number>();
    for (const { draft, subgraph } of this.#again.toReversed()) {
      const stack = [subgraph];
      const held = new Set(draft.inputs);
      for (let s = stack.pop(); s !== undefined; s = stack.pop()) {
        if (kept.has(s)) continue;
        kept.add(s);
        const row = this.#subgraph(s);
        for (const operator of row.operators) for (const call of operator.calls) stack.push(call.subgraph);
        for (const tensor of tensorsOf(this.#facts, s, row)) {
          const producer = sketch.producer(tensor);
          if (producer === null || producer.position > draft.position || sketch.fact(tensor).bytes === 0)
            continue;
          if (!held.has(tensor)) draft.inputs.push(tensor);
        }
      }
    }
  }

  #countConstantDerived(): void {
    const { sketch } = this;
    const derived = new Set<number>();
    for (const draft of sketch.drafts) {
      const known = (t: number) => sketch.fact(t).kind === "constant" || derived.has(t);
      if (!draft.pure || draft.inputs.length === 0 || !draft.inputs.every(known)) continue;
      for (const tensor of draft.outputs) {
        derived.add(tensor);
        const { id, bytes } = sketch.fact(tensor);
        this.#notes.count("constant-derived", `tensor:${id}`, bytes);
      }
    }
  }
}
