/** How the size of a tensor comes about, in a line: `1 × 2*T × 64 × 4 B at T = 128`. */

import { DTYPE_BITS } from "./bytes.ts";
import type { Dim, GraphDocument, TensorSpec } from "./document.ts";

const NAMES = /"(?:[^"\\]|\\.)*"|[A-Za-z_][\w.:/]*(?:-[A-Za-z_][\w.:/]*)*/g;
const FUNCTIONS: ReadonlySet<string> = new Set(["floor", "ceil", "min", "max", "mod"]);

function written(dim: Dim): string {
  if (typeof dim === "number") return String(dim);
  return /[ +-]/.test(dim.symbol.replace(/\([^()]*\)/g, "")) ? `(${dim.symbol})` : dim.symbol;
}

/** What a tensor's symbols are worth: `T = 128, N = 1`; a size whose names nobody tells is said itself. */
function valuesOf(shape: readonly Dim[], symbols: GraphDocument["symbols"]): string {
  const known = new Map(symbols?.map(({ id, value }) => [id, value]));
  for (const dim of shape)
    if (typeof dim !== "number" && !known.has(dim.symbol)) known.set(dim.symbol, dim.max);
  const said = new Map<string, number>();
  for (const dim of shape) {
    if (typeof dim === "number") continue;
    const own = known.get(dim.symbol);
    // a name by itself, or one that is no expression
    const names = own === undefined || !isName(dim.symbol, symbols) ? namesIn(dim.symbol) : [dim.symbol];
    if (names.every((name) => known.has(name)))
      for (const name of names) said.set(name, known.get(name) ?? 0);
    else said.set(dim.symbol, dim.max);
  }
  return [...said].map(([name, value]) => `${name} = ${value}`).join(", ");
}

function isName(symbol: string, symbols: GraphDocument["symbols"]): boolean {
  return symbol.replace(NAMES, "") === "" || (symbols?.some(({ id }) => id === symbol) ?? false);
}

function namesIn(symbol: string): readonly string[] {
  return (symbol.match(NAMES) ?? []).filter((name) => !FUNCTIONS.has(name));
}

/** "" when the document gives the bytes themselves. `symbols`: of the document. */
export function sizeFormula(spec: TensorSpec | undefined, symbols?: GraphDocument["symbols"]): string {
  if (spec?.shape === undefined || spec.dtype === undefined || spec.bytes !== undefined) return "";
  const bits = DTYPE_BITS[spec.dtype];
  if (bits === undefined) return "";
  const unit = bits % 8 === 0 ? `${bits / 8}\u00a0B` : `${bits}\u00a0bit`;
  const values = valuesOf(spec.shape, symbols);
  return `${[...spec.shape.map(written), unit].join(" × ")}${values === "" ? "" : ` at ${values}`}`;
}

/** The same where sizes hang on symbols; "" elsewhere, as numbers say it all. */
export function symbolFormula(spec: TensorSpec | undefined, symbols?: GraphDocument["symbols"]): string {
  return spec?.shape?.some((dim) => typeof dim !== "number") ? sizeFormula(spec, symbols) : "";
}
