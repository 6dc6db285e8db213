/** Outputs connected to inputs, inputs fed with constants, connections led elsewhere. */

import { fail, type Result } from "../../../result.ts";
import type { DataflowDocument, StreamEdge } from "../document.ts";
import { isSameType } from "../faults.ts";
import { defined, edgeWords, findEdge, findPort, nameFault, reshaped, unchanged } from "./find.ts";
import type { EdgeEnd, StreamEditResult } from "./types.ts";

function sameEnd(a: EdgeEnd | undefined, b: EdgeEnd | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** What feeds an input; undefined: nothing. */
export function feedingOf(document: DataflowDocument, to: EdgeEnd): StreamEdge | undefined {
  return document.edges.find((edge) => sameEnd(edge.to, to));
}

function alreadyFed(edge: StreamEdge): ReturnType<typeof fail> {
  const giver = edge.from?.join(".") ?? `the constant ${edge.constant ?? ""}`;
  return fail("fed-twice", `${edge.to.join(".")} is fed by ${giver} already: an input has one producer.`, {
    at: [`node:${edge.to[0]}`],
    help: "Remove that connection first, or give the node another input.",
  });
}

/** Undefined when the two ports are there and of one type. */
function joinFault(document: DataflowDocument, from: EdgeEnd, to: EdgeEnd): Result<never> | undefined {
  const output = findPort(document, { node: from[0], side: "outputs", port: from[1] });
  if (!output.ok) return output;
  const input = findPort(document, { node: to[0], side: "inputs", port: to[1] });
  if (!input.ok) return input;
  const [a, b] = [output.value.type, input.value.type];
  if (isSameType(document, a, b)) return undefined;
  return fail("types-differ", `${from.join(".")} gives ${a}, but ${to.join(".")} takes ${b}.`, {
    at: [`node:${from[0]}`, `node:${to[0]}`],
    help: "Give both ports one type first.",
  });
}

/** Connects an output to an input. Fails where types differ, and where the input has a producer already. */
export function connectPorts(document: DataflowDocument, from: EdgeEnd, to: EdgeEnd): StreamEditResult {
  const wrong = joinFault(document, from, to);
  if (wrong !== undefined) return wrong;
  const old = feedingOf(document, to);
  if (old !== undefined) return sameEnd(old.from, from) ? unchanged(document) : alreadyFed(old);
  const edge: StreamEdge = { from, to };
  return reshaped({ ...document, edges: [...document.edges, edge] }, `Connected ${edgeWords(edge)}`, {
    edge: document.edges.length,
  });
}

/** Feeds an input with a constant, e.g. `HALF` of a function that scales: no FIFO, no part in scheduling. */
export function feedConstant(document: DataflowDocument, to: EdgeEnd, constant: string): StreamEditResult {
  const input = findPort(document, { node: to[0], side: "inputs", port: to[1] });
  if (!input.ok) return input;
  const name = constant.trim();
  const fault = nameFault("A constant", name);
  if (fault !== undefined) return fault;
  const edge: StreamEdge = { constant: name, to };
  const at = document.edges.findIndex((e) => sameEnd(e.to, to));
  const old = document.edges[at];
  if (old?.from !== undefined) return alreadyFed(old);
  if (old?.constant === name) return unchanged(document);
  const edges =
    old === undefined
      ? [...document.edges, edge]
      : document.edges.map((e) => (e === old ? { ...e, constant: name } : e));
  return reshaped({ ...document, edges }, `Fed ${to.join(".")} with the constant ${name}`, {
    edge: old === undefined ? document.edges.length : at,
  });
}

/** Leads one end of a connection to another port; its delay and the rest stay. */
export function reconnect(
  document: DataflowDocument,
  index: number,
  ends: { readonly from?: EdgeEnd; readonly to?: EdgeEnd },
): StreamEditResult {
  const found = findEdge(document, index);
  if (!found.ok) return found;
  const edge = found.value;
  const from = ends.from ?? edge.from;
  const to = ends.to ?? edge.to;
  if (sameEnd(from, edge.from) && sameEnd(to, edge.to)) return unchanged(document);
  if (from !== undefined) {
    const wrong = joinFault(document, from, to);
    if (wrong !== undefined) return wrong;
  } else {
    const input = findPort(document, { node: to[0], side: "inputs", port: to[1] });
    if (!input.ok) return input;
  }
  const other = document.edges.find((e) => e !== edge && sameEnd(e.to, to));
  if (other !== undefined) return alreadyFed(other);
  const { constant: _, ...rest } = edge;
  const made = from === undefined ? { ...edge, to } : defined({ ...rest, from, to });
  return reshaped(
    { ...document, edges: document.edges.map((e) => (e === edge ? made : e)) },
    `Led the connection ${edgeWords(edge)} to ${edgeWords(made)}`,
    { edge: index },
  );
}
