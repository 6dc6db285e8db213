/** A row of numbers to which a range can be added and whose most can be asked of any range: a tree, log n each. */

export class RangeMax {
  readonly #width: number;
  readonly #length: number;
  /** Of each branch the most below it, with all that was added to the whole of it. */
  readonly #most: Float64Array;
  /** Of each branch what was added to the whole of it. */
  readonly #added: Float64Array;

  constructor(values: Float64Array) {
    this.#length = values.length;
    this.#width = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#most = new Float64Array(2 * this.#width).fill(Number.NEGATIVE_INFINITY);
    this.#added = new Float64Array(2 * this.#width);
    this.#most.set(values, this.#width);
    for (let b = this.#width - 1; b > 0; b--) this.#renew(b);
  }

  /** To all of [low, high). */
  add(low: number, high: number, amount: number): void {
    let from = Math.max(0, low) + this.#width;
    let to = Math.min(high, this.#length) + this.#width;
    if (from >= to) return;
    const [first, last] = [from, to - 1];
    for (; from < to; from >>= 1, to >>= 1) {
      if ((from & 1) === 1) this.#shift(from++, amount);
      if ((to & 1) === 1) this.#shift(--to, amount);
    }
    for (let b = first >> 1; b > 0; b >>= 1) this.#renew(b);
    for (let b = last >> 1; b > 0; b >>= 1) this.#renew(b);
  }

  /** Over all; −Infinity of nothing. */
  get most(): number {
    return this.#most[1] ?? 0;
  }

  /** Over [low, high); −Infinity of nothing. */
  mostOf(low: number, high: number): number {
    return this.#ask(1, 0, this.#width, Math.max(0, low), Math.min(high, this.#length));
  }

  /** The first place that has the most of all. */
  firstMost(): number {
    let b = 1;
    while (b < this.#width) {
      const left = this.#most[2 * b] ?? 0;
      const right = this.#most[2 * b + 1] ?? 0;
      b = left >= right ? 2 * b : 2 * b + 1;
    }
    return b - this.#width;
  }

  #ask(b: number, begin: number, end: number, low: number, high: number): number {
    if (low >= end || high <= begin) return Number.NEGATIVE_INFINITY;
    if (low <= begin && end <= high) return this.#most[b] ?? 0;
    const middle = (begin + end) / 2;
    const left = this.#ask(2 * b, begin, middle, low, high);
    const right = this.#ask(2 * b + 1, middle, end, low, high);
    return Math.max(left, right) + (this.#added[b] ?? 0);
  }

  #shift(b: number, amount: number): void {
    this.#most[b] = (this.#most[b] ?? 0) + amount;
    this.#added[b] = (this.#added[b] ?? 0) + amount;
  }

  #renew(b: number): void {
    const below = Math.max(this.#most[2 * b] ?? 0, this.#most[2 * b + 1] ?? 0);
    this.#most[b] = below + (this.#added[b] ?? 0);
  }
}
