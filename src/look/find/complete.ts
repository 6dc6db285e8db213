/** What can be typed next in a search: fields while a word begins like one, values after their names. */

import type { Drawn } from "../look.types.ts";
import { FIELDS, fieldOf } from "./fields.ts";

export interface Completion {
  /** What takes the place of the word. */
  readonly text: string;
  readonly says: string;
}

export interface Completions {
  /** The word: [from, to) of the text. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

const MOST = 8;

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** Of the word that the caret is at the end of; none inside quotes. */
export function completionsOf(
  text: string,
  caret: number,
  drawn: Pick<Drawn, "plan" | "graph"> | null,
): Completions {
  const before = text.slice(0, caret);
  const [word = ""] = /[^\s"]*$/.exec(before) ?? [];
  const none = { from: caret, to: caret, items: [] };
  const inQuotes = (before.split('"').length - 1) % 2 === 1;
  if (inQuotes || word === "" || /^[^\s]/.test(text.slice(caret))) return none;
  const minus = word.startsWith("-") ? "-" : "";
  const body = word.slice(minus.length);
  const range = { from: caret - word.length, to: caret };
  const [, name = "", sign = "", value = ""] = /^([a-z]+)([:@])(.*)$/i.exec(body) ?? [];
  const field = fieldOf(name);
  if (field !== undefined && field.sign === sign) {
    const wanted = value.toLowerCase();
    const values = drawn === null ? [] : (field.values?.(drawn) ?? []);
    const items = values
      .filter((one) => one.toLowerCase().includes(wanted) && one.toLowerCase() !== wanted)
      .sort((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)))
      .slice(0, MOST)
      .map((one) => ({ text: `${minus}${field.name}${sign}${quoted(one)}`, says: "" }));
    return { ...range, items };
  }
  const items = FIELDS.filter((one) => one.name.startsWith(body.toLowerCase()))
    .slice(0, MOST)
    .map((one) => ({ text: `${minus}${one.name}${one.sign}`, says: `${one.says} ${one.example}` }));
  return body === "" ? none : { ...range, items };
}
