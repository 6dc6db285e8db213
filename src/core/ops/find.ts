/** Finds operators by what people type: their names, other names, then what they do. */

import { OPERATORS } from "./table.ts";
import type { Operator } from "./types.ts";

/** The worst rank of one that is found. */
const WORST = 9;

/** Operators that fit a text, the best first, else as in the table; all for an empty text. Case, spaces and _ do not count. */
export function findOperators(text: string): readonly Operator[] {
  const wanted = plain(text);
  if (wanted === "") return text.trim() === "" ? OPERATORS : [];
  return OPERATORS.map((operator) => ({
    operator,
    rank: rankOf(operator, text.trim().toLowerCase(), wanted),
  }))
    .filter(({ rank }) => rank <= WORST)
    .sort((a, b) => a.rank - b.rank)
    .map(({ operator }) => operator);
}

function rankOf({ id, aliases, says }: Operator, text: string, wanted: string): number {
  const name = plain(id);
  const others = aliases.map(plain);
  const does = says.toLowerCase();
  const tests = [
    name === wanted,
    others.includes(wanted),
    name.startsWith(wanted),
    others.some((other) => other.startsWith(wanted)),
    name.includes(wanted),
    others.some((other) => other.includes(wanted)),
    does.startsWith(text) || does.includes(` ${text}`),
    does.includes(text),
    isSubsequence(wanted, name),
    others.some((other) => isSubsequence(wanted, other)),
  ];
  const rank = tests.indexOf(true);
  return rank < 0 ? WORST + 1 : rank;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/gu, "");
}

function isSubsequence(wanted: string, name: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
