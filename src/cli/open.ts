/** Opens a file of any format for a command; every problem says which file. */

import type { SourceDocument } from "../core/document.ts";
import { fail, ok, type Problem, type Result } from "../core/result.ts";
import { NO_WATCH } from "../core/watch.ts";
import { type Opened, openSource } from "../formats/index.ts";
import { bindDims } from "./dims.ts";
import type { Io } from "./io.ts";

/** The problem with the file's name before its place. */
export function inFile(problem: Problem, file: string): Problem {
  return { ...problem, where: [file, problem.where].filter((s) => s !== "").join(", ") };
}

/** Opens a file; `dims` (`NAME=N`) give symbolic dimensions of a graph their size. */
export async function openDocument(
  io: Io,
  file: string,
  dims: readonly string[] = [],
): Promise<Result<Opened>> {
  const opened = await io.open(file);
  if (!opened.ok) return opened;
  try {
    const read = await openSource(opened.value.source, NO_WATCH);
    if (!read.ok) return { ok: false, problem: inFile(read.problem, file) };
    const { document, format } = read.value;
    if (document.kind === "plan") return read;
    const bound = bindDims(document, dims);
    return bound.ok
      ? ok({ document: bound.value, format })
      : { ok: false, problem: inFile(bound.problem, file) };
  } finally {
    await opened.value.close();
  }
}

/** A graph or lifetimes: what can be planned. */
export async function openPlannable(
  io: Io,
  file: string,
  dims: readonly string[] = [],
): Promise<Result<SourceDocument>> {
  const read = await openDocument(io, file, dims);
  if (!read.ok) return read;
  const { document } = read.value;
  if (document.kind !== "plan") return ok(document);
  return fail("is-plan", `This is a plan already (of ${document.source.name}).`, {
    where: file,
    help: "Check it with memplan check, or plan the document that it was made of.",
  });
}
