/** Connects values to ports, and says why not. */

import type { GraphDocument, NodeSpec } from "../document.ts";
import { fail, ok, type Result } from "../result.ts";
import { Draft } from "./draft.ts";
import { indexOf, nodeOf, tensorOf } from "./index-of.ts";
import { typeFault } from "./port-type.ts";
import { inputPorts } from "./ports.ts";
import { noNode, noTensor } from "./refuse.ts";
import { attach, detach } from "./rewire.ts";
import type { EditResult, PortRef } from "./types.ts";

/** Names of a cycle that are shown at its beginning; the last is always. */
const MOST_NAMES = 4;

/** Of every node that a tensor rests on: the next on the way there; of its maker itself undefined. */
function waysTo(document: GraphDocument, tensor: string): ReadonlyMap<string, string | undefined> {
  const { maker } = indexOf(document);
  const way = new Map<string, string | undefined>();
  const first = maker.get(tensor);
  if (first === undefined) return way;
  way.set(first.id, undefined);
  const queue = [first];
  for (const node of queue) {
    for (const input of node.inputs) {
      const before = maker.get(input);
      if (before === undefined || way.has(before.id)) continue;
      way.set(before.id, node.id);
      queue.push(before);
    }
  }
  return way;
}

/** Takes no longer for a long cycle: a list of targets asks for thousands. */
function cycleFault(ways: ReadonlyMap<string, string | undefined>, node: string): Result<true> {
  const names: string[] = [];
  let at: string | undefined = node;
  for (; at !== undefined && names.length <= MOST_NAMES + 1; at = ways.get(at)) names.push(at);
  const [last = node] = ways.keys();
  const long = names.length > MOST_NAMES + 1;
  if (long) names.splice(MOST_NAMES - 1, Infinity, last);
  const short = long ? names.with(-1, "…").concat(last) : names;
  const message =
    names.length === 1
      ? `${node} cannot read what it makes itself: connecting would close a cycle.`
      : `${short.join(" → ")}: connecting would close a cycle.`;
  return fail("cycle", message, {
    help: "Connect it to a node that comes later.",
    at: names.map((name) => `node:${name}`),
  });
}

function portFault(node: NodeSpec, port: number): Result<true> {
  const free = inputPorts(node)[port];
  if (free === undefined) {
    return fail("no-port", `${node.id} (${node.op}) has no input ${port + 1}.`, {
      help: "Connect to a port that it has.",
      at: [`node:${node.id}`],
    });
  }
  if (free.tensor === undefined) return ok(true);
  return fail("second-producer", `${free.name} of ${node.id} reads ${free.tensor} already.`, {
    help: "Disconnect it first, or drag its end elsewhere.",
    at: [`node:${node.id}`, `tensor:${free.tensor}`],
  });
}

/** Answers for one tensor and many ports, as while dragging: what it rests on is looked up once, in linear time. */
export function connectionsFrom(document: GraphDocument, tensor: string): (to: PortRef) => Result<true> {
  if (tensorOf(document, tensor) === undefined) return () => noTensor(tensor);
  const ways = waysTo(document, tensor);
  return (to) => {
    const node = nodeOf(document, to.node);
    if (node === undefined) return noNode(to.node);
    const port = portFault(node, to.port);
    if (!port.ok) return port;
    if (ways.has(to.node)) return cycleFault(ways, to.node);
    return typeFault(document, node, tensor, to.port) ?? ok(true);
  };
}

/** Why a tensor cannot be connected to a port: a cycle, a port that reads something already, a wrong type. Codes: "cycle", "second-producer", "wrong-type", "no-port". */
export function mayConnect(document: GraphDocument, tensor: string, to: PortRef): Result<true> {
  return connectionsFrom(document, tensor)(to);
}

function portName(node: NodeSpec, port: number): string {
  return inputPorts(node)[port]?.name ?? `${port + 1}`;
}

