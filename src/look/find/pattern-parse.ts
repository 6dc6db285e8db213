/** Reads a regular expression: characters, classes, groups, alternatives, repetitions and both ends of the text. */

/** Characters by code, both ends included; all others when negated. */
export interface Ranges {
  readonly spans: readonly (readonly [low: number, high: number])[];
  readonly negated: boolean;
}

export type Node =
  | { readonly kind: "take"; readonly ranges: Ranges }
  | { readonly kind: "begin" | "end" }
  | { readonly kind: "row" | "either"; readonly parts: readonly Node[] }
  | { readonly kind: "repeat"; readonly part: Node; readonly least: number; readonly most: number };

export type Parsed =
  | { readonly ok: true; readonly node: Node }
  /** The end of a sentence that begins with the expression. */
  | { readonly ok: false; readonly says: string };

class Refused extends Error {}

type Span = readonly [low: number, high: number];

const LAST = 0xffff;
/** Groups in groups, and repetitions of repetitions: each is a call within a call. */
const DEEPEST = 50;
const DIGITS: readonly Span[] = [[48, 57]];
const WORDS: readonly Span[] = [...DIGITS, [65, 90], [95, 95], [97, 122]];
const BLANKS: readonly Span[] = [
  [9, 13],
  [32, 32],
  [160, 160],
];
const SHORT: Readonly<Record<string, readonly Span[]>> = { d: DIGITS, w: WORDS, s: BLANKS };
const CONTROL: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 };

/** What is between spans that are given in any order. */
function beside(spans: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let from = 0;
  for (const [low, high] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (low > from) rest.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= LAST) rest.push([from, LAST]);
  return rest;
}

/** Spans with their letters in both cases: of ASCII all, of others one by one. */
function inBothCases(spans: readonly Span[]): Span[] {
  const all = [...spans];
  for (const [low, high] of spans) {
    if (low === high) {
      const letter = String.fromCharCode(low);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()])
        if (other.length === 1) all.push([other.charCodeAt(0), other.charCodeAt(0)]);
    }
    const [upper, lower] = [
      [Math.max(low, 65), Math.min(high, 90)],
      [Math.max(low, 97), Math.min(high, 122)],
    ] as const;
    if (upper[0] <= upper[1]) all.push([upper[0] + 32, upper[1] + 32]);
    if (lower[0] <= lower[1]) all.push([lower[0] - 32, lower[1] - 32]);
  }
  return all;
}

class Reader {
  readonly #text: string;
  readonly #ignoreCase: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text;
    this.#ignoreCase = ignoreCase;
  }

  whole(): Node {
    const node = this.#either();
    if (this.#at < this.#text.length) throw new Refused("closes a ) that is not open.");
    return node;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(what: string): boolean {
    if (!this.#text.startsWith(what, this.#at)) return false;
    this.#at += what.length;
    return true;
  }

  #either(): Node {
    const parts = [this.#row()];
    while (this.#take("|")) parts.push(this.#row());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: "either", parts };
  }

  #row(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#text.length && this.#peek() !== "|" && this.#peek() !== ")")
      parts.push(this.#repeated(this.#single()));
    return { kind: "row", parts };
  }

  #repeated(part: Node): Node {
    let node = part;
    for (let repeats = 0; ; repeats++) {
      const count = /^(?:[*+?]|\{(\d{1,4})(,(\d{1,4})?)?\})/.exec(this.#text.slice(this.#at, this.#at + 12));
      if (count === null) return node;
      if (repeats === DEEPEST) throw new Refused("repeats repetitions too often.");
      this.#at += count[0].length;
      // how greedy it is makes no difference to whether it is found
      if (count[0] !== "?") this.#take("?");
      const least = count[0] === "+" ? 1 : Number(count[1] ?? 0);
      const open = count[2] !== undefined && count[3] === undefined;
      const most =
        count[0] === "?"
          ? 1
          : count[1] === undefined || open
            ? Number.POSITIVE_INFINITY
            : Number(count[3] ?? count[1]);
      if (most < least) throw new Refused("repeats from more to less.");
      node = { kind: "repeat", part: node, least, most };
    }
  }

  #single(): Node {
    const character = this.#peek();
    this.#at++;
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return this.#class();
      case ".":
        return { kind: "take", ranges: { spans: [[10, 10]], negated: true } };
      case "^":
        return { kind: "begin" };
      case "$":
        return { kind: "end" };
      case "\\":
        return this.#spans(this.#escape());
      case "*":
      case "+":
      case "?":
        throw new Refused(`has a ${character} with nothing before it to repeat.`);
      default:
        return this.#spans([[character.charCodeAt(0), character.charCodeAt(0)]]);
    }
  }

  #spans(spans: readonly Span[], negated = false): Node {
    return { kind: "take", ranges: { spans: this.#ignoreCase ? inBothCases(spans) : spans, negated } };
  }

  #group(): Node {
    if (this.#peek() === "?" && !this.#take("?:"))
      throw new Refused("looks around or names a group, which is not understood here.");
    if (++this.#depth > DEEPEST) throw new Refused("has groups in groups, too many to be looked for.");
    const node = this.#either();
    this.#depth--;
    if (!this.#take(")")) throw new Refused("opens a ( that is not closed.");
    return node;
  }

  /** After a backslash. */
  #escape(): readonly Span[] {
    const letter = this.#peek();
    this.#at++;
    if (letter === "") throw new Refused("ends in the middle of \\.");
    const short = SHORT[letter];
    if (short !== undefined) return short;
    const opposite = SHORT[letter.toLowerCase()];
    if (opposite !== undefined) return beside(opposite);
    const control = CONTROL[letter];
    if (control !== undefined) return [[control, control]];
    if (/[a-z0-9]/i.test(letter)) throw new Refused(`has \\${letter}, which is not understood here.`);
    return [[letter.charCodeAt(0), letter.charCodeAt(0)]];
  }

  /** After an opening bracket. */
  #class(): Node {
    const negated = this.#take("^");
    const spans: Span[] = [];
    for (let first = true; first || this.#peek() !== "]"; first = false) {
      if (this.#at >= this.#text.length) throw new Refused("opens a [ that is not closed.");
      const low = this.#inClass();
      const [only] = low;
      const ranges = this.#peek() === "-" && !["]", ""].includes(this.#text.charAt(this.#at + 1));
      if (!ranges || low.length > 1 || only === undefined) {
        spans.push(...low);
        continue;
      }
      this.#at++;
      const [high] = this.#inClass();
      if (high === undefined || high[1] < only[0]) throw new Refused("has a range from more to less.");
      spans.push([only[0], high[1]]);
    }
    this.#at++;
    return this.#spans(spans, negated);
  }

  #inClass(): readonly Span[] {
    if (this.#take("\\")) return this.#escape();
    const code = this.#text.charCodeAt(this.#at++);
    return [[code, code]];
  }
}

export function parsePattern(source: string, ignoreCase: boolean): Parsed {
  try {
    return { ok: true, node: new Reader(source, ignoreCase).whole() };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, says: thrown.message };
    throw thrown;
  }
}
