/** Finds nodes, ports and edges of a document by what an edit is told, and puts changed ones in their place. */

import { FreeNames } from "../../../edit/names.ts";
import { fail, ok, type Result } from "../../../result.ts";
import type { DataflowDocument, PortSpec, StreamEdge, StreamNode } from "../document.ts";
import { FIRING } from "../firings.ts";
import type { PortAt, PortSide, StreamEdited, StreamEditResult } from "./types.ts";

/** Names become keys of objects in reports and files. */
const RESERVED: readonly string[] = ["__proto__", "constructor", "prototype"];

const ONE: Readonly<Record<PortSide, string>> = { inputs: "input", outputs: "output" };

export function oneOf(side: PortSide): string {
  return ONE[side];
}

export function findNode(document: DataflowDocument, id: string): Result<StreamNode> {
  const node = document.nodes.find((n) => n.id === id);
  return node === undefined ? fail("unknown-node", `There is no node ${id}.`) : ok(node);
}

export function findPort(document: DataflowDocument, at: PortAt): Result<PortSpec> {
  const node = findNode(document, at.node);
  if (!node.ok) return node;
  const ports = node.value[at.side] ?? [];
  const port = ports.find(({ name }) => name === at.port);
  if (port !== undefined) return ok(port);
  const known = ports.map(({ name }) => name).join(", ");
  return fail("unknown-port", `${at.node} has no ${oneOf(at.side)} ${at.port}.`, {
    at: [`node:${at.node}`],
    help: known === "" ? `Add an ${oneOf(at.side)} first.` : `Its ${at.side} are ${known}.`,
  });
}

export function findEdge(document: DataflowDocument, index: number): Result<StreamEdge> {
  const edge = document.edges[index];
  return edge === undefined ? fail("unknown-edge", `There is no connection ${index}.`) : ok(edge);
}

/** "a.o → b.i". */
export function edgeWords({ from, constant, to }: StreamEdge): string {
  return `${from?.join(".") ?? constant ?? ""} → ${to.join(".")}`;
}

export function withNode(document: DataflowDocument, id: string, made: StreamNode): DataflowDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? made : node)) };
}

export function withPort(
  document: DataflowDocument,
  { node, side, port: name }: PortAt,
  change: (port: PortSpec) => PortSpec,
): DataflowDocument {
  return mapPorts(document, (port, at) =>
    at.node === node && at.side === side && at.port === name ? change(port) : port,
  );
}

/** Changes ports of all nodes; nodes whose ports stay as they are stay too. */
export function mapPorts(
  document: DataflowDocument,
  change: (port: PortSpec, at: PortAt) => PortSpec,
): DataflowDocument {
  const nodes = document.nodes.map((node) => {
    const side = (name: PortSide) => {
      const old = node[name];
      const made = old?.map((port) => change(port, { node: node.id, side: name, port: port.name }));
      return old?.every((port, i) => port === made?.[i]) === false ? { [name]: made } : {};
    };
    const [inputs, outputs] = [side("inputs"), side("outputs")];
    return Object.keys(inputs).length + Object.keys(outputs).length === 0
      ? node
      : { ...node, ...inputs, ...outputs };
  });
  return { ...document, nodes };
}

/** Leaves out the fields that are undefined: a file has no place for them. */
export function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Undefined when the name will do; `what` begins a sentence: "A node". */
export function nameFault(what: string, name: string): ReturnType<typeof fail> | undefined {
  if (name === "") return fail("no-name", `${what} needs a name.`);
  if (RESERVED.includes(name)) return fail("reserved-name", `${what} cannot be called ${name}.`);
  return undefined;
}

export function nodeNameFault(document: DataflowDocument, name: string): ReturnType<typeof fail> | undefined {
  const fault = nameFault("A node", name);
  if (fault !== undefined) return fault;
  if (name.includes(FIRING))
    return fail("bad-id", `A ${FIRING} in a name tells the firings of a node apart.`, {
      help: `Write it without ${FIRING}.`,
    });
  if (document.nodes.some(({ id }) => id === name))
    return fail("name-taken", `Another node is called ${name}.`, {
      help: "Choose another name.",
      at: [`node:${name}`],
    });
  return undefined;
}

export function freeNodeNames(document: DataflowDocument): FreeNames {
  const taken = new Set(document.nodes.map(({ id }) => id));
  return new FreeNames((id) => taken.has(id));
}

/** A graph of another shape has another schedule: the plan that came with it is not of it any more. */
export function reshaped(
  document: DataflowDocument,
  says: string,
  more: Partial<StreamEdited> = {},
): StreamEditResult {
  const { shipped, ...rest } = document;
  return ok(
    shipped === undefined
      ? { ...more, document, says }
      : { ...more, document: rest, says: `${says}, and let go of the plan that came with it` },
  );
}

export function unchanged(document: DataflowDocument): StreamEditResult {
  return ok({ document, says: "" });
}
