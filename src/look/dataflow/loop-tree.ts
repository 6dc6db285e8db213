/** Loops of a schedule in columns of numbers, and the columns that a picture of them has with some unfolded. */

import type { Term } from "../../core/dialects/dataflow/looped-terms.ts";

/** Terms in the order of their text: a loop before its body. */
export interface LoopTree {
  readonly count: Int32Array;
  /** −1: a loop. */
  readonly actor: Int32Array;
  /** The term after it and its body. */
  readonly past: Int32Array;
  /** Steps of one pass. */
  readonly steps: Int32Array;
}

export function treeOf(terms: readonly Term[]): LoopTree {
  const count: number[] = [];
  const actor: number[] = [];
  const past: number[] = [];
  const steps: number[] = [];
  /** Returns the steps of all passes. */
  const add = (term: Term): number => {
    const at = count.length;
    count.push(term.count);
    actor.push(term.kind === "run" ? term.actor : -1);
    past.push(0);
    steps.push(1);
    if (term.kind === "loop") steps[at] = term.body.reduce((sum, inner) => sum + add(inner), 0);
    past[at] = count.length;
    return term.count * (steps[at] ?? 1);
  };
  for (const term of terms) add(term);
  return {
    count: Int32Array.from(count),
    actor: Int32Array.from(actor),
    past: Int32Array.from(past),
    steps: Int32Array.from(steps),
  };
}

/** What stands for a repeat above the columns. */
interface LoopBar {
  readonly term: number;
  /** Half open, in columns. */
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** Whether each of its passes has columns of its own. */
  readonly isOpen: boolean;
}

export interface LoopColumns {
  readonly count: number;
  readonly actor: Int32Array;
  readonly term: Int32Array;
  /** Steps of the first pass begin here. */
  readonly firstStep: Int32Array;
  /** Firings that the column stands for in one pass of what is around it. */
  readonly repeats: Int32Array;
  readonly bars: readonly LoopBar[];
  readonly depth: number;
  /** Column of each step. */
  readonly columnOf: Int32Array;
  /** Some loop stays folded for want of room. */
  readonly isCut: boolean;
}

/** So many columns at most; what is unfolded beyond stays folded. */
const MOST_COLUMNS = 100_000;

/** `open`: terms that are unfolded. */
export function columnsOf(tree: LoopTree, open: ReadonlySet<number>): LoopColumns {
  const actor: number[] = [];
  const terms: number[] = [];
  const firstStep: number[] = [];
  const repeats: number[] = [];
  const bars: LoopBar[] = [];
  let depth = 0;
  let isCut = false;
  const size = sizesOf(tree, open);
  const walk = (term: number, step: number, level: number): void => {
    const count = tree.count[term] ?? 1;
    const isRun = (tree.actor[term] ?? -1) >= 0;
    const wanted = open.has(term) && count > 1;
    const isOpen = wanted && actor.length + (size[term] ?? 0) <= MOST_COLUMNS;
    isCut ||= wanted && !isOpen;
    const from = actor.length;
    const at = bars.length;
    const shows = count > 1 && (!isRun || isOpen);
    if (shows) {
      bars.push({ term, from, to: from, depth: level, isOpen });
      depth = Math.max(depth, level + 1);
    }
    const passes = isOpen ? count : 1;
    for (let pass = 0; pass < passes; pass++) {
      const begin = step + pass * (tree.steps[term] ?? 1);
      if (isRun) {
        actor.push(tree.actor[term] ?? 0);
        terms.push(term);
        firstStep.push(begin);
        repeats.push(isOpen ? 1 : count);
      } else walkBody(term, begin, level + (shows ? 1 : 0));
    }
    const bar = bars[at];
    if (shows && bar !== undefined) bars[at] = { ...bar, to: actor.length };
  };
  const walkBody = (term: number, begin: number, level: number): void => {
    let step = begin;
    for (let inner = term + 1; inner < (tree.past[term] ?? 0); inner = tree.past[inner] ?? inner + 1) {
      walk(inner, step, level);
      step += (tree.count[inner] ?? 1) * (tree.steps[inner] ?? 1);
    }
  };
  let step = 0;
  for (let term = 0; term < tree.count.length; term = tree.past[term] ?? term + 1) {
    walk(term, step, 0);
    step += (tree.count[term] ?? 1) * (tree.steps[term] ?? 1);
  }
  const columns = {
    count: actor.length,
    actor: Int32Array.from(actor),
    term: Int32Array.from(terms),
    firstStep: Int32Array.from(firstStep),
    repeats: Int32Array.from(repeats),
  };
  return { ...columns, bars, depth, columnOf: columnOfSteps(columns, bars, tree, step), isCut };
}

/** Columns of each term if all that is open in it is drawn open. */
function sizesOf({ count, actor, past }: LoopTree, open: ReadonlySet<number>): Float64Array {
  const size = new Float64Array(count.length);
  for (let term = count.length - 1; term >= 0; term--) {
    let body = (actor[term] ?? -1) >= 0 ? 1 : 0;
    for (let inner = term + 1; inner < (past[term] ?? 0); inner = past[inner] ?? inner + 1)
      body += size[inner] ?? 0;
    size[term] = body * (open.has(term) ? (count[term] ?? 1) : 1);
  }
  return size;
}

/** Columns of first passes are known; of later passes of a folded loop they are those of its first. */
function columnOfSteps(
  { count, firstStep, repeats }: Pick<LoopColumns, "count" | "firstStep" | "repeats">,
  bars: readonly LoopBar[],
  tree: LoopTree,
  steps: number,
): Int32Array {
  const columnOf = new Int32Array(steps);
  for (let c = 0; c < count; c++)
    columnOf.fill(c, firstStep[c] ?? 0, (firstStep[c] ?? 0) + (repeats[c] ?? 1));
  // inner loops first: what they fill is copied by those around them
  for (let b = bars.length - 1; b >= 0; b--) {
    const { term, from, isOpen } = bars[b] ?? { term: 0, from: 0, isOpen: true };
    if (isOpen) continue;
    const begin = firstStep[from] ?? 0;
    const pass = tree.steps[term] ?? 1;
    for (let k = 1; k < (tree.count[term] ?? 1); k++)
      columnOf.copyWithin(begin + k * pass, begin, begin + pass);
  }
  return columnOf;
}
