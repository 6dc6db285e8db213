/** Hands out ids: those of the file where they are free, the same for the same file. */

export class Names {
  /** No reader of JSON can trust these as keys. */
  readonly #taken = new Set(["", "__proto__", "constructor", "prototype"]);
  readonly #next = new Map<string, number>();

  /** The wanted id, or the same with the first free number after a tilde. */
  take(wanted: string): string {
    let id = wanted;
    for (let n = this.#next.get(wanted) ?? 2; this.#taken.has(id); n++) {
      id = `${wanted}~${n}`;
      this.#next.set(wanted, n + 1);
    }
    this.#taken.add(id);
    return id;
  }
}
