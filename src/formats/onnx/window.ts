/** A window that slides over a source: what is near the reading place is in memory, the rest of a file of gigabytes is not. */

import type { Source } from "../format.ts";

/** Bytes read after a jump, and the most that sequential reading grows to. */
const LEAST = 8 * 1024;
const MOST = 1024 * 1024;

/** The source ended before it should: it was cut short, or it changed while it was read. */
export class SourceEnded extends Error {}

export class Window {
  readonly source: Source;
  /** Bytes of the source that were read so far. */
  bytesRead = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  /** Position of the first byte of `#bytes` in the source. */
  #start = 0;
  #next = LEAST;

  constructor(source: Source) {
    this.source = source;
  }

  /** Bytes [start, end) of the source, as a view that is good until the next call. Throws SourceEnded. */
  async bytes(start: number, end: number): Promise<Uint8Array> {
    if (start >= this.#start && end <= this.#start + this.#bytes.length) {
      return this.#bytes.subarray(start - this.#start, end - this.#start);
    }
    const follows = start >= this.#start && start <= this.#start + this.#bytes.length;
    this.#next = follows ? Math.min(MOST, this.#next * 2) : LEAST;
    const until = Math.min(this.source.size, Math.max(end, start + this.#next));
    this.#bytes = await this.source.read(start, until);
    this.#start = start;
    this.bytesRead += this.#bytes.length;
    if (this.#bytes.length < end - start) throw new SourceEnded();
    return this.#bytes.subarray(0, end - start);
  }

  /** As many bytes from `start` on as there are before `end`, at most `most`. */
  async upTo(start: number, end: number, most: number): Promise<Uint8Array> {
    return this.bytes(start, Math.min(end, start + most, this.source.size));
  }
}
