/** Operators write to memory that is allocated right before them. */

import { fail, ok, type Result } from "../../../result.ts";
import type { CallNode, EdgeGraph, EdgeNode, EdgeSpec } from "../edge/edge.types.ts";
import { type FreshIds, freshIds, withArgs } from "../edge/rewrite.ts";
import type { Change, Pass, Passed } from "./pass.types.ts";

export const outVariants: Pass = {
  id: "out-variants",
  title: "Out-variants with allocations",
  says: "Each operator becomes the variant that writes to given memory, with an alloc node per result right before it: there its tensor's life begins. Operators in place stay as they are.",
  initial: true,
  needs: ["spec-propagation"],
  deep: true,
  run: (graph) => allocated(graph),
};

function allocated(graph: EdgeGraph): Result<Passed> {
  const ids = freshIds(graph);
  const specs = [...graph.specs];
  const standIns = new Map<string, string>();
  const lists = new Set<string>();
  const nodes: EdgeNode[] = [];
  const changes: Change[] = [];
  for (const node of graph.nodes) {
    if (node.kind !== "call" || !hasOut(node)) {
      nodes.push(node);
      continue;
    }
    const open = node.specs.find((spec) => isOpen(specs[spec]));
    if (open !== undefined) return notConcrete(node, specs[open]);
    const allocs = allocsOf(node, ids, specs);
    const outs = allocs.map((alloc) => alloc.id);
    if (node.list && outs[0] !== undefined) {
      standIns.set(node.id, outs[0]);
      lists.add(node.id);
    }
    takeOver(node, nodes, specs);
    nodes.push(...allocs, { ...node, args: [...node.args, ...outs], outs });
    changes.push({ says: `${node.id} writes to ${outs.join(", ")}.`, at: [node.id, ...outs] });
  }
  // a list has no node of its own to be taken apart: its parts are of the alloc
  const made = nodes.map((node) =>
    node.kind === "getitem" && lists.has(node.args[0] ?? "") ? (withArgs([node], standIns)[0] ?? node) : node,
  );
  return ok({ graph: { ...graph, nodes: made, specs }, changes });
}

function hasOut(node: CallNode): boolean {
  const bare = node.inplace.length > 0 || node.outs !== null || node.op.startsWith("executorch_prim");
  return !bare && (node.values.length > 0 || node.workspace > 0);
}

/** One an out argument; a list is one, and scratch is one more. */
function allocsOf(node: CallNode, ids: FreshIds, specs: EdgeSpec[]): EdgeNode[] {
  const rows = node.list ? [node.specs] : node.specs.map((spec) => [spec]);
  const allocs = rows.map((row): EdgeNode => {
    const values = row.flatMap((spec) => specs[spec] ?? []);
    return {
      kind: "alloc",
      id: ids.take("alloc"),
      op: "alloc",
      args: [],
      values,
      specs: row,
      from: node.from,
    };
  });
  if (node.workspace === 0) return allocs;
  const id = ids.take(`${node.id}_scratch`);
  const scratch: EdgeSpec = {
    name: id,
    dtype: "uint8",
    shape: [node.workspace],
    bytes: node.workspace,
    memId: null,
    device: null,
    external: false,
    constant: false,
    dynamism: "static",
    inplaceBase: null,
  };
  return [
    ...allocs,
    {
      kind: "alloc",
      id,
      op: "alloc",
      args: [],
      values: [scratch],
      specs: [specs.push(scratch) - 1],
      from: node.from,
    },
  ];
}

function isOpen(spec: EdgeSpec | undefined): boolean {
  return spec?.shape?.some((dim) => typeof dim !== "number") === true;
}

/** A result that asks for an argument's bytes is told whose they are. */
function takeOver(node: CallNode, before: readonly EdgeNode[], specs: EdgeSpec[]): void {
  if (node.shares === null) return;
  const arg = before.find((other) => other.id === node.args[node.shares?.arg ?? -1]);
  const [base, own] = [arg?.specs[0], node.specs[node.shares.result]];
  const spec = specs[own ?? -1];
  if (base !== undefined && own !== undefined && spec !== undefined)
    specs[own] = { ...spec, inplaceBase: base };
}

function notConcrete(node: CallNode, spec: EdgeSpec | undefined): Result<never> {
  const name = JSON.stringify(spec?.name ?? node.id);
  return fail(
    "alloc-not-concrete",
    `No memory can be allocated for ${name}: its shape still hangs on symbols.`,
    {
      at: [`tensor:${spec?.name ?? node.id}`],
      help: "Let dynamic shapes get their upper bounds before.",
    },
  );
}
