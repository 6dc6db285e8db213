/** CMSIS-Stream's drawing of a graph, before or after scheduling, as a dataflow document. */

import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { buildDrawn } from "./build.ts";
import type { DrawnFifo } from "./drawn.types.ts";
import { type NodeLabel, nodeLabelOf, plain, rateOf } from "./labels.ts";
import { type DotEdge, type DotGraph, statementsOf } from "./statements.ts";

/** Fails where the text is no DOT, or not one of CMSIS-Stream's. */
export function readDot(name: string, text: string): Result<DataflowDocument> {
  const graph = statementsOf(text);
  if (!graph.ok) return graph;
  const labels = new Map<string, NodeLabel>();
  const points = new Set<string>();
  for (const { id, attributes } of graph.value.nodes.values()) {
    const label = nodeLabelOf(attributes.get("label") ?? "");
    if (label !== undefined) labels.set(id, label);
    else if (attributes.get("shape") === "point") points.add(id);
  }
  if (!graph.value.directed || labels.size === 0) return notOurs(graph.value);
  const delays = new Map(
    [...labels].flatMap(([id, { title, ports }]) =>
      ports === null && /Delay$/.test(id) && /^\d{1,15}$/.test(title) ? [[id, Number(title)] as const] : [],
    ),
  );
  const constants = constantsOf(graph.value, labels, delays);
  const drawn = drawnFifos(graph.value, delays, constants);
  const stranger = drawn
    .flatMap(({ from, to }) => [from, to])
    .find(({ id }) => !labels.has(id) && !points.has(id));
  if (stranger !== undefined) {
    return fail(
      "unknown-node",
      `An edge leads to ${JSON.stringify(stranger.id)}, which is not drawn as a node of CMSIS-Stream's.`,
      {
        help: "Open the DOT as CMSIS-Stream wrote it, before anybody styled its nodes otherwise.",
        at: [`node:${stranger.id}`],
      },
    );
  }
  const feeds = graph.value.edges.filter(({ from }) => constants.has(from.id));
  const nodes = [...graph.value.nodes.keys()].filter(
    (id) => (labels.has(id) || points.has(id)) && !delays.has(id) && !constants.has(id),
  );
  return ok(buildDrawn(name, { nodes, labels, points, fifos: drawn, feeds }));
}

function notOurs({ nodes, edges, directed }: DotGraph): Result<never> {
  const message = `This is a ${directed ? "graph" : "graph without directions"} in DOT with ${nodes.size} nodes and ${edges.length} edges, but not one of CMSIS-Stream's: its nodes have no tables of ports, so nothing says rates or types.`;
  return fail("not-cmsis-dot", message, {
    help: "Open the graph that CMSIS-Stream exported as YAML, or the DOT that it wrote.",
  });
}

/** Boxes without a class that feed inputs and take no part in anything else. */
function constantsOf(
  { edges }: DotGraph,
  labels: ReadonlyMap<string, NodeLabel>,
  delays: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const fed = new Set(edges.map(({ to }) => to.id));
  const plainOnly = new Set(edges.map(({ from }) => from.id));
  for (const { from, attributes } of edges) {
    if (["label", "taillabel", "headlabel"].some((key) => attributes.has(key))) plainOnly.delete(from.id);
  }
  return new Set(
    [...labels].flatMap(([id, { title, ports }]) =>
      ports === null && !title.includes("\n") && plainOnly.has(id) && !fed.has(id) && !delays.has(id)
        ? [id]
        : [],
    ),
  );
}

function drawnFifos(
  { edges }: DotGraph,
  delays: ReadonlyMap<string, number>,
  constants: ReadonlySet<string>,
): readonly DrawnFifo[] {
  const leaving = new Map<string, DotEdge[]>();
  for (const edge of edges) {
    if (!delays.has(edge.from.id)) continue;
    const own = leaving.get(edge.from.id);
    if (own === undefined) leaving.set(edge.from.id, [edge]);
    else own.push(edge);
  }
  const left = new Map<string, number>();
  return edges.flatMap((edge): DrawnFifo[] => {
    if (delays.has(edge.from.id) || constants.has(edge.from.id)) return [];
    const delay = delays.get(edge.to.id);
    const nth = left.get(edge.to.id) ?? 0;
    // two FIFOs between the same nodes have one box: its edges are in their order
    const rest = delay === undefined ? edge : leaving.get(edge.to.id)?.[nth];
    if (delay !== undefined) left.set(edge.to.id, nth + 1);
    if (rest === undefined) return [];
    const [, type = "", length] =
      /^(.*?)(?:\s*\((\d{1,15})\))?$/s.exec(plain(rest.attributes.get("label") ?? "")) ?? [];
    const named = /^buf\d+$/.test(type) ? "" : type.trim();
    return [
      {
        from: edge.from,
        to: rest.to,
        made: rateOf(edge.attributes.get("taillabel")),
        used: rateOf(rest.attributes.get("headlabel")),
        type: named,
        // a length of 1 is not written
        length: named === "" ? undefined : Number(length ?? 1),
        delay: delay ?? 0,
      },
    ];
  });
}
