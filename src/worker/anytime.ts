/** How a worker lets others follow a search: progress and better plans at a pace that they and the search can bear, and the time limit. */

import type { MemplanDocument } from "../core/document.ts";
import type { BetterChecked, CheckedPlan } from "../core/plan-checked.ts";
import type { Watch } from "../core/watch.ts";
import { mostStorages } from "../look/large.ts";

/** Milliseconds between two reports of progress. */
const PROGRESS_EVERY = 50;
/** Milliseconds before the first better plan: most searches are done by then, and their plan is enough. */
const FIRST_AFTER = 60;
/** Milliseconds that making and checking a plan takes for each of its storages, roughly. */
const MAKING = 0.05;
/** Milliseconds between two better plans: longer than a picture takes to move. */
const BETTER_EVERY = 300;
/** A search gives at most one part in so many of its time to making plans on the way. */
const SHARE = 10;

/** Passes on at most one report in PROGRESS_EVERY; a new phase always. */
export function throttled(watch: Watch, clock: () => number = () => performance.now()): Watch {
  let last = Number.NEGATIVE_INFINITY;
  let phase = "";
  return (progress) => {
    const now = clock();
    if (progress.phase === phase && now - last < PROGRESS_EVERY) return;
    last = now;
    phase = progress.phase;
    watch(progress);
  };
}

/** Milliseconds before the first better plan of a document: as long as making it takes, or the final one would wait for it. */
export function firstAfter(document: MemplanDocument): number {
  return Math.max(FIRST_AFTER, MAKING * mostStorages(document));
}

export interface Followed {
  /** For the search; asks it to stop when the time limit is over. */
  readonly watch: Watch;
  readonly better: BetterChecked;
}

/**
 * `tell` hears of better plans, the latest of those that came too fast; never of one that fails its check, which is told
 * when it is the final one. `timeLimit` in seconds, or null; `first`: milliseconds before anything is told.
 */
export function follow(
  timeLimit: number | null,
  watch: Watch,
  tell: (checked: CheckedPlan) => void,
  first = FIRST_AFTER,
  clock: () => number = () => performance.now(),
): Followed {
  const begin = clock();
  const end = timeLimit === null ? Number.POSITIVE_INFINITY : begin + timeLimit * 1000;
  const report = throttled(watch, clock);
  let latest: Parameters<BetterChecked>[0] | undefined;
  let next = begin + first;

  // whatever the search says or asks is a chance to tell: the thread is its own until it ends
  function tellWhenDue(now: number): void {
    if (latest === undefined || now < next) return;
    const checked = latest();
    latest = undefined;
    if (checked?.violations.length === 0) tell(checked);
    const after = clock();
    next = after + Math.max(BETTER_EVERY, SHARE * (after - now));
  }

  return {
    watch: Object.assign(
      (progress: Parameters<Watch>[0]) => {
        tellWhenDue(clock());
        report(progress);
      },
      {
        stop: () => {
          const now = clock();
          tellWhenDue(now);
          return now >= end;
        },
      },
    ),
    better(make) {
      latest = make;
      tellWhenDue(clock());
    },
  };
}
