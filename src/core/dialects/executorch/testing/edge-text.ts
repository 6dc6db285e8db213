/** Edge graphs from lines of text, and the methods that would be exported to them. */

import type { MethodSpec, NodeSpec, TensorSpec } from "../../../document.ts";
import type { EdgeGraph, EdgeNode, EdgeSpec } from "../edge/edge.types.ts";
import { call, getItem, placeholder } from "../edge/nodes.ts";
import { givesList } from "../edge/op-names.ts";
import type { EdgeCase } from "./edge-cases.ts";

interface Row {
  readonly id: string;
  readonly op: string;
  readonly args: readonly string[];
  readonly specs: readonly number[];
}

export interface TensorRow {
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
  /** Null: not planned. */
  readonly place: readonly [memId: number, offset: number] | null;
}

export function rowsOfCase({ nodes }: EdgeCase): Row[] {
  return nodes
    .trim()
    .split("\n")
    .map((line) => {
      const [left = "", right = ""] = line.split("->");
      const [id = "", op = "", ...args] = left.trim().split(" ");
      return { id, op, args, specs: right.trim().split(" ").map(Number) };
    });
}

export function tensorsOfCase({ tensors }: EdgeCase): TensorRow[] {
  return tensors
    .trim()
    .split(/\s*[|\n]\s*/)
    .map((text) => {
      const [, bytes, life = "", place] = text.split(" ");
      const [first = 0, last = 0] = life.split("-").map(Number);
      const [memId = 0, offset = 0] = (place ?? "").split(":").map(Number);
      return { bytes: Number(bytes), first, last, place: place === undefined ? null : [memId, offset] };
    });
}

/** The graph of a case as it is after all passes. */
export function graphOfCase(given: EdgeCase): EdgeGraph {
  const rows = rowsOfCase(given);
  const constants = new Set(rows.filter(isConstant).flatMap((row) => row.specs));
  const specs = tensorsOfCase(given).map(
    ({ bytes }, i): EdgeSpec => ({
      name: `t${i}`,
      dtype: "uint8",
      shape: [bytes],
      bytes,
      memId: null,
      device: null,
      external: false,
      constant: constants.has(i),
      dynamism: "static",
      inplaceBase: null,
    }),
  );
  const nodes = rows.map((row) => nodeOf(row, specs));
  return { id: given.id, nodes, specs, bodies: {}, symbols: {} };
}

function isConstant({ op }: Row): boolean {
  return op === "constant" || op === "weight";
}

function nodeOf(row: Row, specs: readonly EdgeSpec[]): EdgeNode {
  const { id, op, args } = row;
  const values = row.specs.flatMap((spec) => specs[spec] ?? []);
  const own = { id, op, args, values, specs: row.specs };
  switch (op) {
    case "input":
      return placeholder(own);
    case "constant":
      return placeholder({ ...own, role: "constant" });
    case "weight":
      return placeholder({ ...own, role: "constant", weightHasGradient: true });
    case "mutable":
      return placeholder({ ...own, role: "buffer", mutated: true });
    case "alloc":
    case "view":
      return { kind: op, from: null, ...own };
    case "item":
      return getItem({ ...own, args: args.slice(1), index: Number(args[0]) });
    case "output":
      return {
        kind: "output",
        from: null,
        ...own,
        results: args.map(() => ({ kind: "user", target: null })),
      };
    case "copy_":
      return call({ ...own, inplace: [{ result: 0, arg: 0 }], writes: [0] });
    default:
      return call({ ...own, outs: args.filter((arg) => arg.startsWith("a")) });
  }
}

/** What a person would draw to get the case: no allocs, no items, views and write-backs as nodes. */
export function methodOfCase(given: EdgeCase): MethodSpec {
  const rows = rowsOfCase(given);
  const sizes = tensorsOfCase(given).map(({ bytes }) => bytes);
  const tensors: TensorSpec[] = [];
  const nodes: NodeSpec[] = [];
  /** Tensor in the document that each row gives. */
  const gives = new Map<string, string>();
  const outputs: string[] = [];
  const results = new Map<string, string[]>();
  const role = { input: "input", constant: "constant", weight: "constant", mutable: "state" } as const;
  const declare = (id: string, spec: number | undefined, own: TensorSpec["role"]) => {
    tensors.push({ id, dtype: "uint8", shape: [sizes[spec ?? 0] ?? 0], role: own });
    gives.set(id, id);
    return id;
  };
  const isRole = (op: string): op is keyof typeof role => Object.hasOwn(role, op);
  for (const { id, op, args, specs } of rows) {
    const inputs = args.flatMap((arg) => (arg.startsWith("a") ? [] : (gives.get(arg) ?? arg)));
    if (isRole(op)) declare(id, specs[0], role[op]);
    else if (op === "item") gives.set(id, results.get(args[1] ?? "")?.[Number(args[0])] ?? "");
    else if (op === "output") outputs.push(...inputs.filter((arg) => !arg.startsWith("w")));
    else if (op === "copy_") nodes.push({ id, op, inputs, outputs: [], mutates: [0] });
    else if (op === "alloc" && specs.length < 2) continue;
    else if (op === "alloc")
      results.set(
        id,
        specs.map((spec, i) => declare(`${id}.${i}`, spec, undefined)),
      );
    else {
      const list = givesList(op) ? results.get(args.at(-1) ?? "") : undefined;
      const several = specs.map((spec, i) =>
        specs.length === 1
          ? declare(id, spec, undefined)
          : (list?.[i] ?? declare(`${id}.${i}`, spec, undefined)),
      );
      results.set(id, several);
      nodes.push({ id, op: op === "view" ? "view_copy" : op, inputs, outputs: several });
    }
  }
  const weights = rows.filter(({ op }) => op === "weight").map(({ id }) => id);
  return { id: given.id, tensors, nodes, outputs: outputs.filter((id) => !weights.includes(id)) };
}
