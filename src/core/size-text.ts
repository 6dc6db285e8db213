/** Texts of sizes: read back, and as the symbols of dimensions in documents. */

import { call, type Expression, exactName, FUNCTIONS, minus, NAME, plus, type Size, times } from "./size.ts";

/** Reads the text of a size; undefined when it is none. A text that is no expression may still be the name of a symbol elsewhere. */
export function parseSize(text: string): Size | undefined {
  const tokens =
    text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_][\w.:/]*(?:-[A-Za-z_][\w.:/]*)*|\d+|[-+*(),]|\S/g) ?? [];
  let at = 0;
  let broken = false;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  };
  const factor = (): Size => {
    if (take("-")) return times(factor(), -1);
    if (take("(")) {
      const inner = sum();
      broken ||= !take(")");
      return inner;
    }
    const token = tokens[at++] ?? "";
    if (/^\d+$/.test(token)) return Number(token);
    const fn = FUNCTIONS.find((f) => f === token);
    if (fn !== undefined && take("(")) {
      const a = sum();
      broken ||= !take(",");
      const b = sum();
      broken ||= !take(")");
      return call(fn, a, b);
    }
    const name = token.startsWith('"') ? unquoted(token) : token;
    broken ||= name === undefined || name === "" || (name === token && !NAME.test(token));
    return broken ? 0 : exactName(name ?? "");
  };
  const product = (): Size => {
    let value = factor();
    while (!broken && take("*")) value = times(value, factor());
    return value;
  };
  const sum = (): Size => {
    let value = product();
    while (!broken && (tokens[at] === "+" || tokens[at] === "-")) {
      value = tokens[at++] === "+" ? plus(value, product()) : minus(value, product());
    }
    return value;
  };
  const whole = sum();
  return broken || at !== tokens.length ? undefined : whole;
}

function unquoted(token: string): string | undefined {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the symbol of a dimension says: an expression, or else a name as it is. */
export function sizeOfSymbol(text: string): Size {
  return parseSize(text) ?? exactName(text);
}

/** The symbol of a dimension of this size: sizeOfSymbol reads it back. */
export function symbolOfSize(size: Expression): string {
  const [term] = size.terms;
  const [atom] = term?.atoms ?? [];
  if (atom === undefined || !("name" in atom) || atom.text === atom.name || size.text !== atom.text)
    return size.text;
  return parseSize(atom.name) === undefined ? atom.name : atom.text;
}
