/** A node in the making, and what the things that it makes are called. */

import type { ShareRight } from "../../core/document.ts";
import type { Step } from "./trace.ts";

/** A node in the making. Ids keep the order in which they came. */
export interface Draft {
  readonly inputs: Map<string, number>;
  readonly outputs: Map<string, number>;
  readonly shares: ShareRight[];
  readonly mutates: Set<number>;
}

export function blank(): Draft {
  return { inputs: new Map(), outputs: new Map(), shares: [], mutates: new Set() };
}

/** Where an id is in a list; it is added if it is not. */
export function position(list: Map<string, number>, id: string): number {
  const at = list.get(id) ?? list.size;
  list.set(id, at);
  return at;
}

/** Names become part of many ids. */
const LONGEST = 120;

export function cut(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}…`;
}

/** Of what an instruction writes. */
export function labelOf(step: Step, k: number, i: number): string {
  return `${cut(step.op)} #${k}${step.writes.length === 1 ? "" : ` out ${i}`}`;
}
