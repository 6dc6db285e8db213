/** `--config FILE`: the second file of a pair, how CMSIS-Stream is asked to plan the graph in the first. */

import { configureStream } from "../core/dialects/dataflow/edit/configure.ts";
import type { SourceDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { NO_WATCH } from "../core/watch.ts";
import { readConfigFile } from "../formats/cmsis-yaml/index.ts";
import { type FlagDef, type Parsed, valueOfFlag } from "./flags.ts";
import type { Io } from "./io.ts";
import { inFile } from "./open.ts";

export const CONFIG_FLAG: FlagDef = {
  flag: "config",
  value: "FILE",
  says: "The configuration YAML that goes with a graph of CMSIS-Stream.",
};

/** The document as it is where the flag is not given. Fails for documents that are no dataflow, and for what is no configuration. */
export async function configuredBy(
  io: Io,
  parsed: Parsed,
  document: SourceDocument,
): Promise<Result<SourceDocument>> {
  const path = valueOfFlag(parsed, CONFIG_FLAG.flag);
  if (path === undefined) return ok(document);
  if (document.kind !== "dataflow") {
    return fail("not-dataflow", "Only a dataflow graph has a configuration.", {
      where: path,
      help: "Leave --config out.",
    });
  }
  const opened = await io.open(path);
  if (!opened.ok) return opened;
  try {
    const config = await readConfigFile(opened.value.source, NO_WATCH);
    if (!config.ok) return { ok: false, problem: inFile(config.problem, path) };
    const made = configureStream(document, config.value, path);
    return made.ok ? ok(made.value.document) : made;
  } finally {
    await opened.value.close();
  }
}
