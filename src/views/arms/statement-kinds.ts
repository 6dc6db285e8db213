/** Kinds of statements as a person chooses them, and how one kind becomes another. */

import type { ArmsDocument, Item, Region, Statement } from "../../core/dialects/arms/document.ts";
import { freeRegionName } from "../../core/dialects/arms/edit/arms.ts";
import { named, tagsOf } from "../../core/dialects/arms/edit/mentions.ts";
import { isRegion } from "../../core/dialects/arms/edit/path.ts";

export type Kind = Statement["op"] | "region";

export const KINDS: readonly { readonly id: Kind; readonly title: string }[] = [
  { id: "load", title: "read" },
  { id: "store", title: "write" },
  { id: "atomic", title: "atomic" },
  { id: "async_load", title: "async load" },
  { id: "async_store", title: "async store" },
  { id: "async_wait", title: "wait" },
  { id: "indirect", title: "indirect" },
  { id: "all_reduce", title: "all-reduce" },
  { id: "broadcast", title: "broadcast" },
  { id: "all_gather", title: "all-gather" },
  { id: "reduce_scatter", title: "reduce-scatter" },
  { id: "opaque", title: "opaque" },
  { id: "len", title: "length" },
  { id: "ref", title: "callee" },
  { id: "if", title: "branch" },
  { id: "loop", title: "loop" },
  { id: "region", title: "region" },
];

export function isKind(text: string): text is Kind {
  return KINDS.some(({ id }) => id === text);
}

export function kindOf(item: Item): Kind {
  return isRegion(item) ? "region" : item.op;
}

/** What a new statement begins with. */
interface Given {
  readonly buffers: readonly string[];
  readonly tag: string;
  readonly region: string;
}

/** A statement of another kind over the same buffers, as far as it has room for them; undefined where there is no buffer. */
export function ofKind(kind: Kind, old: Item | undefined, given: Given): Item | undefined {
  if (kind === "region") return { arm: given.region, body: inside(old) } satisfies Region;
  // biome-ignore lint/suspicious/noThenProperty: the document's own word, and an item is never awaited
  if (kind === "if") return { op: "if", then: inside(old) };
  if (kind === "loop") return { op: "loop", body: inside(old), runs: "unknown" };
  if (kind === "async_wait") return { op: kind, tag: given.tag };
  const kept = old === undefined || isRegion(old) ? [] : named(old);
  const buffer = kept.at(-1) ?? given.buffers[0];
  if (buffer === undefined) return undefined;
  const other = kept.find((id) => id !== buffer) ?? given.buffers.find((id) => id !== buffer) ?? buffer;
  switch (kind) {
    case "async_load":
    case "async_store":
      return { op: kind, src: other, dst: buffer, tag: given.tag };
    case "all_gather":
    case "reduce_scatter":
      return { op: kind, input: other, output: buffer };
    case "opaque":
      return { op: kind, buffers: kept.length > 0 ? [...new Set(kept)] : [buffer] };
    case "store":
    case "atomic": {
      const from = [...new Set(kept)].filter((id) => id !== buffer);
      return { op: kind, buffer, ...(from.length === 0 ? {} : { from }) };
    }
    default:
      return { op: kind, buffer };
  }
}

/** What a block keeps when it becomes another; a single statement goes into it. */
function inside(old: Item | undefined): readonly Item[] {
  if (old === undefined) return [];
  if (isRegion(old) || old.op === "loop") return old.body;
  return old.op === "if" ? [...old.then, ...(old.else ?? [])] : [old];
}

/** What a new statement at a place begins with: a copy that is begun and not waited for gets its wait. */
export function givenIn(document: ArmsDocument): Given {
  const { begun, awaited } = tagsOf(document.body);
  const open = [...begun].find((tag) => !awaited.has(tag));
  let n = 1;
  while (begun.has(`t${n}`) || awaited.has(`t${n}`)) n++;
  return {
    buffers: document.buffers.map(({ id }) => id),
    tag: open ?? `t${n}`,
    region: freeRegionName(document),
  };
}
