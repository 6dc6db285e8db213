/** What ports move: rates, types, and the memory that they ask for. */

import { fail } from "../../../result.ts";
import type { BufferConstraint, DataflowDocument, Rate } from "../document.ts";
import { isSameType } from "../faults.ts";
import { defined, findPort, mapPorts, reshaped, unchanged, withPort } from "./find.ts";
import { checkedRate, rateText } from "./rates.ts";
import type { PortAt, PortSide, StreamEditResult } from "./types.ts";
import { windowFault } from "./window.ts";

/** Sets the samples of a firing. Fails where a window says them. */
export function setRate(document: DataflowDocument, at: PortAt, rate: Rate): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  if (rateText(port.value.rate) === rateText(rate)) return unchanged(document);
  const good = checkedRate(rate);
  if (!good.ok) return good;
  const held = windowFault(document, at);
  if (held !== undefined) return held;
  const alike = document.nodes.find(({ id }) => id === at.node)?.uniform?.includes(at.side) === true;
  const made = mapPorts(document, (p, { node, side }) =>
    node === at.node && side === at.side && (alike || p.name === at.port) ? { ...p, rate } : p,
  );
  const what = alike ? `all ${at.side} of ${at.node}` : `${at.node}.${at.port}`;
  return reshaped(made, `Set the rate of ${what} to ${rateText(rate)}`);
}

const keyOf = (side: PortSide, node: string, port: string) => JSON.stringify([side, node, port]);

/** Ports that must change with one: its producer, what that feeds, others of a side whose ports are alike, and so on. */
function netOf(document: DataflowDocument, at: PortAt): ReadonlySet<string> {
  const near = new Map<string, string[]>();
  const join = (a: string, b: string) => {
    near.set(a, [...(near.get(a) ?? []), b]);
    near.set(b, [...(near.get(b) ?? []), a]);
  };
  for (const { from, to } of document.edges)
    if (from !== undefined) join(keyOf("outputs", ...from), keyOf("inputs", ...to));
  for (const node of document.nodes)
    for (const side of node.uniform ?? []) {
      const [first, ...others] = node[side] ?? [];
      for (const { name } of others)
        join(keyOf(side, node.id, first?.name ?? ""), keyOf(side, node.id, name));
    }
  const net = new Set([keyOf(at.side, at.node, at.port)]);
  for (const key of net) for (const next of near.get(key) ?? []) net.add(next);
  return net;
}

/** Gives a port a type. What it is connected to gets it too, where its own would not do. */
export function setPortType(document: DataflowDocument, at: PortAt, type: string): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  if (port.value.type === type) return unchanged(document);
  if (!Object.hasOwn(document.types, type))
    return fail("unknown-type", `There is no type ${type}.`, {
      help: `Add it to the types, or choose one of ${Object.keys(document.types).join(", ")}.`,
      at: [`node:${at.node}`],
    });
  const net = netOf(document, at);
  let more = 0;
  const made = mapPorts(document, (p, { node, side }) => {
    if (node === at.node && side === at.side && p.name === at.port) return { ...p, type };
    if (!net.has(keyOf(side, node, p.name)) || isSameType(document, p.type, type)) return p;
    more++;
    return { ...p, type };
  });
  const others =
    more === 0
      ? ""
      : more === 1
        ? ", and the port that it is joined to"
        : `, and ${more} ports that it is joined to`;
  return reshaped(made, `Gave ${at.node}.${at.port} the type ${type}${others}`);
}

/** Asks for memory outside of the plan for what is connected to a port; null: any memory. */
export function setConstraint(
  document: DataflowDocument,
  at: PortAt,
  constraint: BufferConstraint | null,
): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  const wanted = constraint === null ? undefined : defined({ ...port.value.bufferConstraint, ...constraint });
  if (JSON.stringify(wanted) === JSON.stringify(port.value.bufferConstraint)) return unchanged(document);
  if (wanted !== undefined && (wanted.name ?? "").trim() === "" && wanted.assignedByNode !== true)
    return fail("no-buffer-name", `${at.node}.${at.port} needs the name of the buffer outside.`, {
      at: [`node:${at.node}`],
      help: "Write its name, or say that the node assigns it.",
    });
  const says =
    wanted === undefined
      ? `Let ${at.node}.${at.port} lie in the memory of the plan`
      : wanted.assignedByNode === true
        ? `Let ${at.node} assign the buffer of its port ${at.port}`
        : `Held ${at.node}.${at.port} to the buffer ${wanted.name}`;
  return reshaped(
    withPort(document, at, (p) => defined({ ...p, bufferConstraint: wanted })),
    says,
  );
}
