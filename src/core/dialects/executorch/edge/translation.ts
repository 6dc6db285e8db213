/** The nodes of a document one after the other as nodes of an edge graph: which node gives each tensor by now. */

import type { GraphDocument, NodeSpec, TensorSpec } from "../../../document.ts";
import type { EdgeNode, EdgeValue, PlaceholderNode, Written } from "./edge.types.ts";
import { alike, changedTensors, type Look, lookOf } from "./looks.ts";
import { call, getItem, likeValue, placeholder } from "./nodes.ts";
import { backendOf, controlOf, functionalName, givesList, isWriteName, plainName } from "./op-names.ts";
import { FreshIds } from "./rewrite.ts";
import { deviceOf, edgeValue } from "./values.ts";

export class Translation {
  readonly nodes: EdgeNode[] = [];
  readonly ids: FreshIds;
  /** By tensor, in the order of the document. */
  readonly placeholders = new Map<string, string>();
  /** Placeholders that a delegate or a body changes where nobody sees it. */
  readonly changedInside = new Set<string>();
  readonly #now = new Map<string, string>();
  readonly #values = new Map<string, EdgeValue>();
  readonly #looks = new Map<string, Look>();
  /** Results in place, and the tensor whose memory they are. */
  readonly #same = new Map<string, string>();
  readonly #made = new Set<string>();
  /** Nodes whose value several tensors have since one was copied to another. */
  readonly #shared = new Set<string>();
  /** By node that is a view, or written in place once unwrapped, the first that is neither. */
  readonly #roots = new Map<string, string>();
  readonly #needed: ReadonlySet<string>;
  readonly #bodies: ReadonlySet<string>;
  /** Tensors without a producer that some node writes over, and their placeholders. */
  readonly #changing: ReadonlySet<string>;
  readonly #fickle = new Set<string>();
  readonly #roles = new Map<string, PlaceholderNode["role"]>();
  readonly #gradients = new Map<string, string>();

  constructor(document: GraphDocument, arenas: ReadonlyMap<string, number>, bodies: ReadonlySet<string>) {
    this.ids = new FreshIds(document.nodes.map((node) => node.id));
    this.#needed = new Set([...document.nodes.flatMap((node) => node.inputs), ...document.outputs]);
    this.#bodies = bodies;
    this.#changing = changedTensors(document);
    for (const tensor of document.tensors) this.#values.set(tensor.id, edgeValue(tensor, arenas));
    for (const node of document.nodes) {
      const weight = node.attributes?.gradient_of;
      if (typeof weight === "string") for (const tensor of node.outputs) this.#gradients.set(tensor, weight);
    }
  }

