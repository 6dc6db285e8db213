/** The canonical text of a document: one row a line, the same bytes for the same document. */

import type { ComparisonDocument } from "../../core/compare/document.ts";
import type { TilesDocument } from "../../core/dialects/tiles/schedule-document.ts";
import type { MemplanDocument } from "../../core/document.ts";

const HEAD: readonly string[] = ["format", "version", "kind", "name"];

/**
 * Fields in the order of the document, after format, version, kind and name; a list of objects, or an object of
 * objects, has one entry a line. Reading the text and writing it again gives the same bytes.
 */
export function writeNative(document: MemplanDocument | ComparisonDocument | TilesDocument): string {
  const rest = Object.entries(document).filter(([key, value]) => !HEAD.includes(key) && value !== undefined);
  const head = HEAD.flatMap((key): [string, unknown][] => {
    const value: unknown = Reflect.get(document, key);
    return value === undefined ? [] : [[key, value]];
  });
  const fields = [...head, ...rest].map(([key, value]) => `  ${JSON.stringify(key)}: ${block(value)}`);
  return `{\n${fields.join(",\n")}\n}\n`;
}

/** The value of a field of the document, in rows when it is a table. */
function block(value: unknown): string {
  if (Array.isArray(value) && value.some(isObject)) {
    return `[\n${value.map((item) => `    ${inline(item)}`).join(",\n")}\n  ]`;
  }
  if (isObject(value) && !Array.isArray(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length > 0 && entries.every(([, item]) => isObject(item))) {
      return `{\n${entries.map(([key, item]) => `    ${JSON.stringify(key)}: ${inline(item)}`).join(",\n")}\n  }`;
    }
  }
  return inline(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) {
    let text = "";
    for (const item of value) text += `${text === "" ? "" : ", "}${inline(item)}`;
    return `[${text}]`;
  }
  if (isObject(value)) {
    let text = "";
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) text += `${text === "" ? "" : ", "}${JSON.stringify(key)}: ${inline(item)}`;
    }
    return text === "" ? "{}" : `{ ${text} }`;
  }
  if (typeof value === "number" && !Number.isFinite(value))
    throw new Error("a document holds a number that JSON cannot say");
  return JSON.stringify(value) ?? "null";
}
