/**
 * C++ text as words, numbers, strings and marks, and the numbers that it defines. Comments and other lines of the
 * preprocessor are gone. A parser of the whole language would be large, slow, and lost without the headers that a
 * scheduler includes: generated text has few shapes, and these can be told from its words alone.
 */

import { fail, ok, type Result } from "../../core/result.ts";

export interface Token {
  readonly kind: "word" | "number" | "string" | "mark";
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

export interface Words {
  readonly tokens: readonly Token[];
  /** What `#define` gives a number. */
  readonly defines: ReadonlyMap<string, number>;
}

const TOKEN = /([A-Za-z_]\w*)|(\d[\w.]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(::|->|\S)/y;
const DEFINE = /^#\s*define\s+(\w+)\s+\(?(\d+)[uUlL]*\)?\s*(?:\/[/*].*)?$/;

/** Linear in the text. */
export function wordsOf(text: string): Words {
  const tokens: Token[] = [];
  const defines = new Map<string, number>();
  let line = 1;
  let fresh = true;
  let at = 0;
  const pass = (to: number) => {
    for (let next = text.indexOf("\n", at); next >= 0 && next < to; next = text.indexOf("\n", next + 1)) {
      line++;
      fresh = true;
    }
    at = to;
  };
  while (at < text.length) {
    const c = text[at] ?? "";
    if (c === "\n") {
      pass(at + 1);
    } else if (c <= " ") {
      at++;
    } else if (c === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      pass(end < 0 ? text.length : end + 2);
    } else if (c === "/" && text[at + 1] === "/") {
      pass(lineEnd(text, at));
    } else if (c === "#" && fresh) {
      let end = lineEnd(text, at);
      const [, name, value] = DEFINE.exec(text.slice(at, end).trimEnd()) ?? [];
      if (name !== undefined) defines.set(name, Number(value));
      while (end < text.length && /\\\r?$/.test(text.slice(Math.max(at, end - 2), end)))
        end = lineEnd(text, end + 1);
      pass(end);
    } else {
      TOKEN.lastIndex = at;
      const [all = c, word, number, string] = TOKEN.exec(text) ?? [];
      const kind =
        word !== undefined
          ? "word"
          : number !== undefined
            ? "number"
            : string !== undefined
              ? "string"
              : "mark";
      tokens.push({ kind, text: all, line });
      fresh = false;
      at += all.length;
    }
  }
  return { tokens, defines };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The tokens as they would be written, with spaces only between words. */
export function written(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }, k) => (kind === "word" && tokens[k - 1]?.kind === "word" ? ` ${text}` : text))
    .join("");
}

export interface Enclosed {
  /** What is between the commas of the outermost level; none at all where there is nothing between the brackets. */
  readonly parts: readonly (readonly Token[])[];
  /** Position after the closing bracket. */
  readonly next: number;
}

const OPENS = "([{";
const CLOSES = ")]}";

/** What is between the bracket at `open` and its end. Fails where it has none. */
export function enclosed(tokens: readonly Token[], open: number): Result<Enclosed> {
  const parts: Token[][] = [[]];
  let depth = 0;
  let angles = 0;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const mark = token.kind === "mark" ? token.text : "";
    if (mark !== "" && OPENS.includes(mark)) depth++;
    else if (mark !== "" && CLOSES.includes(mark)) depth--;
    else if (mark === "<") angles++;
    else if (mark === ">") angles = Math.max(0, angles - 1);
    if (depth === 0) {
      return ok({ parts: parts.length === 1 && parts[0]?.length === 0 ? [] : parts, next: i + 1 });
    }
    if (mark === "," && depth === 1 && angles === 0) parts.push([]);
    else if (i > open) parts.at(-1)?.push(token);
  }
  const { text = "", line = 0 } = tokens[open] ?? {};
  return fail("unclosed", `The ${text} is never closed.`, {
    where: `line ${line.toLocaleString("en-US")}`,
    help: "The file was perhaps cut short: generate it again.",
  });
}

/** Arguments of a template are never longer: what looks like one that is compares numbers. */
const MOST_ARGUMENTS = 400;

/** No template goes on after these. */
const ENDS = new Set([";", "{", "}", "="]);

/** What is between the `<` at `open` and its `>`; undefined where it is no template's. */
export function inAngles(tokens: readonly Token[], open: number): Enclosed | undefined {
  const parts: Token[][] = [[]];
  let depth = 0;
  let round = 0;
  for (let i = open; i < tokens.length && i < open + MOST_ARGUMENTS; i++) {
    const token = tokens[i];
    if (token === undefined || ENDS.has(token.text)) return undefined;
    if (token.text === "(") round++;
    if (token.text === ")") round--;
    if (round < 0) return undefined;
    if (token.text === "<") depth++;
    if (token.text === ">" && --depth === 0) return { parts, next: i + 1 };
    if (token.text === "," && depth === 1 && round === 0) parts.push([]);
    else if (i > open) parts.at(-1)?.push(token);
  }
  return undefined;
}
