/** Takes Duplicates that CMSIS-Stream put in out again, where connecting the same edges puts the same ones in. */

import type { DataflowDocument, StreamEdge } from "../../core/dialects/dataflow/document.ts";
import { normalise } from "../../core/dialects/dataflow/normalise.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";

/** Unchanged where its Duplicates were made by hand, or no order of connections numbers FIFOs as they are. */
export function foldDuplicates(document: DataflowDocument): DataflowDocument {
  const splits = splitsOf(document);
  const edges = splits === undefined ? undefined : connected(document, splits);
  if (splits === undefined || edges === undefined || splits.length === 0) return document;
  const gone = new Set(splits.map(({ id }) => id));
  const folded = { ...document, nodes: document.nodes.filter(({ id }) => !gone.has(id)), edges };
  return sameStream(document, folded) ? folded : document;
}

interface Split {
  readonly id: string;
  readonly from: readonly [node: string, port: string];
  readonly branches: readonly StreamEdge[];
}

/** The Duplicates dup0, dup1 … in that order. */
function splitsOf({ nodes, edges }: DataflowDocument): readonly Split[] | undefined {
  const put = nodes.filter((node) => node.class === "Duplicate" && /^dup\d+$/.test(node.id));
  put.sort((a, b) => Number(a.id.slice(3)) - Number(b.id.slice(3)));
  const splits: Split[] = [];
  const into = new Map(edges.map((edge) => [edge.to[0], edge]));
  const outOf = new Map<string, StreamEdge[]>();
  for (const edge of edges) {
    if (edge.from !== undefined) outOf.set(edge.from[0], [...(outOf.get(edge.from[0]) ?? []), edge]);
  }
  for (const { id } of put) {
    const from = into.get(id)?.from;
    if (from === undefined || put.some((other) => other.id === from[0])) return undefined;
    splits.push({ id, from, branches: (outOf.get(id) ?? []).map((edge) => ({ ...edge, from })) });
  }
  return splits;
}

/**
 * Edges in an order in which the owners of the outputs that are split appear as their Duplicates are numbered. Taking an
 * edge that keeps that order never stands in the way of another, so the first that fits is taken. Undefined: there is none.
 */
function connected({ edges }: DataflowDocument, splits: readonly Split[]): StreamEdge[] | undefined {
  const ids = new Set(splits.map(({ id }) => id));
  const plain = edges.filter(({ from, to }) => from !== undefined && !ids.has(from[0]) && !ids.has(to[0]));
  const owners = [...new Set(splits.map(({ from }) => from[0]))];
  const rank = new Map(owners.map((owner, k) => [owner, k]));
  const lists = [plain, ...splits.map(({ branches }) => branches)];
  const taken = lists.map(() => 0);
  const seen = new Set<string>();
  let next = 0;
  const see = (node: string): boolean => {
    const k = rank.get(node);
    if (k === undefined || seen.has(node)) return true;
    if (k !== next) return false;
    seen.add(node);
    next++;
    return true;
  };
  const order: StreamEdge[] = [];
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  while (order.length < total) {
    const before = next;
    const at = lists.findIndex((list, l) => {
      const edge = list[taken[l] ?? 0];
      if (edge === undefined) return false;
      if (see(edge.from?.[0] ?? "") && see(edge.to[0])) return true;
      // it showed its source only: as if it had not been tried
      while (next > before) seen.delete(owners[--next] ?? "");
      return false;
    });
    const edge = lists[at]?.[taken[at] ?? 0];
    if (edge === undefined) return undefined;
    taken[at] = (taken[at] ?? 0) + 1;
    order.push(edge);
  }
  return [...order, ...edges.filter(({ from }) => from === undefined)];
}

function sameStream(a: DataflowDocument, b: DataflowDocument): boolean {
  const [one, other] = [normalise(a), normalise(b)];
  return one.ok && other.ok && faceOf(one.value, a.types) === faceOf(other.value, a.types);
}

/** All that schedules and FIFOs are made of. A reference is shared once it has been through a Duplicate. */
function faceOf({ actors, fifos }: Stream, types: DataflowDocument["types"]): string {
  const inner = (type: string) => (Object.hasOwn(types, type) ? (types[type]?.sharedOf ?? type) : type);
  const ports = (own: Stream["actors"][number]["inputs"]) =>
    own.map(({ name, rate, type, fifo }) => [name, rate, inner(type), fifo]);
  return JSON.stringify([
    actors.map(({ id, class: className, inputs, outputs }) => [id, className, ports(inputs), ports(outputs)]),
    fifos,
  ]);
}
