/** A binary heap of small integers, least first. */

export class MinHeap {
  readonly #items: Int32Array;
  #size = 0;

  /** Holds at most `capacity` integers. */
  constructor(capacity: number) {
    this.#items = new Int32Array(capacity);
  }

  push(item: number): void {
    const items = this.#items;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] ?? 0;
      if (above <= item) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  /** The least; calling it on an empty heap is our own bug. */
  pop(): number {
    if (this.#size === 0) throw new Error("pop from an empty heap");
    const items = this.#items;
    const least = items[0] ?? 0;
    const last = items[--this.#size] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && (items[child + 1] ?? 0) < (items[child] ?? 0)) child++;
      const below = items[child] ?? 0;
      if (below >= last) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return least;
  }
}
