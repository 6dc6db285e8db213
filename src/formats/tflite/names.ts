/** What tensors of subgraphs are called: readable, the same for the same file. */

import type { Names } from "../names.ts";
import type { SubgraphRow } from "./schema.ts";

/** Names that become part of many ids are cut here, so that ids stay in proportion to the file. */
const LONGEST_PART = 60;

export function shorten(name: string): string {
  return name.length <= LONGEST_PART ? name : `${name.slice(0, LONGEST_PART)}…`;
}

/** What stands before the ids of each subgraph: nothing for the first, its name or its number for the others. */
export function prefixes(subgraphs: readonly SubgraphRow[]): readonly string[] {
  const uses = new Map<string, number>();
  for (const { name } of subgraphs) uses.set(name, (uses.get(name) ?? 0) + 1);
  return subgraphs.map(({ name }, s) => {
    if (s === 0) return "";
    const readable = name !== "" && name.length <= LONGEST_PART && uses.get(name) === 1;
    return readable ? `${name}/` : `sg${s}/`;
  });
}

/** An id for each tensor of a subgraph: its name, with its number where the name is empty or not its own. */
export function tensorIds(subgraph: SubgraphRow, prefix: string, names: Names): readonly string[] {
  const uses = new Map<string, number>();
  for (const { name } of subgraph.tensors) uses.set(name, (uses.get(name) ?? 0) + 1);
  return subgraph.tensors.map(({ name }, i) => {
    const own = name !== "" && uses.get(name) === 1;
    return names.take(own ? `${prefix}${name}` : `${prefix}${name}#${i}`);
  });
}
