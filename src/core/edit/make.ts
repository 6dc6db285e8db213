/** Makes operations, values and outputs. */

import { boxKey } from "../box-key.ts";
import { bytesOf } from "../bytes.ts";
import type { AttributeValue, GraphDocument, NodeSpec, TensorSpec } from "../document.ts";
import type { ValueType } from "../ops/types.ts";
import { fail, ok, type Result } from "../result.ts";
import { connectionsFrom, mayConnect } from "./connect.ts";
import { Draft } from "./draft.ts";
import { joined } from "./groups.ts";
import { indexOf, nodeOf, tensorOf } from "./index-of.ts";
import { sayNames } from "./names.ts";
import { freeNodeName, freeTensorName, putNewNode } from "./node-rows.ts";
import { placed } from "./place.ts";
import { inputPorts } from "./ports.ts";
import { nameFault, noNode, noTensor } from "./refuse.ts";
import { attach, entriesOf, reading } from "./rewire.ts";
import type { EditResult, Point, PortRef } from "./types.ts";
import { inheritTypes } from "./types-of.ts";
import { wantedType } from "./wanted-type.ts";

export interface NewOperation {
  readonly op: string;
  /** Absent: a free one is made from the operator, `conv1`. */
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** Tensor to connect to the first port that takes it. */
  readonly from?: string;
  /** Port to connect the first output to, between it and `from` when it reads just that; a role that nobody needs any more, such as an unread input, stays. */
  readonly to?: PortRef;
  /** Top-left corner; absent: the layout finds a place. */
  readonly at?: Point;
  /** Group that it belongs to. */
  readonly group?: string;
}

/**
 * The first free port that takes a tensor, optional ones not before others. When its type suits none, the first: what a new
 * operation asks for rests on attributes that nobody has chosen yet, so the port says what is wrong.
 */
function firstPort(document: GraphDocument, node: NodeSpec, tensor: string): Result<number> {
  const may = connectionsFrom(document, tensor);
  const ports = [...inputPorts(node).entries()].filter(([, port]) => port.tensor === undefined);
  const needed = ports.filter(([, port]) => !port.optional);
  const asked = needed.length > 0 ? needed : ports;
  for (const [port] of asked) if (may({ node: node.id, port }).ok) return ok(port);
  const [first] = asked;
  if (first !== undefined) return ok(first[0]);
  return fail("no-port", `${node.op} has no free input for ${tensor}.`, {
    help: "Choose another operation.",
  });
}

/** Adds an operation with tensors for its outputs; types are inferred, or DEFAULT_TYPE where they cannot be yet. */
export function addOperation(document: GraphDocument, made: NewOperation): EditResult {
  if (made.op.trim() === "") {
    return fail("empty-op", "An operation needs an operator.", { help: "Type its name, such as Conv." });
  }
  const start = new Draft(document);
  const id = made.id ?? freeNodeName(start, made.op.trim());
  const fault = nameFault("node", id, start.nodes.has(id));
  if (fault !== undefined) return fault;
  const { op } = putNewNode(start, made.op.trim(), id, made.attributes);
  let now: GraphDocument = { ...start.done(), ...placed(document.drawing, boxKey("node", id), made.at) };
  if (made.group !== undefined) now = joined(now, made.group, id);
  if (made.from !== undefined) {
    const next = readFrom(now, id, made.from);
    if (!next.ok) return next;
    now = next.value;
  }
  if (made.to !== undefined) {
    const next = giveTo(now, id, made.to, made.from);
    if (!next.ok) return next;
    now = next.value;
  }
  const after = made.from === undefined ? "" : ` after ${made.from}`;
  const before = made.to === undefined ? "" : ` before ${made.to.node}`;
  return ok({ document: now, says: `Added ${op} ${id}${after}${before}`, chosen: [boxKey("node", id)] });
}

function readFrom(document: GraphDocument, id: string, from: string): Result<GraphDocument> {
  const node = nodeOf(document, id);
  if (node === undefined) return noNode(id);
  if (tensorOf(document, from) === undefined) return noTensor(from);
  const port = firstPort(document, node, from);
  if (!port.ok) return port;
  const draft = new Draft(document);
  draft.runAfterMakers(attach(draft, from, node, port.value));
  const done = draft.done();
  return ok(done.order === undefined ? listedAfterMaker(done, id, from) : done);
}

/** Without a given order nodes run as they are listed: a new one stands behind what makes its input. */
function listedAfterMaker(document: GraphDocument, id: string, tensor: string): GraphDocument {
  const index = indexOf(document);
  const at = index.node.get(id) ?? -1;
  const maker = index.maker.get(tensor);
  const node = document.nodes[at];
  if (node === undefined || maker === undefined) return document;
  const to = (index.node.get(maker.id) ?? at) + 1;
  if (to >= at) return document;
  const moved = { ...document, nodes: document.nodes.toSpliced(at, 1).toSpliced(to, 0, node) };
  inheritTypes(document, moved, new Map());
  return moved;
}

