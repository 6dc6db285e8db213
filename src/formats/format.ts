/** The seam for formats: a format is one file or folder that exports a Format, and one line in index.ts. */

import type { MemplanDocument, PlanDocument } from "../core/document.ts";
import type { FormatInfo } from "../core/format-info.ts";
import type { Result } from "../core/result.ts";
import type { Watch } from "../core/watch.ts";

/** Bytes that can be read in pieces: a File in the page, a file handle in Node, a string in tests. */
export interface Source {
  /** File name with extension; for messages and for the name of the document, never trusted to tell the format. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes [start, end); fewer when the source ends before. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

/** Contents that a person gives for inputs, row-major. */
export type Given = ReadonlyMap<string, readonly number[]>;

/** The first bytes of a source (64 KiB at most): enough to tell what it is. */
export interface Peek {
  readonly bytes: Uint8Array;
  /** The same, decoded as UTF-8; "" when it is binary. */
  readonly text: string;
  /** Size of the whole source in bytes. */
  readonly size: number;
}

/** What there is to write: the open document, and its checked plan when there is one. */
export interface Subject {
  readonly document: MemplanDocument;
  readonly plan: PlanDocument | null;
}

export interface Format {
  /** Kebab-case; the command line's `--to`. */
  readonly id: string;
  readonly title: string;
  /** One sentence for lists: what it holds. */
  readonly says: string;
  /** With the dot, the usual one first. */
  readonly extensions: readonly string[];
  /** MIME type of what `write` makes. */
  readonly mime: string;
  /** Whether these bytes are this format; decides by content alone. */
  readonly match?: (peek: Peek) => boolean;
  /** `given`: contents of small inputs by name, where shapes hang on them. */
  readonly read?: (source: Source, watch: Watch, given?: Given) => Promise<Result<MemplanDocument>>;
  readonly write?: (subject: Subject) => Result<string | Uint8Array>;
  /** The one kind of document that it can write; absent: any. */
  readonly only?: MemplanDocument["kind"];
}

export function infoOf(format: Format): FormatInfo {
  const { id, title, says, extensions, read, write, only } = format;
  const info = { id, title, says, extensions, reads: read !== undefined, writes: write !== undefined };
  return only === undefined ? info : { ...info, only };
}
