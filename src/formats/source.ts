/** Sources of bytes, and what readers do with them: peek, read whole, decode. */

import { fail, ok, type Result } from "../core/result.ts";
import { formatBytes } from "../core/units.ts";
import type { Watch } from "../core/watch.ts";
import type { Peek, Source } from "./format.ts";

const PEEK_BYTES = 64 * 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Text formats are held whole, several times over, in the memory of a tab. */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

export function sourceFromBytes(name: string, bytes: Uint8Array): Source {
  return { name, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

export function sourceFromText(name: string, text: string): Source {
  return sourceFromBytes(name, new TextEncoder().encode(text));
}

/** Of a Blob or a File: only what is asked for is read. */
export function sourceFromBlob(name: string, blob: Blob): Source {
  return {
    name,
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/** The name of a document from the name of its file: no folders, no ending. */
export function stemOf(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, "");
  return base.replace(/(?!^)\.[^.]*$/, "");
}

/** First 64 KiB. */
export async function peekAt(source: Source): Promise<Peek> {
  const bytes = await source.read(0, Math.min(source.size, PEEK_BYTES));
  return { bytes, text: isBinary(bytes) ? "" : new TextDecoder().decode(bytes), size: source.size };
}

/** A NUL, or many control characters: no text of ours. */
function isBinary(bytes: Uint8Array): boolean {
  let odd = 0;
  for (const b of bytes) {
    if (b === 0) return true;
    if (b < 0x20 && b !== 0x09 && b !== 0x0a && b !== 0x0d && b !== 0x0c) odd++;
  }
  return odd * 50 > bytes.length;
}

/** The whole source as UTF-8 text without a byte order mark. Problems: too large, not UTF-8, cut short. */
export async function readText(source: Source, watch: Watch): Promise<Result<string>> {
  if (source.size > MOST_TEXT_BYTES) {
    return fail(
      "too-large",
      `The file has ${formatBytes(source.size)}; text is read up to ${formatBytes(MOST_TEXT_BYTES)}.`,
      {
        help: "Split it, or leave out what planning does not need.",
      },
    );
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parts: string[] = [];
  for (let at = 0; at < source.size; ) {
    watch({ phase: "reading", done: at, total: source.size });
    const bytes = await source.read(at, Math.min(source.size, at + CHUNK_BYTES));
    if (bytes.length === 0) {
      const said = source.size.toLocaleString("en-US");
      return fail("truncated", `The file ends at byte ${at.toLocaleString("en-US")} of ${said}.`, {
        help: "It changed while it was read: open it again.",
      });
    }
    at += bytes.length;
    try {
      parts.push(decoder.decode(bytes, { stream: at < source.size }));
    } catch (e) {
      // the decoder throws nothing else
      if (!(e instanceof TypeError)) throw e;
      const good = `${parts.join("")}${new TextDecoder().decode(bytes).split("\uFFFD", 1)[0] ?? ""}`;
      return fail("not-utf8", "The file is text, but not in UTF-8.", {
        where: `line ${good.split("\n").length.toLocaleString("en-US")}`,
        help: "Save it again with the encoding UTF-8; if it was cut short, download it again.",
      });
    }
  }
  return ok(parts.join(""));
}
