/** `memplan info FILE`: what a document holds, before anybody plans it. */

import { bytesOf } from "../core/bytes.ts";
import type { Diagnostic, GraphDocument, MemplanDocument, TensorSpec } from "../core/document.ts";
import { readGraph } from "../core/graph.ts";
import { ok } from "../core/result.ts";
import { shippedFacts } from "../core/shipped.ts";
import { formatBytesExactly, formatCount, formatPercent } from "../core/units.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { takeFiles, valueOfFlag } from "./flags.ts";
import { openDocument } from "./open.ts";
import { DIM_FLAG } from "./settings-flags.ts";
import { alignColumns, indent, plural, toJson } from "./text.ts";

interface Facts {
  readonly nodes: number;
  readonly tensors: number;
  /** Tensors whose size is fixed: no symbol in the shape. */
  readonly knownTensors: number;
  /** Of all tensors whose size can be told, symbols at their maximum, constants included. */
  readonly totalBytes: number;
  readonly operators: Readonly<Record<string, number>>;
  readonly findings: readonly Diagnostic[];
}

function isStatic(tensor: TensorSpec): boolean {
  return (
    bytesOf(tensor).ok &&
    (tensor.bytes !== undefined || !tensor.shape?.some((dim) => typeof dim !== "number"))
  );
}

function sizeOf(tensor: TensorSpec): number {
  const bytes = bytesOf(tensor);
  return bytes.ok ? bytes.value : 0;
}

/** The most frequent first, then by name. */
function countOperators(document: GraphDocument): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { op } of document.nodes) counts.set(op, (counts.get(op) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function findingsOf(document: GraphDocument): readonly Diagnostic[] {
  const graph = readGraph(document);
  const unsound: Diagnostic[] = graph.ok
    ? []
    : [
        {
          severity: "error",
          code: graph.problem.code,
          message: graph.problem.message,
          at: graph.problem.at,
        },
      ];
  return [...(document.findings ?? []), ...unsound, ...(shippedFacts(document)?.overlaps ?? [])];
}

function factsOf(document: MemplanDocument): Facts {
  switch (document.kind) {
    case "graph":
      return {
        nodes: document.nodes.length,
        tensors: document.tensors.length,
        knownTensors: document.tensors.filter(isStatic).length,
        totalBytes: document.tensors.reduce((sum, t) => sum + sizeOf(t), 0),
        operators: countOperators(document),
        findings: findingsOf(document),
      };
    case "lifetimes": {
      const { buffers } = document;
      return {
        nodes: 0,
        tensors: buffers.length,
        knownTensors: buffers.length,
        totalBytes: buffers.reduce((sum, b) => sum + b.bytes, 0),
        operators: {},
        findings: [],
      };
    }
    case "plan": {
      const tensors = Object.keys(document.tensors).length;
      return {
        nodes: document.order.length,
        tensors,
        knownTensors: tensors,
        totalBytes: document.stats.totalBytes,
        operators: {},
        findings: document.diagnostics,
      };
    }
  }
}

/** Bytes of each role that occurs. */
function sayRoles(document: GraphDocument): readonly string[][] {
  const roles = new Map<string, { count: number; bytes: number }>();
  for (const tensor of document.tensors) {
    const role = tensor.role ?? "intermediate";
    const before = roles.get(role) ?? { count: 0, bytes: 0 };
    roles.set(role, { count: before.count + 1, bytes: before.bytes + sizeOf(tensor) });
  }
  return [...roles].map(([role, { count, bytes }]) => [
    `  ${role}`,
    formatCount(count),
    formatBytesExactly(bytes),
  ]);
}

function sayFacts(document: MemplanDocument, format: string, facts: Facts): string {
  const { nodes, tensors, knownTensors, totalBytes, operators, findings } = facts;
  const known = tensors === 0 ? 1 : knownTensors / tensors;
  const rows = [
    ["nodes", formatCount(nodes), ""],
    ["tensors", formatCount(tensors), formatBytesExactly(totalBytes)],
    ...(document.kind === "graph" ? sayRoles(document) : []),
    ["static shapes", formatPercent(known), `${formatCount(knownTensors)} of ${formatCount(tensors)}`],
  ];
  const ops = Object.entries(operators).map(([op, count]) => [op, formatCount(count)]);
  const notes = findings.map((f) => `${f.severity} ${f.code}: ${f.message}\n`).join("");
  return [
    `${document.name}: ${document.kind}, read as ${format}\n\n${indent(alignColumns(rows, [1]))}`,
    ...(ops.length > 0 ? [`${plural(ops.length, "operator")}\n${indent(alignColumns(ops, [1]))}`] : []),
    ...(notes === "" ? [] : [notes]),
  ].join("\n");
}

export const info: Command = {
  id: "info",
  usage: "info FILE [--json PATH] [--dim NAME=N]",
  says: "Kind, nodes, tensors, share of static shapes, total bytes, operators by count, findings.",
  flags: [JSON_FLAG, DIM_FLAG],
  run: async (parsed, io) => {
    const files = takeFiles(parsed, 1, 1, info.usage);
    if (!files.ok) return files;
    const [file = ""] = files.value;
    const opened = await openDocument(io, file, parsed.values.get("dim"));
    if (!opened.ok) return opened;
    const { document, format } = opened.value;
    const facts = factsOf(document);
    const { kind, name } = document;
    const json = valueOfFlag(parsed, "json");
    const written =
      json === undefined
        ? await deliver(io, "-", sayFacts(document, format, facts))
        : await deliver(io, json, toJson({ format, kind, name, ...facts }));
    return written.ok ? ok(0) : written;
  },
};
