/** Programs of ExecuTorch: methods as lists of instructions, with the memory plan that was made when they were exported. */

import type { MemplanDocument } from "../../core/document.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Watch } from "../../core/watch.ts";
import type { Format, Source } from "../format.ts";
import { stemOf } from "../source.ts";
import { kindOf } from "./container.ts";
import { toMethods } from "./methods.ts";
import { readProgram } from "./read.ts";

async function read(source: Source, watch: Watch): Promise<Result<MemplanDocument>> {
  const program = await readProgram(source, watch);
  return program.ok ? ok(toMethods(program.value, stemOf(source.name))) : program;
}

export const pte: Format = {
  id: "pte",
  title: "ExecuTorch program",
  says: "Programs of ExecuTorch with all methods and the memory plan that the file carries; bundled programs too.",
  extensions: [".pte", ".bpte"],
  mime: "application/octet-stream",
  match: ({ bytes }) => kindOf(bytes) !== null,
  read,
};