export function connect(document: GraphDocument, tensor: string, to: PortRef): EditResult {
  const may = mayConnect(document, tensor, to);
  const node = nodeOf(document, to.node);
  if (!may.ok) return may;
  if (node === undefined) return noNode(to.node);
  const draft = new Draft(document);
  attach(draft, tensor, node, to.port);
  return ok({
    document: draft.done(),
    says: `Connected ${tensor} to ${node.id} (${portName(node, to.port)})`,
  });
}

function whatIsAt(document: GraphDocument, at: PortRef): Result<{ node: NodeSpec; tensor: string }> {
  const node = nodeOf(document, at.node);
  if (node === undefined) return noNode(at.node);
  const tensor = inputPorts(node)[at.port]?.tensor;
  if (tensor !== undefined) return ok({ node, tensor });
  return fail("not-connected", `Nothing is connected to ${node.id} (${portName(node, at.port)}).`, {
    help: "Choose a connection that is there.",
    at: [`node:${node.id}`],
  });
}

export function disconnect(document: GraphDocument, at: PortRef): EditResult {
  const found = whatIsAt(document, at);
  if (!found.ok) return found;
  const { node, tensor } = found.value;
  const draft = new Draft(document);
  detach(draft, node, at.port);
  return ok({
    document: draft.done(),
    says: `Disconnected ${tensor} from ${node.id} (${portName(node, at.port)})`,
  });
}

/** Moves the end of a connection to another port, as one edit. */
export function reconnect(document: GraphDocument, from: PortRef, to: PortRef): EditResult {
  const found = whatIsAt(document, from);
  if (!found.ok) return found;
  const { node, tensor } = found.value;
  if (from.node === to.node && from.port === to.port) {
    return ok({ document, says: `Left ${tensor} at ${node.id} (${portName(node, to.port)})` });
  }
  const draft = new Draft(document);
  const left = detach(draft, node, from.port);
  const free = { ...document, nodes: document.nodes.map((n) => (n === node ? left : n)) };
  const target = nodeOf(free, to.node);
  if (target === undefined) return noNode(to.node);
  // ports behind the freed one have moved up
  const last = inputPorts(target).length - 1;
  const beyond = target === left && to.port === last + 1 && inputPorts(node)[to.port] !== undefined;
  const port = beyond ? last : to.port;
  const may = mayConnect(free, tensor, { node: to.node, port });
  if (!may.ok) return may;
  attach(draft, tensor, target, port);
  return ok({ document: draft.done(), says: `Moved ${tensor} to ${target.id} (${portName(target, port)})` });
}

export interface ConnectTarget extends PortRef {
  readonly op: string;
  readonly portName: string;
  /** Undefined when it may be connected. */
  readonly why: string | undefined;
}

/** Every free port of every other node for a type-ahead list, those that may be connected first, nearest in the order first. */
export function connectTargets(document: GraphDocument, tensor: string): readonly ConnectTarget[] {
  const { maker, node: position } = indexOf(document);
  const from = maker.get(tensor);
  const step = new Map(document.order?.map((id, i) => [id, i]) ?? position);
  const home = from === undefined ? -1 : (step.get(from.id) ?? -1);
  const may = connectionsFrom(document, tensor);
  const found = document.nodes.flatMap((node) => {
    if (node === from) return [];
    const away = Math.abs((step.get(node.id) ?? 0) - home);
    return inputPorts(node).flatMap((port, p) => {
      if (port.tensor !== undefined) return [];
      const result = may({ node: node.id, port: p });
      const target: ConnectTarget = {
        node: node.id,
        port: p,
        op: node.op,
        portName: port.name,
        why: result.ok ? undefined : result.problem.message,
      };
      return [{ target, away }];
    });
  });
  const refused = ({ target }: (typeof found)[number]): number => (target.why === undefined ? 0 : 1);
  return found
    .sort((a, b) => refused(a) - refused(b) || a.away - b.away || a.target.port - b.target.port)
    .map(({ target }) => target);
}
