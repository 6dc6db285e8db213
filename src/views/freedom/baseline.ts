/** Rows of the reverse greedy allocation: tensors by buffer, in the order of the plan, with the pairs that clash. */

import type { Graph } from "../../core/graph.ts";
import { rowOf } from "../../core/lists.ts";
import { namesIn } from "../../core/names.ts";
import type { ReverseGreedy } from "../../core/reuse/reverse-greedy.ts";
import type { Picture } from "../../store/outcome.ts";
import type { ChainRow, Tenant } from "./rows.ts";

/** Tensors that are a look at another: they are where that one is. */
function viewsOf(graph: Graph, except: ReadonlySet<string>): Set<number> {
  const views = new Set<number>();
  graph.document.nodes.forEach(({ mayShare = [], op }, node) => {
    if (except.has(op)) return;
    for (const right of mayShare)
      if (right.how === "view") views.add(rowOf(graph.outputs, node)[right.output] ?? -1);
  });
  return views;
}

/** Rows with clashes first. */
export function baselineRows(picture: Picture, greedy: ReverseGreedy): ChainRow[] {
  const { graph, plan } = picture;
  if (graph === null) return [];
  const views = plan.settings.views
    ? viewsOf(graph, new Set(namesIn(plan.settings.viewsExcept)))
    : new Set<number>();
  const members: number[][] = Array.from({ length: greedy.buffers }, () => []);
  greedy.bufferOf.forEach((buffer, t) => {
    if (buffer >= 0 && !views.has(t)) members[buffer]?.push(t);
  });
  const unsafe: [number, number][][] = members.map(() => []);
  const stepOf = (t: number) => plan.nodes.step[graph.producer[t] ?? -1] ?? -1;
  const placeOf = new Map<number, number>();
  for (const some of members) {
    some.sort((a, b) => stepOf(a) - stepOf(b) || a - b);
    some.forEach((t, place) => {
      placeOf.set(t, place);
    });
  }
  for (const { first, second } of greedy.unsafe) {
    const [a, b] = [placeOf.get(first), placeOf.get(second)];
    if (a === undefined || b === undefined) continue;
    unsafe[greedy.bufferOf[first] ?? 0]?.push(a < b ? [a, b] : [b, a]);
  }
  const rows = members.map((some, buffer): ChainRow => {
    const tenants = some.map(
      (t): Tenant => ({
        name: plan.tensors.id[t] ?? "",
        target: { kind: "tensor", index: t },
        storage: plan.tensors.storage[t] ?? -1,
        bytes: graph.bytes[t] ?? 0,
      }),
    );
    return {
      key: buffer,
      name: `buffer ${buffer}`,
      bytes: tenants.reduce((most, tenant) => Math.max(most, tenant.bytes), 0),
      target: null,
      tenants,
      unsafe: unsafe[buffer] ?? [],
    };
  });
  return [...rows.filter((r) => r.unsafe.length > 0), ...rows.filter((r) => r.unsafe.length === 0)];
}
