/** Random numbers that are the same on every machine: a 32-bit state through a mixing function (Weyl sequence and xor-shift-multiply). */

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ (seed / 2 ** 32), 0x9e3779b1) >>> 0;
  }

  /** A whole number from 0 to `most` − 1; `most` is 1 to 2^32. */
  below(most: number): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return Math.floor((((x ^ (x >>> 16)) >>> 0) / 2 ** 32) * most);
  }
}
