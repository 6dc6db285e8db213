/** A schedule as loops: `(2 source) processing sink 3(source processing sink)` instead of one name a firing. */

import { foldRepeats } from "./looped-fold.ts";
import { appearancesOf, repeated, type Term } from "./looped-terms.ts";

export interface Looped {
  readonly terms: readonly Term[];
  /** Names in the text: what is made as small as can be. */
  readonly appearances: number;
  /** No other nesting of loops has fewer appearances. */
  readonly exact: boolean;
}

/** Firings up to which all nestings are weighed: time grows with the cube. */
export const MOST_EXACT = 640;

/** Time grows with the firings beyond MOST_EXACT, and the loops may then not be the shortest. */
export function loopedOf(firings: Int32Array): Looped {
  const exact = firings.length <= MOST_EXACT;
  const terms = exact ? shortest(lettersOf(firings)) : shortened(foldRepeats(firings));
  return { terms, appearances: appearancesOf(terms), exact };
}

/** What is to be joined: the same letter stands for equal terms. */
interface Letters {
  readonly word: Int32Array;
  readonly terms: readonly Term[];
}

function lettersOf(firings: Int32Array): Letters {
  const letter = new Map<number, number>();
  const terms: Term[] = [];
  const word = firings.map((actor) => {
    const known = letter.get(actor) ?? terms.length;
    if (known === terms.length) {
      letter.set(actor, known);
      terms.push({ kind: "run", actor, count: 1 });
    }
    return known;
  });
  return { word, terms };
}

/** Loops found one by one are the letters of what may be short enough to be weighed whole. */
function shortened(terms: readonly Term[]): readonly Term[] {
  if (terms.length > MOST_EXACT) return terms;
  const letter = new Map<string, number>();
  const distinct: Term[] = [];
  const word = Int32Array.from(terms, (term) => {
    const key = JSON.stringify(term);
    const known = letter.get(key) ?? distinct.length;
    if (known === distinct.length) {
      letter.set(key, known);
      distinct.push(term);
    }
    return known;
  });
  return shortest({ word, terms: distinct });
}

/** One appearance outweighs any number of brackets. */
const APPEARANCE = 2 ** 14;

/**
 * Least appearances, then fewest brackets, of every part of the word: a part is split in two, or is a loop over its
 * shortest period (after Bhattacharyya, Murthy and Lee 1996, whose loops are over schedules too).
 */
function shortest({ word, terms }: Letters): readonly Term[] {
  const n = word.length;
  if (n === 0) return [];
  const weight = terms.map((term) => appearancesOf([term]) * APPEARANCE);
  // of the part from i, `long` letters: at [i * n + long - 1]
  const cost = new Float64Array(n * n);
  // the same by [last letter * n + i], so that both sides of a split are read in a row
  const byEnd = new Float64Array(n * n);
  const split = new Int32Array(n * n);
  const period = periodsOf(word);
  for (let long = 1; long <= n; long++) {
    for (let i = 0; i + long <= n; i++) {
      const at = i * n + long - 1;
      const p = period[at] ?? long;
      let best = Number.POSITIVE_INFINITY;
      let chosen = 0;
      if (long === 1) best = weight[word[i] ?? 0] ?? 0;
      else if (p < long && long % p === 0) {
        best = (cost[i * n + p - 1] ?? 0) + (p > 1 ? 1 : 0);
        chosen = -p;
      } else {
        const left = i * n - 1;
        const right = (i + long - 1) * n + i;
        for (let k = 1; k < long; k++) {
          const sum = (cost[left + k] ?? 0) + (byEnd[right + k] ?? 0);
          if (sum >= best) continue;
          best = sum;
          chosen = k;
        }
      }
      cost[at] = best;
      byEnd[(i + long - 1) * n + i] = best;
      split[at] = chosen;
    }
  }
  const made: Term[] = [];
  build(0, n, made);
  return made;

  function build(i: number, long: number, into: Term[]): void {
    const chosen = split[i * n + long - 1] ?? 0;
    if (long === 1) into.push(terms[word[i] ?? 0] ?? { kind: "run", actor: 0, count: 0 });
    else if (chosen < 0) {
      const body: Term[] = [];
      build(i, -chosen, body);
      into.push(repeated(body, long / -chosen));
    } else {
      build(i, chosen, into);
      build(i + chosen, long - chosen, into);
    }
  }
}

/** Shortest period of every part, as in the prefix function of Knuth, Morris and Pratt from each beginning. */
function periodsOf(word: Int32Array): Int32Array {
  const n = word.length;
  const period = new Int32Array(n * n);
  const border = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    border[0] = 0;
    period[i * n] = 1;
    for (let k = 1; i + k < n; k++) {
      let b = border[k - 1] ?? 0;
      while (b > 0 && word[i + b] !== word[i + k]) b = border[b - 1] ?? 0;
      if (word[i + b] === word[i + k]) b++;
      border[k] = b;
      period[i * n + k] = k + 1 - b;
    }
  }
  return period;
}

/** The schedule again. */
export function unlooped({ terms }: Pick<Looped, "terms">): number[] {
  const firings: number[] = [];
  const play = (term: Term) => {
    for (let k = 0; k < term.count; k++) {
      if (term.kind === "run") firings.push(term.actor);
      else term.body.forEach(play);
    }
  };
  terms.forEach(play);
  return firings;
}

/** `nameOf`: of an actor. A count stands before what it repeats. */
export function loopText(terms: readonly Term[], nameOf: (actor: number) => string): string {
  return terms
    .map((term) => {
      if (term.kind === "loop") return `${term.count}(${loopText(term.body, nameOf)})`;
      return term.count === 1 ? nameOf(term.actor) : `(${term.count} ${nameOf(term.actor)})`;
    })
    .join(" ");
}
