/** The table of formats, and the one way to open a file: ask each format, read, or say what the file is instead. */

import type { MemplanDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Watch } from "../core/watch.ts";
import { cmsisCpp } from "./cmsis-cpp/index.ts";
import { cmsisDot, cmsisDotBuffers, cmsisDotPlan } from "./cmsis-dot/index.ts";
import { streamConfig, streamGraph } from "./cmsis-yaml/index.ts";
import { executorchCsv, executorchPass, executorchTable } from "./executorch/index.ts";
import type { Format, Given, Peek, Source } from "./format.ts";
import { markdown } from "./markdown/index.ts";
import { minimalloc } from "./minimalloc/index.ts";
import { arms, dataflow, graph, lifetimes, methods, plan, readNativeSource } from "./native/index.ts";
import { onnx } from "./onnx/index.ts";
import { pte } from "./pte/index.ts";
import { sniff } from "./sniff.ts";
import { peekAt } from "./source.ts";
import { tflite } from "./tflite/index.ts";

/** A new format is one line here. */
export const FORMATS: readonly Format[] = [
  graph,
  lifetimes,
  arms,
  methods,
  dataflow,
  plan,
  minimalloc,
  tflite,
  onnx,
  pte,
  streamGraph,
  streamConfig,
  cmsisCpp,
  cmsisDot,
  cmsisDotPlan,
  cmsisDotBuffers,
  markdown,
  executorchTable,
  executorchCsv,
  executorchPass,
];

export interface Opened {
  readonly document: MemplanDocument;
  /** Id of the format it was read as. */
  readonly format: string;
}

/**
 * Opens whatever the bytes are; the name of the source only names the document.
 * Problems: what the format's reader says, or what the file is that no format claims.
 */
export async function openSource(source: Source, watch: Watch, given?: Given): Promise<Result<Opened>> {
  const guarded: Source = {
    ...source,
    read: (start, end) =>
      source.read(start, end).catch((cause: unknown) => {
        // too long for the memory that is left: readers of large files handle it
        throw cause instanceof RangeError ? cause : new ReadError(cause);
      }),
  };
  try {
    const peek = await peekAt(guarded);
    const format = FORMATS.find((f) => f.read !== undefined && f.match?.(peek));
    if (format?.read === undefined) return await refuse(guarded, peek, watch);
    const read = await format.read(guarded, watch, given);
    return read.ok ? ok({ document: read.value, format: format.id }) : read;
  } catch (e) {
    if (!(e instanceof ReadError)) throw e;
    return fail("cannot-read", `The file cannot be read: ${e.message}.`, {
      help: "It was perhaps moved or changed: choose it again.",
    });
  }
}

/** The disk's fault, not the file's or ours. */
class ReadError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message.replace(/\.$/, "") : String(cause), { cause });
  }
}

async function refuse(source: Source, peek: Peek, watch: Watch): Promise<Result<Opened>> {
  const { code, says, help } = sniff(peek);
  if (code === "json") {
    // A head beyond the first bytes, a kind we do not open, broken JSON: the native reader tells them apart.
    const read = await readNativeSource(source, watch);
    return read.ok ? ok({ document: read.value, format: read.value.kind }) : read;
  }
  return fail(code === "empty" ? "empty" : "unknown-format", `This is ${says}.`, {
    help: `${help}${help === "" ? "" : " "}${whatOpens()}`,
  });
}

/** "memplan opens …" with the titles of all formats that can be read. */
function whatOpens(): string {
  const titles = FORMATS.filter((f) => f.read !== undefined).map(
    (f) => `${f.title} (${f.extensions.join(", ")})`,
  );
  return `memplan opens ${titles.slice(0, -1).join(", ")} and ${titles.at(-1)}.`;
}
