/**
 * Bounds-checked reads from a FlatBuffer. Every position and length is checked before it is used, and all that is
 * read is paid for from a budget that grows with the file, so tables that point at each other in rings or fans end.
 * The first fault sticks: from then on every read answers 0 or "", and the caller asks once at the end.
 */

import { ByteBuffer } from "flatbuffers";
import type { Problem } from "../../core/result.ts";

/** A run of bytes inside the file: weights are never copied, only located. */
export interface Span {
  readonly start: number;
  readonly bytes: number;
}

/** Names a table by the way to it: `subgraphs[0].tensors[3]`. */
export interface Place {
  readonly parent: Place | null;
  readonly field: string;
  /** −1: not an item of a vector. */
  readonly index: number;
}

/** Bytes of an item of a vector. */
export const WIDTHS = { uint8: 1, int32: 4, int64: 8, uint64: 8, float64: 8 } as const;
export type Scalar = keyof typeof WIDTHS;

function sayPlace(place: Place): string {
  const parts: string[] = [];
  for (let p: Place | null = place; p !== null; p = p.parent) {
    parts.push(p.index < 0 ? p.field : `${p.field}[${p.index}]`);
  }
  return parts.reverse().join(".");
}

/** How many bytes may be visited for each byte of the file; shared vtables make honest files visit some twice. */
const VISITS = 8;
/** And how many in all: most of a large file is weights, which are located and not visited. */
const MOST_VISITED = 128 * 1024 * 1024;
const HELP = "Download it again, or export it again from the tool that made it.";

export class Reader {
  readonly #buffer: ByteBuffer;
  readonly #bytes: Uint8Array;
  readonly #text = new TextDecoder();
  #budget: number;
  #fault: Problem | null = null;
  #starved = false;
  /** Begins sentences about it: "This TFLite file". */
  readonly #what: string;
  /** Bytes of the whole file, of which `bytes` may be only the beginning. */
  readonly size: number;

  constructor(bytes: Uint8Array, what: string, size: number = bytes.length) {
    this.#bytes = bytes;
    this.#what = what;
    this.#buffer = new ByteBuffer(bytes);
    this.size = size;
    this.#budget = Math.min(VISITS * size + 65_536, MOST_VISITED);
  }

  /** What is wrong with the file, as far as it was read; null while nothing is. */
  get fault(): Problem | null {
    return this.#fault;
  }

  /** True when a byte was asked for that the file has but this reader was not given. */
  get starved(): boolean {
    return this.#starved;
  }

  int8(at: number, place: Place): number {
    return this.has(at, 1, place) ? this.#buffer.readInt8(at) : 0;
  }

  uint8(at: number, place: Place): number {
    return this.has(at, 1, place) ? this.#buffer.readUint8(at) : 0;
  }

  uint16(at: number, place: Place): number {
    return this.has(at, 2, place) ? this.#buffer.readUint16(at) : 0;
  }

  int32(at: number, place: Place): number {
    return this.has(at, 4, place) ? this.#buffer.readInt32(at) : 0;
  }

  uint32(at: number, place: Place): number {
    return this.has(at, 4, place) ? this.#buffer.readUint32(at) : 0;
  }

  float64(at: number, place: Place): number {
    return this.has(at, 8, place) ? this.#buffer.readFloat64(at) : 0;
  }

  /** As a number: exact up to 2^53 either way. */
  int64(at: number, place: Place): number {
    return this.has(at, 8, place) ? Number(this.#buffer.readInt64(at)) : 0;
  }

  /** As a number: exact below 2^53, which is more than any file has. */
  uint64(at: number, place: Place): number {
    return this.has(at, 8, place) ? Number(this.#buffer.readUint64(at)) : 0;
  }

  /** UTF-8; a byte sequence that is none becomes U+FFFD. */
  text(span: Span, place: Place): string {
    if (!this.has(span.start, span.bytes, place) || !this.pay(span.bytes, span.start, place)) return "";
    return this.#text.decode(this.#bytes.subarray(span.start, span.start + span.bytes));
  }

  /** Where the items of the vector at a byte lie; `width` in bytes. Checked against the file, not loaded. */
  vector(at: number, width: number, place: Place): Span | null {
    const count = this.uint32(at, place);
    if (this.#fault !== null) return null;
    const bytes = count * width;
    if (at + 4 + bytes > this.size) {
      this.#truncated(place, at, 4 + bytes);
      return null;
    }
    return { start: at + 4, bytes };
  }

  /** The items of a vector of scalars. */
  scalars(span: Span, scalar: Scalar, place: Place): readonly number[] {
    if (!this.has(span.start, span.bytes, place) || !this.pay(span.bytes, span.start, place)) return [];
    const width = WIDTHS[scalar];
    const items = new Array<number>(span.bytes / width);
    for (let i = 0; i < items.length; i++) items[i] = this[scalar](span.start + width * i, place);
    return items;
  }

  /** Whether [at, at + bytes) can be read; a fault when not. */
  has(at: number, bytes: number, place: Place): boolean {
    if (this.#fault !== null) return false;
    if (at >= 0 && at + bytes <= this.#bytes.length) return true;
    if (at < 0) this.corrupt(place, at, "an offset points before the beginning of the file");
    else if (at + bytes > this.size) this.#truncated(place, at, bytes);
    else {
      this.#starved = true;
      this.#set("window", place, at, `${sayPlace(place)} lies beyond the part of the file that was read.`);
    }
    return false;
  }

  /** Says that what was read cannot be; only the first fault is kept. */
  corrupt(place: Place, at: number, why: string): void {
    this.#set("corrupt", place, at, `${this.#what} is damaged: in ${sayPlace(place)}, ${why}.`);
  }

  #truncated(place: Place, at: number, bytes: number): void {
    const need = (at + bytes).toLocaleString("en-US");
    const have = this.size.toLocaleString("en-US");
    const say = `${this.#what} is cut off or damaged: ${sayPlace(place)} reaches to byte ${need}, the file has ${have}.`;
    this.#set("truncated", place, at, say);
  }

  /** Takes what is about to be visited from the budget; a fault when there is no more. */
  pay(bytes: number, at: number, place: Place): boolean {
    this.#budget -= bytes;
    if (this.#budget >= 0) return true;
    this.corrupt(place, at, "its tables overlap so often that they describe more than the file can hold");
    return false;
  }

  #set(code: string, place: Place, at: number, message: string): void {
    if (this.#fault !== null) return;
    this.#fault = {
      code,
      message,
      where: `byte ${at.toLocaleString("en-US")} (${sayPlace(place)})`,
      help: HELP,
      at: [],
    };
  }
}
