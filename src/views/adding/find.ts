/** Operators by what a person types: name, alias, what they do. */

import { OPERATORS } from "../../core/ops/index.ts";
import type { Operator } from "../../core/ops/types.ts";

/** 0: is called so, 1: begins so, 2: an alias does, 3: a name has it inside, 4: a word of what it does begins so, 5: nothing. */
function rank({ id, aliases, says }: Operator, text: string): number {
  const name = id.toLowerCase();
  const others = aliases.map((alias) => alias.toLowerCase());
  if (name === text || others.includes(text)) return 0;
  if (name.startsWith(text)) return 1;
  if (others.some((other) => other.startsWith(text))) return 2;
  if ([name, ...others].some((other) => other.includes(text))) return 3;
  return ` ${says.toLowerCase()}`.includes(` ${text}`) ? 4 : 5;
}

/** The operators that a text may mean, the likeliest first. */
export function findOperators(text: string): readonly Operator[] {
  const low = text.trim().toLowerCase();
  const ranked = OPERATORS.map((operator) => ({ operator, rank: rank(operator, low) }));
  return ranked
    .filter((row) => row.rank < 5)
    .sort((a, b) => a.rank - b.rank)
    .map(({ operator }) => operator);
}
