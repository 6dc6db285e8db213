/** The second file of a pair: how CMSIS-Stream was asked to schedule a graph and to write its code. */

import type { OptionValue, StreamOptions } from "../../core/dialects/dataflow/document.ts";
import type { StreamConfig } from "../../core/dialects/dataflow/edit/configure.ts";
import type { Result } from "../../core/result.ts";
import { parseYaml, reading, type YamlMap, type YamlTree, type YamlValue } from "./tree.ts";

const SCHEDULE = "schedule-options";
const C_CODE = "c-code-generation-options";

/** Problems: no YAML, or values of a wrong kind, each with its line. */
export function readStreamConfig(text: string): Result<StreamConfig> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const tree = parsed.value;
  return reading(() => configOf(tree));
}

function configOf(tree: YamlTree): StreamConfig {
  const sections = new Map<string, YamlMap>();
  for (const [section, value] of tree.map(tree.root, "The file")) {
    if (section === "version") continue;
    if (section === "graph") {
      throw tree.fault(
        "is-graph",
        "This is a graph of CMSIS-Stream, not its configuration.",
        value,
        "Open it as a document.",
      );
    }
    sections.set(section, tree.map(value, section));
  }
  const flag = (section: string, key: string) => tree.flag(sections.get(section)?.get(key), key);
  const memory = flag(SCHEDULE, "memory-optimization");
  const sink = flag(SCHEDULE, "sink-priority");
  const noDuplicates = flag(SCHEDULE, "disable-duplicate-optimization");
  const late = flag(C_CODE, "asynchronous");
  const free = flag(C_CODE, "fully-asynchronous");
  const increase = readIncrease(tree, sections.get(C_CODE)?.get("fifo-increase"));
  const options: StreamOptions = {
    ...(sink === undefined ? {} : { sinkPriority: sink }),
    // what it does not say is off there, and on in our own documents
    memoryOptimization: memory ?? false,
    ...(noDuplicates === undefined ? {} : { duplicateOptimization: !noDuplicates }),
    ...(free === true ? { mode: "fully-asynchronous" } : late === true ? { mode: "asynchronous" } : {}),
    ...(increase === undefined ? {} : { fifoIncrease: increase }),
  };
  return { options, others: othersOf(tree, sections) };
}

/** A whole number is a percentage that is added, any other number a factor; 0 means nothing is added. */
function readIncrease(tree: YamlTree, value: YamlValue | undefined): number | undefined {
  const number = tree.number(value, "fifo-increase");
  if (value === undefined || number === undefined) return undefined;
  const isWhole = /^[-+]?\w+$/.test(tree.text(value) ?? "");
  const factor = isWhole ? 1 + number / 100 : number;
  if (factor > 0) return factor;
  throw tree.fault(
    "bad-increase",
    `FIFOs of ${number} times their length hold nothing.`,
    value,
    "Give a percentage to add, or a factor above 0.",
  );
}

const HEARD = new Set(
  ["memory-optimization", "sink-priority", "disable-duplicate-optimization"]
    .map((key) => `${SCHEDULE}/${key}`)
    .concat(["asynchronous", "fully-asynchronous", "fifo-increase"].map((key) => `${C_CODE}/${key}`)),
);

function othersOf(
  tree: YamlTree,
  sections: ReadonlyMap<string, YamlMap>,
): Readonly<Record<string, OptionValue>> {
  const others: [string, OptionValue][] = [];
  for (const [section, fields] of sections) {
    for (const [key, value] of fields) {
      const path = `${section}/${key}`;
      if (HEARD.has(path)) continue;
      if (tree.isList(value))
        others.push([path, tree.list(value, key).map((item) => tree.name(item, `A part of ${key}`, item))]);
      else others.push([path, tree.scalar(value, key)]);
    }
  }
  return Object.fromEntries(others);
}
