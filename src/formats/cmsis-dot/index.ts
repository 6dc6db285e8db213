/** CMSIS-Stream's drawings in DOT: of a graph, and of a plan of it. */

import type { PlanDocument, PlanFifo } from "../../core/document.ts";
import type { Format } from "../format.ts";
import { readText, stemOf } from "../source.ts";
import { writeAfter, writeBefore } from "./write.ts";

/** `digraph name {`, after comments at most. */
const HEAD =
  /^\uFEFF?(?:\s|\/\/[^\n]*\n|\/\*[^*]*\*\/|#[^\n]*\n){0,200}(?:strict\s{1,9})?(?:di)?graph\b[^{}<>=;]{0,200}\{/i;

export const cmsisDot: Format = {
  id: "cmsis-dot",
  title: "CMSIS-Stream drawing, DOT",
  says: "Nodes, ports, rates and delays as CMSIS-Stream draws them before or after scheduling; Graphviz draws it.",
  extensions: [".dot", ".gv"],
  mime: "text/vnd.graphviz",
  only: "dataflow",
  match: ({ text }) => HEAD.test(text),
  read: async (source, watch) => {
    const text = await readText(source, watch);
    if (!text.ok) return text;
    watch({ phase: "reading the drawing", done: 0, total: 0 });
    // the grammar is loaded by those who open a drawing
    const { readDot } = await import("./read.ts");
    return readDot(stemOf(source.name), text.value);
  },
  write: writeBefore,
};

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export const cmsisDotPlan: Format = {
  id: "cmsis-dot-plan",
  title: "CMSIS-Stream drawing of the plan, DOT",
  says: "The graph with its Duplicates, and the type and length of every FIFO of this plan.",
  extensions: [".plan.dot", ".dot", ".gv"],
  mime: "text/vnd.graphviz",
  only: "dataflow",
  write: (subject) =>
    writeAfter(subject, ({ samples }, _, type) => `${escaped(type)}${samples > 1 ? `(${samples})` : ""}`),
};

export const cmsisDotBuffers: Format = {
  id: "cmsis-dot-buffers",
  title: "CMSIS-Stream drawing of the buffers, DOT",
  says: "The graph with its Duplicates, and the buffer of this plan that every FIFO lies in.",
  extensions: [".buffers.dot", ".dot", ".gv"],
  mime: "text/vnd.graphviz",
  only: "dataflow",
  write: (subject) => writeAfter(subject, bufferOf),
};

function bufferOf({ id, outside }: PlanFifo, { tensors, buffers }: PlanDocument): string {
  const own = Object.hasOwn(tensors, id) ? tensors[id]?.buffer : undefined;
  const number = buffers.findIndex((buffer) => buffer.id === own);
  return number < 0 ? escaped(outside ?? "") : `buf${number}`;
}
