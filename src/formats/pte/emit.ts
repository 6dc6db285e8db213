/**
 * A method of a program as a graph: a node an instruction, a tensor a value, a further one where a value is written again
 * in place. Views without instructions get a node of their own in front of the first that needs them.
 */

import type { Dim, NodeSpec, TensorSpec } from "../../core/document.ts";
import { Names } from "../names.ts";
import { blank, cut, type Draft, labelOf, position } from "./draft.ts";
import { type Lives, MOST_BEHIND, type RootLife } from "./lives.ts";
import type { PteTensor } from "./program.types.ts";
import { deviceName, scalarType } from "./scalar-types.ts";
import { isConstant, type Step, tensorOf } from "./trace.ts";

export interface Emitted {
  readonly tensors: readonly TensorSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly outputs: readonly string[];
  /** Bytes by tensor. */
  readonly offsets: Readonly<Record<string, number>>;
  /** What a value is called: its first tensor. */
  readonly nameOf: (value: number) => string;
  /** The node of an instruction. */
  readonly nodeOf: (instruction: number) => string | undefined;
}

type Role = NonNullable<TensorSpec["role"]>;

export function emit(lives: Lives): Emitted {
  return new Emission(lives).emit();
}

class Emission {
  readonly #lives: Lives;
  readonly #names = new Names();
  readonly #nodeNames = new Names();
  readonly #tensors = new Map<string, TensorSpec>();
  readonly #nodes: NodeSpec[] = [];
  /** Of each tensor the value that owns its bytes. */
  readonly #ownerOf = new Map<string, number>();
  readonly #offsets = new Map<string, number>();
  readonly #bytes = new Map<string, number>();
  /** Tensors that a value stands for at the moment; of a value that two branches bring, one each. */
  readonly #now: (readonly string[])[];
  /** The latest tensor in a value's own bytes. */
  readonly #own: (string | undefined)[];
  /** Values that stand for bytes of others. */
  readonly #renamed = new Set<number>();
  readonly #called = new Map<number, string>();
  readonly #nodeIds: string[] = [];
  /** What the first instruction that writes a value would call it. */
  readonly #writerOf = new Map<number, string>();
  readonly #inputAt: ReadonlyMap<number, number>;
  readonly #outputAt: ReadonlyMap<number, number>;