function giveTo(
  document: GraphDocument,
  id: string,
  to: PortRef,
  from: string | undefined,
): Result<GraphDocument> {
  const tensor = nodeOf(document, id)?.outputs[0];
  const target = nodeOf(document, to.node);
  if (target === undefined) return noNode(to.node);
  if (tensor === undefined) {
    return fail("no-port", `${id} has no output.`, { help: "Choose an operation that makes something." });
  }
  const between = from !== undefined && inputPorts(target)[to.port]?.tensor === from;
  const may = between ? splice(document, target, tensor, to.port) : mayConnect(document, tensor, to);
  if (!may.ok) return may;
  const draft = new Draft(document);
  attach(draft, tensor, target, to.port);
  return ok(draft.done());
}

/** Whether a value may take the place of another at a port. */
function splice(document: GraphDocument, target: NodeSpec, tensor: string, port: number): Result<true> {
  const others = entriesOf(target).filter((entry) => entry.port !== port);
  const free = reading(target, others);
  const nodes = document.nodes.map((n) => (n === target ? free : n));
  // of ports without holes the last is free now
  const open = inputPorts(free)[port]?.tensor === undefined ? port : inputPorts(free).length - 1;
  return mayConnect({ ...document, nodes }, tensor, { node: target.id, port: open });
}

export interface NewValue {
  readonly role: "input" | "constant" | "state";
  readonly id?: string;
  readonly type?: ValueType;
  readonly to?: PortRef;
  readonly at?: Point;
}

const VALUE_NAMES = { input: "x", constant: "w", state: "s" } as const;

/** Adds an input, a constant or a state; without a type, that which its port would like, or DEFAULT_TYPE. */
export function addValue(document: GraphDocument, made: NewValue): EditResult {
  const { role, to } = made;
  const draft = new Draft(document);
  const id = made.id ?? freeTensorName(draft, VALUE_NAMES[role]);
  const fault = nameFault("tensor", id, draft.tensors.has(id));
  if (fault !== undefined) return fault;
  const target = to && nodeOf(document, to.node);
  if (to !== undefined && target === undefined) return noNode(to.node);
  const type = made.type ?? wantedType(document, target, to?.port ?? 0);
  const tensor: TensorSpec = { id, dtype: type.dtype, shape: type.shape, role };
  const bytes = bytesOf(tensor);
  if (!bytes.ok) return bytes;
  const key = boxKey("value", id);
  draft.putTensor(tensor);
  draft.head = { ...draft.head, ...placed(document.drawing, key, made.at) };
  const says = `Added ${role} ${id}`;
  if (to === undefined || target === undefined) return ok({ document: draft.done(), says, chosen: [key] });
  const may = mayConnect({ ...document, tensors: [...document.tensors, tensor] }, id, to);
  // a type that nobody has chosen is no reason to refuse: the port says what is wrong with it
  if (!may.ok && !(may.problem.code === "wrong-type" && made.type === undefined)) return may;
  attach(draft, id, target, to.port);
  const port = inputPorts(target)[to.port]?.name ?? "";
  return ok({ document: draft.done(), says: `${says} at ${target.id} (${port})`, chosen: [key] });
}

/** Marks tensors as final outputs, or not. Refuses tensors that do not exist. */
export function markOutputs(
  document: GraphDocument,
  tensors: readonly string[],
  on: boolean,
  at?: Point,
): EditResult {
  const missing = tensors.find((id) => tensorOf(document, id) === undefined);
  if (missing !== undefined) return noTensor(missing);
  const { outputs } = document;
  const asked = new Set(tensors);
  const had = new Set(outputs);
  const changed = [...asked].filter((id) => had.has(id) !== on);
  const names = sayNames(tensors, "tensors");
  const many = tensors.length === 1 ? "an output" : "outputs";
  const says = on ? `Marked ${names} as ${many}` : `Unmarked ${names} as ${many}`;
  if (changed.length === 0) return ok({ document, says });
  const draft = new Draft(document);
  if (on) for (const id of changed) draft.use(id);
  const next = on ? [...outputs, ...changed] : outputs.filter((id) => !asked.has(id));
  const [first] = changed;
  const place = on && first !== undefined ? placed(document.drawing, boxKey("output", first), at) : {};
  draft.head = { ...draft.head, ...place, outputs: next };
  return ok({
    document: draft.done(),
    says,
    ...(on ? { chosen: changed.map((id) => boxKey("output", id)) } : {}),
  });
}
