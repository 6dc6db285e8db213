/** The node list of an edge graph before and after a pass as one list: what came, what went, what is another now. */

import type { EdgeGraph, EdgeNode } from "../../core/dialects/executorch/edge/edge.types.ts";

export type RowKind =
  | "placeholder"
  | "alloc"
  | "call"
  | "in place"
  | "view"
  | "delegate"
  | "control"
  | "output"
  | "other";
export type RowMark = "same" | "added" | "removed" | "changed";

/** Half open, in positions of the list. */
export interface Life {
  readonly from: number;
  readonly to: number;
}

export interface NodeRow {
  readonly mark: RowMark;
  readonly kind: RowKind;
  readonly id: string;
  readonly op: string;
  readonly args: readonly string[];
  /** What it read before, where that is another now. */
  readonly argsBefore: readonly string[] | null;
  /** Position in the list after; of what went, before. */
  readonly position: number;
  /** Of what it gives or asks memory for; 0: nothing. */
  readonly bytes: number;
  /** Its memory is none that is planned: a constant, or somebody else's. */
  readonly apart: boolean;
  /** How long its memory is needed after the pass; null: it has none, or none is known yet. */
  readonly life: Life | null;
  /** The same before the pass, in positions of the list after: where its neighbours are now. */
  readonly lifeBefore: Life | null;
  /** Id of the node of the document that it stands for. */
  readonly from: string | null;
}

/** A graph and, by spec, when each is needed. */
export interface Timed {
  readonly graph: EdgeGraph;
  /** Null: specs are not given out yet. */
  readonly lives: readonly (Life | null)[] | null;
}

function kindOf(node: EdgeNode): RowKind {
  switch (node.kind) {
    case "placeholder":
    case "alloc":
    case "view":
    case "delegate":
    case "output":
      return node.kind;
    case "call":
      return node.inplace.length > 0 ? "in place" : node.viewOf !== null ? "view" : "call";
    case "cond":
    case "while":
    case "map":
    case "scan":
      return "control";
    case "get_attr":
    case "getitem":
    case "free":
      return "other";
  }
}

/** The longest of the lives of what a node gives: output nodes give nothing of their own. */
function lifeOf(node: EdgeNode, { lives }: Timed): Life | null {
  if (lives === null || node.kind === "output") return null;
  let found: Life | null = null;
  for (const spec of node.specs) {
    const life = lives[spec] ?? null;
    if (life !== null)
      found =
        found === null ? life : { from: Math.min(found.from, life.from), to: Math.max(found.to, life.to) };
  }
  return found;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** What of a node a person would call another node. */
function faceOf(node: EdgeNode): string {
  const values = node.values.map((v) => [v.dtype, v.bytes]);
  return JSON.stringify([kindOf(node), node.op, node.args, values]);
}

function bytesOf(node: EdgeNode): number {
  return node.values.reduce((sum, { bytes }) => sum + bytes, 0);
}

function isApart(node: EdgeNode, { graph }: Timed): boolean {
  if (graph.specs.length === 0)
    return node.values.some((v) => v.external) || (node.kind === "placeholder" && node.role === "constant");
  return node.specs.some((s) => graph.specs[s]?.constant === true || graph.specs[s]?.external === true);
}

/** From positions before to positions after: of what went, that of the next that is still there. */
function moved(before: EdgeGraph, after: EdgeGraph): (life: Life | null) => Life | null {
  const now = new Map(after.nodes.map(({ id }, i) => [id, i]));
  const to = new Int32Array(before.nodes.length + 1).fill(after.nodes.length);
  for (let i = before.nodes.length - 1; i >= 0; i--)
    to[i] = now.get(before.nodes[i]?.id ?? "") ?? to[i + 1] ?? after.nodes.length;
  return (life) => {
    if (life === null) return null;
    const from = to[life.from] ?? 0;
    return { from, to: Math.min(after.nodes.length, Math.max(from, to[life.to - 1] ?? 0) + 1) };
  };
}

/** In the order after; what went stands where it was among its neighbours. */
export function nodeRows(before: Timed, after: Timed): readonly NodeRow[] {
  const move = moved(before.graph, after.graph);
  const was = new Map(before.graph.nodes.map((node, i) => [node.id, { node, i }]));
  const is = new Set(after.graph.nodes.map(({ id }) => id));
  const rows: NodeRow[] = [];
  let seen = 0;
  /** Those that went, up to a position in the list before. */
  const gone = (to: number) => {
    for (; seen < to; seen++) {
      const node = before.graph.nodes[seen];
      if (node === undefined || is.has(node.id)) continue;
      rows.push({
        mark: "removed",
        kind: kindOf(node),
        id: node.id,
        op: node.op,
        args: node.args,
        argsBefore: null,
        position: seen,
        bytes: bytesOf(node),
        apart: isApart(node, before),
        life: null,
        lifeBefore: move(lifeOf(node, before)),
        from: node.from,
      });
    }
  };
  after.graph.nodes.forEach((node, position) => {
    const old = was.get(node.id);
    if (old !== undefined && old.i >= seen) gone(old.i);
    const retargeted = old !== undefined && !sameList(old.node.args, node.args);
    rows.push({
      mark: old === undefined ? "added" : faceOf(old.node) === faceOf(node) ? "same" : "changed",
      kind: kindOf(node),
      id: node.id,
      op: node.op,
      args: node.args,
      argsBefore: retargeted ? old.node.args : null,
      position,
      bytes: bytesOf(node),
      apart: isApart(node, after),
      life: lifeOf(node, after),
      lifeBefore: old === undefined ? null : move(lifeOf(old.node, before)),
      from: node.from,
    });
  });
  gone(before.graph.nodes.length);
  return rows;
}
