/** Protocol Buffers on the wire: tags, 64-bit varints, lengths beyond 2^32. Positions and lengths are numbers, exact to 2^53. */

/** The bytes are no message of the kind that was expected. */
export class WireFault extends Error {
  /** Byte in the source. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export const VARINT = 0;
export const FIXED64 = 1;
export const LENGTH = 2;
export const FIXED32 = 5;

/** A cursor on bytes of a source. `base` is the position of the first byte there. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly base: number;
  at = 0;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, base: number) {
    this.bytes = bytes;
    this.base = base;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.base + this.at;
  }

  #byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new WireFault("a number is cut short", this.position);
    this.at++;
    return byte;
  }

  /** A varint as a signed 64-bit number; beyond 2^53 the nearest double, which keeps "to the end" far beyond every size. */
  varint(): number {
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
      const byte = this.#byte();
      const bits = byte & 0x7f;
      if (i < 4) low += bits * 2 ** (7 * i);
      else if (i === 4) {
        low += (bits & 0x0f) * 2 ** 28;
        high += bits >>> 4;
      } else high += bits * 2 ** (7 * i - 32);
      if (byte < 0x80) {
        high %= 2 ** 32;
        return (high >= 2 ** 31 ? high - 2 ** 32 : high) * 2 ** 32 + low;
      }
    }
    throw new WireFault("a number has more than ten bytes", this.position);
  }

  /** A varint that counts bytes. */
  length(): number {
    const at = this.position;
    const n = this.varint();
    if (n < 0 || n > Number.MAX_SAFE_INTEGER) throw new WireFault("a length is out of range", at);
    return n;
  }

  fixed32(): number {
    this.#need(4);
    const value = this.#view.getFloat32(this.at, true);
    this.at += 4;
    return value;
  }

  fixed64(): number {
    this.#need(8);
    const value = this.#view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  #need(n: number): void {
    if (this.at + n > this.bytes.length) throw new WireFault("a number is cut short", this.position);
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }
}

/** Varints that follow each other without tags. */
export function packedVarints(bytes: Uint8Array, base: number): number[] {
  const cursor = new Cursor(bytes, base);
  const numbers: number[] = [];
  while (!cursor.done) numbers.push(cursor.varint());
  return numbers;
}

/** Adds to a list: a call with as many arguments as a damaged file can hold would be too many. */
export function append<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}
