/** Kinds of files without a magic number of their own, told by how their first bytes are built. Guesses: nothing is read. */

import type { Peek } from "./format.ts";

/** Whether the first 4 KiB hold an ASCII text: names of the first files of an archive. */
export function holds({ bytes }: Peek, text: string): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4096)).includes(text);
}

/** Two lines with equally many separators. */
export function isTable({ text }: Peek): boolean {
  const [first = "", second = ""] = text.split(/\r?\n/, 2);
  return [",", ";", "\t"].some((c) => {
    const n = first.split(c).length;
    return n > 1 && second.split(c).length === n;
  });
}

/** u64 length of a JSON header, then the header. */
export function isSafetensors({ bytes, size }: Peek): boolean {
  if (bytes.length < 10) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const header = Number(view.getBigUint64(0, true));
  return header >= 2 && header + 8 <= size && bytes[8] === 0x7b && (bytes[9] === 0x22 || bytes[9] === 0x7d);
}

/** PROTO 2–5, then an opcode that protocol begins with. */
export function isPickle({ bytes }: Peek): boolean {
  const [proto, version = 0, next = 0] = bytes;
  return (
    proto === 0x80 &&
    version >= 2 &&
    version <= 5 &&
    [0x95, 0x7d, 0x5d, 0x8a, 0x63, 0x8c, 0x28].includes(next)
  );
}

export function isUtf16({ bytes }: Peek): boolean {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  const ascii = (n: number | undefined) => n !== undefined && n >= 0x09 && n < 0x7f;
  return (ascii(a) && b === 0 && ascii(c) && d === 0) || (a === 0 && ascii(b) && c === 0 && ascii(d));
}

/** ModelProto opens with ir_version (field 1, a small varint), then the producer's name or the graph. */
export function looksLikeOnnx({ bytes }: Peek): boolean {
  const [tag, version = 0, next = 0] = bytes;
  return (
    tag === 0x08 &&
    version >= 1 &&
    version <= 20 &&
    [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72].includes(next)
  );
}

/** The first fields of a message by number, with their first bytes, as far as lengths lead within the first bytes. */
function protoFields({
  bytes,
}: Peek): readonly (readonly [field: number, wire: number, inside: Uint8Array])[] {
  const fields: [number, number, Uint8Array][] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  while (at < bytes.length && fields.length < 16) {
    const tag = varint();
    const length = tag % 8 === 2 || tag % 8 === 0 ? varint() : Number.NaN;
    if (Number.isNaN(length)) break;
    const wire = tag % 8;
    fields.push([
      Math.floor(tag / 8),
      wire,
      wire === 2 ? bytes.subarray(at, at + length) : bytes.subarray(0, 0),
    ]);
    if (wire === 2) at += length;
  }
  return fields;
}

/** Version, description, then the kind of model: fields from 200 on. */
export function looksLikeCoreMl(peek: Peek): boolean {
  const [first, second, ...more] = protoFields(peek);
  if (first?.[0] !== 1 || first[1] !== 0 || second?.[0] !== 2) return false;
  return more.some(([field, wire]) => wire === 2 && field >= 200 && field < 4000);
}

/** Schema version 1, then a MetaGraphDef, which begins with a message and a graph. */
export function looksLikeSavedModel(peek: Peek): boolean {
  const [first, second] = protoFields(peek);
  const inside = second?.[2] ?? new Uint8Array(0);
  return (
    peek.bytes[1] === 1 &&
    first?.[0] === 1 &&
    first[1] === 0 &&
    second?.[0] === 2 &&
    inside[0] === 0x0a &&
    inside.length > 64
  );
}

/** A root offset that leads to a table whose vtable is sane, and an identifier of four letters. */
export function looksLikeFlatBuffer({ bytes, size }: Peek): boolean {
  if (bytes.length < 16 || !bytes.subarray(4, 8).every((b) => b >= 0x20 && b < 0x7f)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const root = view.getUint32(0, true);
  if (root < 8 || root + 4 > size) return false;
  if (root + 4 > bytes.length) return true;
  const vtable = root - view.getInt32(root, true);
  if (vtable < 4 || vtable + 4 > bytes.length) return false;
  const length = view.getUint16(vtable, true);
  return length >= 4 && length % 2 === 0 && length < 4096;
}
