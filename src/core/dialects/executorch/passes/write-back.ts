/** What a graph changes for good is copied back to where it lives, at the end. */

import { ok } from "../../../result.ts";
import type { EdgeGraph, EdgeNode } from "../edge/edge.types.ts";
import { call } from "../edge/nodes.ts";
import { freshIds, nodesById, outputOf } from "../edge/rewrite.ts";
import type { Change, Pass } from "./pass.types.ts";

export const writeBack: Pass = {
  id: "write-back",
  title: "Write state back",
  says: "The new value of a mutated buffer or input is copied over the old one just before the output, unless it is there already.",
  initial: true,
  deep: false,
  run: (graph) => {
    const output = outputOf(graph);
    const byId = nodesById(graph);
    const ids = freshIds(graph);
    const copies: EdgeNode[] = [];
    const changes: Change[] = [];
    const args = output.args.map((arg, i) => {
      const { kind, target } = output.results[i] ?? { kind: "user", target: null };
      const mutation = kind === "buffer-mutation" || kind === "input-mutation";
      if (!mutation || target === null || livesIn(arg, target, byId)) return arg;
      const id = ids.take("copy_");
      // a result of its own until lives are counted, so nobody has chosen an arena for it
      const values = byId.get(target)?.values.map((value) => ({ ...value, memId: null })) ?? [];
      const inplace = [{ result: 0, arg: 0 }];
      copies.push(call({ id, op: "copy_", args: [target, arg], values, inplace, writes: [0] }));
      changes.push({ says: `${id} writes ${arg} back to ${target}.`, at: [id, arg, target] });
      return id;
    });
    if (copies.length === 0) return ok({ graph, changes });
    return ok({
      graph: { ...graph, nodes: [...graph.nodes.slice(0, -1), ...copies, { ...output, args }] },
      changes,
    });
  },
};

/** Whether a value is the placeholder's own memory: itself, or written over it in place, again and again. */
function livesIn(
  arg: string,
  target: string,
  byId: ReadonlyMap<string, EdgeGraph["nodes"][number]>,
): boolean {
  let at = arg;
  while (at !== target) {
    const node = byId.get(at);
    const written = node?.kind === "call" ? node.inplace[0] : undefined;
    const next = written === undefined ? undefined : node?.args[written.arg];
    if (next === undefined) return false;
    at = next;
  }
  return true;
}
