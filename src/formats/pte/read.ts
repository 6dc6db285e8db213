/** A .pte or .bpte file as plain data. */

import { ok, type Result } from "../../core/result.ts";
import type { Watch } from "../../core/watch.ts";
import { Reader } from "../flatbuffer/reader.ts";
import type { Source } from "../format.ts";
import { openContainer } from "./container.ts";
import { decodeProgram } from "./decode.ts";
import type { PteProgram } from "./program.types.ts";
import { faultOf } from "./sound.ts";

/** Problems: those of the container; "truncated", "corrupt", "newer-version", "empty-model", "bad-index", "bad-number", "too-large", "unknown-instruction". */
export async function readProgram(source: Source, watch: Watch): Promise<Result<PteProgram>> {
  watch({ phase: "reading", done: 0, total: source.size });
  const opened = await openContainer(source);
  if (!opened.ok) return opened;
  const { identifier, header, bytes, size } = opened.value;
  watch({ phase: "reading tables", done: bytes.length, total: source.size });
  const reader = new Reader(bytes, "This ExecuTorch program");
  const tables = decodeProgram(reader);
  if (reader.fault !== null) return { ok: false, problem: reader.fault };
  if (tables === null) throw new Error("a program that was not read must leave a fault");
  const program: PteProgram = { fileBytes: size, identifier, extendedHeader: header, ...tables };
  const fault = faultOf(program);
  return fault === null ? ok(program) : { ok: false, problem: fault };
}
