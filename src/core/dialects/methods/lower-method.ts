/**
 * One method in the graph of all. Between `begin`, which makes its inputs, and `end`, which reads its outputs, its nodes
 * run in its own order, so that nothing of it but state outlives it. What a node runs (`bodies`) follows the node: the
 * body's `begin`, its nodes, its `end`, body after body; the last `end` also reads what the node reads and makes. So a
 * body's tensors lie beside all that lives across the node, bodies of one node may use the same bytes, and a body that
 * two nodes run is there twice.
 */

import type { ArenaSpec, NodeSpec, TensorSpec } from "../../document.ts";
import { ok, type Result } from "../../result.ts";
import type { MethodSpec } from "./document.ts";
import { arenaOf, defaultArena, fresh, inMethod } from "./names.ts";
import { orderOfMethod } from "./order.ts";

/** Where a shared tensor lies, and what it is called. */
export interface Home {
  readonly id: string;
  readonly arena: string;
}

export interface Lowered {
  readonly tensors: TensorSpec[];
  readonly nodes: NodeSpec[];
  readonly order: string[];
  /** By id in the graph of all. */
  readonly arenas: Map<string, ArenaSpec>;
}

export interface HowToLower {
  readonly homeOf: (tensor: string) => Home | undefined;
  /** The memory of the shared state, as methods number theirs; null: nothing is shared. */
  readonly area: string | null;
  /** Whether views by this operator share the bytes of what they look at. */
  readonly sharesViews: (op: string) => boolean;
}

/** Adds the method to what is there. Fails where no order suits it. */
export function lowerMethod(method: MethodSpec, how: HowToLower, into: Lowered): Result<true> {
  return new Lowering(method.id, into).run(method, method.id, "", how, { inputs: [], outputs: [] }, true);
}

class Lowering {
  readonly #method: string;
  readonly #into: Lowered;

  constructor(method: string, into: Lowered) {
    this.#method = method;
    this.#into = into;
  }

  /** `caller`: what the node that runs it reads and makes, by ids in the graph of all. */
  run(
    method: MethodSpec,
    prefix: string,
    parentArena: string,
    how: HowToLower,
    caller: Pick<NodeSpec, "inputs" | "outputs">,
    last: boolean,
  ): Result<true> {
    const order = orderOfMethod(method);
    if (!order.ok) return order;
    const arena = method.arenas?.[0]?.id ?? (parentArena === "" ? defaultArena(method) : parentArena);
    const names = new Names(method, order.value, prefix, how);
    this.#addArenas(method, arena, how.area, names);
    const [begin, end] = [names.freeNode("begin"), names.freeNode("end")];
    const planned = method.tensors.filter((t) => isPlannedInput(t) && how.homeOf(t.id) === undefined);
    this.#add({
      id: begin,
      op: "begin",
      inputs: caller.inputs,
      outputs: planned.map((t) => names.tensor(t.id)),
    });
    for (const tensor of method.tensors) {
      if (how.homeOf(tensor.id) === undefined) this.#into.tensors.push(this.#tensor(tensor, arena, names));
    }
    const nodes = new Map(method.nodes.map((node) => [node.id, node]));
    const bodies = new Map((method.bodies ?? []).map((body) => [body.id, body]));
    for (const id of order.value) {
      const node = nodes.get(id);
      if (node === undefined) continue;
      const made = this.#node(node, arena, names);
      this.#add(made);
      const runs = node.bodies ?? [];
      for (const [i, body] of runs.entries()) {
        const inner = bodies.get(body);
        if (inner === undefined) continue;
        const path = `${made.id}/${runs.indexOf(body) === i ? body : `${body}+${i}`}`;
        const done = this.run(inner, path, arena, inside(how), made, i === runs.length - 1);
        if (!done.ok) return done;
      }
    }
    const kept = last ? [...caller.inputs, ...caller.outputs] : [];
    this.#add({
      id: end,
      op: "end",
      inputs: [...method.outputs.map((id) => names.tensor(id)), ...kept],
      outputs: [],
    });
    return ok(true);
  }

  #add(node: NodeSpec): void {
    this.#into.nodes.push(node);
    this.#into.order.push(node.id);
  }

  #arena(id: string): string {
    return inMethod(this.#method, id);
  }

  /** Of arenas that several bodies name the strictest rules hold. */
  #addArenas(method: MethodSpec, first: string, area: string | null, names: Names): void {
    const given = new Map((method.arenas ?? []).map((arena) => [arena.id, arena]));
    const own = method.tensors.filter((t) => names.home(t.id) === undefined);
    const used = new Set([first, ...own.map((t) => t.arena ?? first)]);
    for (const name of new Set([...used, ...given.keys()])) {
      // it is that of the shared state
      if (name === area && !used.has(name)) continue;
      const id = this.#arena(name);
      const { alignment, capacity } = given.get(name) ?? {};
      const known = this.#into.arenas.get(id);
      const most = Math.max(alignment ?? 1, known?.alignment ?? 1);
      const least = Math.min(
        capacity ?? Number.POSITIVE_INFINITY,
        known?.capacity ?? Number.POSITIVE_INFINITY,
      );
      this.#into.arenas.set(id, {
        ...given.get(name),
        id,
        ...(most > 1 ? { alignment: most } : {}),
        ...(Number.isFinite(least) ? { capacity: least } : {}),
      });
    }
  }

  #tensor(tensor: TensorSpec, first: string, names: Names): TensorSpec {
    const arena = names.viewHome(tensor.id)?.arena ?? this.#arena(tensor.arena ?? first);
    const made: TensorSpec = { ...tensor, id: names.tensor(tensor.id), arena };
    return isPlannedInput(tensor) ? { ...made, role: "intermediate" } : made;
  }

  /** Scratch would lie in the first arena of all: it becomes a tensor of the method that nobody reads. */
  #node(node: NodeSpec, first: string, names: Names): NodeSpec {
    const { workspace = 0, bodies, ...rest } = node;
    const made = {
      ...rest,
      id: names.node(node.id),
      inputs: node.inputs.map((id) => names.tensor(id)),
      outputs: node.outputs.map((id) => names.tensor(id)),
    };
    if (workspace === 0) return made;
    const scratch = names.freeTensor(`workspace:${node.id}`);
    this.#into.tensors.push({ id: scratch, bytes: workspace, arena: this.#arena(first) });
    return { ...made, outputs: [...made.outputs, scratch] };
  }
}

