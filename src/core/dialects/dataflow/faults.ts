/** Whether a dataflow document makes sense before anything is scheduled: names, types, rates and connections. */

import { Findings } from "../../findings.ts";
import type { Problem } from "../../result.ts";
import type { DataflowDocument, PortSpec, Rate, StreamEdge, StreamNode } from "./document.ts";
import { FIRING } from "./firings.ts";
import { sampleBytes } from "./normalise.ts";
import { referenceFaults } from "./reference-faults.ts";
import { scalarOf } from "./scalars.ts";

/**
 * The first of all faults in words and the others as a count; undefined when there is none. `drawing`: it is not finished,
 * so inputs may wait for their edges.
 */
export function findStreamFault(document: DataflowDocument, drawing = false): Problem | undefined {
  const findings = new Findings();
  const nodes = new Map<string, StreamNode>();
  document.nodes.forEach((node, n) => {
    if (nodes.has(node.id)) {
      findings.add(
        fault(
          "duplicate-id",
          `Two nodes are called ${quoted(node.id)}.`,
          `nodes[${n}].id`,
          [node.id],
          "Rename one of them.",
        ),
      );
    }
    if (node.id.includes(FIRING)) {
      const message = `The id ${quoted(node.id)} holds a ${FIRING}, which tells the firings of a node apart.`;
      const where = `nodes[${n}].id`;
      findings.add(fault("bad-id", message, where, [node.id], `Write it without ${FIRING}.`));
    }
    nodes.set(node.id, node);
    checkPorts(document, node, n, findings);
    for (const { code, message, help, side, port } of referenceFaults(node))
      findings.add(fault(code, message, `nodes[${n}].${side}[${port}].reference`, [node.id], help));
  });
  const fed = new Map<string, number>();
  document.edges.forEach((edge, e) => {
    checkEdge(document, nodes, edge, e, findings);
    const key = JSON.stringify(edge.to);
    const first = fed.get(key);
    if (first !== undefined) {
      const message = `Two edges lead to input ${edge.to[1]} of ${quoted(edge.to[0])}: edges ${first} and ${e}.`;
      findings.add(
        fault(
          "fed-twice",
          message,
          `edges[${e}].to`,
          [edge.to[0]],
          "An input has one producer: give the other an input of its own.",
        ),
      );
    } else fed.set(key, e);
  });
  document.nodes.forEach((node, n) => {
    node.inputs?.forEach((port, i) => {
      if (drawing || fed.has(JSON.stringify([node.id, port.name]))) return;
      const message = `Nothing feeds input ${port.name} of ${quoted(node.id)}.`;
      findings.add(
        fault(
          "unconnected-input",
          message,
          `nodes[${n}].inputs[${i}]`,
          [node.id],
          "Connect it, feed it a constant, or remove the port.",
        ),
      );
    });
  });
  return findings.problem;
}

function quoted(id: string): string {
  return JSON.stringify(id);
}

function fault(
  code: string,
  message: string,
  where: string,
  nodes: readonly string[],
  help: string,
): Problem {
  return { code, message, where, help, at: nodes.map((id) => `node:${id}`) };
}

function checkPorts(document: DataflowDocument, node: StreamNode, n: number, findings: Findings): void {
  for (const side of ["inputs", "outputs"] as const) {
    const seen = new Set<string>();
    node[side]?.forEach((port, p) => {
      const where = `nodes[${n}].${side}[${p}]`;
      if (seen.has(port.name)) {
        const message = `Node ${quoted(node.id)} has two ${side} called ${port.name}.`;
        findings.add(fault("duplicate-port", message, `${where}.name`, [node.id], "Rename one of them."));
      }
      seen.add(port.name);
      if (sampleBytes(document.types, port.type) === undefined) {
        const message = `Port ${port.name} of ${quoted(node.id)} has the type ${quoted(port.type)}, whose size nothing says.`;
        findings.add(
          fault("unknown-type", message, `${where}.type`, [node.id], `Add it to "types" with its bytes.`),
        );
      }
      if (!isRate(port.rate)) {
        const message = `Port ${port.name} of ${quoted(node.id)} has the rate ${JSON.stringify(port.rate)}.`;
        const help =
          "A rate is a whole number from 1 up, or a list of whole numbers from 0 up that are not all 0.";
        findings.add(fault("bad-rate", message, `${where}.rate`, [node.id], help));
      }
    });
  }
}

/** A whole number from 1 up, or a list of whole numbers from 0 up that are not all 0. */
export function isRate(rate: Rate): boolean {
  if (typeof rate === "number") return Number.isSafeInteger(rate) && rate > 0;
  return rate.length > 0 && rate.every((r) => Number.isSafeInteger(r) && r >= 0) && rate.some((r) => r > 0);
}

function checkEdge(
  document: DataflowDocument,
  nodes: ReadonlyMap<string, StreamNode>,
  edge: StreamEdge,
  e: number,
  findings: Findings,
): void {
  const portAt = (
    end: readonly [string, string],
    side: "inputs" | "outputs",
    where: string,
  ): PortSpec | undefined => {
    const node = nodes.get(end[0]);
    const port = node?.[side]?.find(({ name }) => name === end[1]);
    if (port !== undefined) return port;
    const what =
      node === undefined ? `node ${quoted(end[0])}` : `${side.slice(0, -1)} ${end[1]} of ${quoted(end[0])}`;
    const known = node?.[side]?.map(({ name }) => name).join(", ") ?? "";
    const help = known === "" ? "Name a node and one of its ports." : `Its ${side} are ${known}.`;
    findings.add(fault("unknown-port", `Edge ${e} leads to ${what}, which there is not.`, where, [], help));
    return undefined;
  };
  const to = portAt(edge.to, "inputs", `edges[${e}].to`);
  if (edge.from === undefined) {
    if (edge.constant !== undefined) return;
    findings.add(
      fault(
        "no-source",
        `Edge ${e} comes from nowhere.`,
        `edges[${e}]`,
        [],
        "Give it a from, or a constant.",
      ),
    );
    return;
  }
  const from = portAt(edge.from, "outputs", `edges[${e}].from`);
  if (from !== undefined && to !== undefined && !isSameType(document, from.type, to.type)) {
    const message = `Edge ${e} joins ${edge.from.join(".")} (${from.type}) to ${edge.to.join(".")} (${to.type}).`;
    findings.add(
      fault("types-differ", message, `edges[${e}]`, [edge.from[0], edge.to[0]], "Give both ports one type."),
    );
  }
  const { delay } = edge;
  if (delay !== undefined && (!Number.isSafeInteger(delay) || delay < 0)) {
    const message = `Edge ${e} has a delay of ${delay}.`;
    findings.add(
      fault(
        "bad-delay",
        message,
        `edges[${e}].delay`,
        [edge.from[0]],
        "A delay is a whole number of samples from 0 up.",
      ),
    );
  }
}

/** References to one type are one type, shared or not; so are two names of one number, or of one type of C++. */
export function isSameType({ types }: Pick<DataflowDocument, "types">, a: string, b: string): boolean {
  const spec = (type: string) => (Object.hasOwn(types, type) ? types[type] : undefined);
  const word = (type: string) => scalarOf(type)?.same ?? spec(type)?.cName ?? type;
  const [x, y] = [spec(a)?.sharedOf, spec(b)?.sharedOf];
  return x !== undefined && y !== undefined ? word(x) === word(y) : word(a) === word(b);
}
