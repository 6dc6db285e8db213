/** Which firing must come before which, as demands are added and taken away; never a circle. */

import type { Units } from "./units.ts";

/** `last` comes after all of `before`. */
export interface Demand {
  readonly last: number;
  readonly before: readonly number[];
}

export class Precedence {
  /** By unit those that come after it. */
  readonly #users: number[][];
  /** Of each of them the demand that says so; null: the graph does. */
  readonly #why: (Demand | null)[][];
  readonly #seen: Int32Array;
  #mark = 0;
  /** Edges that were gone along so far: what its answers cost. */
  steps = 0;

  constructor({ units }: Units) {
    this.#users = units.map(() => []);
    units.forEach(({ after }, u) => {
      for (const before of after) this.#users[before]?.push(u);
    });
    this.#why = this.#users.map((own) => own.map(() => null));
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

  /** Demands in force that together with this one make a circle. Null: it is allowed. */
  against({ last, before }: Demand): readonly Demand[] | null {
    const first = new Set(before);
    const from = new Map<number, readonly [unit: number, why: Demand | null]>([[last, [-1, null]]]);
    for (const unit of from.keys()) {
      if (first.has(unit)) {
        const found = new Set<Demand>();
        for (let at = from.get(unit); at !== undefined; at = from.get(at[0]))
          if (at[1] !== null) found.add(at[1]);
        return [...found];
      }
      this.#users[unit]?.forEach((user, k) => {
        this.steps++;
        if (!from.has(user)) from.set(user, [unit, this.#why[unit]?.[k] ?? null]);
      });
    }
    return null;
  }

  add(demand: Demand): void {
    for (const unit of demand.before) {
      this.#users[unit]?.push(demand.last);
      this.#why[unit]?.push(demand);
    }
  }

  /** Of the demands in force the one that was added last. */
  remove({ before }: Demand): void {
    for (const unit of before) {
      this.#users[unit]?.pop();
      this.#why[unit]?.pop();
    }
  }

  /** By unit its circle where all of `demands` were added; units of one circle are in one number. */
  circlesWith(demands: readonly Demand[]): Int32Array {
    const next = this.#users.map((own) => [...own]);
    for (const { last, before } of demands) for (const unit of before) next[unit]?.push(last);
    return circlesOf(next);
  }
}

/** Strongly connected components, by two walks (Kosaraju and Sharir 1981). */
function circlesOf(next: readonly (readonly number[])[]): Int32Array {
  const back: number[][] = next.map(() => []);
  next.forEach((own, u) => {
    for (const user of own) back[user]?.push(u);
  });
  const left: number[] = [];
  const seen = new Uint8Array(next.length);
  for (const start of next.keys()) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    const walk: { readonly unit: number; at: number }[] = [{ unit: start, at: 0 }];
    for (let here = walk.at(-1); here !== undefined; here = walk.at(-1)) {
      const user = next[here.unit]?.[here.at++];
      if (user === undefined) {
        left.push(here.unit);
        walk.pop();
      } else if (seen[user] !== 1) {
        seen[user] = 1;
        walk.push({ unit: user, at: 0 });
      }
    }
  }
  const circle = new Int32Array(next.length).fill(-1);
  for (const start of left.reverse()) {
    if (circle[start] !== -1) continue;
    circle[start] = start;
    const open = [start];
    for (let u = open.pop(); u !== undefined; u = open.pop()) {
      for (const before of back[u] ?? []) {
        if (circle[before] !== -1) continue;
        circle[before] = start;
        open.push(before);
      }
    }
  }
  return circle;
}
