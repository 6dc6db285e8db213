/** A heap of small integers by a key that may change while they are in it: what is out of date is left in, and passed over when it comes up. */

/** Whether an entry still says what is so. */
type Valid = (item: number, key: number, second: number) => boolean;

export class LazyHeap {
  #key = new Float64Array(64);
  #item = new Int32Array(64);
  #second = new Float64Array(64);
  #size = 0;
  readonly #valid: Valid;

  /** Least key first, ties by the least second. */
  constructor(valid: Valid) {
    this.#valid = valid;
  }

  push(item: number, key: number, second: number): void {
    if (this.#size === this.#key.length) this.#makeRoom();
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(key, second, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, item, key, second);
  }

  /** The first that is valid and not held back; −1: none. It stays. */
  first(heldBack: (item: number) => boolean): number {
    const aside: (readonly [item: number, key: number, second: number])[] = [];
    let found = -1;
    while (this.#size > 0 && found < 0) {
      const item = this.#item[0] ?? 0;
      const key = this.#key[0] ?? 0;
      const second = this.#second[0] ?? 0;
      if (!this.#valid(item, key, second)) this.#pop();
      else if (heldBack(item)) {
        aside.push([item, key, second]);
        this.#pop();
      } else found = item;
    }
    for (const entry of aside) this.push(...entry);
    return found;
  }

  #before(key: number, second: number, other: number): boolean {
    const than = this.#key[other] ?? 0;
    return key < than || (key === than && second < (this.#second[other] ?? 0));
  }

  #put(at: number, item: number, key: number, second: number): void {
    this.#item[at] = item;
    this.#key[at] = key;
    this.#second[at] = second;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#item[from] ?? 0, this.#key[from] ?? 0, this.#second[from] ?? 0);
  }

  #pop(): void {
    const last = --this.#size;
    if (last > 0) this.#sink(0, this.#item[last] ?? 0, this.#key[last] ?? 0, this.#second[last] ?? 0);
  }

  #sink(from: number, item: number, key: number, second: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (right < this.#size && this.#before(this.#key[right] ?? 0, this.#second[right] ?? 0, child))
        child = right;
      if (!this.#less(child, key, second)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, item, key, second);
  }

  #less(at: number, key: number, second: number): boolean {
    const own = this.#key[at] ?? 0;
    return own < key || (own === key && (this.#second[at] ?? 0) < second);
  }

  /** Throws out what is out of date; grows when most is not. */
  #makeRoom(): void {
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      if (!this.#valid(this.#item[i] ?? 0, this.#key[i] ?? 0, this.#second[i] ?? 0)) continue;
      this.#move(i, kept++);
    }
    this.#size = kept;
    if (2 * kept > this.#key.length) {
      const room = 2 * this.#key.length;
      const [item, key, second] = [new Int32Array(room), new Float64Array(room), new Float64Array(room)];
      item.set(this.#item);
      key.set(this.#key);
      second.set(this.#second);
      [this.#item, this.#key, this.#second] = [item, key, second];
    }
    for (let i = (kept >> 1) - 1; i >= 0; i--) {
      this.#sink(i, this.#item[i] ?? 0, this.#key[i] ?? 0, this.#second[i] ?? 0);
    }
  }
}
