/** The highest of many numbers that change one at a time, with some of them left out: a tree of maxima. */

export class MaxTree {
  readonly #size: number;
  readonly #tree: Float64Array;

  constructor(values: Float64Array) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#tree = new Float64Array(2 * this.#size).fill(Number.NEGATIVE_INFINITY);
    this.#tree.set(values, this.#size);
    for (let at = this.#size - 1; at > 0; at--) this.#pull(at);
  }

  at(index: number): number {
    return this.#tree[this.#size + index] ?? Number.NEGATIVE_INFINITY;
  }

  set(index: number, value: number): void {
    this.#tree[this.#size + index] = value;
    for (let at = (this.#size + index) >> 1; at > 0; at >>= 1) this.#pull(at);
  }

  /** The highest but for those listed; −∞ when there are no others. */
  highestBut(left: readonly number[]): number {
    return this.#but(1, 0, this.#size, left);
  }

  #but(at: number, from: number, to: number, left: readonly number[]): number {
    let inside = false;
    for (const index of left) inside ||= index >= from && index < to;
    if (!inside) return this.#tree[at] ?? Number.NEGATIVE_INFINITY;
    if (to - from === 1) return Number.NEGATIVE_INFINITY;
    const middle = (from + to) >> 1;
    return Math.max(this.#but(2 * at, from, middle, left), this.#but(2 * at + 1, middle, to, left));
  }

  #pull(at: number): void {
    this.#tree[at] = Math.max(this.#tree[2 * at] ?? 0, this.#tree[2 * at + 1] ?? 0);
  }
}
