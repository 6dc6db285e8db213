/** The language of the search: words and fields such as `size>64KiB live@120 op:conv -relu`, all of which must hold. */

import { FIELDS, fieldOf, type Test } from "./fields.ts";
import type { Items } from "./items.ts";
import { byNames, byText, type TextTest } from "./names.ts";
import { compilePattern } from "./pattern.ts";
import { type Word, wordsOf } from "./words.ts";

export interface Query {
  /** Whether nothing is sought, or nothing that makes sense. */
  readonly empty: boolean;
  /** 1 for each item that is meant. */
  readonly run: (items: Items) => Uint8Array;
  /** A sentence on the first part that makes no sense; such parts are left out. */
  readonly problem: string | undefined;
  /** What `addr:` asks for alone: [from, to). */
  readonly address: string | undefined;
}

/** What all searches understand, for hints. */
export const FIND_HELP =
  "Words match names and operators, /conv[0-9]+/i a regular expression. -word leaves out, OR gives a choice, quotes keep blanks.";

/** `/…/` or `/…/i` as a test; undefined when the text is none, e.g. a path. */
function patternOf(text: string): TextTest | string | undefined {
  const [, source = "", flags] = /^\/(.+)\/(i?)$/.exec(text) ?? [];
  if (source === "") return undefined;
  const pattern = compilePattern(source, flags === "i");
  return pattern.ok ? pattern.test : pattern.says;
}

function testOf(word: Word): Test | string {
  const head = word.text.slice(0, word.quoted);
  const [, name = "", sign = ""] = /^([a-z]+)(>=|<=|>|<|=|:|@)/i.exec(head) ?? [];
  const field = fieldOf(name);
  const compares = /[<>=]/.test(sign);
  // names may hold a colon: what is no field is a word
  const fits = field !== undefined && (field.sign === ">" ? compares : field.sign === sign);
  if (compares && !fits)
    return field === undefined
      ? `names no field. Fields are ${FIELDS.map((one) => one.name).join(", ")}; quotes search for the text itself.`
      : `is written another way, such as ${field.example}.`;
  const value = fits ? word.text.slice(name.length + sign.length) : word.text;
  const quoted = word.quoted < word.text.length && (!fits || word.quoted <= name.length + sign.length);
  const pattern = quoted ? undefined : patternOf(value);
  if (typeof pattern === "string") return pattern;
  const text = pattern ?? byText(value);
  if (!fits) return (items) => byNames(items, text, text);
  if (value === "" && sign === ":") return `needs a value, such as ${field.example}.`;
  return field.read(value, sign, text);
}

function negated(test: Test): Test {
  return (items) => {
    const mask = test(items);
    for (let i = 0; i < mask.length; i++) mask[i] = 1 - (mask[i] ?? 0);
    return mask;
  };
}

/** Reads a search once; running it takes a pass over names and items for each of its words. */
export function compileQuery(text: string): Query {
  let problem: string | undefined;
  const choices: Test[][] = [];
  const words = wordsOf(text);
  for (const choice of words) {
    const tests: Test[] = [];
    for (const word of choice) {
      const test = testOf(word);
      if (typeof test === "string") problem ??= `“${word.raw}” ${test}`;
      else tests.push(word.negated ? negated(test) : test);
    }
    if (tests.length > 0) choices.push(tests);
  }
  const alone = words.length === 1 && words[0]?.length === 1 ? words[0][0] : undefined;
  return {
    empty: choices.length === 0,
    problem,
    address: alone === undefined ? undefined : /^addr:(.+)$/i.exec(alone.raw)?.[1],
    run(items) {
      const all = new Uint8Array(items.count).fill(1);
      for (const [first, ...others] of choices) {
        if (first === undefined) continue;
        const some = first(items);
        for (const test of others) {
          const mask = test(items);
          for (let i = 0; i < some.length; i++) if (mask[i] === 1) some[i] = 1;
        }
        for (let i = 0; i < all.length; i++) if (some[i] === 0) all[i] = 0;
      }
      return all;
    },
  };
}