  input(tensor: TensorSpec): void {
    const role = tensor.role === "constant" ? "constant" : tensor.role === "state" ? "buffer" : "input";
    const id = this.ids.take(tensor.id);
    this.nodes.push(placeholder({ id, role, values: [this.#value(tensor.id)] }));
    this.placeholders.set(tensor.id, id);
    this.#now.set(tensor.id, id);
    this.#roles.set(id, role);
    if (this.#changing.has(tensor.id)) this.#fickle.add(id);
  }

  roleOf(placeholderId: string): PlaceholderNode["role"] | undefined {
    return this.#roles.get(placeholderId);
  }

  /** The placeholder of the weight whose gradient a tensor is: as its node says, or as it is called. */
  weightOf(tensor: string): string | undefined {
    const said =
      this.#gradients.get(tensor) ?? /^(?:grad[_/.:])(.+)$|^(.+)[_/.:]grad$/.exec(tensor)?.slice(1).join("");
    const own = said === undefined ? undefined : this.placeholders.get(said);
    return own !== undefined && this.#roles.get(own) === "constant" ? own : undefined;
  }

  /** The node that gives a tensor as it is by now. A look at what has changed is taken again. */
  read(tensor: string): string {
    const same = this.#same.get(tensor);
    if (same !== undefined) return this.read(same);
    // chains of views may be long, and where nothing is written over they need no second look
    const look = this.#changing.size === 0 ? undefined : this.#looks.get(tensor);
    if (look !== undefined && this.read(look.base) !== look.seen) this.#compute(look.node);
    const id = this.#now.get(tensor);
    if (id === undefined) throw new Error(`no node gives the tensor ${tensor} yet`);
    return id;
  }

  node(node: NodeSpec): void {
    if ((node.mutates?.length ?? 0) === 0) this.#compute(node);
    else this.#mutate(node, node.mutates ?? []);
  }

  #value(tensor: string): EdgeValue {
    const value = this.#values.get(tensor);
    if (value === undefined) throw new Error(`the graph has no tensor ${tensor}`);
    return value;
  }

  /** A node that writes nothing over. A second time for the same node it is taken again. */
  #compute(node: NodeSpec): void {
    const args = node.inputs.map((tensor) => this.read(tensor));
    const values = node.outputs.map((tensor) => this.#value(tensor));
    const name = plainName(node.op);
    const backend = backendOf(name, node.attributes);
    const bodies = (node.bodies ?? []).filter((body) => this.#bodies.has(body));
    const id = this.#made.has(node.id) ? this.ids.take(`${node.id}_again`) : node.id;
    this.#made.add(node.id);
    if (bodies.length > 0) {
      const kind = controlOf(name) ?? (bodies.length > 1 ? "cond" : "map");
      const attrs = bodies.map((body) => this.ids.take(body));
      attrs.forEach((attr, i) => {
        const body = bodies[i] ?? "";
        this.nodes.push({
          kind: "get_attr",
          id: attr,
          op: "get_attr",
          args: [],
          values: [],
          specs: [],
          from: node.id,
          body,
        });
      });
      this.nodes.push({
        kind,
        id,
        op: node.op,
        args: [...attrs, ...args],
        values,
        specs: [],
        from: node.id,
        bodies,
      });
      this.#items(node, id, values, true);
      return;
    }
    if (backend !== undefined) {
      const device = node.attributes?.target_device;
      const target = deviceOf(typeof device === "string" ? device : undefined);
      this.nodes.push({
        kind: "delegate",
        id,
        op: node.op,
        args,
        values,
        specs: [],
        from: node.id,
        backend,
        target,
      });
      this.#items(node, id, values, true);
      return;
    }
    const view = lookOf(node, (tensor) => this.#value(tensor));
    const mayInplace = (node.mayShare ?? [])
      .filter((right) => right.how === "inplace")
      .map((right): Written => ({ result: right.output, arg: right.input }));
    const list = givesList(name);
    const viewOf = view?.whole === true ? view.at : null;
    const { workspace = 0 } = node;
    this.nodes.push(
      call({ id, op: node.op, args, values, from: node.id, viewOf, mayInplace, list, workspace }),
    );
    if (viewOf !== null) this.#roots.set(id, this.#rootOf(args[viewOf] ?? ""));
    this.#items(node, id, values, list);
    const [made] = node.outputs;
    if (view !== undefined && made !== undefined) {
      this.#looks.set(made, { ...view, seen: args[view.at] ?? "" });
    }
  }

  /** The node itself gives one result; of several, or of what gives a tuple, each that is needed has a node. */
  #items(node: NodeSpec, id: string, values: readonly EdgeValue[], tuple: boolean): void {
    if (values.length === 1 && !tuple) {
      for (const tensor of node.outputs) this.#now.set(tensor, id);
      return;
    }
    node.outputs.forEach((tensor, index) => {
      if (!this.#needed.has(tensor)) return;
      this.#now.set(tensor, this.#item(id, index, this.#value(tensor), node.id));
    });
  }

  #item(of: string, index: number, value: EdgeValue, from: string): string {
    const id = this.ids.take("getitem");
    this.nodes.push(getItem({ id, index, args: [of], values: [value], from }));
    return id;
  }

  #mutate(node: NodeSpec, mutates: readonly number[]): void {
    const name = plainName(node.op);
    const [at = 0, ...others] = mutates;
    const target = node.inputs[at];
    const control = (node.bodies ?? []).length > 0 || backendOf(name, node.attributes) !== undefined;
    if (target === undefined || control) {
      for (const position of mutates) this.#changeInside(node.inputs[position]);
      this.#compute(node);
      return;
    }
    const args = node.inputs.map((tensor) => this.read(tensor));
    if (isWriteName(name) && at === 0 && this.#written(node, target, args)) return;
    const functional = functionalName(node.op);
    const { id, workspace = 0 } = node;
    if (functional !== undefined && others.length === 0 && node.outputs.length < 2) {
      const [made] = node.outputs;
      const value = made === undefined ? likeValue(this.#value(target), id) : this.#value(made);
      const mayInplace = [{ result: 0, arg: at }];
      this.nodes.push(call({ id, op: functional, args, values: [value], from: id, mayInplace, workspace }));
      if (made !== undefined) this.#same.set(made, target);
      this.#assign(target, id);
      return;
    }
    const made = node.outputs.map((tensor) => this.#value(tensor));
    const written = mutates.map((position) => node.inputs[position] ?? target);
    for (const position of mutates) {
      const arg = args[position] ?? "";
      if (this.#shared.has(this.#rootOf(arg))) args[position] = this.#ownCopy(arg, node);
    }
    const values = [...made, ...written.map((tensor, i) => likeValue(this.#value(tensor), `${id}:${i}`))];
    this.nodes.push(call({ id, op: node.op, args, values, from: id, wrapped: mutates, workspace }));
    node.outputs.forEach((tensor, index) => {
      const value = made[index];
      if (value !== undefined && this.#needed.has(tensor))
        this.#now.set(tensor, this.#item(id, index, value, id));
    });
    written.forEach((tensor, i) => {
      const value = values[made.length + i];
      if (value === undefined) return;
      const item = this.#item(id, made.length + i, value, id);
      // out of its wrap the operator writes to the argument's own memory
      this.#roots.set(item, this.#rootOf(args[mutates[i] ?? 0] ?? ""));
      this.#assign(tensor, item);
    });
  }

  /** A whole value written over another is its value from now on; false where it takes another shape. */
  #written(node: NodeSpec, target: string, args: readonly string[]): boolean {
    // readers of programs name each input once: one that stands alone is written over itself
    const [old, given = old] = args;
    const source = node.inputs[1] ?? target;
    if (given === undefined || !alike(this.#value(source), this.#value(target))) return false;
    for (const tensor of node.outputs) this.#same.set(tensor, target);
    if (given === old) return true;
    // what another write changes before the end has to be copied now
    const value = this.#fickle.has(this.#rootOf(given)) ? this.#ownCopy(given, node) : given;
    this.#shared.add(this.#rootOf(value));
    this.#assign(target, value);
    return true;
  }

  /** A value of its own, for what several tensors have and one of them changes. */
  #ownCopy(id: string, node: NodeSpec): string {
    const value = this.nodes.find((other) => other.id === id)?.values[0];
    if (value === undefined) return id;
    const own = this.ids.take("clone");
    this.nodes.push(
      call({ id: own, op: "clone", args: [id], values: [likeValue(value, own)], from: node.id }),
    );
    return own;
  }

  #rootOf(id: string): string {
    return this.#roots.get(id) ?? id;
  }

  /** From now on a node gives the tensor; what the tensor is a look at has changed as well. */
  #assign(tensor: string, id: string): void {
    const same = this.#same.get(tensor);
    if (same !== undefined) {
      this.#assign(same, id);
      return;
    }
    this.#now.set(tensor, id);
    const look = this.#looks.get(tensor);
    if (look === undefined) return;
    this.#looks.delete(tensor);
    const base = this.read(look.base);
    const value = likeValue(this.#value(look.base), look.base);
    const own = this.ids.take(look.whole ? "view_copy" : "slice_scatter");
    if (look.whole) this.#roots.set(own, this.#rootOf(id));
    this.nodes.push(
      look.whole
        ? call({ id: own, op: "view_copy", args: [id], values: [value], from: look.node.id, viewOf: 0 })
        : call({
            id: own,
            op: "slice_scatter",
            args: [base, id],
            values: [value],
            from: look.node.id,
            mayInplace: [{ result: 0, arg: 0 }],
          }),
    );
    this.#assign(look.base, own);
    // it stays a look, at what the base is now
    this.#looks.set(tensor, { ...look, seen: own });
  }

  #changeInside(tensor: string | undefined): void {
    const own = tensor === undefined ? undefined : this.placeholders.get(tensor);
    if (own !== undefined) this.changedInside.add(own);
  }
}
