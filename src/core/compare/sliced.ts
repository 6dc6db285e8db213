/** Long passes that a page may take in slices: they stop now and then, and whoever runs them says when to go on. */

/** Stops for a breath at every `yield`; what it returns is what it made. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** Rows between two breaths: well under a millisecond of work. */
const ROWS = 2048;

/** Whether a pass takes a breath after row `i`. */
export function breathes(i: number): boolean {
  return (i + 1) % ROWS === 0;
}

/** Runs it to its end without a breath. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
