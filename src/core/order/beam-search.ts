/**
 * Beam search for one cell: of all sets of a size only the best few are followed, by the peak up to them and then by what
 * is alive; from both ends by turns. Beams get wider until the budget is spent or nothing had to be left out, which makes the search exact.
 */

import type { Cell } from "./cell.ts";
import type { Front } from "./front.ts";
import { frontsOf } from "./fronts.ts";
import { hashOf } from "./ideals.ts";
import type { CellFound, CellSearch } from "./search.ts";
import { LOOKS_A_STEP } from "./threshold.ts";

const NARROWEST = 4;
const WIDER = 4;
const TICK = 512;

/** How a set was reached: nodes run one after another, after those of the way before. Sets are let go, ways are kept. */
interface Way {
  readonly trail: Int32Array;
  readonly before: Way | null;
}

interface Spot {
  readonly sets: Int32Array;
  readonly hash: number;
  readonly count: number;
  readonly live: number;
  readonly peak: number;
  readonly way: Way;
}

interface Move {
  readonly spot: Spot;
  readonly node: number;
  readonly peak: number;
  readonly after: number;
}

export function searchBeam(search: CellSearch): CellFound {
  let steps = 0;
  let order: Int32Array | null = null;
  let ceiling = search.ceiling;
  for (let width = NARROWEST; ceiling > search.floor; width *= WIDER) {
    for (const front of frontsOf(search.cell)) {
      const spent = steps;
      const tick = (more: number) => search.tick(spent + more);
      const tried = sweep({ ...search, ceiling, budget: search.budget - steps, tick }, front, width);
      steps += tried.steps;
      if (tried.found !== null) {
        order = orderOf(search.cell, tried.found);
        if (front.backwards) order.reverse();
        ceiling = Math.max(tried.found.peak, search.floor);
      }
      // nothing was left out: below the ceiling there is nothing
      if (tried.whole && !tried.stopped) return { order, bound: ceiling, steps };
      if (tried.stopped || steps >= search.budget) {
        return { order, bound: Math.min(search.floor, ceiling), steps };
      }
      if (ceiling <= search.floor) break;
    }
  }
  return { order, bound: Math.min(search.floor, ceiling), steps };
}

interface Sweep {
  readonly found: Spot | null;
  /** True when no set below the ceiling was left out. */
  readonly whole: boolean;
  readonly stopped: boolean;
  readonly steps: number;
}

function sweep(search: CellSearch, front: Front, width: number): Sweep {
  const { cell, floor } = search;
  const levels: Spot[][] = Array.from({ length: cell.count + 1 }, () => []);
  let kept = 0;
  let ticked = 0;
  let whole = true;
  let ceiling = search.ceiling;
  const steps = () => kept + Math.floor(front.looks / LOOKS_A_STEP);
  const keep = (before: Way | null, peak: number) => {
    front.runSafe(peak);
    const sets = new Int32Array(2 * cell.words);
    sets.set(front.ran);
    sets.set(front.ready, cell.words);
    const way = { trail: front.trail.slice(0, front.trailLength), before };
    const hash = hashOf(sets, 0, cell.words);
    levels[front.count]?.push({ sets, hash, count: front.count, live: front.live, peak, way });
    front.trailLength = 0;
    kept++;
  };
  keep(null, floor);
  for (let count = 0; count < cell.count; count++) {
    const spots = distinct(levels[count] ?? [], cell.words);
    levels[count] = [];
    if (spots.length > width) whole = false;
    const moves: Move[] = [];
    for (const spot of spots.slice(0, width)) {
      if (spot.peak >= ceiling) continue;
      load(front, spot);
      for (let w = 0; w < cell.words; w++) {
        for (let left = front.ready[w] ?? 0; left !== 0; left &= left - 1) {
          const node = (w << 5) + 31 - Math.clz32(left & -left);
          front.look(node);
          if (front.need >= ceiling) continue;
          moves.push({ spot, node, peak: Math.max(spot.peak, front.need), after: front.after });
        }
      }
    }
    // different sets run into one another, so twice the width is made
    if (moves.length > 2 * width) {
      whole = false;
      moves.sort((a, b) => a.peak - b.peak || a.after - b.after);
      moves.length = 2 * width;
    }
    for (const { spot, node, peak } of moves) {
      load(front, spot);
      front.look(node);
      front.run(node);
      keep(spot.way, peak);
    }
    const spent = steps();
    if (spent - ticked >= TICK) {
      ticked = spent;
      if (spent > search.budget || search.tick(spent))
        return { found: null, whole, stopped: true, steps: spent };
    }
    // an end reached by safe moves may leave nothing to look for
    const end = least(levels[cell.count] ?? []);
    if (end !== null) ceiling = Math.min(ceiling, end.peak);
    if (ceiling <= floor) break;
  }
  return { found: least(levels[cell.count] ?? []), whole, stopped: false, steps: steps() };
}

function load(front: Front, spot: Spot): void {
  const { words } = front.cell;
  for (let w = 0; w < words; w++) {
    front.ran[w] = spot.sets[w] ?? 0;
    front.ready[w] = spot.sets[words + w] ?? 0;
  }
  front.count = spot.count;
  front.live = spot.live;
  front.trailLength = 0;
}

function least(spots: readonly Spot[]): Spot | null {
  return spots.reduce<Spot | null>(
    (best, spot) => (best !== null && best.peak <= spot.peak ? best : spot),
    null,
  );
}

/** Each set once, with its least peak; the best first. */
function distinct(spots: Spot[], words: number): Spot[] {
  const same = (a: Spot, b: Spot) => {
    for (let w = 0; w < words; w++) if (a.sets[w] !== b.sets[w]) return false;
    return true;
  };
  const known = new Map<number, Spot[]>();
  const once: Spot[] = [];
  spots.sort((a, b) => a.peak - b.peak || a.live - b.live);
  for (const spot of spots) {
    const others = known.get(spot.hash);
    if (others?.some((other) => same(other, spot))) continue;
    if (others === undefined) known.set(spot.hash, [spot]);
    else others.push(spot);
    once.push(spot);
  }
  return once;
}

function orderOf(cell: Cell, end: Spot): Int32Array {
  const order = new Int32Array(cell.count);
  let place = cell.count;
  for (let way: Way | null = end.way; way !== null; way = way.before) {
    place -= way.trail.length;
    order.set(way.trail, place);
  }
  return order;
}
