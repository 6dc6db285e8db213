/**
 * The heaviest set of which no two may share, where sharing is no order: the heaviest clique of the graph of conflicts, by
 * branch and bound with colour classes (Tomita and Seki 2003, with weights). Any clique is a bound, the best one is exact.
 */

import { type BitRows, bitRows, fullRow, hasBit, setBit } from "./bit-rows.ts";

export interface Clique {
  /** Ascending, all of positive weight. */
  readonly members: Int32Array;
  readonly weight: number;
  /** No other is heavier. */
  readonly exact: boolean;
}

/** Words of bits read at most: under a second. */
const MOST_WORK = 2e7;

/** `conflicts` symmetric, without a diagonal. `known` is a clique to begin with. */
export function heaviestClique(
  conflicts: BitRows,
  weight: Float64Array,
  known: ArrayLike<number> = [],
  most = MOST_WORK,
): Clique {
  const groups = twinsOf(conflicts, weight);
  // heaviest first: the first of a colour class is then its bound
  const heavy = groups
    .map((members) => ({ members, weight: members.reduce((sum, v) => sum + (weight[v] ?? 0), 0) }))
    .sort((a, b) => b.weight - a.weight || (a.members[0] ?? 0) - (b.members[0] ?? 0));
  const count = heavy.length;
  const reduced = bitRows(count, count);
  for (let i = 0; i < count; i++) {
    const a = heavy[i]?.members[0] ?? 0;
    for (let j = 0; j < count; j++)
      if (i !== j && hasBit(conflicts, a, heavy[j]?.members[0] ?? 0)) setBit(reduced, i, j);
  }
  const search = new Search(
    reduced,
    Float64Array.from(heavy, (group) => group.weight),
    most,
  );
  const knownWeight = Array.from(known).reduce((sum, v) => sum + (weight[v] ?? 0), 0);
  search.best = knownWeight;
  search.greedily();
  search.expand(fullRow(count), 0);
  const members =
    search.found === undefined
      ? Array.from(known).filter((v) => (weight[v] ?? 0) > 0)
      : search.found.flatMap((i) => heavy[i]?.members ?? []);
  return {
    members: Int32Array.from(members).sort(),
    weight: search.best,
    exact: !search.exhausted,
  };
}

/** Those of positive weight, together where they conflict with each other and with the same others: they go together. */
function twinsOf(conflicts: BitRows, weight: Float64Array): number[][] {
  const { rows, words, bits } = conflicts;
  const byHash = new Map<number, number[][]>();
  const groups: number[][] = [];
  const word = (v: number, w: number) =>
    ((bits[v * words + w] ?? 0) | (v >> 5 === w ? 1 << (v & 31) : 0)) >>> 0;
  const alike = (a: number, b: number) => {
    for (let w = 0; w < words; w++) if (word(a, w) !== word(b, w)) return false;
    return true;
  };
  for (let v = 0; v < rows; v++) {
    if (!((weight[v] ?? 0) > 0)) continue;
    let hash = 0;
    for (let w = 0; w < words; w++) hash = (Math.imul(hash, 0x01000193) ^ word(v, w)) | 0;
    const same = byHash.get(hash) ?? [];
    byHash.set(hash, same);
    const twins = same.find((group) => alike(group[0] ?? 0, v));
    if (twins !== undefined) twins.push(v);
    else {
      const group = [v];
      same.push(group);
      groups.push(group);
    }
  }
  return groups;
}

class Search {
  best = 0;
  /** Positions of the best clique that was found here; undefined: none above what was known. */
  found: number[] | undefined;
  exhausted = false;
  readonly #near: BitRows;
  readonly #weight: Float64Array;
  readonly #most: number;
  #work = 0;
  readonly #path: number[] = [];

  constructor(near: BitRows, weight: Float64Array, most: number) {
    this.#near = near;
    this.#weight = weight;
    this.#most = most;
  }

  /** From each of the heaviest on, whoever still fits. */
  greedily(): void {
    const { rows } = this.#near;
    for (let start = 0; start < Math.min(rows, 32); start++) {
      const open = this.#rowOf(start);
      const clique = [start];
      let weight = this.#weight[start] ?? 0;
      for (let v = 0; v < rows; v++) {
        if ((((open[v >> 5] ?? 0) >>> (v & 31)) & 1) === 0) continue;
        clique.push(v);
        weight += this.#weight[v] ?? 0;
        this.#meet(open, v);
      }
      if (weight > this.best) {
        this.best = weight;
        this.found = clique;
      }
    }
  }

  /** All cliques among `open` with what is on the path, which weighs `weight`; a cut leaves out none that is heavier. */
  expand(open: Uint32Array, weight: number): void {
    const { sequence, bound } = this.#colour(open);
    for (let i = sequence.length - 1; i >= 0; i--) {
      if (weight + (bound[i] ?? 0) <= this.best) return;
      if (this.#work > this.#most) {
        this.exhausted = true;
        return;
      }
      const v = sequence[i] ?? 0;
      const next = open.slice();
      this.#meet(next, v);
      this.#path.push(v);
      const heavier = weight + (this.#weight[v] ?? 0);
      if (heavier > this.best) {
        this.best = heavier;
        this.found = this.#path.slice();
      }
      this.expand(next, heavier);
      this.#path.pop();
      open[v >> 5] = (open[v >> 5] ?? 0) & ~(1 << (v & 31));
    }
  }

  /** Classes of which no two members conflict, so a clique has one of each at most; `bound`: of all up to this one. */
  #colour(open: Uint32Array): { sequence: number[]; bound: number[] } {
    const { words, bits } = this.#near;
    const sequence: number[] = [];
    const bound: number[] = [];
    const rest = open.slice();
    let below = 0;
    for (let from = 0; ; ) {
      while (from < words && rest[from] === 0) from++;
      if (from === words) return { sequence, bound };
      const free = rest.slice();
      let top = 0;
      for (let w = from; w < words; w++) {
        while ((free[w] ?? 0) !== 0) {
          const left = free[w] ?? 0;
          const v = w * 32 + 31 - Math.clz32(left & -left);
          if (top === 0) top = this.#weight[v] ?? 0;
          sequence.push(v);
          bound.push(below + top);
          rest[w] = (rest[w] ?? 0) & ~(left & -left);
          free[w] = left & ~(left & -left);
          for (let k = w; k < words; k++) free[k] = (free[k] ?? 0) & ~(bits[v * words + k] ?? 0);
          this.#work += words;
        }
      }
      below += top;
    }
  }

  #rowOf(v: number): Uint32Array {
    const { words, bits } = this.#near;
    return bits.slice(v * words, (v + 1) * words);
  }

  #meet(row: Uint32Array, v: number): void {
    const { words, bits } = this.#near;
    for (let w = 0; w < words; w++) row[w] = (row[w] ?? 0) & (bits[v * words + w] ?? 0);
    this.#work += words;
  }
}
