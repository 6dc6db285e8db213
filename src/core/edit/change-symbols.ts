/** Gives symbols values: every dimension that hangs on one is evaluated anew. */

import { bytesOf, isCount } from "../bytes.ts";
import type { Dim, GraphDocument, SymbolSpec, TensorSpec } from "../document.ts";
import { fail, ok, type Problem } from "../result.ts";
import { type Binding, evaluate } from "../size.ts";
import { baseSymbols, bindingOf, Sizes, withValue } from "../symbols.ts";
import { changeTensors } from "./many.ts";
import type { EditResult } from "./types.ts";

/** Plans a symbol at another size, wherever it stands. Refuses what would make a size negative or too large to count. */
export function setSymbol(document: GraphDocument, id: string, value: number): EditResult {
  if (!isCount(value)) {
    return fail("bad-number", `${id} cannot be planned at ${value}.`, {
      help: "Give a whole number from 0 up.",
    });
  }
  const base = baseSymbols(document).find((symbol) => symbol.id === id);
  if (base === undefined) {
    return fail("unknown-symbol", `No shape has the symbol ${JSON.stringify(id)}.`, {
      help: "Type it into a shape first.",
    });
  }
  const sizes = new Sizes();
  const before = bindingOf(document, sizes);
  const { symbols, binding } = withValue(
    listed(document, id, value, base.value),
    new Map([...before, [id, value]]),
  );
  const moved = new Set([...binding].filter(([name, n]) => before.get(name) !== n).map(([name]) => name));
  moved.add(id);
  const hangs = (dim: Dim): boolean => [...sizes.names(dim)].some((name) => moved.has(name));
  const ids = document.tensors.filter((t) => t.shape?.some(hangs)).map((t) => t.id);
  const changed = changeTensors(document, ids, `Planned ${id} at ${value}`, (tensor) =>
    evaluated(tensor, hangs, sizes, binding, id),
  );
  if (!changed.ok || document.symbols === symbols) return changed;
  const same = symbols.length === 0 && document.symbols === undefined;
  return ok({
    ...changed.value,
    document: same ? changed.value.document : { ...changed.value.document, symbols },
  });
}

/** The values that a document lists: one that its dimensions tell is not written twice. */
function listed(
  { symbols = [] }: GraphDocument,
  id: string,
  value: number,
  before: number | null,
): readonly SymbolSpec[] {
  if (symbols.some((spec) => spec.id === id))
    return symbols.map((spec) => (spec.id === id ? { ...spec, value, given: true } : spec));
  return before === null ? [...symbols, { id, value, given: true }] : symbols;
}

type Refusal = { readonly ok: false; readonly problem: Problem };

function evaluated(
  tensor: TensorSpec,
  hangs: (dim: Dim) => boolean,
  sizes: Sizes,
  binding: Binding,
  id: string,
): TensorSpec | Refusal {
  let refusal: Refusal | undefined;
  let same = true;
  const shape = (tensor.shape ?? []).map((dim): Dim => {
    if (typeof dim === "number" || !hangs(dim)) return dim;
    const max = evaluate(sizes.of(dim), binding);
    // another name in it has no value yet
    if (max === dim.max || [...sizes.names(dim)].some((name) => !binding.has(name))) return dim;
    if (!isCount(max)) {
      const what = max < 0 ? `negative, ${max}` : Number.isFinite(max) ? "too large" : "no number";
      refusal ??= fail("bad-size", `${tensor.id} would have the dimension ${dim.symbol}, which is ${what}.`, {
        help: `Give ${id} another value.`,
        at: [`tensor:${tensor.id}`],
      });
      return dim;
    }
    same = false;
    return { ...dim, max };
  });
  if (refusal !== undefined || same) return refusal ?? tensor;
  const made = { ...tensor, shape };
  const sized = bytesOf(made);
  return sized.ok ? made : sized;
}
