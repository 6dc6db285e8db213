/** JSON text to a value that is safe to walk, or a Problem with line, column and an excerpt. */

import { fail, ok, type Result } from "../../core/result.ts";
import { findJsonFault, MOST_DEPTH, RESERVED } from "./json-fault.ts";

/**
 * Refuses, besides what is no JSON: a key twice in one object, keys like `__proto__`, numbers beyond a double,
 * more than 100 levels.
 */
export function parseJson(text: string): Result<unknown> {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(body);
    if (isTame(body, value)) return ok(value);
  } catch (e) {
    // a RangeError is an engine that recurses on deep nesting; findJsonFault names both
    if (!(e instanceof SyntaxError) && !(e instanceof RangeError)) throw e;
  }
  const fault = findJsonFault(body);
  if (fault === undefined) return fail("bad-json", "This is not valid JSON.", { help: "Correct the text." });
  const place = placeOf(body, fault.index);
  const near = place.excerpt === "" ? "" : ` Near: ${place.excerpt}`;
  return fail(fault.code, `This JSON has a fault: ${fault.says}.${near}`, {
    where: place.where,
    help: fault.help,
  });
}

/** Whether the value says all that the text says, and nothing wild: cheap enough to run on every document. */
function isTame(text: string, root: unknown): boolean {
  let keys = 0;
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value)) {
        for (const item of value) if (isWorth(item)) next.push(item);
      } else if (typeof value === "object" && value !== null) {
        for (const [key, item] of Object.entries(value)) {
          keys++;
          if (RESERVED.includes(key)) return false;
          if (isWorth(item)) next.push(item);
        }
      } else if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return false;
    }
    level = next;
  }
  return keys === countKeys(text);
}

function isWorth(value: unknown): boolean {
  return (
    typeof value === "object" || value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
  );
}

/** Keys written in a text that is JSON: texts that a colon follows. Fewer in the value means that one was there twice. */
function countKeys(text: string): number {
  let keys = 0;
  let at = text.indexOf('"');
  while (at !== -1) {
    let end = text.indexOf('"', at + 1);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end === -1) break;
    at = end + 1;
    while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
    if (text.charCodeAt(at) === 0x3a) keys++;
    at = text.indexOf('"', at);
  }
  return keys;
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text.charCodeAt(before) === 0x5c) before--;
  return (quote - before) % 2 === 0;
}

/** Line and column, both from 1, and some of the line around it. */
function placeOf(text: string, index: number): { where: string; excerpt: string } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  const from = Math.max(start, index - 30);
  const lineEnd = text.indexOf("\n", index);
  const to = Math.min(lineEnd === -1 ? text.length : lineEnd, index + 30);
  const cut = text.slice(from, to).replace(/\p{C}/gu, " ").trim();
  const excerpt =
    cut === "" ? "" : `${from > start ? "…" : ""}${cut}${to < text.length && to !== lineEnd ? "…" : ""}`;
  return {
    where: `line ${line.toLocaleString("en-US")}, column ${(index - start + 1).toLocaleString("en-US")}`,
    excerpt,
  };
}
