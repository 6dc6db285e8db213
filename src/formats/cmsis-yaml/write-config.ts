/** How a dataflow document is to be scheduled, as the configuration YAML that CMSIS-Stream imports: only what is no default. */

import { REFERENCE_SETTINGS } from "../../core/dialects/dataflow/compat/reference.types.ts";
import type { DataflowDocument, OptionValue } from "../../core/dialects/dataflow/document.ts";
import { type Emitted, emit, flag, float, list, map, text, verbatim, whole } from "./emit.ts";
import { VERSION } from "./write-graph.ts";

const SCHEDULE = "schedule-options";
const CODE = "code-generation-options";
const C_CODE = "c-code-generation-options";

type Entry = readonly [key: string, value: Emitted];

export function writeStreamConfig({ options, code }: DataflowDocument): string {
  // in the order in which CMSIS-Stream writes them
  const sections = new Map<string, Entry[]>([SCHEDULE, CODE, C_CODE].map((name) => [name, []]));
  const add = (section: string, key: string, value: Emitted) => {
    const entries = sections.get(section) ?? [];
    sections.set(section, entries);
    entries.push([key, value]);
  };
  const { memoryOptimization, sinkPriority, duplicateOptimization, mode, fifoIncrease } = options ?? {};
  if (memoryOptimization ?? REFERENCE_SETTINGS.memoryOptimization) {
    add(SCHEDULE, "memory-optimization", flag(true));
  }
  if (sinkPriority !== undefined) add(SCHEDULE, "sink-priority", flag(sinkPriority));
  if (duplicateOptimization !== undefined) {
    add(SCHEDULE, "disable-duplicate-optimization", flag(!duplicateOptimization));
  }
  if (mode === "asynchronous") add(C_CODE, "asynchronous", flag(true));
  if (mode === "fully-asynchronous") add(C_CODE, "fully-asynchronous", flag(true));
  // a whole number would be a percentage
  if (fifoIncrease !== undefined) add(C_CODE, "fifo-increase", float(fifoIncrease));
  for (const [path, value] of Object.entries(code?.options ?? {})) {
    const slash = path.indexOf("/");
    if (slash > 0) add(path.slice(0, slash), path.slice(slash + 1), optionOf(value));
  }
  const filled = [...sections].filter(([, entries]) => entries.length > 0);
  return emit(
    map(["version", verbatim(VERSION)], ...filled.map(([name, entries]): Entry => [name, map(...entries)])),
  );
}

function optionOf(value: OptionValue): Emitted {
  if (typeof value === "string") return text(value);
  if (typeof value === "boolean") return flag(value);
  if (typeof value === "number") return Number.isInteger(value) ? whole(value) : float(value);
  return list(value.map(text));
}
