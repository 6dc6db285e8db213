/** Every number of a plan made again from its storages, as docs/decisions/0001-numbers-of-a-plan.md counts them. */

import { at, type Look } from "./look.ts";

/** Placements that can prove an optimum above the bound. */
const PROVERS = ["exact", "best"];

export function checkNumbers(look: Look): void {
  const { plan, report, rules, padded } = look;
  const same = (where: string, name: string, said: number | boolean, is: number | boolean): void => {
    if (said === is) return;
    report.add("number", [where], () => `the plan says ${name} ${said}, but it is ${is}`);
  };
  const live = liveBytes(look);
  const peaks = new Float64Array(plan.arenas.length);
  const bounds = new Float64Array(plan.arenas.length);
  let total = 0;
  let real = 0;
  plan.storages.forEach((storage, i) => {
    const arena = at(look.arenaOf, i);
    if (arena >= 0)
      peaks[arena] = Math.max(at(peaks, arena), storage.bytes > 0 ? storage.offset + at(padded, i) : 0);
    total += at(padded, i);
    real += storage.bytes;
  });
  // above the bound only a search that was made can have proved that nothing is lower
  const searched = !rules.slots && PROVERS.includes(rules.place) && (plan.search?.placeSteps ?? 0) > 0;
  let fits = true;
  plan.arenas.forEach((arena, k) => {
    const where = `arena:${arena.id}`;
    const peak = at(peaks, k);
    const alive = at(live.most, k);
    // of a plan for any order the antichain is the proof (any-order.ts), and what one order needs at once is one, too
    const bound = rules.anyOrder ? Math.max(alive, arena.lowerBound) : alive;
    bounds[k] = bound;
    same(where, `peak of arena ${arena.id}`, arena.peak, peak);
    same(where, `lowerBound of arena ${arena.id}`, arena.lowerBound, bound);
    if (rules.anyOrder && peak < bound) {
      report.add("bound", [where], () => {
        return `the peak ${peak} of arena ${arena.id} is below its bound ${bound}`;
      });
    }
    if (peak === bound || !searched)
      same(
        where,
        `optimal of arena ${arena.id} (peak ${peak}, bound ${bound})`,
        arena.optimal,
        peak === bound,
      );
    if (rules.alignment !== null)
      same(where, `alignment of arena ${arena.id}`, arena.alignment, rules.alignment);
    if (k === 0 && rules.capacity !== null) {
      same(
        where,
        `capacity of arena ${arena.id}`,
        arena.capacity ?? Number.POSITIVE_INFINITY,
        rules.capacity,
      );
    }
    if (arena.capacity !== null && peak > arena.capacity) fits = false;
  });
  const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);
  const { stats } = plan;
  same("stats", "totalBytes", stats.totalBytes, total);
  same("stats", "paddingBytes", stats.paddingBytes, total - real);
  same("stats", "peakBytes", stats.peakBytes, sum(peaks));
  same("stats", "lowerBoundBytes", stats.lowerBoundBytes, sum(bounds));
  same("stats", "fragmentationBytes", stats.fragmentationBytes, sum(peaks) - sum(bounds));
  same("stats", "peakStep", stats.peakStep, live.step);
  same("stats", "buffers", stats.buffers, plan.buffers.length);
  same("stats", "storages", stats.storages, plan.storages.length);
  same("stats", "fits", stats.fits, fits);
  checkSearch(look, sum(live.most));
}

/** What is said of all orders holds of this one, whose arenas have at most `live` bytes alive, summed. */
function checkSearch({ plan, report }: Look, live: number): void {
  if (plan.search === undefined) return;
  const { orderBound, orderOptimal } = plan.search;
  if (orderBound === null) return;
  if (orderBound > live) {
    report.add("number", ["search"], () => {
      return `no order should have fewer than ${orderBound} bytes alive, but this one has ${live}`;
    });
  } else if (orderOptimal && orderBound !== live) {
    report.add("number", ["search"], () => {
      return `the order is said to be optimal with ${live} bytes alive, but the bound is ${orderBound}`;
    });
  }
}

/** Most live bytes of each arena, and the first step at which most are alive over all arenas. */
function liveBytes(look: Look): { most: Float64Array; step: number } {
  const { plan, arenaOf, byStart, byEnd } = look;
  const { owner, start, end, low, high } = look.pieces;
  const now = new Float64Array(plan.arenas.length);
  const most = new Float64Array(plan.arenas.length);
  let all = 0;
  let mostOfAll = 0;
  let step = 0;
  let ended = 0;
  for (const k of byStart) {
    for (; ended < byEnd.length; ended++) {
      const gone = at(byEnd, ended);
      if (at(end, gone) > at(start, k)) break;
      const arena = at(arenaOf, at(owner, gone));
      now[arena] = at(now, arena) - (at(high, gone) - at(low, gone));
      all -= at(high, gone) - at(low, gone);
    }
    const arena = at(arenaOf, at(owner, k));
    const here = at(now, arena) + at(high, k) - at(low, k);
    now[arena] = here;
    most[arena] = Math.max(at(most, arena), here);
    all += at(high, k) - at(low, k);
    if (all > mostOfAll) {
      mostOfAll = all;
      step = at(start, k);
    }
  }
  return { most, step };
}
