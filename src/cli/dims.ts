/** `--dim NAME=N`: gives symbolic dimensions their size before planning. */

import type { Dim, SourceDocument, TensorSpec } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { suggest } from "./flags.ts";

function symbolsOf(document: SourceDocument): readonly string[] {
  if (document.kind !== "graph") return [];
  const symbols = new Set<string>();
  for (const tensor of document.tensors) {
    for (const dim of tensor.shape ?? []) if (typeof dim !== "number") symbols.add(dim.symbol);
  }
  return [...symbols];
}

/** The document with every `{ symbol, max }` that is named replaced by its number. */
export function bindDims(document: SourceDocument, given: readonly string[]): Result<SourceDocument> {
  if (given.length === 0) return ok(document);
  const symbols = symbolsOf(document);
  const sizes = new Map<string, number>();
  for (const text of given) {
    const [, name = "", size = ""] = /^(.+)=(\d+)$/.exec(text) ?? [];
    if (name === "" || !Number.isSafeInteger(Number(size))) {
      return fail("bad-value", `--dim ${text} is not a name and a whole number.`, {
        help: "Write --dim T=128.",
      });
    }
    if (!symbols.includes(name)) {
      const help =
        symbols.length === 0 ? "Its sizes are all fixed: leave out --dim." : suggest(name, symbols);
      return fail("unknown-dim", `No dimension is called ${name}.`, { help });
    }
    sizes.set(name, Number(size));
  }
  if (document.kind !== "graph") return ok(document);
  const bind = (dim: Dim): Dim => (typeof dim === "number" ? dim : (sizes.get(dim.symbol) ?? dim));
  const tensors: readonly TensorSpec[] = document.tensors.map((t) =>
    t.shape === undefined ? t : { ...t, shape: t.shape.map(bind) },
  );
  return ok({ ...document, tensors });
}