/** Bodies have no members of their own: state comes to them as operands. */
function inside(how: HowToLower): HowToLower {
  return { ...how, homeOf: () => undefined };
}

/** An input with memory of the method's own: it is there from the method's beginning, not from the program's. */
function isPlannedInput(tensor: TensorSpec): boolean {
  return tensor.role === "input" && tensor.external !== true && tensor.offset === undefined;
}

/** What the things of one method or body are called in the graph of all. */
class Names {
  readonly #prefix: string;
  readonly #how: HowToLower;
  readonly #nodes: Set<string>;
  readonly #tensors: Set<string>;
  readonly #views: ReadonlyMap<string, Home>;

  constructor(method: MethodSpec, order: readonly string[], prefix: string, how: HowToLower) {
    this.#prefix = prefix;
    this.#how = how;
    this.#nodes = new Set(method.nodes.map((n) => n.id));
    this.#tensors = new Set(method.tensors.map((t) => t.id));
    this.#views = viewsOfShared(method, order, how);
  }

  home(id: string): Home | undefined {
    return this.#how.homeOf(id) ?? this.#views.get(id);
  }

  viewHome(id: string): Home | undefined {
    return this.#views.get(id);
  }

  tensor(id: string): string {
    return this.#how.homeOf(id)?.id ?? inMethod(this.#prefix, id);
  }

  node(id: string): string {
    return inMethod(this.#prefix, id);
  }

  freeNode(wanted: string): string {
    return this.node(take(wanted, this.#nodes));
  }

  freeTensor(wanted: string): string {
    return inMethod(this.#prefix, take(wanted, this.#tensors));
  }
}

function take(wanted: string, taken: Set<string>): string {
  const name = fresh(wanted, taken);
  taken.add(name);
  return name;
}

/** Views of shared state lie where it lies, not in a memory of the method. */
function viewsOfShared(
  method: MethodSpec,
  order: readonly string[],
  how: HowToLower,
): ReadonlyMap<string, Home> {
  const found = new Map<string, Home>();
  /** Bytes from the start of the state. */
  const begins = new Map<string, number>();
  const tensors = new Map(method.tensors.map((t) => [t.id, t]));
  const nodes = new Map(method.nodes.map((node) => [node.id, node]));
  for (const id of order) {
    const node = nodes.get(id);
    const looked = new Set<string>();
    for (const { how: kind, input, output, byteOffset = 0 } of node?.mayShare ?? []) {
      const [source, view] = [
        tensors.get(node?.inputs[input] ?? ""),
        tensors.get(node?.outputs[output] ?? ""),
      ];
      if (kind !== "view" || source === undefined || view === undefined || looked.has(view.id)) continue;
      looked.add(view.id);
      const home = how.homeOf(source.id) ?? found.get(source.id);
      const begin = (begins.get(source.id) ?? 0) + byteOffset;
      const follows = view.arena === undefined || view.arena === arenaOf(method, source);
      // what its alignment keeps from lying there is a copy, in a memory of the method
      if (home === undefined || !follows || begin % (view.alignment ?? 1) !== 0) continue;
      if (!how.sharesViews(node?.op ?? "")) continue;
      found.set(view.id, home);
      begins.set(view.id, begin);
    }
  }
  return found;
}
