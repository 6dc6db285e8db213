/** A heap of tiles by a key that may change while they are in it: what is out of date is left in, and passed over when it comes up. */

/** Whether an entry still says what is so. */
type Valid = (tile: number, key: number, address: number) => boolean;

export class LazyHeap {
  #key = new Float64Array(64);
  #tile = new Int32Array(64);
  #address = new Float64Array(64);
  #size = 0;
  readonly #valid: Valid;

  /** Least key first, ties by the lowest address. */
  constructor(valid: Valid) {
    this.#valid = valid;
  }

  push(tile: number, key: number, address: number): void {
    if (this.#size === this.#key.length) this.#makeRoom();
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(key, address, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, tile, key, address);
  }

  /** The first that is valid and not held back; −1: none. It stays. */
  first(heldBack: (tile: number) => boolean): number {
    const aside: (readonly [tile: number, key: number, address: number])[] = [];
    let found = -1;
    while (this.#size > 0 && found < 0) {
      const tile = this.#tile[0] ?? 0;
      const key = this.#key[0] ?? 0;
      const address = this.#address[0] ?? 0;
      if (!this.#valid(tile, key, address)) this.#pop();
      else if (heldBack(tile)) {
        aside.push([tile, key, address]);
        this.#pop();
      } else found = tile;
    }
    for (const entry of aside) this.push(...entry);
    return found;
  }

  #before(key: number, address: number, other: number): boolean {
    const than = this.#key[other] ?? 0;
    return key < than || (key === than && address < (this.#address[other] ?? 0));
  }

  #put(at: number, tile: number, key: number, address: number): void {
    this.#tile[at] = tile;
    this.#key[at] = key;
    this.#address[at] = address;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#tile[from] ?? 0, this.#key[from] ?? 0, this.#address[from] ?? 0);
  }

  #pop(): void {
    const last = --this.#size;
    if (last > 0) this.#sink(0, this.#tile[last] ?? 0, this.#key[last] ?? 0, this.#address[last] ?? 0);
  }

  #sink(from: number, tile: number, key: number, address: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (right < this.#size && this.#before(this.#key[right] ?? 0, this.#address[right] ?? 0, child))
        child = right;
      if (!this.#less(child, key, address)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, tile, key, address);
  }

  #less(at: number, key: number, address: number): boolean {
    const own = this.#key[at] ?? 0;
    return own < key || (own === key && (this.#address[at] ?? 0) < address);
  }

  /** Throws out what is out of date; grows when most is not. */
  #makeRoom(): void {
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      if (!this.#valid(this.#tile[i] ?? 0, this.#key[i] ?? 0, this.#address[i] ?? 0)) continue;
      this.#move(i, kept++);
    }
    this.#size = kept;
    if (2 * kept > this.#key.length) {
      const room = 2 * this.#key.length;
      const [tile, key, address] = [new Int32Array(room), new Float64Array(room), new Float64Array(room)];
      tile.set(this.#tile);
      key.set(this.#key);
      address.set(this.#address);
      [this.#tile, this.#key, this.#address] = [tile, key, address];
    }
    for (let i = (kept >> 1) - 1; i >= 0; i--) {
      this.#sink(i, this.#tile[i] ?? 0, this.#key[i] ?? 0, this.#address[i] ?? 0);
    }
  }
}
