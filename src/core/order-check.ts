/** What must hold of when the nodes of a graph run before anybody plans it; each check adds what it finds. */

import { findCycle } from "./cycle.ts";
import type { Findings } from "./findings.ts";
import type { Graph } from "./graph.ts";
import { fail, type Problem } from "./result.ts";

const MOST_NAMES = 20;

const ONCE = "Name every node of the graph exactly once.";

function quoted(id: string | undefined): string {
  return JSON.stringify(id ?? "");
}

function bad(message: string, at: readonly string[], where: string, help: string): Problem {
  return fail("bad-order", message, { at, where, help }).problem;
}

/** No value is needed to make itself. */
export function checkCycle(graph: Graph, findings: Findings): void {
  const cycle = findCycle(graph);
  if (cycle === undefined) return;
  const ids = cycle.map((n) => graph.document.nodes[n]?.id ?? "");
  const shown = ids.slice(0, MOST_NAMES).map(quoted).join(" → ");
  const rest = ids.length > MOST_NAMES ? ` → … (${ids.length} nodes)` : "";
  const message = `The graph has a cycle: ${shown}${rest} → ${quoted(ids[0])}.`;
  findings.add(
    fail("cycle", message, {
      at: ids.map((id) => `node:${id}`),
      help: "Break it: a value cannot be needed to make itself.",
    }).problem,
  );
}

/** A given order names every node once, and each after those whose values it reads. */
export function checkOrder(graph: Graph, findings: Findings): void {
  const { order, nodes } = graph.document;
  if (order === undefined) return;
  const step = new Int32Array(graph.nodes).fill(-1);
  order.forEach((id, i) => {
    const node = graph.nodeIndex.get(id);
    const where = `order[${i}]`;
    if (node === undefined) {
      const message = `The order names ${quoted(id)}, but no node has that id.`;
      findings.add(bad(message, [], where, ONCE));
    } else if ((step[node] ?? -1) >= 0) {
      const message = `The order names node ${quoted(id)} twice, at steps ${step[node]} and ${i}.`;
      findings.add(bad(message, [`node:${id}`], where, ONCE));
    } else step[node] = i;
  });
  nodes.forEach((node, n) => {
    if ((step[n] ?? -1) >= 0) return;
    const message = `The order leaves out node ${quoted(node.id)}.`;
    findings.add(bad(message, [`node:${node.id}`], "order", ONCE));
  });
  for (let t = 0; t < graph.tensors; t++) {
    const maker = graph.producer[t] ?? -1;
    const made = step[maker] ?? -1;
    for (let r = graph.readers.from[t] ?? 0; made >= 0 && r < (graph.readers.from[t + 1] ?? 0); r++) {
      const reader = graph.readers.items[r] ?? 0;
      const read = step[reader] ?? -1;
      if (read < 0 || read > made || reader === maker) continue;
      const [by, tensor, from] = [nodes[reader]?.id, graph.document.tensors[t]?.id, nodes[maker]?.id];
      const message = `In the order, node ${quoted(by)} (step ${read}) reads ${quoted(tensor)} before node ${quoted(from)} (step ${made}) makes it.`;
      const at = [`node:${by}`, `node:${from}`, `tensor:${tensor}`];
      findings.add(
        bad(message, at, `order[${read}]`, "Put producers before readers, or leave out the order."),
      );
    }
  }
}
