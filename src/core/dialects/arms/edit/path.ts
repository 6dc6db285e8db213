/** Places in the body of a program, and the one way to put something else there. */

import type { Item, Region } from "../document.ts";

/** Positions from the outermost body inwards; an `if` has a word for its branch before the position in it. */
export type Path = readonly (number | "then" | "else")[];

export function isRegion(item: Item | undefined): item is Region {
  return item !== undefined && "arm" in item;
}

/** The text of a path, e.g. for keys of a list. */
export function pathKey(path: Path): string {
  return path.join(".");
}

/** The body that a branch of an item is; undefined where it has none. */
function bodyOf(item: Item, branch: Path[number] | undefined): readonly Item[] | undefined {
  if (isRegion(item)) return item.body;
  if (item.op === "loop") return item.body;
  if (item.op !== "if") return undefined;
  return branch === "else" ? (item.else ?? []) : item.then;
}

/** How many steps of a path an item takes up to the position in its body. */
function stepsInto(item: Item): 1 | 2 {
  return !isRegion(item) && item.op === "if" ? 2 : 1;
}

/** What is at a path; undefined where nothing is. */
export function itemAt(body: readonly Item[], path: Path): Item | undefined {
  const [at, ...rest] = path;
  const item = typeof at === "number" ? body[at] : undefined;
  if (item === undefined || rest.length === 0) return item;
  const inner = bodyOf(item, rest[0]);
  return inner === undefined ? undefined : itemAt(inner, rest.slice(stepsInto(item) - 1));
}

/** The items beside which a path leads, its last step left out; undefined where there is no such body. */
export function siblingsAt(body: readonly Item[], path: Path): readonly Item[] | undefined {
  const holder = holderOf(path);
  if (holder.length === 0) return body;
  const item = itemAt(body, holder);
  return item === undefined ? undefined : bodyOf(item, path[holder.length]);
}

/** The path of the item whose body a path leads into; empty for the outermost body. */
export function holderOf(path: Path): Path {
  const up = path.slice(0, -1);
  return typeof up.at(-1) === "string" ? up.slice(0, -1) : up;
}

/** The path to another position in the same body. */
export function besideAt(path: Path, at: number): Path {
  return [...path.slice(0, -1), at];
}

export function lastOf(path: Path): number {
  const at = path.at(-1);
  if (typeof at !== "number") throw new Error("a path ends with a position");
  return at;
}

function withBody(item: Item, branch: Path[number] | undefined, body: readonly Item[]): Item {
  if (isRegion(item)) return { ...item, body };
  if (item.op === "loop") return { ...item, body };
  if (item.op !== "if") throw new Error("this statement has no body");
  // biome-ignore lint/suspicious/noThenProperty: the document's own word, and an item is never awaited
  if (branch === "then") return { ...item, then: body };
  const { else: _, ...rest } = item;
  return body.length === 0 ? rest : { ...rest, else: body };
}

/** The body with the `count` items from a path on replaced by others. Throws where the path leads nowhere. */
export function spliced(
  body: readonly Item[],
  path: Path,
  count: number,
  items: readonly Item[],
): readonly Item[] {
  const [at, ...rest] = path;
  if (typeof at !== "number") throw new Error("a path begins with a position");
  if (rest.length === 0) return [...body.slice(0, at), ...items, ...body.slice(at + count)];
  const item = body[at];
  const inner = item === undefined ? undefined : bodyOf(item, rest[0]);
  if (item === undefined || inner === undefined) throw new Error("a path leads nowhere");
  const made = spliced(inner, rest.slice(stepsInto(item) - 1), count, items);
  return [...body.slice(0, at), withBody(item, rest[0], made), ...body.slice(at + 1)];
}
