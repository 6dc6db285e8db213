/** How large a document is, in the words of its kind, for lists of documents. */

import { formatCount } from "../core/units.ts";

/** `12 nodes`, `1 arm`, `40 lifetimes, no graph`. */
export function sizeWords(count: number, kind: string): string {
  if (kind === "lifetimes") return `${formatCount(count)} lifetimes, no graph`;
  const one = kind === "arms" ? "arm" : kind === "methods" ? "method" : "node";
  return `${formatCount(count)} ${one}${count === 1 ? "" : "s"}`;
}
