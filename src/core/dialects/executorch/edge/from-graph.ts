/**
 * A method or a graph document as the edge graph that ExecuTorch's passes start from: what an export would hand over, in
 * functional form. Whatever writes over memory gives a new value instead, and what changes for good is an output.
 */

import type { GraphDocument, MethodSpec } from "../../../document.ts";
import { readGraph } from "../../../graph.ts";
import { givenOrder } from "../../../order/given.ts";
import { fail, ok, type Result } from "../../../result.ts";
import { bindingOf } from "../../../symbols.ts";
import type { EdgeGraph, EdgeResult, PlaceholderNode } from "./edge.types.ts";
import { placeholder } from "./nodes.ts";
import { Translation } from "./translation.ts";
import { arenaNumbers } from "./values.ts";

/** Levels of bodies in bodies; deeper ones are a loop in the document or an attack. */
const DEEPEST = 32;

/**
 * Fails when the method is no sound graph, or names a body that is not there. A graph document has no bodies. Time is
 * linear in the size of the document.
 */
export function edgeOf(method: MethodSpec | GraphDocument): Result<EdgeGraph> {
  return graphOf(method, 0);
}

function graphOf(method: MethodSpec | GraphDocument, depth: number): Result<EdgeGraph> {
  const id = "id" in method ? method.id : method.name;
  if (depth > DEEPEST) {
    return fail(
      "bodies-too-deep",
      `Bodies of ${JSON.stringify(id)} lie more than ${DEEPEST} deep in one another.`,
      { help: "Let fewer bodies run further ones." },
    );
  }
  const document = documentOf(method);
  const read = readGraph(document);
  if (!read.ok) return read;
  const bodies: Record<string, EdgeGraph> = {};
  for (const body of "bodies" in method ? (method.bodies ?? []) : []) {
    const made = graphOf(body, depth + 1);
    if (!made.ok) return made;
    bodies[body.id] = made.value;
  }
  const names = new Set(Object.keys(bodies));
  if ("id" in method) {
    for (const node of method.nodes) {
      const missing = node.bodies?.find((body) => !names.has(body));
      if (missing === undefined) continue;
      const message = `Node ${JSON.stringify(node.id)} runs the body ${JSON.stringify(missing)}, but the method has none of that name.`;
      return fail("unknown-body", message, {
        at: [`node:${node.id}`],
        help: "Define the body, or correct its id.",
      });
    }
  }

  const made = new Translation(document, arenaNumbers(document.arenas ?? []), names);
  document.tensors.forEach((tensor, t) => {
    if (read.value.producer[t] === -1) made.input(tensor);
  });
  for (const n of givenOrder(read.value)) {
    const node = document.nodes[n];
    if (node !== undefined) made.node(node);
  }
  const { nodes, args, results } = finish(document, made);
  return ok({
    id,
    nodes: [
      ...nodes,
      {
        kind: "output",
        id: made.ids.take("output"),
        op: "output",
        args,
        values: [],
        specs: [],
        from: null,
        results,
      },
    ],
    specs: [],
    bodies,
    symbols: Object.fromEntries(document.symbols === undefined ? [] : bindingOf(document)),
  });
}

function documentOf(method: MethodSpec | GraphDocument): GraphDocument {
  if ("kind" in method) return method;
  const { id, tensors, nodes, outputs, order, arenas } = method;
  return { format: "memplan", version: 1, kind: "graph", name: id, tensors, nodes, outputs, order, arenas };
}

/** The outputs: what is changed for good first, in the order of placeholders, then what the document returns. */
function finish(document: GraphDocument, made: Translation) {
  const changed: { arg: string; result: EdgeResult }[] = [];
  const mutated = new Set<string>(made.changedInside);
  for (const [tensor, own] of made.placeholders) {
    const arg = made.read(tensor);
    if (arg === own) continue;
    mutated.add(own);
    const buffer = made.roleOf(own) === "buffer";
    changed.push({ arg, result: { kind: buffer ? "buffer-mutation" : "input-mutation", target: own } });
  }
  const returned = document.outputs.map((tensor): { arg: string; result: EdgeResult } => {
    const weight = made.weightOf(tensor);
    const result: EdgeResult =
      weight === undefined ? { kind: "user", target: null } : { kind: "gradient", target: weight };
    return { arg: made.read(tensor), result };
  });
  const all = [...changed, ...returned];
  // reading may have made views anew, so the nodes are taken last
  const nodes = made.nodes.map((node) =>
    node.kind === "placeholder" && mutated.has(node.id) ? changedPlaceholder(node) : node,
  );
  return { nodes, args: all.map(({ arg }) => arg), results: all.map(({ result }) => result) };
}

/** What is changed is no constant, whatever the document calls it. */
function changedPlaceholder(node: PlaceholderNode): PlaceholderNode {
  return placeholder({ ...node, mutated: true, role: node.role === "constant" ? "buffer" : node.role });
}
