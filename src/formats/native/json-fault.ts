/** Finds where a text stops being JSON that we accept, and says so: the slow, exact half of parse-json.ts. */

export interface JsonFault {
  readonly code:
    | "bad-json"
    | "truncated"
    | "duplicate-key"
    | "reserved-name"
    | "too-deep"
    | "number-too-large";
  /** Index into the text. */
  readonly index: number;
  /** What is wrong, as the end of a sentence. */
  readonly says: string;
  readonly help: string;
}

/** Deeper than any document of ours by far; protects whatever walks the value. */
export const MOST_DEPTH = 100;

/** Keys that mean something to the language itself; no document needs them. */
export const RESERVED: readonly string[] = ["__proto__", "constructor", "prototype"];

/** The first fault of `text`, or undefined when there is none. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    new Scanner(text).all();
    return undefined;
  } catch (e) {
    if (e instanceof Found) return e.fault;
    throw e;
  }
}

/** Leaves the recursion with what was found. */
class Found extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.says);
    this.fault = fault;
  }
}

const WORD = /[\w.+-]*/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): void {
    this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) {
      this.#fault(
        "bad-json",
        `the document has ended, but ${this.#here()} follows`,
        "Remove what follows the end.",
      );
    }
  }

  #fault(code: JsonFault["code"], says: string, help: string, index = this.#at): never {
    throw new Found({ code, index, says, help });
  }

  #expected(what: string): never {
    if (this.#at >= this.#text.length) {
      this.#fault(
        "truncated",
        `it ends where ${what} must follow`,
        "The file is probably cut short: save, copy or download it again.",
      );
    }
    const c = this.#text.charAt(this.#at);
    const help =
      c === "/" || c === "#"
        ? "JSON has no comments: remove them."
        : c === "'" || c === "‘" || c === "“" || c === "”"
          ? 'Texts stand between plain double quotes: "…".'
          : c === "]" || c === "}"
            ? "Remove the comma before it, or complete what is missing."
            : "Correct the text there.";
    this.#fault("bad-json", `${what} must follow, but there is ${this.#here()}`, help);
  }

  /** The thing at this place, short. */
  #here(): string {
    const word = /^[\w.+-]{1,20}/.exec(this.#text.slice(this.#at, this.#at + 20));
    const c = word?.[0] ?? String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    return /[\p{C}\p{Z}]/u.test(c) ? `the character U+${hex4(c.codePointAt(0) ?? 0)}` : JSON.stringify(c);
  }

  #space(): void {
    const text = this.#text;
    let at = this.#at;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) break;
    }
    this.#at = at;
  }

  #value(depth: number): void {
    this.#space();
    if (depth > MOST_DEPTH) {
      this.#fault("too-deep", `lists and objects nest more than ${MOST_DEPTH} deep`, "Flatten the document.");
    }
    switch (this.#text.charAt(this.#at)) {
      case "{":
        this.#object(depth);
        return;
      case "[":
        this.#list(depth);
        return;
      case '"':
        this.#string();
        return;
      default:
        this.#atom();
    }
  }

  #object(depth: number): void {
    const seen = new Set<string>();
    this.#at++;
    this.#space();
    if (this.#take("}")) return;
    do {
      this.#space();
      const start = this.#at;
      if (this.#text.charCodeAt(start) !== QUOTE) this.#expected("a key in double quotes");
      const key = this.#string();
      if (RESERVED.includes(key)) {
        this.#fault("reserved-name", `the key ${JSON.stringify(key)} cannot be used`, "Rename it.", start);
      }
      if (seen.has(key)) {
        const short = JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
        this.#fault(
          "duplicate-key",
          `the key ${short} is there twice in one object`,
          "Keep one of them.",
          start,
        );
      }
      seen.add(key);
      this.#space();
      if (!this.#take(":")) this.#expected('":"');
      this.#value(depth + 1);
      this.#space();
    } while (this.#take(","));
    if (!this.#take("}")) this.#expected('"," or "}"');
  }

  #list(depth: number): void {
    this.#at++;
    this.#space();
    if (this.#take("]")) return;
    do {
      this.#value(depth + 1);
      this.#space();
    } while (this.#take(","));
    if (!this.#take("]")) this.#expected('"," or "]"');
  }

  #take(c: string): boolean {
    if (this.#text.charAt(this.#at) !== c) return false;
    this.#at++;
    return true;
  }

  #string(): string {
    const text = this.#text;
    const start = this.#at;
    for (this.#at++; this.#at < text.length; this.#at++) {
      const c = text.charCodeAt(this.#at);
      if (c === QUOTE) {
        this.#at++;
        return String(JSON.parse(text.slice(start, this.#at)));
      }
      if (c < 0x20) {
        this.#fault(
          "bad-json",
          `a text holds the character U+${hex4(c)}`,
          'Close the text with ", or write \\n for a line end.',
        );
      }
      if (c === BACKSLASH) {
        if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(this.#at, this.#at + 6))) {
          if (this.#at + 6 > text.length) this.#at = text.length;
          else
            this.#fault(
              "bad-json",
              'a "\\" begins no escape that JSON knows',
              'Write "\\\\" for a backslash.',
            );
        } else this.#at++;
      }
    }
    this.#at = text.length;
    return this.#expected("the rest of a text");
  }

  #atom(): void {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0] ?? "";
    if (word === "true" || word === "false" || word === "null") {
      this.#at += word.length;
      return;
    }
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word);
    if (!number) this.#expected("a value");
    if (!Number.isFinite(Number(word))) {
      this.#fault(
        "number-too-large",
        `the number ${word.slice(0, 30)} is too large`,
        "Numbers go up to 2^53 − 1.",
      );
    }
    this.#at += word.length;
  }
}

function hex4(n: number): string {
  return n.toString(16).toUpperCase().padStart(4, "0");
}
