/** Which words fit in how many pixels, by classes of characters: no text is measured while drawing. `em` is the mean width of a character in ems. */

/** Widths of characters as shares of the mean, on the generous side: a word may end early, never outside. */
const NARROW = 0.62;
const CAPITAL = 1.22;
const WIDE = 1.62;
const PLAIN = 1.1;

function shareOf(char: string): number {
  if (/[ijlIft.,:;|'!()[\]/ ·-]/.test(char)) return NARROW;
  if (/[mwMW@%…→]/.test(char)) return WIDE;
  return /[A-Z_=+×]/.test(char) ? CAPITAL : PLAIN;
}

const shares = new Map<string, number>();

/** Pixels that `text` takes at `size` pixels, at most. */
export function widthOf(text: string, size: number, em: number): number {
  let sum = 0;
  for (const char of text) {
    let share = shares.get(char);
    if (share === undefined) {
      share = shareOf(char);
      shares.set(char, share);
    }
    sum += share;
  }
  return sum * size * em;
}

/** The first of the candidates (longest first) that fits in `width` pixels at `size` pixels; "" when none does. */
export function fitting(candidates: readonly string[], width: number, size: number, em: number): string {
  for (const text of candidates) if (widthOf(text, size, em) <= width) return text;
  return "";
}

/** The most characters from which `cut` makes a text that fits; "" when fewer than `least` do. */
function longest(
  text: string,
  least: number,
  width: number,
  size: number,
  em: number,
  cut: (kept: number) => string,
): string {
  if (widthOf(text, size, em) <= width) return text;
  let kept = Math.min(text.length - 1, Math.floor(width / (size * em * NARROW)));
  while (kept >= least && widthOf(cut(kept), size, em) > width) kept--;
  return kept < least ? "" : cut(kept);
}

/** `text`, or its beginning before an ellipsis: of operations the beginning tells most. */
export function beginning(text: string, width: number, size: number, em: number): string {
  return longest(text, 4, width, size, em, (kept) => `${text.slice(0, kept)}…`);
}

/** `text`, or its end after an ellipsis: of path-like names the end tells most. */
export function ending(text: string, width: number, size: number, em: number): string {
  return longest(text, 2, width, size, em, (kept) => `…${text.slice(text.length - kept)}`);
}

/** `text`, or its beginning and end with an ellipsis between: names of rows differ at either. */
export function middling(text: string, width: number, size: number, em: number): string {
  return longest(text, 3, width, size, em, (kept) => {
    const head = Math.ceil(kept * 0.4);
    return `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
  });
}
