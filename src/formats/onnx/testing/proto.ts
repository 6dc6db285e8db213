/** Writes Protocol Buffers for tests: each function gives the bytes of one field. */

const utf8 = new TextEncoder();

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

export const int = (field: number, value: number | bigint): Uint8Array =>
  joined([varint(field * 8), varint(value)]);

export const data = (field: number, bytes: Uint8Array): Uint8Array =>
  joined([varint(field * 8 + 2), varint(bytes.length), bytes]);

export const text = (field: number, value: string): Uint8Array => data(field, utf8.encode(value));

export const message = (field: number, ...fields: readonly Uint8Array[]): Uint8Array =>
  data(field, joined(fields));

export const packed = (field: number, values: readonly (number | bigint)[]): Uint8Array =>
  data(field, joined(values.map(varint)));

export function float(field: number, value: number): Uint8Array {
  return joined([varint(field * 8 + 5), floats(value)]);
}

export function floats(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
