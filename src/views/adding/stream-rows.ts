/** Rows of the palettes of a dataflow graph: kinds of nodes, outputs, and inputs that an output can feed. */

import { connectPorts, feedingOf } from "../../core/dialects/dataflow/edit/connect.ts";
import { STREAM_NODE_KINDS } from "../../core/dialects/dataflow/edit/palette.ts";
import { rateText, readRate } from "../../core/dialects/dataflow/edit/rates.ts";
import type { EdgeEnd } from "../../core/dialects/dataflow/edit/types.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Choice } from "./choice.ts";

export interface KindRow extends Choice {
  readonly kind: string;
}

export interface EndRow extends Choice {
  readonly end: EdgeEnd;
}

/** "source 5 mic": a kind, and in any order a rate and a name of its own. */
export interface TypedNode {
  readonly sought: string;
  readonly rate: number | undefined;
  readonly id: string | undefined;
}

function matches(title: string, sought: string): boolean {
  return title.toLowerCase().includes(sought.toLowerCase());
}

/** The words that name a kind come first; a number after them is the rate, a word the name. */
export function readTypedNode(text: string): TypedNode {
  const words = text.trim().split(/\s+/).filter(Boolean);
  for (let count = words.length; count >= 0; count--) {
    const sought = words.slice(0, count).join(" ");
    if (!STREAM_NODE_KINDS.some(({ title }) => matches(title, sought))) continue;
    const rest = words.slice(count);
    const rates = rest.filter((word) => /^\d+$/.test(word));
    const names = rest.filter((word) => !/^\d+$/.test(word));
    if (rates.length > 1 || names.length > 1 || (count === 0 && names.length > 0)) continue;
    const [rate] = rates;
    const [id] = names;
    const read = rate === undefined ? undefined : readRate(rate);
    return { sought, rate: read?.ok === true ? Number(rate) : undefined, id };
  }
  return { sought: text.trim(), rate: undefined, id: undefined };
}

/** With `from` only what takes samples, with `to` only what makes them. */
export function kindRows(
  text: string,
  how: { readonly from: boolean; readonly to: boolean },
): readonly KindRow[] {
  const { sought } = readTypedNode(text);
  const rows = STREAM_NODE_KINDS.flatMap(({ kind, title, says, inputs, outputs }): readonly KindRow[] => {
    if (!matches(title, sought)) return [];
    if ((how.from && inputs.length === 0) || (how.to && outputs.length === 0)) return [];
    const signs = `${inputs.length} → ${outputs.length}`;
    return [{ id: kind, kind, group: groupOf(kind), title, says, signs, why: undefined }];
  });
  const starts = (row: KindRow) => (row.title.toLowerCase().startsWith(sought.toLowerCase()) ? 0 : 1);
  return sought === ""
    ? rows
    : [...rows].sort((a, b) => starts(a) - starts(b)).map((row) => ({ ...row, group: "" }));
}

function groupOf(kind: string): string {
  if (kind.startsWith("buffer-") || kind === "in-place" || kind === "processing")
    return "With references to buffers";
  return kind === "unary" || kind === "binary" ? "Functions" : "Nodes";
}

export function outputRows(
  document: DataflowDocument,
  of: readonly EdgeEnd[],
  text: string,
): readonly EndRow[] {
  return of.flatMap((end): readonly EndRow[] => {
    const port = document.nodes.find(({ id }) => id === end[0])?.outputs?.find(({ name }) => name === end[1]);
    const title = end.join(".");
    if (port === undefined || !matches(title, text.trim())) return [];
    const signs = `${rateText(port.rate)} ${port.type}`;
    return [{ id: title, end, group: "", title, says: "", signs, why: undefined }];
  });
}

/** Inputs that an output can feed come first; of others it is said why not. */
export function inputRows(document: DataflowDocument, from: EdgeEnd, text: string): readonly EndRow[] {
  const rows = document.nodes.flatMap(({ id, class: kind, inputs }) =>
    (inputs ?? []).flatMap((port): readonly EndRow[] => {
      const end = [id, port.name] as const;
      const title = end.join(".");
      if (!matches(`${title} ${kind}`, text.trim())) return [];
      const made = feedingOf(document, end) === undefined ? connectPorts(document, from, end) : undefined;
      const why = made === undefined ? "It is fed already." : made.ok ? undefined : made.problem.message;
      const signs = `${rateText(port.rate)} ${port.type}`;
      return [{ id: title, end, group: "", title, says: kind, signs, why }];
    }),
  );
  return [...rows.filter(({ why }) => why === undefined), ...rows.filter(({ why }) => why !== undefined)];
}
