/** Which firing must come before which, as demands are added and taken away; never a circle. */

import type { Units } from "./units.ts";

interface Demand {
  readonly last: number;
  readonly before: readonly number[];
}

export class Precedence {
  readonly #users: number[][];
  readonly #seen: Int32Array;
  #mark = 0;
  /** Edges that were gone along so far: what its answers cost. */
  steps = 0;

  constructor({ units }: Units) {
    this.#users = units.map(() => []);
    units.forEach(({ after }, u) => {
      for (const before of after) this.#users[before]?.push(u);
    });
    this.#seen = new Int32Array(units.length);
  }

  /** Whether nothing that must come first waits for the last. */
  allows({ last, before }: Demand): boolean {
    const first = new Set(before);
    const mark = ++this.#mark;
    const open = [last];
    this.#seen[last] = mark;
    for (let u = open.pop(); u !== undefined; u = open.pop()) {
      if (first.has(u)) return false;
      for (const user of this.#users[u] ?? []) {
        this.steps++;
        if (this.#seen[user] === mark) continue;
        this.#seen[user] = mark;
        open.push(user);
      }
    }
    return true;
  }

  add({ last, before }: Demand): void {
    for (const unit of before) this.#users[unit]?.push(last);
  }

  /** Of the demands in force the one that was added last. */
  remove({ before }: Demand): void {
    for (const unit of before) this.#users[unit]?.pop();
  }
}
