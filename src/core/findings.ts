/** Collects everything that is wrong with a document, and tells it as one Problem: the first in words, the rest as a count. */

import type { Problem } from "./result.ts";

/** As many places as a picture can usefully light up. */
const MOST_PLACES = 100;

export class Findings {
  #first: Problem | undefined;
  #count = 0;
  readonly #at = new Set<string>();

  add(problem: Problem): void {
    this.#first ??= problem;
    this.#count++;
    for (const place of problem.at) if (this.#at.size < MOST_PLACES) this.#at.add(place);
  }

  /** Undefined when nothing was found. */
  get problem(): Problem | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    if (this.#count === 1) return { ...first, at: [...this.#at] };
    const more = this.#count - 1;
    const message = `${first.message.replace(/\.$/, "")}; and ${more} more ${more === 1 ? "problem" : "problems"}.`;
    return { ...first, message, at: [...this.#at] };
  }
}
