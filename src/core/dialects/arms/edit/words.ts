/** Statements in words, short enough for a line of a list. */

import type { Item, Statement } from "../document.ts";
import { isRegion } from "./path.ts";

function sayWrite(verb: string, s: Extract<Statement, { op: "store" | "atomic" }>): string {
  const part = s.partial === true ? " (part)" : "";
  return `${verb} ${s.buffer}${part}${s.from === undefined || s.from.length === 0 ? "" : ` from ${s.from.join(", ")}`}`;
}

export function sayItem(item: Item): string {
  if (isRegion(item)) return `region ${item.arm}`;
  switch (item.op) {
    case "load":
      return `read ${item.buffer}`;
    case "len":
      return `length of ${item.buffer}`;
    case "ref":
      return `pass ${item.buffer} to a callee`;
    case "store":
      return sayWrite("write", item);
    case "atomic":
      return sayWrite("atomic on", item);
    case "indirect":
      return `dispatch by ${item.buffer}`;
    case "all_reduce":
      return `all-reduce ${item.buffer}`;
    case "broadcast":
      return `broadcast ${item.buffer}`;
    case "async_load":
      return `async load ${item.src} into ${item.dst}, tag ${item.tag}`;
    case "async_store":
      return `async store ${item.src} into ${item.dst}, tag ${item.tag}`;
    case "async_wait":
      return `wait for ${item.tag}`;
    case "all_gather":
      return `all-gather ${item.input} into ${item.output}`;
    case "reduce_scatter":
      return `reduce-scatter ${item.input} into ${item.output}`;
    case "opaque":
      return `opaque over ${item.buffers.join(", ")}`;
    case "if":
      return "branch";
    case "loop":
      return item.runs === "known" ? "loop that runs" : "loop that may not run";
  }
}
