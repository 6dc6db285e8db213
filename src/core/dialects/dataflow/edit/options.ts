/** How CMSIS-Stream is asked to plan a graph, as its document says. */

import { fail, ok } from "../../../result.ts";
import type { DataflowDocument, StreamOptions } from "../document.ts";
import { defined, unchanged } from "./find.ts";
import type { StreamEditResult } from "./types.ts";

/** Null: as usual. */
export type OptionsChange = { readonly [K in keyof StreamOptions]?: StreamOptions[K] | null };

const SAYS: Readonly<Record<keyof StreamOptions, string>> = {
  sinkPriority: "Changed whether sinks fire first",
  memoryOptimization: "Changed whether FIFOs share memory",
  duplicateOptimization: "Changed whether Duplicates save copies",
  mode: "Changed when nodes fire",
  fifoIncrease: "Changed how much longer FIFOs are",
};

export function changeStreamOptions(document: DataflowDocument, change: OptionsChange): StreamEditResult {
  const { fifoIncrease } = change;
  if (fifoIncrease != null && !(Number.isFinite(fifoIncrease) && fifoIncrease > 0))
    return fail("bad-increase", "FIFOs grow by a number above 0: a factor.");
  const given = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined]));
  const made: StreamOptions = defined({ ...document.options, ...given });
  if (JSON.stringify(made) === JSON.stringify(document.options ?? {})) return unchanged(document);
  const { options: _, ...rest } = document;
  const says = (Object.keys(SAYS) as (keyof StreamOptions)[]).find((key) => change[key] !== undefined);
  return ok({
    document: Object.keys(made).length === 0 ? rest : { ...rest, options: made },
    says: says === undefined ? "Changed the options" : SAYS[says],
  });
}
