/** How a list in a small window is walked, parted and placed. */

import type { Point } from "../../core/edit/types.ts";
import type { Choice } from "./choice.ts";

/** Rows that a page key goes. */
const PAGE = 8;

/** The row that a key leads to; undefined for keys that lead to none. Arrows go round. */
export function moved(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at + count - 1) % count;
    case "PageDown":
      return Math.min(at + PAGE, count - 1);
    case "PageUp":
      return Math.max(at - PAGE, 0);
    default:
      return undefined;
  }
}

export interface Run<C> {
  readonly group: string;
  readonly rows: readonly C[];
}

/** Neighbours of the same group together. */
export function runsOf<C extends Choice>(choices: readonly C[]): readonly Run<C>[] {
  const runs: { group: string; rows: C[] }[] = [];
  for (const choice of choices) {
    const last = runs.at(-1);
    if (last?.group === choice.group) last.rows.push(choice);
    else runs.push({ group: choice.group, rows: [choice] });
  }
  return runs;
}

/** Pixels between the window and the edges of the page. */
const MARGIN = 8;

/** Puts a window at a point of the page, else over the graph, wholly inside. */
export function placed(window: HTMLElement, screen: Point | undefined): void {
  const { width, height } = window.getBoundingClientRect();
  const graph = document.querySelector("section[aria-label=Graph]")?.getBoundingClientRect();
  const over = graph ?? new DOMRect(0, 0, innerWidth, innerHeight);
  const x = screen?.x ?? over.left + (over.width - width) / 2;
  // from a third down, as the list grows and shrinks below the field
  const y = screen?.y ?? over.top + Math.max(0, over.height - height) / 3;
  const inside = (value: number, size: number, most: number) =>
    Math.max(MARGIN, Math.min(value, most - size - MARGIN));
  window.style.left = `${Math.round(inside(x, width, innerWidth))}px`;
  window.style.top = `${Math.round(inside(y, height, innerHeight))}px`;
}
