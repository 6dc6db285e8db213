/** That every method is a sound graph by itself, and that what methods say of each other makes sense; places named. */

import type { GraphDocument, NodeSpec } from "../../document.ts";
import { readGraph } from "../../graph.ts";
import { fail, ok, type Problem, type Result } from "../../result.ts";
import type { MethodSpec, MethodsDocument } from "./document.ts";
import { defaultArena, inMethod } from "./names.ts";

/** Bodies within bodies; deeper ones are taken for a mistake. */
const MOST_DEEP = 64;
/** Methods and the copies of bodies that they run. */
const MOST_COPIES = 100_000;

/** A method by itself, as a graph. */
function graphOf(method: MethodSpec): GraphDocument {
  const { id, tensors, nodes, outputs, order } = method;
  const arenas = method.arenas ?? [{ id: defaultArena(method) }];
  const head = { format: "memplan", version: 1, kind: "graph", name: id } as const;
  return { ...head, tensors, nodes, outputs, arenas, ...(order === undefined ? {} : { order }) };
}

/** Fails with the first fault, and where it is: `methods[1].nodes[3].inputs[0]`. */
export function checkMethods(document: MethodsDocument): Result<true> {
  const seen = new Map<string, number>();
  for (const [m, method] of document.methods.entries()) {
    const where = `methods[${m}]`;
    const fault = faultOfName(method.id, seen.get(method.id));
    if (fault !== undefined) {
      return fail(fault.code, fault.says, { where: `${where}.id`, help: fault.help, at: [] });
    }
    seen.set(method.id, m);
    const problem = faultOfMethod(method, method.id, where);
    if (problem !== undefined) return { ok: false, problem };
    const runs = countRuns(method, 0);
    if (runs <= MOST_COPIES) continue;
    const message = `In method ${JSON.stringify(method.id)} bodies run bodies ${runs === Number.POSITIVE_INFINITY ? "too deep" : "too often"}: ${MOST_COPIES} copies and a depth of ${MOST_DEEP} are the most.`;
    return fail("endless-bodies", message, {
      where: `${where}.bodies`,
      help: "Let fewer nodes run the same body.",
    });
  }
  return ok(true);
}

function faultOfName(id: string, before: number | undefined) {
  if (id === "") return { code: "empty-id", says: "A method has an empty id.", help: "Give it an id." };
  if (id.includes("/")) {
    const says = `The method ${JSON.stringify(id)} has a "/" in its id, which stands between a method and what is in it.`;
    return { code: "bad-id", says, help: 'Name it without "/".' };
  }
  if (before === undefined) return undefined;
  const says = `Two methods have the id ${JSON.stringify(id)}: positions ${before} and later.`;
  return { code: "duplicate-id", says, help: "Give each an id of its own." };
}

function faultOfMethod(method: MethodSpec, name: string, where: string): Problem | undefined {
  const graph = readGraph(graphOf(method));
  if (!graph.ok) {
    const { problem } = graph;
    const place = problem.where === "" ? where : `${where}.${problem.where}`;
    const at = problem.at.map((thing) => thing.replace(":", `:${name}/`));
    return { ...problem, message: `In method ${JSON.stringify(name)}: ${problem.message}`, where: place, at };
  }
  const known = new Set<string>();
  for (const [b, body] of (method.bodies ?? []).entries()) {
    const place = `${where}.bodies[${b}]`;
    if (known.has(body.id)) {
      const message = `Two bodies of ${JSON.stringify(name)} have the id ${JSON.stringify(body.id)}.`;
      return fail("duplicate-id", message, { where: `${place}.id`, help: "Give each an id of its own." })
        .problem;
    }
    known.add(body.id);
    const problem = faultOfMethod(body, inMethod(name, body.id), place);
    if (problem !== undefined) return problem;
  }
  for (const [n, node] of method.nodes.entries()) {
    const problem = faultOfNode(node, known, name, `${where}.nodes[${n}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function faultOfNode(
  node: NodeSpec,
  bodies: ReadonlySet<string>,
  name: string,
  where: string,
): Problem | undefined {
  const at = [`node:${inMethod(name, node.id)}`];
  const who = `Node ${JSON.stringify(node.id)} of method ${JSON.stringify(name)}`;
  const stranger = node.bodies?.find((id) => !bodies.has(id));
  if (stranger !== undefined) {
    const message = `${who} runs the body ${JSON.stringify(stranger)}, which the method does not have.`;
    const help = 'Add it to the "bodies" of the method, or correct its id.';
    return fail("unknown-body", message, { where: `${where}.bodies`, help, at }).problem;
  }
  const beyond = node.mutates?.find((position) => node.inputs[position] === undefined);
  if (beyond === undefined) return undefined;
  const message = `${who} changes its input ${beyond}, but it has ${node.inputs.length} (counted from 0).`;
  const help = "Name inputs of the node by position.";
  return fail("bad-mutates", message, { where: `${where}.mutates`, help, at }).problem;
}

/** Bodies are of the method that they stand in, so they cannot run themselves; but copies of copies add up. */
function countRuns(method: MethodSpec, depth: number): number {
  if (depth > MOST_DEEP) return Number.POSITIVE_INFINITY;
  const each = new Map((method.bodies ?? []).map((body) => [body.id, countRuns(body, depth + 1)]));
  return method.nodes.reduce(
    (sum, node) => (node.bodies ?? []).reduce((runs, id) => runs + (each.get(id) ?? 0), sum),
    1,
  );
}
