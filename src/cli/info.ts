/** `memplan info FILE`: what a document holds, before anybody plans it. */

import { bytesOf } from "../core/bytes.ts";
import type { Diagnostic, GraphDocument, MemplanDocument, TensorSpec } from "../core/document.ts";
import { drawingSummary } from "../core/edit/drawing-faults.ts";
import { readGraph } from "../core/graph.ts";
import { graphDocumentOf } from "../core/lowered.ts";
import { isOpen } from "../core/open-symbol.ts";
import { ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { shippedFacts } from "../core/shipped.ts";
import { sourceWords } from "../core/source-words.ts";
import { baseSymbols, Sizes } from "../core/symbols.ts";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../core/units.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes, nameOfSize } from "./dims.ts";
import { takeFiles, valueOfFlag } from "./flags.ts";
import type { MoreInfo } from "./info.types.ts";
import { countStatements, infoOfArms } from "./info-arms.ts";
import { infoOfDataflow, jsonOfProblem, REFERENCE_FLAGS } from "./info-dataflow.ts";
import { infoOfMethods } from "./info-methods.ts";
import { inFile, openDocument } from "./open.ts";
import { readSettingFlags, SIZE_FLAGS } from "./settings-flags.ts";
import { alignColumns, indent, plural, toJson } from "./text.ts";

interface Facts {
  readonly nodes: number;
  readonly tensors: number;
  /** Tensors whose size is fixed: by numbers, or by symbols that were given a value. */
  readonly knownTensors: number;
  /** Of all tensors whose size can be told, symbols at their maximum, constants included. */
  readonly totalBytes: number;
  readonly operators: Readonly<Record<string, number>>;
  readonly findings: readonly Diagnostic[];
  /** What sizes hang on; absent: all are fixed. */
  readonly symbols?: readonly SymbolFacts[];
}

interface SymbolFacts {
  readonly id: string;
  /** Null: nothing tells it. */
  readonly value: number | null;
  /** Only the data tells it, and nobody has given it. */
  readonly asked: boolean;
  readonly of: string | null;
  /** How many hang on it, and the bytes they take together. */
  readonly tensors: number;
  readonly bytes: number;
}

function symbolFacts(document: GraphDocument): readonly SymbolFacts[] {
  return baseSymbols(document).map((symbol) => ({
    id: symbol.id,
    value: symbol.value,
    asked: isOpen(symbol),
    of: symbol.of ?? null,
    tensors: symbol.tensors.length,
    bytes: symbol.bytes,
  }));
}

function saySymbols(symbols: readonly SymbolFacts[]): readonly string[][] {
  return symbols.map(({ id, value, asked, of, tensors, bytes }) => [
    `${id} = ${value ?? "?"}`,
    `of ${of ?? "?"}`,
    plural(tensors, "tensor"),
    formatBytes(bytes),
    asked ? "only the data tells it: give it with --set" : "",
  ]);
}

/** Whether its size hangs on nothing but the symbols that were given. */
function isStatic(tensor: TensorSpec, sizes: Sizes, given: ReadonlySet<string>): boolean {
  const open = tensor.shape?.some((dim) => [...sizes.names(dim)].some((name) => !given.has(name))) ?? false;
  return bytesOf(tensor).ok && (tensor.bytes !== undefined || !open);
}

function sizeOf(tensor: TensorSpec): number {
  const bytes = bytesOf(tensor);
  return bytes.ok ? bytes.value : 0;
}

