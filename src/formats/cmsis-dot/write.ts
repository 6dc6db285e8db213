/** A dataflow graph as CMSIS-Stream draws it: before it is scheduled, and with the FIFOs of a plan. */

import type { DataflowDocument, PortSpec, Rate } from "../../core/dialects/dataflow/document.ts";
import type { PlanDocument, PlanFifo } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Subject } from "../format.ts";

/** One line of the drawing between two ports. */
interface Line {
  readonly from: readonly [node: string, port: string];
  readonly to: readonly [node: string, port: string];
  readonly delay: number;
  readonly label: string;
}

/** The graph without a plan. */
export function writeBefore({ document }: Subject): Result<string> {
  if (document.kind !== "dataflow") return notDataflow(document.kind);
  const lines = document.edges.flatMap((edge): Line[] =>
    edge.from === undefined ? [] : [{ from: edge.from, to: edge.to, delay: edge.delay ?? 0, label: "" }],
  );
  return ok(drawn(document, lines, new Set()));
}

/** With Duplicates as points and what `say` says of each FIFO. */
export function writeAfter(
  { document, plan }: Subject,
  say: (fifo: PlanFifo, plan: PlanDocument, type: string) => string,
): Result<string> {
  if (document.kind !== "dataflow") return notDataflow(document.kind);
  if (plan?.fifos === undefined) {
    return fail("no-plan", "There is no plan of FIFOs to draw.", {
      help: "Plan the graph first, then write it.",
    });
  }
  const known = new Set(document.nodes.map(({ id }) => id));
  const types = new Map(
    document.nodes.flatMap(({ id, inputs = [], outputs = [] }) => [
      ...inputs.map((port) => [JSON.stringify([id, "in", port.name]), port.type] as const),
      ...outputs.map((port) => [JSON.stringify([id, "out", port.name]), port.type] as const),
    ]),
  );
  const typeOf = ({ from, to }: PlanFifo): string =>
    types.get(JSON.stringify([from[0], "out", from[1]])) ??
    types.get(JSON.stringify([to[0], "in", to[1]])) ??
    "";
  const lines = plan.fifos.map(
    (fifo): Line => ({
      from: fifo.from,
      to: fifo.to,
      delay: fifo.delay,
      label: say(fifo, plan, typeOf(fifo)),
    }),
  );
  const duplicates = new Set(
    plan.fifos.flatMap(({ from, to }) => [from[0], to[0]]).filter((id) => !known.has(id)),
  );
  return ok(drawn(document, lines, duplicates));
}

function notDataflow(kind: string): Result<never> {
  return fail("not-dataflow", `This is a document of kind "${kind}", not a dataflow graph.`, {
    help: "Open a dataflow graph, e.g. one of CMSIS-Stream's.",
  });
}

function quoted(id: string): string {
  return /^[A-Za-z_]\w*$/.test(id) ? id : `"${id.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function rateText(rate: Rate): string {
  return typeof rate === "number" ? String(rate) : `[${rate.join(", ")}]`;
}

function drawn(document: DataflowDocument, lines: readonly Line[], duplicates: ReadonlySet<string>): string {
  const points = new Set([
    ...duplicates,
    ...document.nodes.flatMap((node) => (node.class === "Duplicate" ? [node.id] : [])),
  ]);
  const ports = new Map<string, PortSpec>();
  const many = new Set<string>();
  for (const { id, inputs = [], outputs = [] } of document.nodes) {
    for (const port of inputs) ports.set(JSON.stringify([id, "in", port.name]), port);
    for (const port of outputs) ports.set(JSON.stringify([id, "out", port.name]), port);
    if (inputs.length > 1 || outputs.length > 1) many.add(id);
  }
  const end = ([id, port]: Line["from"]) =>
    points.has(id) ? quoted(id) : `${quoted(id)}:${quoted(many.has(id) ? port : "i")}`;
  const rate = (key: "taillabel" | "headlabel", [id, port]: Line["from"]) => {
    const spec = points.has(id)
      ? undefined
      : ports.get(JSON.stringify([id, key === "taillabel" ? "out" : "in", port]));
    return spec === undefined
      ? ""
      : `,${key}=<<TABLE BORDER="0" CELLPADDING="2"><TR><TD><FONT COLOR="blue" POINT-SIZE="12.0">${rateText(spec.rate)}</FONT></TD></TR></TABLE>>`;
  };
  const nodes = document.nodes
    .filter(({ id }) => !points.has(id))
    .map(({ id, class: name, inputs = [], outputs = [] }) => {
      const title = `${escaped(id)}<BR/>(${escaped(name)})`;
      const table = many.has(id)
        ? tableOf(title, inputs, outputs)
        : `  <TR><TD ALIGN="CENTER" PORT="i">${title}</TD></TR>\n`;
      return `${quoted(id)} [label=<\n<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">\n${table}</TABLE>>];\n`;
    });
  const boxes = new Set<string>();
  const edges = lines.map(({ from, to, delay, label }) => {
    const tail = rate("taillabel", from);
    const head = rate("headlabel", to);
    if (delay === 0) return `${end(from)} -> ${end(to)} [label=<${label}>${head}${tail}]`;
    let box = `${from[0]}${to[0]}Delay`;
    while (boxes.has(box) || ports.has(box)) box = box.replace(/Delay$/, "_Delay");
    boxes.add(box);
    return [
      `${quoted(box)} [label=<\n<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">\n  <TR><TD ALIGN="CENTER" PORT="i">${delay}</TD></TR>\n</TABLE>>];`,
      `${end(from)} -> ${quoted(box)}:i [label=""${tail}]`,
      `${quoted(box)}:i -> ${end(to)} [label=<${label}>${head}]`,
    ].join("\n");
  });
  const constants = document.edges.flatMap(({ constant, to }) =>
    constant === undefined ? [] : [{ constant, to }],
  );
  const values = [...new Set(constants.map(({ constant }) => constant))].map(
    (constant) =>
      `${quoted(constant)} [label=<\n<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">\n  <TR><TD ALIGN="CENTER" PORT="i">${escaped(constant)}</TD></TR>\n</TABLE>>];`,
  );
  return [
    "digraph structs {\n    node [shape=plaintext]\n    rankdir=LR\n    edge [arrowsize=0.5]\n",
    ...nodes,
    ...[...points].map((id) => `${quoted(id)} [shape=point,label=${quoted(id)}]\n`),
    ...edges,
    ...values,
    ...constants.map(({ constant, to }) => `${quoted(constant)}:i -> ${end(to)}`),
    "}\n",
  ].join("\n");
}

/** Inputs on the left, outputs on the right, the name between them. */
function tableOf(title: string, inputs: readonly PortSpec[], outputs: readonly PortSpec[]): string {
  const rows = Math.max(inputs.length, outputs.length);
  const cell = (port: PortSpec | undefined) =>
    port === undefined
      ? "<TD></TD>"
      : `<TD PORT="${escaped(port.name)}"><FONT POINT-SIZE="9.0">${escaped(port.name)}</FONT></TD>`;
  return Array.from({ length: rows }, (_, k) => {
    const middle = k === 0 ? `<TD ALIGN="CENTER" ROWSPAN="${rows}">${title}</TD>` : "";
    return `  <TR>${cell(inputs[k])}${middle}${cell(outputs[k])}</TR>\n`;
  }).join("");
}
