/** May these two tensors ever lie in the same bytes, whatever order the nodes run in: with the proof, or an execution against it. */

import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { stableOrder } from "../order/topological.ts";
import type { Settings } from "../settings.ts";
import { exclusiveNodes, homeOf } from "./exclusive.ts";
import type {
  CounterExecution,
  DependencyPath,
  MayNotShare,
  MayShare,
  ShareAnswer,
} from "./question.types.ts";
import { FREE } from "./relation.ts";
import { type GraphValues, valuesOf } from "./values.ts";

export { freedomCost } from "./freedom.ts";

/** One value of the two, and what has to have run before it is made. */
interface Side {
  readonly tensor: number;
  readonly value: number;
  readonly maker: number;
  readonly users: Int32Array;
  readonly stays: boolean;
  /** Of each node the next one on a shortest way to the maker; NOT_BEFORE for those that it does not wait for. */
  readonly towards: Int32Array;
}

const NOT_BEFORE = -2;

interface Case {
  readonly graph: Graph;
  readonly values: GraphValues;
  readonly order: Int32Array;
  readonly step: Int32Array;
  readonly name: (tensor: number) => string;
  readonly node: (node: number) => string;
}

/** Whether tensors `a` and `b` may lie in the same bytes under any order, with the proof or an execution against it. Linear time. */
export function mayShare(graph: Graph, settings: Settings, a: number, b: number): ShareAnswer {
  const order = stableOrder(graph);
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  const values = valuesOf(graph, order, step, settings);
  const name = (tensor: number) => JSON.stringify(graph.document.tensors[tensor]?.id ?? "");
  const node = (n: number) => JSON.stringify(graph.document.nodes[n]?.id ?? "");
  const about: Case = { graph, values, order, step, name, node };
  const [va, vb] = [values.ofTensor[a] ?? -1, values.ofTensor[b] ?? -1];
  if (va < 0 || vb < 0) {
    return refuse(
      "apart",
      `${name(va < 0 ? a : b)} is kept outside the arenas, so it has no bytes there.`,
      null,
    );
  }
  if (va === vb) return agree("one-storage", a, b, `${name(a)} and ${name(b)} are views of the same bytes.`);
  if (values.arena[va] !== values.arena[vb]) {
    return refuse("arenas", `${name(a)} and ${name(b)} are in different arenas.`, null);
  }
  if ((values.bytes[va] ?? 0) === 0 || (values.bytes[vb] ?? 0) === 0) {
    const none = values.bytes[va] === 0 ? a : b;
    return agree("empty", a, b, `${name(none)} has no bytes, so it is in nobody's way.`);
  }
  const [left, right] = [sideOf(about, a, va), sideOf(about, b, vb)];
  return (
    proof(about, left, right) ??
    proof(about, right, left) ??
    apartInTime(about, left, right) ??
    against(about, left, right)
  );
}

function agree(how: MayShare["how"], first: number, second: number, says: string): MayShare {
  return { may: true, how, first, second, maker: -1, paths: [], says };
}

function refuse(why: MayNotShare["why"], says: string, counter: CounterExecution | null): MayNotShare {
  return { may: false, why, says, counter };
}

function sideOf(about: Case, tensor: number, value: number): Side {
  const { graph, values } = about;
  const maker = values.producer[value] ?? -1;
  const towards = new Int32Array(graph.nodes).fill(NOT_BEFORE);
  const found = maker < 0 ? [] : [maker];
  for (const node of found) {
    for (const input of rowOf(graph.inputs, node)) {
      const before = graph.producer[input] ?? -1;
      if (before < 0 || towards[before] !== NOT_BEFORE) continue;
      towards[before] = node;
      found.push(before);
    }
  }
  const users = rowOf(values.users, value);
  return { tensor, value, maker, users, stays: values.stays[value] !== FREE, towards };
}

function isBefore(node: number, side: Side): boolean {
  return node >= 0 && side.towards[node] !== NOT_BEFORE;
}

function mayTakeOver({ values }: Case, first: Side, second: Side): boolean {
  return rowOf(values.takeovers, first.value).includes(second.value);
}

/** That `second` may follow `first`; undefined when it may not. */
function proof(about: Case, first: Side, second: Side): MayShare | undefined {
  const { maker } = second;
  if (first.stays || maker < 0) return undefined;
  const inPlace = first.users.includes(maker);
  if (inPlace && !mayTakeOver(about, first, second)) return undefined;
  const ends =
    first.users.length > 0 ? first.users : [first.maker < 0 ? anyBefore(about, maker) : first.maker];
  if (!ends.every((end) => (inPlace && end === maker) || isBefore(end, second))) return undefined;
  const [one, two] = [about.name(first.tensor), about.name(second.tensor)];
  const who = first.users.length > 0 ? `all that read ${one} have` : `${one} has`;
  return {
    may: true,
    how: inPlace ? "in-place" : "after",
    first: first.tensor,
    second: second.tensor,
    maker,
    paths: lastOf(about, ends).map((end) => pathFrom(end, second)),
    says: inPlace
      ? `Node ${about.node(maker)} is the last to read ${one} in every order, and may write ${two} over it.`
      : `In every order ${who} ended before node ${about.node(maker)} makes ${two}.`,
  };
}

