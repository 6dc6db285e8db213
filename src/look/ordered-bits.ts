/** A set of whole numbers below `size` that finds the next one up or down in a few steps: bits, and bits over words of bits. */

export class OrderedBits {
  /** Level 0 has a bit a number; each further level a bit a word of the level below that is not empty. */
  private readonly levels: Uint32Array[] = [];

  constructor(size: number) {
    let bits = Math.max(1, size);
    do {
      bits = Math.ceil(bits / 32);
      this.levels.push(new Uint32Array(bits));
    } while (bits > 1);
  }

  add(n: number): void {
    let at = n;
    for (const level of this.levels) {
      const word = at >>> 5;
      level[word] = (level[word] ?? 0) | (1 << (at & 31));
      at = word;
    }
  }

  remove(n: number): void {
    let at = n;
    for (const level of this.levels) {
      const word = at >>> 5;
      const left = (level[word] ?? 0) & ~(1 << (at & 31));
      level[word] = left;
      if (left !== 0) return;
      at = word;
    }
  }

  has(n: number): boolean {
    return (((this.levels[0]?.[n >>> 5] ?? 0) >>> (n & 31)) & 1) === 1;
  }

  /** The least member above `n`, −1 when there is none. */
  after(n: number): number {
    let at = n;
    for (let l = 0; l < this.levels.length; l++) {
      const word = at >>> 5;
      const bit = at & 31;
      const rest = bit === 31 ? 0 : ((this.levels[l]?.[word] ?? 0) >>> (bit + 1)) << (bit + 1);
      if (rest !== 0) return this.down(l, word * 32 + 31 - Math.clz32(rest & -rest), true);
      at = word;
    }
    return -1;
  }

  /** The greatest member below `n`, −1 when there is none. */
  before(n: number): number {
    let at = n;
    for (let l = 0; l < this.levels.length; l++) {
      const word = at >>> 5;
      const rest = (this.levels[l]?.[word] ?? 0) & ((1 << (at & 31)) - 1);
      if (rest !== 0) return this.down(l, word * 32 + 31 - Math.clz32(rest), false);
      at = word;
    }
    return -1;
  }

  /** The first (or last) member under a bit of a level. */
  private down(level: number, at: number, first: boolean): number {
    let bit = at;
    for (let l = level - 1; l >= 0; l--) {
      const word = this.levels[l]?.[bit] ?? 0;
      bit = bit * 32 + (first ? 31 - Math.clz32(word & -word) : 31 - Math.clz32(word));
    }
    return bit;
  }
}
