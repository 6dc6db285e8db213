/** What a line that is being drawn may be connected to, and why not; and the edit that dropping it is. */

import type { GraphDocument } from "../../../core/document.ts";
import { connect, connectionsFrom, disconnect, mayConnect, reconnect } from "../../../core/edit/connect.ts";
import { indexOf } from "../../../core/edit/index-of.ts";
import { type NodePorts, portsOf } from "../../../core/edit/ports.ts";
import type { EditResult, PortRef } from "../../../core/edit/types.ts";

/** A line on its way from a value to a port, or from a port back to a value. */
export type Wire =
  | {
      readonly kind: "forward";
      readonly tensor: string;
      /** The port whose connection was taken off. */
      readonly held?: PortRef;
    }
  | { readonly kind: "backward"; readonly to: PortRef };

/** What a line can end at: an input port, or the value that a port gives. */
export type WireEnd =
  | { readonly kind: "input"; readonly port: PortRef }
  | { readonly kind: "output"; readonly tensor: string };

/** Why not, in a sentence; undefined: it may. */
export type Judge = (end: WireEnd) => string | undefined;

export function samePort(a: PortRef, b: PortRef): boolean {
  return a.node === b.node && a.port === b.port;
}

/** The document without the connection whose end is in somebody's hand: its port is free again. */
function without(document: GraphDocument, held: PortRef | undefined): GraphDocument {
  if (held === undefined) return document;
  const parted = disconnect(document, held);
  return parted.ok ? parted.value.document : document;
}

/** Ports behind a freed one of the same node may have moved up by one: an end that is gone is the one before it. */
function movedUp(held: PortRef, to: PortRef): PortRef | undefined {
  return held.node === to.node && to.port > held.port ? { ...to, port: to.port - 1 } : undefined;
}

function forwardJudge(document: GraphDocument, tensor: string, held: PortRef | undefined): Judge {
  const may = connectionsFrom(without(document, held), tensor);
  return (end) => {
    if (end.kind === "output") return "Values enter at inputs, at the top of a box.";
    if (held !== undefined && samePort(end.port, held)) return undefined;
    const first = may(end.port);
    if (first.ok) return undefined;
    const other = held === undefined ? undefined : movedUp(held, end.port);
    const gone = first.problem.code === "no-port" && other !== undefined && may(other).ok;
    return gone ? undefined : first.problem.message;
  };
}

function backwardJudge(document: GraphDocument, to: PortRef): Judge {
  return (end) => {
    if (end.kind === "input") return "Values come from outputs, at the bottom of a box.";
    const may = mayConnect(document, end.tensor, to);
    return may.ok ? undefined : may.problem.message;
  };
}

/** Judges ends for as long as one line is drawn; each end once. */
export function judgeOf(document: GraphDocument, wire: Wire): Judge {
  const judge =
    wire.kind === "forward"
      ? forwardJudge(document, wire.tensor, wire.held)
      : backwardJudge(document, wire.to);
  const known = new Map<string, string | undefined>();
  return (end) => {
    const key = end.kind === "input" ? `${end.port.port} ${end.port.node}` : `> ${end.tensor}`;
    if (!known.has(key)) known.set(key, judge(end));
    return known.get(key);
  };
}

export interface Verdict {
  readonly end: WireEnd | undefined;
  readonly why: string | undefined;
}

/** The first of some ends that may be connected, else the reason of the first one that is free, or of the first. */
export function firstOf(ends: readonly WireEnd[], judge: Judge, free: (end: WireEnd) => boolean): Verdict {
  const end = ends.find((e) => judge(e) === undefined);
  if (end !== undefined) return { end, why: undefined };
  const closest = ends.find(free) ?? ends[0];
  return {
    end: undefined,
    why: closest === undefined ? "There is no port for it here." : judge(closest),
  };
}

/** What dropping a line at an end does to a document; undefined: the line is back where it was. */
export function dropped(wire: Wire, end: WireEnd): ((document: GraphDocument) => EditResult) | undefined {
  if (wire.kind === "backward")
    return end.kind === "output" ? (document) => connect(document, end.tensor, wire.to) : undefined;
  if (end.kind === "output") return undefined;
  const { held, tensor } = wire;
  if (held === undefined) return (document) => connect(document, tensor, end.port);
  return samePort(held, end.port) ? undefined : (document) => reconnect(document, held, end.port);
}

/** Ports of a node by its id; none of one that is not there. */
export function portsById(document: GraphDocument, node: string): NodePorts {
  return portsOf(document, indexOf(document).node.get(node) ?? -1);
}
