/** What an import understood otherwise than it is written, or left out: each kind of remark once, with how often. */

import type { Diagnostic } from "../../core/document.ts";

/** As many places as a picture can usefully light up. */
const MOST_PLACES = 100;

interface Remark {
  readonly severity: Diagnostic["severity"];
  readonly say: (count: number) => string;
  readonly at: Set<string>;
  count: number;
}

export class Notes {
  readonly #remarks = new Map<string, Remark>();

  /** `key` tells remarks of one code apart; `say` gets how often it was noted. */
  add(
    severity: Diagnostic["severity"],
    key: string,
    at: string | undefined,
    say: (count: number) => string,
  ): void {
    const remark = this.#remarks.get(key) ?? { severity, say, at: new Set<string>(), count: 0 };
    this.#remarks.set(key, remark);
    remark.count++;
    if (at !== undefined && remark.at.size < MOST_PLACES) remark.at.add(at);
  }

  get findings(): readonly Diagnostic[] {
    return [...this.#remarks].map(([key, { severity, say, at, count }]) => ({
      severity,
      code: key.split(" ", 1)[0] ?? key,
      message: say(count),
      at: [...at],
    }));
  }
}
