/**
 * Regular expressions that take time in proportion to the text, whatever they are: a set of places in the expression walks
 * along the text (Thompson 1968), and each set that came up is kept with where characters lead from it. What cannot be
 * told that way (looking around, referring back) is refused.
 */

import { type Node, parsePattern, type Ranges } from "./pattern-parse.ts";

/** Places of an expression at most, once repetitions are written out. */
const MOST_PLACES = 4000;
/** Sets of places that are kept; beyond, they are forgotten and made anew. */
const MOST_SETS = 1000;
const ASCII = 128;

/** What a place of the expression waits for. */
type Place =
  | { readonly kind: "take"; readonly ranges: Ranges; readonly next: number }
  | { readonly kind: "fork"; readonly next: number[] }
  | { readonly kind: "begin"; readonly next: number }
  | { readonly kind: "end"; readonly next: number }
  | { readonly kind: "found" };

class TooLong extends Error {}

/** Places of `node` that lead on to `next`; returns the first of them. */
function write(places: Place[], node: Node, next: number): number {
  const add = (place: Place): number => {
    if (places.length >= MOST_PLACES) throw new TooLong();
    return places.push(place) - 1;
  };
  switch (node.kind) {
    case "take":
      return add({ kind: "take", ranges: node.ranges, next });
    case "begin":
    case "end":
      return add({ kind: node.kind, next });
    case "row":
      return node.parts.reduceRight((after, part) => write(places, part, after), next);
    case "either":
      return add({ kind: "fork", next: node.parts.map((part) => write(places, part, next)) });
    case "repeat": {
      let first = next;
      if (node.most === Number.POSITIVE_INFINITY) {
        const again: number[] = [next];
        first = add({ kind: "fork", next: again });
        again.push(write(places, node.part, first));
      } else {
        for (let k = node.least; k < node.most; k++)
          first = add({ kind: "fork", next: [next, write(places, node.part, first)] });
      }
      for (let k = 0; k < node.least; k++) {
        const after = first;
        first = write(places, node.part, after);
        // what takes no place is the same however often it is repeated
        if (first === after) break;
      }
      return first;
    }
  }
}

function within(ranges: Ranges, code: number): boolean {
  let inside = false;
  for (const [low, high] of ranges.spans) if (code >= low && code <= high) inside = true;
  return inside !== ranges.negated;
}

/** A set of places, and the numbers of the sets that ASCII characters lead to; −1: not known yet. */
interface Standing {
  readonly places: readonly number[];
  readonly found: boolean;
  /** Found if the text ends here. */
  readonly foundAtEnd: boolean;
  readonly to: Int32Array;
}

class Walk {
  readonly #places: readonly Place[];
  readonly #first: number;
  readonly #numbers = new Map<string, number>();
  readonly #sets: Standing[] = [];
  readonly #isFound = (p: number) => this.#places[p]?.kind === "found";

  constructor(places: readonly Place[], first: number) {
    this.#places = places;
    this.#first = first;
  }

  /** Whether it is found anywhere in the text. */
  test(text: string): boolean {
    // only here both ends are in one place
    if (text === "") return this.#reach([this.#first], true, true).some(this.#isFound);
    let at = this.#numbered(this.#reach([this.#first], true, false));
    for (let i = 0; i < text.length; i++) {
      const standing = this.#sets[at];
      if (standing === undefined || standing.found) return true;
      const code = text.charCodeAt(i);
      const known = code < ASCII ? (standing.to[code] ?? -1) : -1;
      if (known >= 0) {
        at = known;
        continue;
      }
      at = this.#numbered(this.#step(standing, code));
      if (code < ASCII) standing.to[code] = at;
    }
    return this.#sets[at]?.foundAtEnd === true;
  }

  #step(standing: Standing, code: number): readonly number[] {
    const next: number[] = [];
    for (const p of standing.places) {
      const place = this.#places[p];
      if (place?.kind === "take" && within(place.ranges, code)) next.push(place.next);
    }
    // it may begin anywhere
    next.push(this.#first);
    return this.#reach(next, false, false);
  }

  /** All places that are reached without a character. */
  #reach(from: readonly number[], begins: boolean, ends: boolean): readonly number[] {
    const seen = new Set<number>();
    const waiting = [...from];
    for (let p = waiting.pop(); p !== undefined; p = waiting.pop()) {
      if (seen.has(p)) continue;
      seen.add(p);
      const place = this.#places[p];
      if (place?.kind === "fork") waiting.push(...place.next);
      else if (place?.kind === "begin" && begins) waiting.push(place.next);
      else if (place?.kind === "end" && ends) waiting.push(place.next);
    }
    return [...seen].sort((a, b) => a - b);
  }

  #numbered(places: readonly number[]): number {
    const key = places.join(" ");
    let number = this.#numbers.get(key);
    if (number === undefined) {
      if (this.#sets.length >= MOST_SETS) {
        this.#sets.length = 0;
        this.#numbers.clear();
      }
      number = this.#sets.length;
      this.#numbers.set(key, number);
      this.#sets.push({
        places,
        found: places.some(this.#isFound),
        foundAtEnd: this.#reach(places, false, true).some(this.#isFound),
        to: new Int32Array(ASCII).fill(-1),
      });
    }
    return number;
  }
}

export type Pattern =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  /** The end of a sentence that begins with the expression. */
  | { readonly ok: false; readonly says: string };

/** Compiles the text between two slashes. */
export function compilePattern(source: string, ignoreCase: boolean): Pattern {
  const parsed = parsePattern(source, ignoreCase);
  if (!parsed.ok) return parsed;
  const places: Place[] = [{ kind: "found" }];
  try {
    const first = write(places, parsed.node, 0);
    const walk = new Walk(places, first);
    return { ok: true, test: (text) => walk.test(text) };
  } catch (thrown) {
    if (thrown instanceof TooLong) return { ok: false, says: "repeats too much to be looked for." };
    throw thrown;
  }
}
