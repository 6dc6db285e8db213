/** By what the dimensions of a typed shape are parted, and where each ends. */

export const QUOTED = /"(?:[^"\\]|\\.)*"/uy;
const CALLS = /(?:floor|ceil|min|max|mod)?\([^()]*\)/gu;

export type Parting = "list" | "times" | "tight" | "none" | "stars";

/** By what the dimensions of a text are parted; "stars": by `*` or spaces, so that no expression can stand there. */
export function partingOf(inner: string, bracketed: boolean): Parting {
  let bare = inner.replace(new RegExp(QUOTED.source, "gu"), "_");
  for (let before = ""; before !== bare; ) {
    before = bare;
    bare = bare.replace(CALLS, "_");
  }
  if (/[,;]/u.test(bare)) return "list";
  if (/×|\s[xX]\s/u.test(bare)) return "times";
  if (/[xX]/u.test(bare)) return "tight";
  return bracketed || /[-+_]/u.test(bare) ? "none" : "stars";
}

/** Where the dimension at `from` ends: at its maximum, or before the next one. */
export function endOfDim(text: string, from: number, parting: Parting): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"') i += (matchAt(QUOTED, text, i)?.length ?? 1) - 1;
    else if (c === "(") depth++;
    else if (c === ")") depth--;
    else if (depth === 0 && (/[<≤=]/u.test(c) || parts(text, i, parting))) return i;
  }
  return text.length;
}

function parts(text: string, at: number, parting: Parting): boolean {
  const c = text.charAt(at);
  if (parting === "list") return /[,;]/u.test(c);
  if (parting === "times") return c === "×" || /^\s[xX]\s/u.test(text.slice(at - 1, at + 2));
  return parting === "tight" && /[xX]/u.test(c) && !text.startsWith("max(", at - 2);
}

/** What matches at a place of a text; of a sticky pattern. */
export function matchAt(what: RegExp, text: string, at: number): string | undefined {
  what.lastIndex = at;
  return what.exec(text)?.[0];
}