  constructor(lives: Lives) {
    this.#lives = lives;
    const { owner, inputs, outputs } = lives.trace;
    this.#now = Array.from(owner, () => []);
    this.#own = new Array(owner.length);
    this.#inputAt = new Map(inputs.map((v, i) => [v, i]));
    lives.trace.steps.forEach((step, k) => {
      step.writes.forEach((v, i) => {
        if (!this.#writerOf.has(v)) this.#writerOf.set(v, labelOf(step, k, i));
      });
    });
    this.#outputAt = new Map(outputs.map((v, i) => [v, i]));
  }

  emit(): Emitted {
    const { trace, roots } = this.#lives;
    const N = trace.steps.length;
    for (const v of trace.inputs) this.#given(v);
    for (const { value, kind } of roots) if (kind === "state") this.#given(value);
    const begins = byInstruction(
      roots,
      ({ kind, first }) => (kind === "value" ? Math.min(first, N - 1) : -1),
      N,
    );
    const ends = byInstruction(roots, ({ looped, last }) => (looped ? last : -1), N);
    trace.steps.forEach((step, k) => {
      this.#step(step, k, begins[k] ?? [], ends[k] ?? []);
    });
    for (const { value, base } of trace.elidedOutputs) this.#elide(value, base);
    const outputs = trace.outputs.flatMap((v) => {
      if (this.#now[v]?.length === 0) this.#given(v);
      return this.#now[v] ?? [];
    });
    return {
      tensors: [...this.#tensors.values()],
      nodes: this.#nodes,
      outputs: [...new Set(outputs)],
      offsets: Object.fromEntries(this.#offsets),
      nameOf: (v) => this.#called.get(v) ?? `value ${v}`,
      nodeOf: (k) => this.#nodeIds[k],
    };
  }

  #step(step: Step, k: number, begins: readonly RootLife[], ends: readonly RootLife[]): void {
    for (const { value, base } of step.elided) this.#elide(value, base);
    const draft = blank();
    for (const v of step.reads) this.#read(v, draft, `scratch #${k}`);
    step.writes.forEach((v, i) => {
      this.#write(v, draft, labelOf(step, k, i), k);
    });
    // what is begun and added to in a loop has its bytes from the start of the loop, and so has a result that nothing writes
    for (const { value } of begins) {
      if (this.#own[value] === undefined) this.#make(value, draft, this.#unwritten(value));
    }
    const label = `${cut(step.op)} #${k}`;
    if (step.renames !== null) this.#rename(step.renames, draft, label);
    for (const { value } of ends) {
      const kept = this.#own[value];
      if (kept !== undefined && !draft.outputs.has(kept)) position(draft.inputs, kept);
    }
    const id = this.#nodeNames.take(label);
    this.#nodeIds.push(id);
    this.#push(id, step.op, draft);
  }

  #push(id: string, op: string, { inputs, outputs, shares, mutates }: Draft): void {
    this.#nodes.push({
      id,
      op,
      inputs: [...inputs.keys()],
      outputs: [...outputs.keys()],
      ...(shares.length === 0 ? {} : { mayShare: shares }),
      ...(mutates.size === 0 ? {} : { mutates: [...mutates] }),
    });
  }

  /** A value that no instruction of the method has made: it comes from outside, or from before. */
  #given(v: number): void {
    if (this.#now[v]?.length !== 0) return;
    const tensor = tensorOf(this.#lives.trace.plan, v);
    if (tensor === undefined) return;
    const { persistent, unwritten } = this.#lives.trace;
    const at = this.#inputAt.get(v);
    const name = tensor.extra?.name ?? "";
    const role: Role = isConstant(tensor)
      ? "constant"
      : persistent[v] === 1 || (unwritten.has(v) && tensor.allocation !== null)
        ? "state"
        : "input";
    const id = this.#tensor(name === "" ? this.#labelOf(v, role, at) : cut(name), v, role);
    this.#own[v] = id;
    this.#now[v] = [id];
  }

  #labelOf(v: number, role: Role, input: number | undefined): string {
    if (role === "constant") return `constant ${tensorOf(this.#lives.trace.plan, v)?.dataIndex}`;
    if (input !== undefined) return `input ${input}`;
    return role === "state" ? `state of value ${v}` : this.#unwritten(v);
  }

  #unwritten(v: number): string {
    const output = this.#outputAt.get(v);
    return this.#writerOf.get(v) ?? (output === undefined ? `value ${v}` : `output ${output}`);
  }

  #read(v: number, draft: Draft, scratch: string): void {
    if (this.#now[v]?.length === 0) {
      const { unwritten, plan } = this.#lives.trace;
      if (unwritten.has(v) && tensorOf(plan, v)?.allocation) {
        this.#make(v, draft, scratch);
        return;
      }
      this.#given(v);
    }
    for (const id of this.#now[v] ?? []) position(draft.inputs, id);
  }

