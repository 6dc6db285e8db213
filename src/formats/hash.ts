/** The name of a document's content, by which a plan knows its source again. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SourceDocument } from "../core/document.ts";
import { writeNative } from "./native/write.ts";

/** SHA-256 of the canonical text without the drawing, in hex: the same for every file that says the same in the same order. */
export function documentHash(document: SourceDocument): string {
  const said = document.kind === "graph" ? { ...document, drawing: undefined } : document;
  return bytesToHex(sha256(utf8ToBytes(writeNative(said))));
}
