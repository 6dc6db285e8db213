/** Where a tensor can be connected to: the rows of the list, found by name, operator or port. */

import type { GraphDocument } from "../../core/document.ts";
import { type ConnectTarget, connectTargets } from "../../core/edit/connect.ts";
import { tensorOf } from "../../core/edit/index-of.ts";
import type { Choice } from "./choice.ts";
import { sourceName, typeText } from "./making.ts";

export interface TargetRow extends Choice {
  readonly target: ConnectTarget;
}

function rowOf(target: ConnectTarget): TargetRow {
  return {
    id: `${target.node}:${target.port}`,
    group: target.why === undefined ? "" : "Not here",
    title: target.node,
    says: target.op,
    signs: target.portName,
    why: target.why,
    target,
  };
}

export function targetRows(document: GraphDocument, tensor: string): readonly TargetRow[] {
  return connectTargets(document, tensor).map(rowOf);
}

/** 0: the name begins so, 1: the operator or port does, 2: one of them has it inside, 3: nothing does. */
function rank({ target: { node, op, portName } }: TargetRow, word: string): number {
  const names = [node, op, portName].map((name) => name.toLowerCase());
  const begins = names.findIndex((name) => name.startsWith(word));
  if (begins >= 0) return Math.min(begins, 1);
  return names.some((name) => name.includes(word)) ? 2 : 3;
}

/** Rows that have every typed word somewhere, the best first; those that may be connected before all others. */
export function matching(rows: readonly TargetRow[], text: string): readonly TargetRow[] {
  const words = text.trim().toLowerCase().split(/\s+/u);
  if (words[0] === "") return rows;
  const ranked = rows.flatMap((row) => {
    const worst = Math.max(...words.map((word) => rank(row, word)));
    return worst === 3 ? [] : [{ row, rank: worst + (row.why === undefined ? 0 : 3) }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ row }) => row);
}

export interface SourceRow extends Choice {
  readonly tensor: string;
}

/** The tensors one of which is to be connected. */
export function sourceRows(document: GraphDocument, tensors: readonly string[], text: string): SourceRow[] {
  const word = text.trim().toLowerCase();
  return tensors.flatMap((tensor, i) => {
    const row = tensorOf(document, tensor);
    if (row === undefined || !tensor.toLowerCase().includes(word)) return [];
    return {
      id: tensor,
      group: "",
      title: tensor,
      says: `output ${i + 1} of ${sourceName(document, tensor)}`,
      signs: typeText(row),
      why: undefined,
      tensor,
    };
  });
}
