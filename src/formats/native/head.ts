/** What the head of a native document says, from the beginning of its text alone. */

export interface Head {
  readonly format?: string;
  readonly kind?: string;
}

/**
 * The texts of the top-level fields `format` and `kind` as far as `text`, which may be cut anywhere, shows them.
 * Never fails: text that is no JSON has an empty head.
 */
export function peekHead(text: string): Head {
  const head: { format?: string; kind?: string } = {};
  if (!/^\uFEFF?\s*\{/.test(text)) return head;
  let depth = 0;
  let key = "";
  let last = "";
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case "{":
      case "[":
        depth++;
        break;
      case "}":
      case "]":
        depth--;
        if (depth === 0) return head;
        break;
      case ",":
        key = "";
        break;
      case ":":
        if (depth === 1) key = last;
        break;
      case '"': {
        const end = endOfText(text, at);
        last = text.slice(at + 1, end);
        at = end;
        if (depth === 1 && (key === "format" || key === "kind")) head[key] ??= last;
        break;
      }
    }
  }
  return head;
}

/** Index of the quote that closes the text opened at `open`; the length of all when there is none. */
function endOfText(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at;
}
