/** A dataflow document of a graph that CMSIS-Stream wrote as YAML, or that a person wrote by its documentation. */

import type { DataflowDocument, StreamCode, StreamEdge } from "../../core/dialects/dataflow/document.ts";
import { findStreamFault } from "../../core/dialects/dataflow/faults.ts";
import { ok, type Result } from "../../core/result.ts";
import { Notes } from "./notes.ts";
import { readEdge } from "./read-edges.ts";
import { readNode } from "./read-nodes.ts";
import { readTypes } from "./read-types.ts";
import type { Reading, ReadNode } from "./reading.types.ts";
import { parseYaml, reading, type YamlMap, type YamlTree, type YamlValue } from "./tree.ts";

/** The newest version whose files are known. */
const NEWEST_VERSION = 3;
const KEYS = new Set(["options", "custom-types", "structures", "nodes", "edges"]);

/** Problems: no YAML, no graph, or a graph that makes no sense, each with its line. */
export function readStreamGraph(text: string, name: string): Result<DataflowDocument> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const tree = parsed.value;
  const read = reading(() => graphOf(tree, name));
  if (!read.ok) return read;
  const { document, places } = read.value;
  const problem = findStreamFault(document, true);
  if (problem === undefined) return ok(document);
  const at = places.get(/^(?:nodes|edges)\[\d+\]/.exec(problem.where)?.[0] ?? "");
  return { ok: false, problem: at === undefined ? problem : { ...problem, where: tree.where(at) } };
}

interface ReadGraph {
  readonly document: DataflowDocument;
  /** Where `nodes[N]` and `edges[N]` of the document stand. */
  readonly places: ReadonlyMap<string, YamlValue>;
}

function graphOf(tree: YamlTree, name: string): ReadGraph {
  const top = tree.map(tree.root, "The file");
  const graph = top.get("graph");
  if (graph === undefined) {
    throw tree.fault(
      "no-graph",
      "This YAML has no graph.",
      tree.root,
      "Open a file that export_graph of CMSIS-Stream wrote.",
    );
  }
  const fields = tree.map(graph, "graph");
  const notes = new Notes();
  const state: Reading = { tree, notes, types: new Map() };
  noteVersion(state, top);
  for (const key of fields.keys()) {
    if (KEYS.has(key)) continue;
    notes.add(
      "info",
      `unknown-key graph ${key}`,
      undefined,
      () => `The graph has the key ${key}, which means nothing here.`,
    );
  }
  readTypes(state, fields.get("custom-types") ?? fields.get("structures"));
  const nodes = new Map<string, ReadNode>();
  const places = new Map<string, YamlValue>();
  for (const at of tree.list(fields.get("nodes"), "nodes")) {
    const [id, read] = readNode(state, at);
    if (nodes.has(id)) {
      throw tree.fault("duplicate-id", `Two nodes are called ${id}.`, at, "Rename one of them.");
    }
    nodes.set(id, read);
  }
  const own = [...nodes.values()].flatMap((read) => (read.kind === "node" ? [read] : []));
  for (const [n, { at }] of own.entries()) places.set(`nodes[${n}]`, at);
  const edges: StreamEdge[] = [];
  for (const at of tree.list(fields.get("edges"), "edges")) {
    const edge = readEdge(state, nodes, at);
    if (edge === undefined) continue;
    places.set(`edges[${edges.length}]`, at);
    edges.push(edge);
  }
  if (own.length === 0) {
    throw tree.fault(
      "no-nodes",
      "This graph has no nodes.",
      graph,
      "Open a file that export_graph of CMSIS-Stream wrote.",
    );
  }
  noteIdle(notes, nodes, edges);
  const code = readCode(state, tree.map(fields.get("options"), "options"));
  const document: DataflowDocument = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name,
    types: Object.fromEntries(state.types),
    nodes: own.map(({ node }) => node),
    edges,
    ...(Object.keys(code).length > 0 ? { code } : {}),
    ...(notes.findings.length > 0 ? { findings: notes.findings } : {}),
  };
  return { document, places };
}

/** Also tells that no file of this format holds events, where they exist. */
function noteVersion({ tree, notes }: Reading, top: YamlMap): void {
  const version = tree.text(top.get("version")) ?? "";
  const major = Number.parseInt(version, 10);
  if (major === NEWEST_VERSION) {
    notes.add(
      "info",
      "no-events",
      undefined,
      () => "This format holds no events: if nodes exchange any, their edges are not here.",
    );
  } else if (!(major < NEWEST_VERSION)) {
    notes.add("warning", "unknown-version", undefined, () =>
      version === ""
        ? "The file says no version: read as version 3."
        : `The file is of version ${version}: read as version 3.`,
    );
  }
}

function noteIdle(notes: Notes, nodes: ReadonlyMap<string, ReadNode>, edges: readonly StreamEdge[]): void {
  const used = new Set(edges.map(({ constant }) => constant));
  for (const [id, { kind }] of nodes) {
    if (kind !== "constant" || used.has(id)) continue;
    notes.add(
      "info",
      "idle-constants",
      undefined,
      (n) => `${n} ${n === 1 ? "constant feeds" : "constants feed"} nothing: left out.`,
    );
  }
}

function readCode({ tree, notes }: Reading, options: YamlMap): StreamCode {
  const [fifoClass, duplicateClass] = ["FIFO", "Duplicate"].map((key) => tree.text(options.get(key)));
  if (fifoClass !== undefined) {
    notes.add(
      "info",
      `fifo-class all ${fifoClass}`,
      undefined,
      () => `All FIFOs are of the class ${fifoClass}: planned as any other.`,
    );
  }
  return {
    ...(fifoClass === undefined ? {} : { fifoClass }),
    ...(duplicateClass === undefined ? {} : { duplicateClass }),
  };
}
