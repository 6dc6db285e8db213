/** The body of an arm as lines of a list: what is nested follows what holds it, further in. */

import type { Item } from "../../core/dialects/arms/document.ts";
import { isRegion, type Path } from "../../core/dialects/arms/edit/path.ts";

/** `otherwise`: the head of the second branch of the `if` at the path. */
export type Line =
  | {
      readonly kind: "item";
      readonly path: Path;
      readonly depth: number;
      readonly item: Item;
      readonly last: boolean;
    }
  | { readonly kind: "otherwise"; readonly path: Path; readonly depth: number };

function put(lines: Line[], items: readonly Item[], holder: Path, depth: number): void {
  items.forEach((item, i) => {
    const path: Path = [...holder, i];
    lines.push({ kind: "item", path, depth, item, last: i === items.length - 1 });
    if (isRegion(item) || item.op === "loop") put(lines, item.body, path, depth + 1);
    else if (item.op === "if") {
      put(lines, item.then, [...path, "then"], depth + 1);
      if (item.else === undefined) return;
      lines.push({ kind: "otherwise", path, depth });
      put(lines, item.else, [...path, "else"], depth + 1);
    }
  });
}

/** `at`: position of the arm in the body of the document. */
export function linesOf(items: readonly Item[], at: number): readonly Line[] {
  const lines: Line[] = [];
  put(lines, items, [at], 0);
  return lines;
}
