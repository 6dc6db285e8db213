/**
 * The exact search: does a packing fit below a capacity? Restarts of branch and bound over a portfolio of ranks; a run
 * that ends within its limit decides, whatever the ranks.
 */

import type { Watch } from "../../watch.ts";
import type { Packing } from "../placement.ts";
import { PORTFOLIO, rankings } from "./keys.ts";
import { type Model, modelOf } from "./model.ts";
import { type Search, searchOf, type Verdict } from "./search.ts";

/** A packing made ready, once for all capacities. Keeps its memory and what it learned between calls of `solve`. */
export interface Prepared {
  readonly packing: Packing;
  readonly model: Model;
  /** Bytes: every peak that a search can reach is a multiple of it, so only such capacities are worth a try. */
  readonly unit: number;
  /** Made when first needed: with 32-bit cells, and with wide ones. */
  readonly searches: { narrow?: Search | null; wide?: Search | null };
}

export interface Question {
  /** Bytes. */
  readonly capacity: number;
  /** Nodes of the search tree at most. */
  readonly steps: number;
  readonly seed: number;
  /** Names of rankings to take turns; absent: all. */
  readonly keys?: readonly string[];
}

export interface Answer {
  /** "found": a placement with peak ≤ capacity; "none": there is none; "limit": the steps are spent, or `watch.stop`. */
  readonly verdict: Verdict;
  /** Bytes, one per storage of the packing. */
  readonly offset: Float64Array | null;
  /** Nodes spent. */
  readonly steps: number;
}

export function prepare(packing: Packing): Prepared {
  const model = modelOf(packing);
  return { packing, model, unit: model.unit, searches: {} };
}

/** Nodes of the first run for each storage; each round of the portfolio gets `GROWTH` times more. */
const FIRST = 2;
const GROWTH = 1.25;

export function solve(prepared: Prepared, question: Question, watch: Watch): Answer {
  const { model } = prepared;
  const idle = idleOffsets(prepared);
  if (peakOfIdle(prepared, idle) > question.capacity) return { verdict: "none", offset: null, steps: 0 };
  if (model.count === 0) return { verdict: "found", offset: idle, steps: 0 };
  const capacity = Math.min(Math.floor(question.capacity / model.unit), model.enough);
  const search = searchFor(prepared, capacity);
  if (search === null) return { verdict: "limit", offset: null, steps: 0 };
  const next = rankings(model, search, question.seed, question.keys ?? PORTFOLIO);
  let spent = 0;
  for (let run = 0; spent < question.steps; run++) {
    const { keys, round } = next(run);
    const limit = Math.ceil(FIRST * model.count * GROWTH ** round);
    const verdict = search.run(capacity, keys, Math.min(limit, question.steps - spent), watch);
    spent += search.steps();
    if (verdict === "none") return { verdict, offset: null, steps: spent };
    if (verdict === "found") {
      for (let i = 0; i < model.count; i++) idle[model.row[i] ?? 0] = (search.offset[i] ?? 0) * model.unit;
      return { verdict, offset: idle, steps: spent };
    }
    if (watch.stop?.() === true) break;
  }
  return { verdict: "limit", offset: null, steps: spent };
}

function searchFor(prepared: Prepared, capacity: number): Search | null {
  const { searches, model } = prepared;
  if (2 * capacity < 2 ** 31 - 1) {
    if (searches.narrow === undefined) searches.narrow = searchOf(model, false);
    return searches.narrow;
  }
  if (searches.wide === undefined) searches.wide = searchOf(model, true);
  return searches.wide;
}

/** What stands in nobody's way: at its fixed offset, else at 0. */
function idleOffsets({ packing }: Prepared): Float64Array {
  return packing.fixed.map((at) => Math.max(0, at));
}

/** Bytes that storages need which are never alive at all. */
function peakOfIdle({ packing, model }: Prepared, idle: Float64Array): number {
  const searched = new Uint8Array(packing.count);
  for (const i of model.row) searched[i] = 1;
  return idle.reduce(
    (most, at, i) =>
      (packing.bytes[i] ?? 0) > 0 && searched[i] === 0 ? Math.max(most, at + (packing.bytes[i] ?? 0)) : most,
    0,
  );
}
