/** Which symbols wait for a person. */

import type { GraphDocument, SymbolSpec } from "./document.ts";

/** Whether a person should tell what it is worth: only the data does, and nobody has. */
export function isOpen(symbol: Pick<SymbolSpec, "asked" | "given">): boolean {
  return symbol.asked === true && symbol.given !== true;
}

/** How many values of symbols and contents of inputs a document waits for. */
export function openCount({ symbols = [], contents = [] }: GraphDocument): number {
  return symbols.filter(isOpen).length + contents.filter(({ values }) => values === undefined).length;
}
