/** Ports added, removed, renamed and moved; connections follow. */

import { FreeNames } from "../../../edit/names.ts";
import { fail } from "../../../result.ts";
import type { DataflowDocument, PortSpec, Rate, StreamEdge, StreamNode } from "../document.ts";
import { findNode, findPort, nameFault, oneOf, reshaped, unchanged, withNode, withPort } from "./find.ts";
import { checkedRate } from "./rates.ts";
import { withReferred } from "./references.ts";
import type { EdgeEnd, PortAt, PortSide, StreamEditResult } from "./types.ts";

export interface NewPort {
  readonly name?: string;
  readonly rate?: Rate;
  readonly type?: string;
}

function portNameFault(ports: readonly PortSpec[], node: string, side: PortSide, name: string) {
  const fault = nameFault(`An ${oneOf(side)}`, name);
  if (fault !== undefined) return fault;
  if (!ports.some((port) => port.name === name)) return undefined;
  return fail("name-taken", `${node} has an ${oneOf(side)} ${name} already.`, {
    at: [`node:${node}`],
    help: "Choose another name.",
  });
}

/** ia, ib … iz beside others, i or o alone, then i1, i2 … */
function freePortName(ports: readonly PortSpec[], side: PortSide): string {
  const taken = new Set(ports.map(({ name }) => name));
  const letter = side === "inputs" ? "i" : "o";
  if (ports.length === 0) return letter;
  for (let code = 97; code <= 122; code++) {
    const name = letter + String.fromCharCode(code);
    if (!taken.has(name)) return name;
  }
  return new FreeNames((name) => taken.has(name)).numbered(letter);
}

/** Adds a port behind the others of its side; what is not said is as of the last port of the node. */
export function addPort(
  document: DataflowDocument,
  id: string,
  side: PortSide,
  how: NewPort = {},
): StreamEditResult {
  const found = findNode(document, id);
  if (!found.ok) return found;
  const node = found.value;
  const ports = node[side] ?? [];
  const other = ports.at(-1) ?? node.outputs?.at(-1) ?? node.inputs?.at(-1);
  const name = how.name?.trim() ?? freePortName(ports, side);
  const fault = portNameFault(ports, id, side, name);
  if (fault !== undefined) return fault;
  const type = how.type ?? other?.type ?? Object.keys(document.types)[0];
  if (type === undefined || !Object.hasOwn(document.types, type))
    return fail("unknown-type", `There is no type ${type ?? "yet"}.`, { help: "Add it to the types first." });
  const rate = checkedRate(how.rate ?? other?.rate ?? 1);
  if (!rate.ok) return rate;
  const made = { ...node, [side]: [...ports, { name, rate: rate.value, type }] };
  return reshaped(withNode(document, id, made), `Added the ${oneOf(side)} ${id}.${name}`);
}

function touches({ from, to }: StreamEdge, { node, side, port }: PortAt): boolean {
  const end = side === "inputs" ? to : from;
  return end?.[0] === node && end[1] === port;
}

/** What is passed to a C function follows its ports; `to` undefined: it is not passed any more. */
function withPassed(node: StreamNode, port: string, to: string | undefined): StreamNode {
  if (node.function?.kind !== "general") return node;
  const args = node.function.args.flatMap((passed) =>
    passed.kind === "argument" || passed.port !== port
      ? [passed]
      : to === undefined
        ? []
        : [{ ...passed, port: to }],
  );
  return { ...node, function: { ...node.function, args } };
}

/** Removes a port and what is connected to it. */
export function removePort(document: DataflowDocument, at: PortAt): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  const node = findNode(document, at.node);
  if (!node.ok) return node;
  const first = node.value[at.side]?.[0] === port.value;
  if (node.value.window !== undefined && first)
    return fail("port-of-window", `The window of ${at.node} is between its first ports.`, {
      at: [`node:${at.node}`],
      help: "Take the window off first.",
    });
  const ports = node.value[at.side]?.filter((p) => p !== port.value);
  const edges = document.edges.filter((edge) => !touches(edge, at));
  const gone = document.edges.length - edges.length;
  const made = {
    ...withNode(
      document,
      at.node,
      withReferred(withPassed({ ...node.value, [at.side]: ports }, at.port, undefined), at, undefined),
    ),
    edges,
  };
  const says = `Removed the ${oneOf(at.side)} ${at.node}.${at.port}`;
  return reshaped(made, gone === 0 ? says : `${says} and what was connected to it`);
}

export function renamePort(document: DataflowDocument, at: PortAt, name: string): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  const node = findNode(document, at.node);
  if (!node.ok) return node;
  const wanted = name.trim();
  if (wanted === at.port) return unchanged(document);
  const fault = portNameFault(node.value[at.side] ?? [], at.node, at.side, wanted);
  if (fault !== undefined) return fault;
  const end: EdgeEnd = [at.node, wanted];
  const edges = document.edges.map(
    (edge): StreamEdge =>
      !touches(edge, at) ? edge : at.side === "inputs" ? { ...edge, to: end } : { ...edge, from: end },
  );
  const passed = withNode(
    document,
    at.node,
    withReferred(withPassed(node.value, at.port, wanted), at, wanted),
  );
  const renamed = withPort(passed, at, (p) => ({ ...p, name: wanted }));
  return reshaped({ ...renamed, edges }, `Renamed the ${oneOf(at.side)} ${at.node}.${at.port} to ${wanted}`);
}

/** Moves a port among those of its side: their order is that of the node's arguments. */
export function movePort(document: DataflowDocument, at: PortAt, by: 1 | -1): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  const node = findNode(document, at.node);
  if (!node.ok) return node;
  const ports = [...(node.value[at.side] ?? [])];
  const from = ports.indexOf(port.value);
  const to = from + by;
  if (to < 0 || to >= ports.length) return unchanged(document);
  if (node.value.window !== undefined && Math.min(from, to) === 0)
    return fail("port-of-window", `The window of ${at.node} is between its first ports.`, {
      at: [`node:${at.node}`],
      help: "Take the window off first.",
    });
  ports.splice(from, 1);
  ports.splice(to, 0, port.value);
  return reshaped(
    withNode(document, at.node, { ...node.value, [at.side]: ports }),
    `Moved the ${oneOf(at.side)} ${at.node}.${at.port} ${by < 0 ? "up" : "down"}`,
  );
}
