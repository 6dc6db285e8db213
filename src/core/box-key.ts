/** Names of the boxes of a drawn graph, the same over every edit: a node, a value that no node makes, an output, a group. */

export const BOX_KINDS = ["node", "value", "output", "group"] as const;
export type BoxKind = (typeof BOX_KINDS)[number];

/** `node:ID` of a node, `value:ID` of an input, constant or state, `output:ID` of a final output (a tensor), `group:ID`. */
export type BoxKey = `${BoxKind}:${string}`;

export function boxKey(kind: BoxKind, id: string): BoxKey {
  return `${kind}:${id}`;
}

export function readBoxKey(key: BoxKey): { readonly kind: BoxKind; readonly id: string } {
  const colon = key.indexOf(":");
  return { kind: key.slice(0, colon) as BoxKind, id: key.slice(colon + 1) };
}

/** `1 box`, `3 boxes`. */
export function boxesText(count: number): string {
  return count === 1 ? "1 box" : `${count} boxes`;
}

/** One box by its id, others by their number. */
export function nameOfBoxes(keys: readonly BoxKey[]): string {
  const [key] = keys;
  return key === undefined || keys.length > 1 ? boxesText(keys.length) : readBoxKey(key).id;
}
