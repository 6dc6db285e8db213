/** A binary heap of integers by a key, least first; it grows. */

export class LeastFirst {
  readonly #keys: number[] = [];
  readonly #items: number[] = [];

  get size(): number {
    return this.#keys.length;
  }

  /** The least key; infinite in an empty heap. */
  get least(): number {
    return this.#keys[0] ?? Number.POSITIVE_INFINITY;
  }

  push(key: number, item: number): void {
    const keys = this.#keys;
    const items = this.#items;
    let at = keys.length;
    keys.push(key);
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] ?? 0;
      if (above <= key) break;
      keys[at] = above;
      items[at] = items[parent] ?? 0;
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** The item with the least key; calling it on an empty heap is our own bug. */
  pop(): number {
    const keys = this.#keys;
    const items = this.#items;
    const found = items[0];
    const key = keys.pop();
    const item = items.pop();
    if (found === undefined || key === undefined || item === undefined)
      throw new Error("pop from an empty heap");
    if (keys.length === 0) return found;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= keys.length) break;
      if (child + 1 < keys.length && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child++;
      const below = keys[child] ?? 0;
      if (below >= key) break;
      keys[at] = below;
      items[at] = items[child] ?? 0;
      at = child;
    }
    keys[at] = key;
    items[at] = item;
    return found;
  }
}