  /** A value written again keeps its bytes: the new tensor is the old one, changed. */
  #write(v: number, draft: Draft, label: string, k: number): void {
    const own = this.#own[v];
    const before = this.#renamed.has(v) ? (this.#now[v] ?? []) : own === undefined ? [] : [own];
    if (before.length === 0) {
      this.#make(v, draft, label);
      return;
    }
    this.#now[v] = before.map((old) => {
      if (draft.outputs.has(old)) return old;
      const at = this.#renamed.has(v) ? this.#tensors.get(old) : undefined;
      const id = this.#tensor(`${this.#called.get(v)} @${k}`, v, undefined, at);
      const input = position(draft.inputs, old);
      draft.shares.push({ output: position(draft.outputs, id), input, how: "view" });
      draft.mutates.add(input);
      return id;
    });
    if (!this.#renamed.has(v)) this.#own[v] = this.#now[v]?.[0];
  }

  #make(v: number, draft: Draft, label: string): void {
    const id = this.#tensor(label, v, undefined);
    position(draft.outputs, id);
    this.#own[v] = id;
    this.#now[v] = [id];
  }

  #elide(v: number, base: number): void {
    const from = this.#own[base];
    if (from === undefined) throw new Error(`value ${v} views what is not there`);
    const id = this.#tensor(`${this.#called.get(base)} as value ${v}`, v, undefined);
    const draft = blank();
    draft.shares.push({
      output: position(draft.outputs, id),
      input: position(draft.inputs, from),
      how: "view",
    });
    this.#push(this.#nodeNames.take(`view of value ${v}`), "view", draft);
    this.#own[v] = id;
    this.#now[v] = [id];
  }

  /** Each tensor behind `from` under the sizes of `to`. */
  #rename({ from, to, besides }: NonNullable<Step["renames"]>, draft: Draft, label: string): void {
    const { bytes } = this.#lives.trace;
    const made = (this.#now[from] ?? []).map((source) => {
      if (draft.outputs.has(source)) return source;
      const at = this.#tensors.get(source);
      const room = at === undefined ? 0 : (this.#bytes.get(source) ?? 0);
      // a bounded view may claim more than its base has
      const id = this.#tensor(label, (bytes[to] ?? 0) <= room ? to : from, undefined, at);
      draft.shares.push({
        output: position(draft.outputs, id),
        input: position(draft.inputs, source),
        how: "view",
      });
      return id;
    });
    const all = [...(besides ? (this.#now[to] ?? []) : []), ...made];
    // of each owner the latest
    const behind = new Map(all.map((id) => [this.#ownerOf.get(id), id]));
    this.#now[to] = [...behind.values()].slice(0, MOST_BEHIND);
    this.#renamed.add(to);
    if (!this.#called.has(to) && made[0] !== undefined) this.#called.set(to, made[0]);
  }

  /** `at`: whose place it has, where that is not its own. */
  #tensor(label: string, v: number, role: TensorSpec["role"], at?: TensorSpec): string {
    const id = this.#names.take(label);
    const { plan } = this.#lives.trace;
    const tensor = tensorOf(plan, v);
    if (tensor === undefined) throw new Error(`value ${v} is no tensor`);
    const place = at === undefined ? tensor.allocation : null;
    const offset = at === undefined ? place?.offset : this.#offsets.get(at.id);
    const arena = at === undefined ? place?.memory.toString() : at.arena;
    if (arena !== undefined && offset !== undefined) this.#offsets.set(id, offset);
    this.#ownerOf.set(
      id,
      at === undefined ? (this.#lives.trace.owner[v] ?? v) : (this.#ownerOf.get(at.id) ?? v),
    );
    this.#bytes.set(id, this.#lives.trace.bytes[v] ?? 0);
    const external = arena === undefined && !isConstant(tensor) && at?.role !== "constant";
    const name = tensor.extra?.name ?? "";
    const device = arena === undefined ? undefined : this.#device(tensor, Number(arena));
    this.#tensors.set(id, {
      id,
      ...sizeOf(tensor, this.#lives.trace.bytes[v] ?? 0),
      ...(role === undefined ? {} : { role }),
      ...(arena === undefined ? {} : { arena }),
      ...(external ? { external } : {}),
      ...(name === "" || role === undefined ? {} : { name }),
      ...(device === undefined ? {} : { device }),
    });
    if (at === undefined && !this.#called.has(v)) this.#called.set(v, id);
    return id;
  }

  #device(tensor: PteTensor, arena: number): string | undefined {
    const row = this.#lives.trace.plan.arenaDevices?.find((d) => d.arena === arena);
    const type = row?.type ?? tensor.extra?.deviceType ?? 0;
    return deviceName(type, row?.index ?? tensor.extra?.deviceIndex ?? 0);
  }
}

function sizeOf(tensor: PteTensor, bytes: number): Pick<TensorSpec, "dtype" | "shape" | "bytes"> {
  const dtype = scalarType(tensor.scalarType)?.dtype ?? null;
  const shape: readonly Dim[] = tensor.sizes;
  return dtype === null ? { shape, bytes } : { dtype, shape };
}

/** Roots by an instruction; −1 for none. */
function byInstruction(
  roots: readonly RootLife[],
  of: (root: RootLife) => number,
  count: number,
): readonly (readonly RootLife[])[] {
  const lists: RootLife[][] = Array.from({ length: count }, () => []);
  for (const root of roots) lists[of(root)]?.push(root);
  return lists;
}
