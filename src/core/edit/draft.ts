/** A document while it is being edited: rows by id, and what has to follow from the changes once they are all made. */

import type { GraphDocument, NodeSpec, TensorSpec } from "../document.ts";
import { settled } from "./equal.ts";
import { indexOf, makersOf } from "./index-of.ts";
import { kept } from "./kept.ts";
import { retype } from "./retype.ts";
import { inOrder } from "./topological.ts";
import { inheritTypes } from "./types-of.ts";

/** All of a document but its rows and its order. */
type Head = Omit<GraphDocument, "nodes" | "tensors" | "order">;

export class Draft {
  readonly from: GraphDocument;
  /** In the order of the document; new ones come last. */
  readonly nodes: Map<string, NodeSpec>;
  readonly tensors: Map<string, TensorSpec>;
  head: Head;
  readonly #given: Head;
  /** Nodes whose operator, attributes or inputs changed. */
  readonly touched = new Set<string>();
  /** Nodes that are to give what their operators say, imported or not. */
  readonly forced = new Set<string>();
  readonly #changedNodes = new Set<string>();
  readonly #changedTensors = new Set<string>();
  #gone = false;
  #order: readonly string[] | undefined;

  constructor(from: GraphDocument) {
    this.from = from;
    const { nodes, tensors, order, ...head } = from;
    this.nodes = new Map(nodes.map((n) => [n.id, n]));
    this.tensors = new Map(tensors.map((t) => [t.id, t]));
    this.head = head;
    this.#given = head;
    this.#order = order;
  }

  /** Ids of nodes that were put or dropped. */
  get changedNodes(): ReadonlySet<string> {
    return this.#changedNodes;
  }

  /** Ids of tensors that were put or dropped. */
  get changedTensors(): ReadonlySet<string> {
    return this.#changedTensors;
  }

  /** The node as it was given, to be compared with: it may be gone. */
  nodeBefore(id: string): NodeSpec | undefined {
    return this.from.nodes[indexOf(this.from).node.get(id) ?? -1];
  }

  tensorBefore(id: string): TensorSpec | undefined {
    return this.from.tensors[indexOf(this.from).tensor.get(id) ?? -1];
  }

  putNode(node: NodeSpec): void {
    this.nodes.set(node.id, node);
    this.#changedNodes.add(node.id);
  }

  putTensor(tensor: TensorSpec): void {
    this.tensors.set(tensor.id, tensor);
    this.#changedTensors.add(tensor.id);
  }

  /** A tensor is about to be read or given out: what nothing makes has to come from outside then. */
  use(id: string): void {
    const tensor = this.tensorBefore(id);
    const made = indexOf(this.from).maker.has(id) || (tensor?.role ?? "intermediate") !== "intermediate";
    if (tensor !== undefined && !made) this.putTensor({ ...tensor, role: "input" });
  }

  dropNode(id: string): void {
    if (!this.nodes.delete(id)) return;
    this.#changedNodes.add(id);
    this.#gone = true;
  }

  dropTensor(id: string): void {
    if (!this.tensors.delete(id)) return;
    this.#changedTensors.add(id);
    this.#gone = true;
  }

  /** Runs a new node right after the last that it reads from, when there is a given order; else it would run last. */
  runAfterMakers(node: NodeSpec): void {
    if (this.#order === undefined) return;
    const makers = new Set(node.inputs.map((id) => indexOf(this.from).maker.get(id)?.id));
    const last = this.#order.findLastIndex((id) => makers.has(id));
    this.#order = last < 0 ? [...this.#order, node.id] : this.#order.toSpliced(last + 1, 0, node.id);
  }

  /** The document with all that follows: types and rights downstream, an order that holds, names of nothing that is gone. */
  done(): GraphDocument {
    const rows = this.#changedNodes.size + this.#changedTensors.size + this.forced.size;
    const changed = rows > 0 ? retype(this) : undefined;
    const { from } = this;
    const tidied = this.#gone || this.head.outputs !== from.outputs ? kept(this) : this.head;
    const { format, version, kind, name, outputs, ...rest } = tidied;
    const tensors = settled(from.tensors, this.tensors, this.#changedTensors, (id) => this.tensorBefore(id));
    const nodes = settled(from.nodes, this.nodes, this.#changedNodes, (id) => this.nodeBefore(id));
    const order = this.#changedNodes.size > 0 ? this.#ordered() : this.#order;
    const same = tidied === this.#given && order === from.order;
    if (same && nodes === from.nodes && tensors === from.tensors) return from;
    const made: GraphDocument = {
      ...{ format, version, kind, name, tensors, nodes, outputs },
      ...rest,
      ...(order === undefined ? {} : { order }),
    };
    if (changed !== undefined) inheritTypes(from, made, changed);
    return made;
  }

  #ordered(): readonly string[] | undefined {
    const order = this.#order;
    if (order === undefined) return undefined;
    const named = new Set(order);
    const nodes = [
      ...order.flatMap((id) => this.nodes.get(id) ?? []),
      ...[...this.nodes.values()].filter((n) => !named.has(n.id)),
    ];
    const maker = makersOf(this.nodes.values());
    const ids = inOrder(nodes, (tensor) => maker.get(tensor)).map((n) => n.id);
    const same = ids.length === this.from.order?.length && ids.every((id, i) => id === this.from.order?.[i]);
    return same ? this.from.order : ids;
  }
}
