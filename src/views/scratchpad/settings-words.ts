/** Names of the choices of a schedule, and what choosing one means for the others. */

import type { Elements, LoopOrder } from "../../core/dialects/tiles/program.types.ts";
import { POLICIES } from "../../core/dialects/tiles/schedule.types.ts";
import type { Buffering, TilingSettings } from "../../core/dialects/tiles/tile-graph.ts";

type Scheduler = TilingSettings["policy"];

export const SCHEDULERS: readonly Scheduler[] = [...POLICIES, "original"];

export const SCHEDULER_WORDS: Readonly<Record<Scheduler, string>> = {
  furthest: "furthest next use",
  lru: "least recently used",
  fifo: "first in, first out",
  original: "as the original",
};

export const LOOP_WORDS: Readonly<Record<LoopOrder, string>> = {
  mnk: "m, n, k",
  nmk: "n, m, k",
  kmn: "k, m, n",
};

export const ELEMENT_WORDS: Readonly<Record<Elements, string>> = {
  own: "as they are",
  float32: "float32",
  float16: "float16",
  bfloat16: "bfloat16",
  int8: "int8",
  int4: "int4",
};

export const BUFFERING_WORDS: Readonly<Record<Buffering, string>> = {
  off: "one",
  labels: "two, by label",
  real: "two",
};

/** Only the original labels its buffers; only ours are really two. */
export function bufferingsFor(policy: Scheduler): readonly Buffering[] {
  return policy === "original" ? ["off", "labels"] : ["off", "real"];
}

/** A policy with what it can be asked for: the original knows one order of loops. */
export function policyChange(
  policy: Scheduler,
  { doubleBuffer, loopOrder }: Pick<TilingSettings, "doubleBuffer" | "loopOrder">,
): Partial<TilingSettings> {
  const two = policy === "original" ? "labels" : "real";
  return {
    policy,
    doubleBuffer: doubleBuffer === "off" ? "off" : two,
    loopOrder: policy === "original" ? "mnk" : loopOrder,
  };
}
