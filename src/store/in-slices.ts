/** Runs long passes in slices, so that the page has its turn between them. */

import type { Sliced } from "../core/compare/sliced.ts";

/** Milliseconds of work before the page has its turn. */
const SLICE = 8;

/** Begins at once; what takes no longer than a slice is done when this returns. Returns how to stop. */
export function inSlices<T>(work: Sliced<T>, done: (made: T) => void): () => void {
  let stopped = false;
  const run = () => {
    const end = performance.now() + SLICE;
    while (!stopped) {
      const next = work.next();
      if (next.done === true) {
        done(next.value);
        return;
      }
      if (performance.now() < end) continue;
      setTimeout(run);
      return;
    }
  };
  run();
  return () => {
    stopped = true;
  };
}