/** Then by name. */
function mostFirst(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function countOperators(document: GraphDocument): Record<string, number> {
  return mostFirst(countBy(document.nodes.map(({ op }) => op)));
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
  const drawing = graph.ok ? drawingSummary(document).diagnostics : [];
  return [...(document.findings ?? []), ...unsound, ...drawing, ...(shippedFacts(document)?.overlaps ?? [])];
}

function factsOf(document: MemplanDocument, given: ReadonlySet<string>): Facts {
  switch (document.kind) {
    case "graph": {
      const sizes = new Sizes();
      const symbols = symbolFacts(document);
      return {
        nodes: document.nodes.length,
        tensors: document.tensors.length,
        knownTensors: document.tensors.filter((t) => isStatic(t, sizes, given)).length,
        totalBytes: document.tensors.reduce((sum, t) => sum + sizeOf(t), 0),
        operators: countOperators(document),
        findings: findingsOf(document),
        ...(symbols.length === 0 ? {} : { symbols }),
      };
    }
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
    case "arms": {
      const { buffers, body } = document;
      return {
        nodes: graphDocumentOf(document)?.nodes.length ?? 0,
        tensors: buffers.length,
        knownTensors: buffers.length,
        totalBytes: buffers.reduce((sum, b) => sum + b.bytes, 0),
        operators: mostFirst(countStatements(body)),
        findings: [],
      };
    }
    case "methods": {
      const graph = graphDocumentOf(document);
      const facts = graph && factsOf(graph, given);
      return facts ?? { nodes: 0, tensors: 0, knownTensors: 0, totalBytes: 0, operators: {}, findings: [] };
    }
    case "dataflow": {
      const { nodes, edges } = document;
      return {
        nodes: nodes.length,
        tensors: edges.length,
        knownTensors: edges.length,
        totalBytes: 0,
        operators: mostFirst(countBy(nodes.map((node) => node.class))),
        findings: [...(document.findings ?? []), ...(shippedFacts(document)?.overlaps ?? [])],
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

/** What the dialect of a document tells besides. */
function moreOf(document: MemplanDocument, settings: Settings): Result<MoreInfo> {
  if (document.kind === "arms") return infoOfArms(document);
  if (document.kind === "dataflow") return infoOfDataflow(document, settings);
  return document.kind === "methods" ? infoOfMethods(document) : ok({ json: {}, text: "" });
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

function sayFacts(document: MemplanDocument, format: string, facts: Facts, more: string): string {
  const { nodes, tensors, knownTensors, totalBytes, operators, findings } = facts;
  const known = tensors === 0 ? 1 : knownTensors / tensors;
  const words = sourceWords(document);
  // CMSIS-Stream's plan tells firings and FIFOs, which are neither nodes nor edges, and their bytes
  const rows =
    document.kind === "dataflow"
      ? [
          ["nodes", formatCount(nodes), ""],
          ["edges", formatCount(tensors), ""],
        ]
      : [
          ...(document.kind === "methods" ? [["methods", formatCount(document.methods.length), ""]] : []),
          [words.nodes, formatCount(nodes), ""],
          [words.tensors, formatCount(tensors), formatBytesExactly(totalBytes)],
          ...(document.kind === "graph" ? sayRoles(document) : []),
          ["static shapes", formatPercent(known), `${formatCount(knownTensors)} of ${formatCount(tensors)}`],
        ];
  const symbols = saySymbols(facts.symbols ?? []);
  const ops = Object.entries(operators).map(([op, count]) => [op, formatCount(count)]);
  const notes = findings.map((f) => `${f.severity} ${f.code}: ${f.message}\n`).join("");
  return [
    `${document.name}: ${document.kind}, read as ${format}\n\n${indent(alignColumns(rows, [1]))}`,
    ...(symbols.length > 0
      ? [`${plural(symbols.length, "symbol")}\n${indent(alignColumns(symbols, [2]))}`]
      : []),
    ...(ops.length > 0 ? [`${plural(ops.length, "operator")}\n${indent(alignColumns(ops, [1]))}`] : []),
    ...(more === "" ? [] : [more]),
    ...(notes === "" ? [] : [notes]),
  ].join("\n");
}

export const info: Command = {
  id: "info",
  usage: "info FILE [--json PATH] [--set NAME=N] [settings of CMSIS-Stream]",
  says: "Kind, nodes, tensors, share of static shapes, total bytes, operators by count, findings; of arms both rules, of methods what they share, of dataflow CMSIS-Stream's plan.",
  flags: [JSON_FLAG, ...REFERENCE_FLAGS, ...SIZE_FLAGS],
  run: async (parsed, io) => {
    const settings = readSettingFlags(parsed);
    if (!settings.ok) return settings;
    const files = takeFiles(parsed, 1, 1, info.usage);
    if (!files.ok) return files;
    const [file = ""] = files.value;
    const sizes = givenSizes(parsed);
    const opened = await openDocument(io, file, sizes);
    if (!opened.ok) return opened;
    const { document, format } = opened.value;
    const facts = factsOf(document, new Set(sizes.map(nameOfSize)));
    const more = moreOf(document, settings.value);
    const { kind, name } = document;
    const json = valueOfFlag(parsed, "json");
    if (!more.ok) {
      // a script learns what the reference says of a graph that it refuses
      if (json !== undefined && document.kind === "dataflow") {
        const told = { format, kind, name, ...facts, ...jsonOfProblem(document, more.problem) };
        const written = await deliver(io, json, toJson(told));
        if (!written.ok) return written;
      }
      return { ok: false, problem: inFile(more.problem, file) };
    }
    const written =
      json === undefined
        ? await deliver(io, "-", sayFacts(document, format, facts, more.value.text))
        : await deliver(io, json, toJson({ format, kind, name, ...facts, ...more.value.json }));
    return written.ok ? ok(0) : written;
  },
};
