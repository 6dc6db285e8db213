/** What the places in a file are multiples of, as the file does not say what they were rounded up to. */

/** What ExecuTorch rounds up to when nobody says otherwise, in bytes. */
const USUAL = 16;

/** The largest power of two that divides all, no more than the usual one; that one where all are 0. */
export function powerOfTwo(offsets: readonly number[]): number {
  let alignment = USUAL;
  while (alignment > 1 && offsets.some((offset) => offset % alignment !== 0)) alignment /= 2;
  return alignment;
}
