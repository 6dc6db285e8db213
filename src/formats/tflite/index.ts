/** TFLite models: the FlatBuffer of TensorFlow Lite, LiteRT and TFLM. */

import type { MemplanDocument } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { formatBytes } from "../../core/units.ts";
import type { Watch } from "../../core/watch.ts";
import { Reader } from "../flatbuffer/reader.ts";
import type { Format, Peek, Source } from "../format.ts";
import { stemOf } from "../source.ts";
import { toDocument } from "./document.ts";
import { readModel } from "./schema.ts";

const IDENTIFIER = "TFL3";
/** Smaller files are read whole; of larger ones first this much, as their weights often lie behind the tables. */
const WINDOW = 512 * 1024 * 1024;
/** No offset inside a FlatBuffer reaches further; what lies behind is data that planning does not need. */
const REACH = 2 ** 31 - 1;

function match(peek: Peek): boolean {
  return peek.size >= 8 && String.fromCharCode(...peek.bytes.subarray(4, 8)) === IDENTIFIER;
}

/** Problems: "truncated", "corrupt", "empty-model", "too-large". `window` in bytes. */
export async function readTflite(
  source: Source,
  watch: Watch,
  window = WINDOW,
): Promise<Result<MemplanDocument>> {
  const most = Math.min(source.size, REACH);
  for (let length = Math.min(window, most); ; length = Math.min(length * 2, most)) {
    watch({ phase: "reading", done: 0, total: source.size });
    const bytes = await load(source, length);
    if (bytes === null) {
      return fail("too-large", `There is no room for ${formatBytes(length)} of the model in memory.`, {
        help: "Close other pages, or use the command line.",
      });
    }
    // A source that changed while it was read gives less than it promised.
    const reader = new Reader(bytes, "This TFLite file", bytes.length < length ? bytes.length : source.size);
    watch({ phase: "reading tables", done: length, total: source.size });
    const document = toResult(reader, stemOf(source.name));
    if (!reader.starved || length === most) return document;
  }
}

async function load(source: Source, length: number): Promise<Uint8Array | null> {
  try {
    return await source.read(0, length);
  } catch (e) {
    // What engines throw when an array is too long for them or for the memory that is left.
    if (e instanceof RangeError) return null;
    throw e;
  }
}

function toResult(reader: Reader, name: string): Result<MemplanDocument> {
  const model = readModel(reader);
  if (model !== null && model.subgraphs.length === 0) {
    return fail("empty-model", "This TFLite file holds no subgraph: there is nothing to plan.", {
      help: "Export the model again.",
    });
  }
  const document = model === null ? null : toDocument(model, reader, name);
  if (reader.fault !== null) return { ok: false, problem: reader.fault };
  if (document === null) throw new Error("a model that was not read must leave a fault");
  return ok(document);
}

export const tflite: Format = {
  id: "tflite",
  title: "TFLite",
  says: "Models of TensorFlow Lite, LiteRT and TFLM, with all subgraphs and the plan that the file carries.",
  extensions: [".tflite", ".lite", ".tfl"],
  mime: "application/octet-stream",
  match,
  read: (source, watch) => readTflite(source, watch),
};
