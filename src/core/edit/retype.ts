/** What follows downstream from an edit: types that operators give, and the rights that go with them. */

import { bytesOf } from "../bytes.ts";
import type { NodeSpec, TensorSpec } from "../document.ts";
import { operatorOf } from "../ops/index.ts";
import type { Inferred, Operator, ValueType } from "../ops/types.ts";
import type { Draft } from "./draft.ts";
import { indexOf } from "./index-of.ts";
import { inferNode, type KnownType, ruling } from "./operators.ts";
import { rightsFor } from "./rights.ts";
import { inOrder } from "./topological.ts";
import { sameType, typesOf, writtenType } from "./types-of.ts";

/** A tensor of another type; bytes that did not come from a person go with the old one. Undefined where it has no size. */
function typedAs(tensor: TensorSpec, type: ValueType): TensorSpec | undefined {
  const { bytes: _, ...rest } = tensor;
  const typed = { ...rest, dtype: type.dtype, shape: type.shape };
  return bytesOf(typed).ok ? typed : undefined;
}

class Retyping {
  readonly #draft: Draft;
  readonly #before: KnownType;
  /** What changed nodes make and who of them reads what; of all others the document tells. */
  readonly #made = new Map<string, NodeSpec>();
  readonly #read = new Map<string, NodeSpec[]>();
  /** Types that are known otherwise than before, and those of new tensors. */
  readonly #now = new Map<string, ValueType | undefined>();
  /** Tensors whose known type is another. */
  readonly #moved = new Set<string>();

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#before = typesOf(draft.from);
    for (const id of draft.changedNodes) {
      const node = draft.nodes.get(id);
      if (node === undefined) continue;
      for (const output of node.outputs) this.#made.set(output, node);
      for (const input of node.inputs) {
        const list = this.#read.get(input);
        if (list === undefined) this.#read.set(input, [node]);
        else list.push(node);
      }
    }
  }

  #makerOf(tensor: string): NodeSpec | undefined {
    const made = this.#made.get(tensor);
    if (made !== undefined) return made;
    const before = indexOf(this.#draft.from).maker.get(tensor);
    return before === undefined || this.#draft.changedNodes.has(before.id) ? undefined : before;
  }

  #readersOf(tensor: string): readonly NodeSpec[] {
    const { changedNodes, from } = this.#draft;
    const before = indexOf(from).readers.get(tensor) ?? [];
    return [...before.filter(({ id }) => !changedNodes.has(id)), ...(this.#read.get(tensor) ?? [])];
  }

  run(): ReadonlyMap<string, ValueType | undefined> {
    for (const id of this.#draft.changedTensors) {
      const tensor = this.#draft.tensors.get(id);
      if (tensor !== undefined) this.#compare(tensor);
    }
    const dirty = new Set<string>();
    for (const { id } of this.#downstream()) {
      const node = this.#draft.nodes.get(id);
      if (node === undefined || !this.#concerned(node)) continue;
      dirty.add(id);
      this.#infer(node);
    }
    this.#shareAll(dirty);
    return this.#now;
  }

  /** All that could be concerned, makers before readers. */
  #downstream(): readonly NodeSpec[] {
    const { touched, forced, nodes } = this.#draft;
    const reached = new Map<string, NodeSpec>();
    const reach = (node: NodeSpec): void => {
      reached.set(node.id, node);
    };
    for (const id of [...touched, ...forced]) {
      const node = nodes.get(id);
      if (node !== undefined) reach(node);
    }
    for (const id of this.#moved) this.#readersOf(id).forEach(reach);
    // a map goes on to what is added while it is walked
    for (const { outputs } of reached.values()) for (const id of outputs) this.#readersOf(id).forEach(reach);
    return inOrder(reached.values(), (id) => reached.get(this.#makerOf(id)?.id ?? ""));
  }

  /** What rows say otherwise than before. */
  #compare(tensor: TensorSpec): void {
    const { id } = tensor;
    const before = this.#draft.tensorBefore(id);
    if (before === tensor) return;
    const written = writtenType(tensor);
    const maker = this.#makerOf(id);
    const ruled = maker !== undefined && tensor.typed !== "hand" && ruling(maker) !== undefined;
    const same =
      before !== undefined && before.typed === tensor.typed && sameType(writtenType(before), written);
    if (ruled) {
      if (!same) this.#draft.touched.add(maker.id);
    } else if (!same) {
      this.#now.set(id, written);
      if (!sameType(this.#before(id), written)) this.#moved.add(id);
    }
  }

  readonly #known: KnownType = (id) => {
    if (this.#now.has(id)) return this.#now.get(id);
    return this.#draft.tensorBefore(id) === undefined
      ? writtenType(this.#draft.tensors.get(id))
      : this.#before(id);
  };

  #concerned(node: NodeSpec): boolean {
    const { touched, forced } = this.#draft;
    return touched.has(node.id) || forced.has(node.id) || node.inputs.some((id) => this.#moved.has(id));
  }

  #infer(node: NodeSpec): void {
    const inferred = this.#inferred(node);
    const open = inferred?.kind === "open" && ruling(node) !== undefined;
    node.outputs.forEach((id, i) => {
      const tensor = this.#draft.tensors.get(id);
      if (tensor === undefined || tensor.typed === "hand") return;
      if (inferred?.kind === "types") this.#give(tensor, inferred.types[i]);
      const now = open ? undefined : writtenType(this.#draft.tensors.get(id));
      const isNew = this.#draft.tensorBefore(id) === undefined;
      if (!isNew && sameType(this.#before(id), now)) return;
      this.#now.set(id, now);
      this.#moved.add(id);
    });
  }

  /** What the operator of a node says now; undefined when what it gives is not for operators to say. */
  #inferred(node: NodeSpec): Inferred | undefined {
    const operator = operatorOf(node.op);
    if (operator === undefined) return undefined;
    const heard =
      ruling(node) !== undefined || this.#draft.forced.has(node.id) || this.#explained(node, operator);
    return heard ? inferNode(node, operator, this.#known) : undefined;
  }

  #give(tensor: TensorSpec, type: ValueType | undefined): void {
    if (type === undefined || sameType(type, writtenType(tensor))) return;
    const typed = typedAs(tensor, type);
    if (typed !== undefined) this.#draft.putTensor(typed);
  }

  /** Whether an operator gives just what a file said a node gives: then it may also say what another input would give. */
  #explained(node: NodeSpec, operator: Operator): boolean {
    const was = this.#draft.nodeBefore(node.id);
    if (was === undefined || was.op !== node.op || !node.inputs.some((id) => this.#moved.has(id)))
      return false;
    const inferred = inferNode(was, operator, this.#before);
    if (inferred.kind !== "types") return false;
    return was.outputs.every((id, i) =>
      sameType(inferred.types[i], writtenType(this.#draft.tensorBefore(id))),
    );
  }

  /** Rights follow what a node reads and makes; a view never reaches beyond its input. */
  #shareAll(dirty: ReadonlySet<string>): void {
    const concerned = new Set(dirty);
    for (const id of this.#draft.changedTensors) {
      const maker = this.#makerOf(id);
      if (maker !== undefined) concerned.add(maker.id);
      for (const reader of this.#readersOf(id)) concerned.add(reader.id);
    }
    for (const id of concerned) {
      const node = this.#draft.nodes.get(id);
      if (node === undefined) continue;
      const next = rightsFor(node, this.#draft.tensors, this.#known);
      if (next !== node) this.#draft.putNode(next);
    }
  }
}

/** Infers types and rights anew where an edit reaches; gives the types that are known otherwise than before. Linear in what lies downstream. */
export function retype(draft: Draft): ReadonlyMap<string, ValueType | undefined> {
  return new Retyping(draft).run();
}
