/**
 * Which addresses are in use, and the longest run that is not: a tree over the bounds of all blocks that counts covers
 * where they lie and never pushes them down (as for the area of a union of rectangles, Bentley 1977).
 */

export class Cover {
  /** Sorted distinct addresses; leaf l is [bounds[l], bounds[l + 1]). */
  readonly #bounds: Float64Array;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #width: number;
  /** Of each branch: how many blocks cover exactly it. */
  readonly #covers: Int32Array;
  readonly #bytes: Float64Array;
  readonly #free: Float64Array;
  /** Free run at the low end, at the high end, and the longest anywhere. */
  readonly #head: Float64Array;
  readonly #tail: Float64Array;
  readonly #longest: Float64Array;

  /** Blocks are [base[k], top[k]), all below or at `peak`. */
  constructor(base: Float64Array, top: Float64Array, peak: number) {
    const sorted = Float64Array.from([0, peak, ...base, ...top]).sort();
    this.#bounds = sorted.filter((address, i) => i === 0 || address !== sorted[i - 1]);
    this.#low = Int32Array.from(base, (address) => this.#rank(address));
    this.#high = Int32Array.from(top, (address) => this.#rank(address));
    const leaves = Math.max(1, this.#bounds.length - 1);
    this.#width = 2 ** Math.ceil(Math.log2(leaves));
    const size = 2 * this.#width;
    this.#covers = new Int32Array(size);
    this.#bytes = new Float64Array(size);
    for (let l = 0; l + 1 < this.#bounds.length; l++) {
      this.#bytes[this.#width + l] = (this.#bounds[l + 1] ?? 0) - (this.#bounds[l] ?? 0);
    }
    for (let b = this.#width - 1; b > 0; b--) {
      this.#bytes[b] = (this.#bytes[2 * b] ?? 0) + (this.#bytes[2 * b + 1] ?? 0);
    }
    this.#free = this.#bytes.slice();
    this.#head = this.#bytes.slice();
    this.#tail = this.#bytes.slice();
    this.#longest = this.#bytes.slice();
  }

  /** Free bytes below the peak. */
  get free(): number {
    return this.#free[1] ?? 0;
  }

  get largest(): number {
    return this.#longest[1] ?? 0;
  }

  /** Block k comes (+1) or goes (−1). */
  add(k: number, change: 1 | -1): void {
    let low = (this.#low[k] ?? 0) + this.#width;
    let high = (this.#high[k] ?? 0) + this.#width;
    const [first, last] = [low, high - 1];
    for (; low < high; low >>= 1, high >>= 1) {
      if ((low & 1) === 1) this.#change(low++, change);
      if ((high & 1) === 1) this.#change(--high, change);
    }
    for (let b = first >> 1; b > 0; b >>= 1) this.#renew(b);
    for (let b = last >> 1; b > 0; b >>= 1) this.#renew(b);
  }

  #change(branch: number, change: number): void {
    this.#covers[branch] = (this.#covers[branch] ?? 0) + change;
    this.#renew(branch);
  }

  #renew(b: number): void {
    if ((this.#covers[b] ?? 0) > 0) this.#set(b, 0, 0, 0, 0);
    else if (b >= this.#width) {
      const bytes = this.#bytes[b] ?? 0;
      this.#set(b, bytes, bytes, bytes, bytes);
    } else {
      const [left, right] = [2 * b, 2 * b + 1];
      const headLeft = this.#head[left] ?? 0;
      const tailRight = this.#tail[right] ?? 0;
      const across = (this.#tail[left] ?? 0) + (this.#head[right] ?? 0);
      this.#set(
        b,
        (this.#free[left] ?? 0) + (this.#free[right] ?? 0),
        headLeft === this.#bytes[left] ? headLeft + (this.#head[right] ?? 0) : headLeft,
        tailRight === this.#bytes[right] ? tailRight + (this.#tail[left] ?? 0) : tailRight,
        Math.max(this.#longest[left] ?? 0, this.#longest[right] ?? 0, across),
      );
    }
  }

  #set(b: number, free: number, head: number, tail: number, longest: number): void {
    this.#free[b] = free;
    this.#head[b] = head;
    this.#tail[b] = tail;
    this.#longest[b] = longest;
  }

  /** Position of an address among the bounds. */
  #rank(address: number): number {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bounds[middle] ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
