/** The body of an arms document as arms: outermost regions, and what stands outside all of them. */

import type { Item, Region } from "./document.ts";
import type { NestedRegion } from "./report.types.ts";
import type { PlainStatement } from "./statements.ts";

/** A planning unit. */
export interface Arm {
  /** What `order` calls it: unique. */
  readonly id: string;
  /** Statements outside any region, as many as stand together. */
  readonly stray: boolean;
  /** Place of the region, or of the first of the statements. */
  readonly where: string;
  readonly items: readonly Item[];
  /** Place of the list that `items` is, or is a part of from `first` on. */
  readonly list: string;
  readonly first: number;
  /** Position in the body of the region, or of the first of the statements. */
  readonly at: number;
  readonly regions: readonly NestedRegion[];
}

/** What stands outside all regions is called this. */
const STRAY = "(stray)";

export function isRegion(item: Item): item is Region {
  return "arm" in item;
}

/** The lists inside an item, with their places relative to its own. */
export function listsIn(item: Item): (readonly [field: string, items: readonly Item[]])[] {
  if (isRegion(item)) return [["body", item.body]];
  if (item.op === "loop") return [["body", item.body]];
  if (item.op === "if")
    return item.else === undefined
      ? [["then", item.then]]
      : [
          ["then", item.then],
          ["else", item.else],
        ];
  return [];
}

/** Every item in preorder, regions entered. `depth` counts the regions around it within the list. */
export function forEachItem(
  items: readonly Item[],
  list: string,
  first: number,
  see: (item: Item, where: string, depth: number) => void,
  depth = 0,
): void {
  items.forEach((item, i) => {
    const where = `${list}[${first + i}]`;
    see(item, where, depth);
    const inside = isRegion(item) ? depth + 1 : depth;
    for (const [field, inner] of listsIn(item)) forEachItem(inner, `${where}.${field}`, 0, see, inside);
  });
}

/** In the order of the body. A branch or loop outside any region is outside with all the regions in it. */
export function armsOf(body: readonly Item[]): Arm[] {
  const parts: { name: string; stray: boolean; at: number; count: number }[] = [];
  body.forEach((item, at) => {
    const last = parts.at(-1);
    if (isRegion(item)) parts.push({ name: item.arm, stray: false, at, count: 1 });
    else if (last?.stray === true) last.count++;
    else parts.push({ name: STRAY, stray: true, at, count: 1 });
  });
  const ids = uniqueNames(parts.map((part) => part.name));
  return parts.map(({ stray, at, count }, i) => {
    const head = body[at];
    const inside = head !== undefined && isRegion(head) ? head.body : undefined;
    const items = inside ?? body.slice(at, at + count);
    const list = inside === undefined ? "body" : `body[${at}].body`;
    const first = inside === undefined ? at : 0;
    const regions: NestedRegion[] = [];
    forEachItem(items, list, first, (item, where, depth) => {
      if (isRegion(item)) regions.push({ name: item.arm, depth: depth + 1, where });
    });
    return { id: ids[i] ?? "", stray, where: `body[${at}]`, items, list, first, at, regions };
  });
}

/** A name that comes once stays; of the others each gets a number, from 1, that makes it like no other. */
function uniqueNames(names: readonly string[]): string[] {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  const taken = new Set(names.filter((name) => count.get(name) === 1));
  const next = new Map<string, number>();
  return names.map((name) => {
    if (count.get(name) === 1) return name;
    let number = (next.get(name) ?? 0) + 1;
    while (taken.has(`${name}#${number}`)) number++;
    next.set(name, number);
    taken.add(`${name}#${number}`);
    return `${name}#${number}`;
  });
}

/** A statement that holds no list of others. */
export function isPlain(item: Item): item is PlainStatement {
  return !isRegion(item) && item.op !== "if" && item.op !== "loop";
}
