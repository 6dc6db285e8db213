/** Text in the characters that an address may hold, and back: a checksum, deflate, base64url. The browser's own machinery. */

import { fail, ok, type Result } from "../core/result.ts";

/** Bytes of text that one part of a link may unfold to: a few characters could fill the memory otherwise. */
export const MOST_UNFOLDED = 64 * 1024 * 1024;

/** Bytes before the deflated ones: CRC-32 of the text in UTF-8, least significant first. */
const SUM = 4;
/** Characters that `String.fromCharCode` takes at once. */
const CHUNK = 0x8000;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 as in ISO 3309, the one of zip and PNG. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (TABLE[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Undefined when the text is not base64url. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

async function gathered(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** The same text gives the same characters in one browser; another may deflate it otherwise. */
export async function pack(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const deflated = await gathered(
    new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    Number.POSITIVE_INFINITY,
  );
  const packed = new Uint8Array(SUM + (deflated?.length ?? 0));
  new DataView(packed.buffer).setUint32(0, crc32(bytes), true);
  packed.set(deflated ?? [], SUM);
  return toBase64Url(packed);
}

/** Fails ("damaged") when it is not what `pack` made, and ("too-large") when it unfolds to more than `most` bytes. */
export async function unpack(text: string, most = MOST_UNFOLDED): Promise<Result<string>> {
  const damaged = fail("damaged", "It was changed on its way: its checksum is wrong.");
  const packed = fromBase64Url(text);
  if (packed === undefined || packed.length <= SUM) return damaged;
  const sum = new DataView(packed.buffer).getUint32(0, true);
  try {
    const bytes = await gathered(
      new Blob([packed.subarray(SUM)]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
      most,
    );
    if (bytes === undefined)
      return fail(
        "too-large",
        `It unfolds to more than ${most / 1024 / 1024} MiB, which no link should hold.`,
      );
    return crc32(bytes) === sum ? ok(new TextDecoder().decode(bytes)) : damaged;
  } catch {
    return damaged;
  }
}
