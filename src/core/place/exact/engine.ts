/**
 * The exact search: does a packing fit below a capacity? Restarts of branch and bound over a portfolio of rankings; a
 * run that ends within its limit decides, whatever the ranking.
 */

import type { Watch } from "../../watch.ts";
import type { Packing } from "../placement.ts";
import { PORTFOLIO, rankings } from "./keys.ts";
import { type Grid, gridOf, type Model, modelOf } from "./model.ts";
import { type Search, searchOf, type Verdict } from "./search.ts";
import { decideWindows } from "./windows.ts";

/** A packing made ready, once for all capacities. */
export interface Prepared {
  readonly packing: Packing;
  /** Bytes: the least peak is a multiple of it, so only such capacities are worth a try. */
  readonly unit: number;
  readonly model: Model;
  /** Null when the packing is too large: then each answer is "limit" after no step. */
  readonly grid: Grid | null;
  /** Made when first needed, with numbers of 32 bits and with wide ones. */
  readonly searches: { narrow?: Search; wide?: Search };
}

export interface Question {
  /** Bytes. */
  readonly capacity: number;
  /** Nodes of the search tree, at most. */
  readonly steps: number;
  readonly seed: number;
  /** Rankings that take turns, as in keys.ts; absent: the portfolio. */
  readonly keys?: readonly string[];
}

export interface Answer {
  /** "found": here is a placement with peak ≤ capacity; "none": there is none; "limit": steps spent, or `watch.stop`. */
  readonly verdict: Verdict;
  /** Bytes, one per storage of the packing; not null when found. */
  readonly offset: Float64Array | null;
  /** Nodes spent. */
  readonly steps: number;
}

/** Nodes of the first runs for each storage; each round of the portfolio gets so many times more. */
const FIRST = 2;
const GROWTH = 1.5;

/** What windows get of the steps before they are looked at as what they are. */
const WIDENED_SHARE = 0.5;

/** Looks at times, gaps and fixed offsets; does not know conflicts, capacity, seed and budget of the packing. */
export function prepare(packing: Packing): Prepared {
  const model = modelOf(packing);
  return { packing, unit: model.unit, model, grid: gridOf(model), searches: {} };
}

/** The same question gets the same answer, whatever was asked before, unless `watch.stop` ends it. */
export function solve(prepared: Prepared, question: Question, watch: Watch): Answer {
  const { model, packing } = prepared;
  const offset = packing.fixed.map((at) => Math.max(0, at));
  if (lowestOfIdle(prepared, offset) > question.capacity) return { verdict: "none", offset: null, steps: 0 };
  if (model.count === 0) return { verdict: "found", offset, steps: 0 };
  const capacity = Math.min(Math.floor(question.capacity / model.unit), model.enough);
  const put = (units: ArrayLike<number>) => {
    for (let i = 0; i < model.count; i++) offset[model.row[i] ?? 0] = (units[i] ?? 0) * model.unit;
    return offset;
  };
  if (!model.windows) return restarts(prepared, capacity, question, question.steps, put, watch);
  const widened = restarts(prepared, capacity, question, question.steps * WIDENED_SHARE, put, watch);
  if (widened.verdict === "found" || watch.stop?.() === true) return widened;
  const decided = decideWindows(model, packing, capacity, question.steps - widened.steps, watch);
  return {
    verdict: decided.verdict,
    offset: decided.offset && put(decided.offset),
    steps: widened.steps + decided.steps,
  };
}

function restarts(
  prepared: Prepared,
  capacity: number,
  question: Question,
  steps: number,
  put: (units: ArrayLike<number>) => Float64Array,
  watch: Watch,
): Answer {
  const { model } = prepared;
  const search = searchFor(prepared, capacity);
  let spent = 0;
  if (search !== null) {
    search.conflicts.fill(0);
    const next = rankings(model, search, question.seed, question.keys ?? PORTFOLIO);
    for (let run = 0; spent < steps && watch.stop?.() !== true; run++) {
      const { keys, round } = next(run);
      const limit = Math.ceil(FIRST * model.count * GROWTH ** round);
      const part = (progress: { readonly done: number }) =>
        watch({ phase: "placing exactly", done: spent + progress.done, total: question.steps });
      const verdict = search.run(
        capacity,
        keys,
        Math.min(limit, steps - spent),
        watch.stop ? Object.assign(part, { stop: watch.stop }) : part,
      );
      spent += search.steps();
      if (verdict === "none") return { verdict, offset: null, steps: spent };
      if (verdict === "found") return { verdict, offset: put(search.offset), steps: spent };
    }
  }
  return { verdict: "limit", offset: null, steps: spent };
}

function searchFor({ searches, model, grid }: Prepared, capacity: number): Search | null {
  if (grid === null) return null;
  if (Math.max(capacity, model.largest) < 2 ** 30) {
    searches.narrow ??= searchOf(model, grid, false);
    return searches.narrow;
  }
  searches.wide ??= searchOf(model, grid, true);
  return searches.wide;
}

/** Bytes that those need which take room at no step, and so stand in nobody's way. */
function lowestOfIdle({ packing, model }: Prepared, offset: Float64Array): number {
  const searched = new Uint8Array(packing.count);
  for (const i of model.row) searched[i] = 1;
  let peak = 0;
  for (let i = 0; i < packing.count; i++) {
    const bytes = packing.bytes[i] ?? 0;
    if (bytes > 0 && searched[i] === 0) peak = Math.max(peak, (offset[i] ?? 0) + bytes);
  }
  return peak;
}
