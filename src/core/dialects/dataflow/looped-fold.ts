/** Loops of schedules too long to weigh all nestings: repeats that follow each other are folded until none is left. */

import { repeated, type Term } from "./looped-terms.ts";

/** Of how many later places of the same letter each is tried as the beginning of a repeat. */
const MOST_TRIED = 8;
/** Letters that a repeat may be long in the first pass; short ones go first, so that long ones begin where they do. */
const FIRST_PERIOD = 4;
/** So many times longer in each pass. */
const GROWTH = 16;
/** A word as long as this that passes hardly shorten is left as it is: there are too few loops to be worth a search. */
const HOPELESS = 200_000;
const HARDLY = 0.9;
/** Once repeats so long have been looked for. */
const LONG = 1_000;

/** A word over terms that are known by number. */
interface Folding {
  readonly terms: Term[];
  readonly known: Map<string, number>;
}

function letterOf(folding: Folding, key: string, term: () => Term): number {
  const known = folding.known.get(key);
  if (known !== undefined) return known;
  const letter = folding.terms.length;
  folding.known.set(key, letter);
  folding.terms.push(term());
  return letter;
}

/** Time in proportion to the firings. */
export function foldRepeats(firings: Int32Array): readonly Term[] {
  const folding: Folding = { terms: [], known: new Map() };
  const word = fold(folding, runsOf(folding, firings));
  return Array.from(word, (letter) => folding.terms[letter] ?? { kind: "run", actor: 0, count: 0 });
}

function runsOf(folding: Folding, firings: Int32Array): Int32Array {
  const word = new Int32Array(firings.length);
  let long = 0;
  for (let i = 0; i < firings.length; ) {
    const actor = firings[i] ?? 0;
    let end = i + 1;
    while (firings[end] === actor) end++;
    const count = end - i;
    word[long++] = letterOf(folding, `${actor}*${count}`, () => ({ kind: "run", actor, count }));
    i = end;
  }
  return word.slice(0, long);
}

function fold(folding: Folding, word: Int32Array): Int32Array {
  let now = word;
  for (let most = FIRST_PERIOD; ; most *= GROWTH) {
    const next = foldOnce(folding, now, most);
    const isHopeless = most > LONG && next.length > HOPELESS && next.length > HARDLY * now.length;
    const isDone = (next.length === now.length && most * 2 > now.length) || isHopeless;
    now = next;
    if (isDone) return now;
  }
}

/** From left to right, at each letter the repeat of at most `most` letters that saves most. */
function foldOnce(folding: Folding, word: Int32Array, most: number): Int32Array {
  const n = word.length;
  const next = nextPlaces(word, folding.terms.length);
  const same = comparer(word);
  const made = new Int32Array(n);
  let long = 0;
  for (let i = 0; i < n; ) {
    let period = 0;
    let times = 1;
    let other = next[i] ?? n;
    for (let tried = 0; tried < MOST_TRIED && other < n; tried++) {
      const p = other - i;
      if (other + p > n || p > most) break;
      let r = 1;
      while (i + (r + 1) * p <= n && same(i, i + r * p, p)) r++;
      if ((r - 1) * p > (times - 1) * period) [period, times] = [p, r];
      other = next[other] ?? n;
    }
    if (times === 1) {
      made[long++] = word[i++] ?? 0;
      continue;
    }
    const body = fold(folding, word.slice(i, i + period));
    const count = times;
    made[long++] = letterOf(folding, `${count}(${body.join()})`, () =>
      repeated(
        Array.from(body, (letter) => folding.terms[letter] ?? { kind: "run", actor: 0, count: 0 }),
        count,
      ),
    );
    i += period * times;
  }
  return made.slice(0, long);
}

/** Where the letter of each place comes next; the length of the word where it does not. */
function nextPlaces(word: Int32Array, letters: number): Int32Array {
  const next = new Int32Array(word.length);
  // a table of all letters for a short word would cost more than the word
  const last =
    letters > 8 * word.length ? new Map<number, number>() : new Int32Array(letters).fill(word.length);
  for (let i = word.length - 1; i >= 0; i--) {
    const letter = word[i] ?? 0;
    if (last instanceof Map) {
      next[i] = last.get(letter) ?? word.length;
      last.set(letter, i);
    } else {
      next[i] = last[letter] ?? word.length;
      last[letter] = i;
    }
  }
  return next;
}

const BASE = 0x01000193;

/** Whether two parts are equal: sums of prefixes refuse nearly all that differ, letters decide. */
function comparer(word: Int32Array): (a: number, b: number, long: number) => boolean {
  const sum = new Int32Array(word.length + 1);
  const power = new Int32Array(word.length + 1);
  power[0] = 1;
  for (let i = 0; i < word.length; i++) {
    sum[i + 1] = (Math.imul(sum[i] ?? 0, BASE) + (word[i] ?? 0) + 1) | 0;
    power[i + 1] = Math.imul(power[i] ?? 0, BASE);
  }
  const of = (i: number, long: number) =>
    ((sum[i + long] ?? 0) - Math.imul(sum[i] ?? 0, power[long] ?? 0)) | 0;
  return (a, b, long) => {
    if (of(a, long) !== of(b, long)) return false;
    for (let k = 0; k < long; k++) if (word[a + k] !== word[b + k]) return false;
    return true;
  };
}
