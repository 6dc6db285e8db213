/** CMSIS-Stream's exchange files: the graph, and the configuration that goes with it. */

import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import type { StreamConfig } from "../../core/dialects/dataflow/edit/configure.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Watch } from "../../core/watch.ts";
import type { Format, Source, Subject } from "../format.ts";
import { readText, stemOf } from "../source.ts";
import { looksLikeStreamConfig, looksLikeStreamGraph } from "./looks.ts";
import { readStreamConfig } from "./read-config.ts";
import { readStreamGraph } from "./read-graph.ts";
import { writeStreamConfig } from "./write-config.ts";
import { writeStreamGraph } from "./write-graph.ts";

function written(
  { document }: Subject,
  write: (document: DataflowDocument) => Result<string>,
): Result<string> {
  if (document.kind === "dataflow") return write(document);
  return fail("not-dataflow", `This is a document of kind "${document.kind}", not a dataflow graph.`, {
    help: "Open a dataflow graph to write it as CMSIS-Stream's.",
  });
}

/** Problems: no text, no YAML, or values of a wrong kind, each with its line. */
export async function readConfigFile(source: Source, watch: Watch): Promise<Result<StreamConfig>> {
  const text = await readText(source, watch);
  return text.ok ? readStreamConfig(text.value) : text;
}

export const streamGraph: Format = {
  id: "cmsis-stream",
  title: "CMSIS-Stream graph",
  says: "A dataflow graph as CMSIS-Stream exchanges it: nodes, ports, rates, types and connections.",
  extensions: [".yml", ".yaml"],
  mime: "application/yaml",
  only: "dataflow",
  match: ({ text }) => looksLikeStreamGraph(text),
  read: async (source, watch) => {
    const text = await readText(source, watch);
    return text.ok ? readStreamGraph(text.value, stemOf(source.name)) : text;
  },
  write: (subject) => written(subject, writeStreamGraph),
};

/** Alone it is no document: what reads it says so, and what to do. */
export const streamConfig: Format = {
  id: "cmsis-stream-config",
  title: "CMSIS-Stream configuration",
  says: "How CMSIS-Stream is asked to schedule a graph: the second file beside it.",
  extensions: [".config.yml", ".yml", ".yaml"],
  mime: "application/yaml",
  only: "dataflow",
  match: ({ text }) => looksLikeStreamConfig(text),
  read: async (source, watch) => {
    const config = await readConfigFile(source, watch);
    return config.ok ? NO_GRAPH : config;
  },
  write: (subject) => written(subject, (document) => ok(writeStreamConfig(document))),
};

const NO_GRAPH = fail(
  "is-stream-config",
  "This is a configuration of CMSIS-Stream, which goes with a graph.",
  {
    help: "Open its graph first, then this file: it sets how that graph is planned. On the command line: memplan plan graph.yml --config config.yml.",
  },
);
