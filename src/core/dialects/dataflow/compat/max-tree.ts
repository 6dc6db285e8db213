/** The highest of many numbers that change one at a time, with some of them left out: a tree of maxima. */

export class MaxTree {
  readonly #size: number;
  readonly #tree: Float64Array;
  /** How many below attain the maximum. */
  readonly #count: Int32Array;

  constructor(values: Float64Array) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#tree = new Float64Array(2 * this.#size).fill(Number.NEGATIVE_INFINITY);
    this.#tree.set(values, this.#size);
    this.#count = new Int32Array(2 * this.#size).fill(1, this.#size, this.#size + values.length);
    for (let at = this.#size - 1; at > 0; at--) this.#pull(at);
  }

  at(index: number): number {
    return this.#tree[this.#size + index] ?? Number.NEGATIVE_INFINITY;
  }

  /** How many attain the highest. */
  get highestCount(): number {
    return this.#count[1] ?? 0;
  }

  set(index: number, value: number): void {
    this.#tree[this.#size + index] = value;
    for (let at = (this.#size + index) >> 1; at > 0; at >>= 1) this.#pull(at);
  }

  /** The highest but for those listed, which ascend; −∞ when there are no others. */
  highestBut(left: readonly number[]): number {
    return this.#but(1, 0, this.#size, left, 0, left.length);
  }

  /** Of `left` those from `first` on, `last` not among them, lie in this part. */
  #but(at: number, from: number, to: number, left: readonly number[], first: number, last: number): number {
    if (first === last) return this.#tree[at] ?? Number.NEGATIVE_INFINITY;
    if (to - from === 1) return Number.NEGATIVE_INFINITY;
    const middle = (from + to) >> 1;
    let split = first;
    while (split < last && (left[split] ?? 0) < middle) split++;
    return Math.max(
      this.#but(2 * at, from, middle, left, first, split),
      this.#but(2 * at + 1, middle, to, left, split, last),
    );
  }

  #pull(at: number): void {
    const [a, b] = [this.#tree[2 * at] ?? 0, this.#tree[2 * at + 1] ?? 0];
    const [n, m] = [this.#count[2 * at] ?? 0, this.#count[2 * at + 1] ?? 0];
    this.#tree[at] = Math.max(a, b);
    this.#count[at] = (a >= b ? n : 0) + (b >= a ? m : 0);
  }
}
