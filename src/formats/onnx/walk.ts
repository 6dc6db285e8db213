/** Walks messages field by field and hands them to builders: small ones from memory, large ones through the window. */

import type { Window } from "./window.ts";
import { Cursor, FIXED32, FIXED64, LENGTH, VARINT, WireFault } from "./wire.ts";

/** Takes the fields of one message, in the order of the file. */
export interface Builder {
  /** A varint, or a fixed number as a double. */
  readonly number?: (field: number, value: number) => void;
  /** The builder of a message inside; undefined: `field` is no message that matters. */
  readonly message?: (field: number) => Builder | undefined;
  /** Whether the bytes of a field of that length are wanted. */
  readonly wants?: (field: number, length: number) => boolean;
  /** Bytes that were wanted: a copy is the builder's business. `at` is their position in the source. */
  readonly bytes?: (field: number, bytes: Uint8Array, at: number) => void;
  /** Bytes that were not read. */
  readonly skipped?: (field: number, at: number, length: number) => void;
  /** Called after the last field. */
  readonly end?: () => void;
}

/** Messages up to this many bytes are loaded whole: a step through the window per field costs more than reading them. */
const WHOLE = 256 * 1024;
/** A tag and a length have at most this many bytes. */
const HEAD = 20;
const DEEPEST = 64;

function deeper(depth: number, at: number): number {
  if (depth >= DEEPEST) throw new WireFault(`messages are nested more than ${DEEPEST} deep`, at);
  return depth + 1;
}

function fieldOf(tag: number, at: number): { readonly field: number; readonly wire: number } {
  const field = Math.floor(tag / 8);
  if (tag < 8 || field > 2 ** 29) throw new WireFault("a field has no valid number", at);
  return { field, wire: tag % 8 };
}

function scalar(cursor: Cursor, wire: number, at: number): number {
  if (wire === VARINT) return cursor.varint();
  if (wire === FIXED32) return cursor.fixed32();
  if (wire === FIXED64) return cursor.fixed64();
  throw new WireFault(`wire type ${wire} does not occur in such files`, at);
}

/** Walks a message that is in memory. Throws WireFault. */
export function walkBytes(bytes: Uint8Array, base: number, builder: Builder, depth = 0): void {
  const cursor = new Cursor(bytes, base);
  while (!cursor.done) {
    const at = cursor.position;
    const { field, wire } = fieldOf(cursor.varint(), at);
    if (wire !== LENGTH) {
      builder.number?.(field, scalar(cursor, wire, at));
      continue;
    }
    const length = cursor.length();
    const start = cursor.at;
    if (start + length > bytes.length) throw new WireFault("a part is longer than what holds it", at);
    const inside = builder.message?.(field);
    if (inside !== undefined)
      walkBytes(bytes.subarray(start, start + length), base + start, inside, deeper(depth, at));
    else if (builder.wants?.(field, length) === true)
      builder.bytes?.(field, bytes.subarray(start, start + length), base + start);
    else builder.skipped?.(field, base + start, length);
    cursor.at = start + length;
  }
  builder.end?.();
}

/** Walks bytes [start, end) of a source. `tell` hears the position now and then. Throws WireFault and SourceEnded. */
export async function walkSource(
  window: Window,
  start: number,
  end: number,
  builder: Builder,
  tell: (position: number) => void,
  depth = 0,
): Promise<void> {
  let at = start;
  while (at < end) {
    tell(at);
    const cursor = new Cursor(await window.upTo(at, end, HEAD), at);
    const { field, wire } = fieldOf(cursor.varint(), at);
    if (wire !== LENGTH) {
      builder.number?.(field, scalar(cursor, wire, at));
      at = cursor.position;
      continue;
    }
    const length = cursor.length();
    const from = cursor.position;
    const to = from + length;
    if (to > end) throw new WireFault("a part is longer than what holds it", at);
    const inside = builder.message?.(field);
    if (inside !== undefined && length <= WHOLE)
      walkBytes(await window.bytes(from, to), from, inside, deeper(depth, at));
    else if (inside !== undefined) await walkSource(window, from, to, inside, tell, deeper(depth, at));
    else if (builder.wants?.(field, length) === true)
      builder.bytes?.(field, await window.bytes(from, to), from);
    else builder.skipped?.(field, from, length);
    at = to;
  }
  builder.end?.();
}
