/** Watches planning from a shell: ends searches at the time limit, and shows where they are to somebody who looks on. */

import type { BetterChecked } from "../core/plan-checked.ts";
import type { Settings } from "../core/settings.ts";
import { formatBytesExactly, formatPercent } from "../core/units.ts";
import type { Watch } from "../core/watch.ts";
import type { Io } from "./io.ts";

/** Milliseconds between two lines of progress. */
const SHOWN_EVERY = 100;
/** Milliseconds between two looks at the best so far: to know its peak a plan must be built. */
const BUILT_EVERY = 1000;

export interface Watched {
  readonly watch: Watch;
  /** Undefined when nobody looks on: then no plan is built on the way. */
  readonly better: BetterChecked | undefined;
  /** Takes the line of progress away. */
  readonly done: () => void;
}

/** The time limit counts from here. */
export function watchOf(io: Io, settings: Pick<Settings, "timeLimit">): Watched {
  const begin = io.now();
  const { timeLimit } = settings;
  const stop = timeLimit === null ? {} : { stop: () => io.now() - begin >= timeLimit * 1000 };
  if (!io.interactive) return { watch: Object.assign(() => {}, stop), better: undefined, done: () => {} };
  let shown = Number.NEGATIVE_INFINITY;
  let built = begin;
  let best = Number.POSITIVE_INFINITY;
  let lines = false;
  const watch: Watch = ({ phase, done, total }) => {
    const now = io.now();
    if (now - shown < SHOWN_EVERY) return;
    shown = now;
    lines = true;
    const part = total > 0 ? ` ${formatPercent(done / total)}` : "";
    const peak = best < Number.POSITIVE_INFINITY ? `, best so far ${formatBytesExactly(best)}` : "";
    io.err(`\r\u001b[K${phase}${part}${peak}, ${((now - begin) / 1000).toFixed(1)} s`);
  };
  const better: BetterChecked = (make) => {
    const now = io.now();
    if (now - built < BUILT_EVERY) return;
    built = now;
    best = Math.min(best, make()?.plan.stats.peakBytes ?? best);
  };
  const done = () => {
    if (lines) io.err("\r\u001b[K");
  };
  return { watch: Object.assign(watch, stop), better, done };
}
