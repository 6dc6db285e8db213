/** A whole configuration of CMSIS-Stream for a graph: what it does not say is as usual again. */

import { ok } from "../../../result.ts";
import type { DataflowDocument, StreamCode, StreamOptions } from "../document.ts";
import { unchanged } from "./find.ts";
import type { StreamEditResult } from "./types.ts";

export interface StreamConfig {
  readonly options: StreamOptions;
  /** What else it says, by `section/key`. */
  readonly others: NonNullable<StreamCode["options"]>;
}

/** `name`: of its file. */
export function configureStream(
  document: DataflowDocument,
  { options, others }: StreamConfig,
  name: string,
): StreamEditResult {
  const { options: _before, code: codeBefore, ...rest } = document;
  const { options: _others, ...classes } = codeBefore ?? {};
  const code: StreamCode = Object.keys(others).length > 0 ? { ...classes, options: others } : classes;
  const made: DataflowDocument = {
    ...rest,
    ...(Object.keys(options).length > 0 ? { options } : {}),
    ...(Object.keys(code).length > 0 ? { code } : {}),
  };
  if (said(made) === said(document)) return unchanged(document);
  return ok({ document: made, says: `Took over the configuration ${name}` });
}

function said({ options, code }: DataflowDocument): string {
  return JSON.stringify([options ?? {}, code ?? {}]);
}
