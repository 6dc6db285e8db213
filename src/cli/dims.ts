/** `--set NAME=N` (and `--dim`, the same): values of symbols before planning. */

import type { SourceDocument } from "../core/document.ts";
import { setSymbol } from "../core/edit/change-symbols.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { baseSymbols } from "../core/symbols.ts";
import { type Parsed, suggest } from "./flags.ts";

/** What the flags of a command give. */
export function givenSizes(parsed: Parsed): readonly string[] {
  return [...(parsed.values.get("set") ?? []), ...(parsed.values.get("dim") ?? [])];
}

/** The name in `NAME=N`. */
export function nameOfSize(text: string): string {
  return text.slice(0, text.lastIndexOf("="));
}

/** The document with every dimension that hangs on a named symbol evaluated at its value. */
export function bindDims(document: SourceDocument, given: readonly string[]): Result<SourceDocument> {
  let bound = document;
  for (const text of given) {
    const [, name = "", size = ""] = /^(.+)=(\d+)$/.exec(text) ?? [];
    if (name === "" || !Number.isSafeInteger(Number(size))) {
      return fail("bad-value", `--set ${text} is not a name and a whole number.`, {
        help: "Write --set T=128.",
      });
    }
    const symbols = bound.kind === "graph" ? baseSymbols(bound).map(({ id }) => id) : [];
    if (bound.kind !== "graph" || !symbols.includes(name)) {
      const help =
        symbols.length === 0 ? "Its sizes are all fixed: leave out --set." : suggest(name, symbols);
      return fail("unknown-dim", `No dimension is called ${name}.`, { help });
    }
    const edited = setSymbol(bound, name, Number(size));
    if (!edited.ok) return edited;
    bound = edited.value.document;
  }
  return ok(bound);
}
