/** A map by name in many small maps: one large map copies itself whole as it grows, for longer than a page may stand still. */

const SHARDS = 256;

export class Sharded {
  readonly #maps = Array.from({ length: SHARDS }, () => new Map<string, number>());

  #mapOf(name: string): Map<string, number> | undefined {
    const { length } = name;
    // ids often begin alike and end in a number
    const hash =
      name.charCodeAt(length - 1) +
      name.charCodeAt(length - 2) * 10 +
      name.charCodeAt(length - 3) * 100 +
      length;
    return this.#maps[(hash || length) % SHARDS];
  }

  set(name: string, value: number): void {
    this.#mapOf(name)?.set(name, value);
  }

  get(name: string): number | undefined {
    return this.#mapOf(name)?.get(name);
  }
}