/** That the only nodes which touch them never run at the same time; undefined when that is not so. */
function apartInTime({ graph, values, node, name }: Case, a: Side, b: Side): MayShare | undefined {
  const [one, other] = [homeOf(values, a.value), homeOf(values, b.value)];
  if (one < 0 || other < 0 || one === other) return undefined;
  const said = exclusiveNodes(graph).some(
    ([x, y]) => (x === one && y === other) || (x === other && y === one),
  );
  if (!said) return undefined;
  const says = `Only node ${node(one)} touches ${name(a.tensor)} and only node ${node(other)} touches ${name(b.tensor)}, and these two never run at the same time.`;
  return {
    may: true,
    how: "exclusive",
    first: a.tensor,
    second: b.tensor,
    maker: b.maker,
    paths: [],
    says,
  };
}

/** A node that this one waits for, or −1. */
function anyBefore({ graph }: Case, node: number): number {
  for (const input of rowOf(graph.inputs, node)) {
    const before = graph.producer[input] ?? -1;
    if (before >= 0) return before;
  }
  return -1;
}

/** Of some nodes those that no other of them waits for. */
function lastOf({ graph, step }: Case, nodes: ArrayLike<number>): number[] {
  const all = Array.from(nodes);
  const first = all.reduce((least, node) => Math.min(least, step[node] ?? 0), graph.nodes);
  const before = new Uint8Array(graph.nodes);
  const found = [...all];
  for (const node of found) {
    for (const input of rowOf(graph.inputs, node)) {
      const producer = graph.producer[input] ?? -1;
      if (producer < 0 || before[producer] === 1 || (step[producer] ?? 0) < first) continue;
      before[producer] = 1;
      found.push(producer);
    }
  }
  return all.filter((node) => before[node] === 0);
}

function pathFrom(node: number, side: Side): DependencyPath {
  const nodes = [node];
  for (let at = node; at !== side.maker; nodes.push(at)) at = side.towards[at] ?? side.maker;
  return { nodes };
}

/** An execution in which the bytes of both are needed at once; neither may follow the other. */
function against(about: Case, a: Side, b: Side): MayNotShare {
  const { name, node, order, step } = about;
  const [one, two] = [name(a.tensor), name(b.tensor)];
  if (a.maker < 0 && b.maker < 0) {
    const counter = meeting(about, order, 0, a, b);
    return refuse("at-start", `${one} and ${two} are both there before any node runs.`, counter);
  }
  if (a.maker === b.maker) {
    const counter = meeting(about, order, step[a.maker] ?? 0, a, b);
    return refuse("same-node", `Node ${node(a.maker)} makes both ${one} and ${two}.`, counter);
  }
  if (a.maker < 0 || isBefore(a.maker, b)) return inTurn(about, a, b);
  if (b.maker < 0 || isBefore(b.maker, a)) return inTurn(about, b, a);
  return unordered(about, a, b);
}

/** The maker of `second` runs after `first` is there, in every order. */
function inTurn(about: Case, first: Side, second: Side): MayNotShare {
  const { name, node, order, step } = about;
  const [one, two] = [name(first.tensor), name(second.tensor)];
  const maker = node(second.maker);
  if (first.stays) {
    const counter = meeting(about, order, step[second.maker] ?? 0, first, second);
    return refuse(
      "kept",
      `${one} must stay to the end, and node ${maker} makes ${two} before that.`,
      counter,
    );
  }
  const late = first.users.find((user) => user !== second.maker && !isBefore(user, second));
  const soon = soonest(about, [second]);
  const counter = meeting(about, soon.order, soon.at, first, second, late ?? second.maker);
  if (late !== undefined) {
    const says = `Node ${node(late)} reads ${one}, and need not have run when node ${maker} makes ${two}.`;
    return refuse("still-read", says, counter);
  }
  if (first.users.length === 0) {
    const says = `${one} is there before any node runs, and node ${maker}, which makes ${two}, may be the first.`;
    return refuse("at-start", says, counter);
  }
  return refuse("being-read", `Node ${maker} reads ${one} while it writes ${two}.`, counter);
}

/** Neither maker waits for the other. */
function unordered(about: Case, a: Side, b: Side): MayNotShare {
  const { name, node } = about;
  const lasting = a.users.length > 0 || a.stays;
  const [first, second] = lasting ? [a, b] : [b, a];
  const { order, at } = soonest(about, [first, second]);
  const met = meeting(about, order, at, first, second);
  const atOnce = first.users.length === 0 && !first.stays;
  const counter = atOnce ? { ...met, running: [first.maker, second.maker] } : met;
  const says = `Neither of nodes ${node(a.maker)} and ${node(b.maker)} waits for the other, so they may run at the same time and write ${name(a.tensor)} and ${name(b.tensor)}.`;
  return refuse("unordered", says, counter);
}

/** An order that makes these as soon as it can, one after the other, before everything else; `at` is the step of the last. */
function soonest({ order }: Case, sides: readonly Side[]): { order: Int32Array; at: number } {
  const makers = sides.map((side) => side.maker);
  const needed = Array.from(order).filter((n) => sides.some((side) => isBefore(n, side)));
  const rest = Array.from(order).filter(
    (n) => !makers.includes(n) && !sides.some((side) => isBefore(n, side)),
  );
  return { order: Int32Array.from([...needed, ...makers, ...rest]), at: needed.length + makers.length - 1 };
}

function meeting(
  { order: nodes }: Case,
  order: Int32Array,
  at: number,
  needed: Side,
  written: Side,
  neededBy = needed.users[0] ?? -1,
): CounterExecution {
  const running = nodes.length === 0 ? [] : [order[at] ?? 0];
  const by = needed.stays || needed.users.length === 0 ? -1 : neededBy;
  return { order, step: at, running, needed: needed.tensor, written: written.tensor, neededBy: by };
}
