/** Shapes as people type and read them: `1x128x128`, `1 × 128 × 128`, `[1, 128, 128]`, `T<=512 x 64`, `2*T + 1 x 64`, `scalar`. */

import { isCount } from "./bytes.ts";
import type { Dim, GraphDocument } from "./document.ts";
import { fail, ok, type Result } from "./result.ts";
import { endOfDim, matchAt, type Parting, partingOf, QUOTED } from "./shape-parts.ts";
import { evaluate, namesOfSize } from "./size.ts";
import { parseSize, sizeOfSymbol, symbolOfSize } from "./size-text.ts";

/** The maximum of a symbol that is typed for the first time and without one. */
export const NEW_SYMBOL_MAX = 128;

const HELP = "Type a shape such as 1x128x128, T<=512x64 or scalar.";
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

// What is no expression of core/size.ts is a name, as it is written; any other may be quoted
const NAME = /[\p{L}_(][\p{L}\p{N}_.:·()/+\u2212-]*/uy;
/** Where an x parts dimensions, it is in no name. */
const NAME_WITHOUT_X = /(?![xX])[\p{L}_(](?:(?![xX])[\p{L}\p{N}_.:·()/+\u2212-])*/uy;
const NUMBER = /[0-9]+/uy;
const AT_MOST = /\s*(?:<=|≤|=)\s*/uy;
const SEPARATOR = /\s*[,;×*xX]\s*|\s+/uy;

/** The symbols of a graph by name, each with its value or the largest maximum that it has anywhere. */
export function symbolsOf(document: GraphDocument): Map<string, number> {
  const symbols = new Map(document.symbols?.map(({ id, value }) => [id, value]));
  for (const { shape = [] } of document.tensors) {
    for (const dim of shape) {
      if (typeof dim === "number") continue;
      symbols.set(dim.symbol, Math.max(dim.max, symbols.get(dim.symbol) ?? 0));
    }
  }
  return symbols;
}

/**
 * `1×128×128`, `T≤512×64`, `scalar`: parseShape reads back what this writes. Names with an x in them are written
 * `[ctx≤512, 64]`. With `names`, for sentences, symbols have no maximum.
 */
export function formatShape(shape: readonly Dim[], symbols: "maxima" | "names" = "maxima"): string {
  if (shape.length === 0) return "scalar";
  const names = shape.flatMap((dim) => (typeof dim === "number" ? [] : [written(dim.symbol)]));
  const dims = shape.map((dim) => {
    if (typeof dim === "number") return String(dim);
    return symbols === "names" ? written(dim.symbol) : `${written(dim.symbol)}≤${dim.max}`;
  });
  const commas =
    names.some((name) => /["xX]/u.test(name)) || (shape.length === 1 && /[*+ (-]/u.test(names[0] ?? ""));
  return commas ? `[${dims.join(", ")}]` : dims.join("×");
}

function written(symbol: string): string {
  const plain = canonical(symbol) === symbol && matchAt(QUOTED, symbol, 0) !== symbol;
  return plain ? symbol : JSON.stringify(symbol);
}

/** The text of a symbol that says what this says; undefined when it is neither an expression nor a name without quotes. */
function canonical(text: string): string | undefined {
  const size = parseSize(text);
  if (typeof size === "object") return symbolOfSize(size);
  return size === undefined && matchAt(NAME, text, 0) === text ? text : undefined;
}

/**
 * The shape that a person typed. Dimensions are parted by x, ×, *, commas or spaces, with or without brackets; a name is a
 * symbol, `T<=512` or `T=512` gives its maximum. One without keeps that of `known`, else gets NEW_SYMBOL_MAX. Fails with
 * "bad-shape", which says what is wrong and at which character.
 */
export function parseShape(text: string, known: ReadonlyMap<string, number>): Result<readonly Dim[]> {
  const { inner, from, bracketed } = withoutBrackets(text);
  if (inner === "" && !bracketed) return wrong("No shape is typed.", 0);
  if (inner === "" || /^scalar$/iu.test(text.trim())) return ok([]);
  // with brackets, any separator but x, or spaces around it, an x within a name belongs to the name
  const name = bracketed || /[,;×*]|\s[xX]\s/u.test(inner) ? NAME : NAME_WITHOUT_X;
  return new Reader(inner, from, known, name, partingOf(inner, bracketed)).read();
}

interface Read {
  readonly symbol: string;
  readonly max: number | undefined;
  readonly at: number;
}

class Reader {
  readonly #text: string;
  /** Characters before the text. */
  readonly #from: number;
  readonly #known: ReadonlyMap<string, number>;
  readonly #name: RegExp;
  readonly #parting: Parting;
  #at = 0;

  constructor(
    text: string,
    from: number,
    known: ReadonlyMap<string, number>,
    name: RegExp,
    parting: Parting,
  ) {
    this.#text = text;
    this.#from = from;
    this.#known = known;
    this.#name = name;
    this.#parting = parting;
  }

  read(): Result<readonly Dim[]> {
    const dims: (number | Read)[] = [];
    let separators = "";
    while (this.#at < this.#text.length) {
      const dim = this.#dim(dims.length + 1);
      if (!dim.ok) return dim;
      dims.push(dim.value);
      if (this.#at === this.#text.length) break;
      const separator = this.#take(SEPARATOR);
      if (separator === undefined) return this.#unexpected(dims.length);
      const kind = /[,;]/u.test(separator) ? "," : /\S/u.test(separator) ? "×" : " ";
      if (!separators.includes(kind)) separators += kind;
      if (separators.length > 1) {
        // 1,024x64 may mean one dimension of 1,024
        return this.#wrong("Dimensions are parted in two ways here.", this.#at, "Use only x or only commas.");
      }
      // a comma may end the list, as in (64,)
      if (this.#at === this.#text.length && kind !== ",") {
        return this.#wrong(`A dimension is missing after “${separator.trim()}”.`, this.#at);
      }
    }
    return this.#maxima(dims);
  }

  #dim(position: number): Result<number | Read> {
    const at = this.#at;
    const expression = this.#expression();
    const digits = expression === undefined ? this.#take(NUMBER) : undefined;
    if (digits !== undefined) {
      if (!isCount(Number(digits))) return this.#wrong(`Dimension ${position}, ${digits}, is too large.`, at);
      return ok(Number(digits));
    }
    const symbol = expression ?? this.#symbol();
    if (symbol === undefined) return this.#unexpected(position - 1);
    if (symbol === "" || RESERVED.has(symbol)) {
      return this.#wrong(`“${symbol}” cannot be the name of a dimension.`, at);
    }
    if (this.#take(AT_MOST) === undefined) return ok({ symbol, max: undefined, at });
    const from = this.#at;
    const most = this.#take(NUMBER);
    if (most === undefined) return this.#wrong(`The maximum of ${symbol} must be a whole number.`, from);
    if (!isCount(Number(most))) return this.#wrong(`The maximum of ${symbol}, ${most}, is too large.`, from);
    return ok({ symbol, max: Number(most), at });
  }

  /** An expression of symbols, in the one way to write it. */
  #expression(): string | undefined {
    if (this.#parting === "stars") return undefined;
    const piece = this.#text.slice(this.#at, endOfDim(this.#text, this.#at, this.#parting)).trimEnd();
    if (!/[-+*(]/u.test(piece) || matchAt(QUOTED, piece, 0) === piece) return undefined;
    const size = parseSize(piece);
    if (typeof size !== "object") return undefined;
    this.#at += piece.length;
    return symbolOfSize(size);
  }

  #symbol(): string | undefined {
    const quoted = this.#take(QUOTED);
    if (quoted !== undefined) return unquoted(quoted);
    const known = this.#name === NAME ? undefined : this.#knownName();
    if (known === undefined) {
      const name = this.#take(this.#name);
      return name === undefined ? undefined : (canonical(name) ?? name);
    }
    this.#at += known.length;
    return known;
  }

  /** Tight text such as `ctxx64`: a name of the document that ends where a dimension may end wins over its x. */
  #knownName(): string | undefined {
    let best: string | undefined;
    for (const name of this.#known.keys()) {
      if (name.length <= (best?.length ?? 0) || !this.#text.startsWith(name, this.#at)) continue;
      if (/^(?:\s|$|[xX]|<|≤|=)/u.test(this.#text.slice(this.#at + name.length))) best = name;
    }
    return best;
  }

  /** Symbols with their maxima; what is typed goes before what is known, wherever in the text it is typed. */
  #maxima(dims: readonly (number | Read)[]): Result<readonly Dim[]> {
    const typed = new Map<string, number>();
    for (const dim of dims) {
      if (typeof dim === "number" || dim.max === undefined) continue;
      const other = typed.get(dim.symbol);
      if (other !== undefined && other !== dim.max) {
        const message = `${dim.symbol} has two maxima here: ${other} and ${dim.max}.`;
        return this.#wrong(message, dim.at, "Give it one.");
      }
      typed.set(dim.symbol, dim.max);
    }
    return ok(
      dims.map((dim) => {
        if (typeof dim === "number") return dim;
        return { symbol: dim.symbol, max: this.#maximum(dim.symbol, typed) };
      }),
    );
  }

  /** As it is typed or known, or what comes of the symbols in it. */
  #maximum(symbol: string, typed: ReadonlyMap<string, number>): number {
    const told = typed.get(symbol) ?? this.#known.get(symbol);
    if (told !== undefined) return told;
    const size = sizeOfSymbol(symbol);
    const names = new Set<string>();
    namesOfSize(size, names);
    const maxOf = (name: string) => typed.get(name) ?? this.#known.get(name) ?? NEW_SYMBOL_MAX;
    const max = evaluate(size, new Map([...names].map((name) => [name, maxOf(name)])));
    return isCount(max) ? max : NEW_SYMBOL_MAX;
  }

  #take(what: RegExp): string | undefined {
    const found = matchAt(what, this.#text, this.#at);
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #unexpected(after: number): Result<never> {
    const [character = ""] = this.#text.slice(this.#at);
    const minus = /[-−]/u.test(character);
    const next = this.#text.slice(this.#at + 1);
    if (minus && /^\s*[0-9]/u.test(next)) {
      return this.#wrong(
        `Dimension ${after + 1} is negative; dimensions are whole numbers from 0 up.`,
        this.#at,
      );
    }
    if (character === "." && /[0-9]/u.test(next)) {
      return this.#wrong(`Dimension ${after} is not a whole number.`, this.#at);
    }
    if (character === "?") {
      const help = "Name it, and say how large it can be: T<=512.";
      return this.#wrong("A dimension of unknown size needs a name.", this.#at, help);
    }
    return this.#wrong(`“${character}” is not a dimension.`, this.#at);
  }

  #wrong(message: string, at: number, help?: string): Result<never> {
    return wrong(message, this.#from + at, help);
  }
}

function wrong(message: string, at: number, help = HELP): Result<never> {
  return fail("bad-shape", message, { where: `character ${at + 1}`, help });
}

/** The text between brackets, or all of it, and how many characters are before it. */
function withoutBrackets(text: string): {
  readonly inner: string;
  readonly from: number;
  readonly bracketed: boolean;
} {
  const outer = text.trim();
  const pair = outer.charAt(0) + outer.charAt(outer.length - 1);
  const bracketed = outer.length > 1 && (pair === "[]" || (pair === "()" && closesAtEnd(outer)));
  const inside = bracketed ? outer.slice(1, -1) : outer;
  const from = spaceBefore(text) + (bracketed ? 1 + spaceBefore(inside) : 0);
  return { inner: inside.trim(), from, bracketed };
}

function spaceBefore(text: string): number {
  return text.length - text.trimStart().length;
}

/** Whether the first parenthesis is closed by the last character: not so in `(H+1)/(2)`. */
function closesAtEnd(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")") depth--;
    if (depth === 0) return i === text.length - 1;
  }
  return false;
}

function unquoted(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
