/** YAML as PyYAML writes it: blocks, lists not indented below their key, plain texts wherever they stay texts. */

export type Emitted =
  | { readonly kind: "scalar"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Emitted[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [key: string, value: Emitted])[] };

export function map(...entries: readonly (readonly [key: string, value: Emitted] | undefined)[]): Emitted {
  return { kind: "map", entries: entries.flatMap((entry) => (entry === undefined ? [] : [entry])) };
}

export function list(items: readonly Emitted[]): Emitted {
  return { kind: "list", items };
}

export function text(value: string): Emitted {
  return { kind: "scalar", text: quoted(value) };
}

export function flag(value: boolean): Emitted {
  return { kind: "scalar", text: value ? "true" : "false" };
}

export function whole(value: number): Emitted {
  return { kind: "scalar", text: integerText(value) };
}

/** What Python reads as a number with a fraction, also when it has none. */
export function float(value: number): Emitted {
  return { kind: "scalar", text: floatText(value) };
}

/** A text that is YAML already. */
export function verbatim(text: string): Emitted {
  return { kind: "scalar", text };
}

/** JavaScript writes numbers from 10^21 on with an exponent, which is no whole number of YAML. */
function integerText(value: number): string {
  return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
}

function floatText(value: number): string {
  const said = String(value);
  if (/^-?\d+$/.test(said)) return `${said}.0`;
  // 1e-7 would be a text: a number needs a point, and its exponent a sign
  return said.replace(/^(-?\d+)e/, "$1.0e");
}

/** Words that are no texts in YAML 1.1. */
const WORDS = /^(?:~|null|true|false|yes|no|on|off|y|n)$/i;
const PLAIN = /^[A-Za-z_](?:[\w<>,.*/+()-]|::| (?=[\w<>(]))*$/;

function quoted(value: string): string {
  if (PLAIN.test(value) && !WORDS.test(value)) return value;
  const printable = /^[\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(value);
  return printable
    ? `'${value.replace(/'/g, "''")}'`
    : JSON.stringify(value).replace(/[\x7f-\x9f\ufeff\ufffe\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Ends with a line end. */
export function emit(value: Emitted): string {
  return `${linesOf(value).join("\n")}\n`;
}

function linesOf(value: Emitted): readonly string[] {
  switch (value.kind) {
    case "scalar":
      return [value.text];
    case "list":
      if (value.items.length === 0) return ["[]"];
      return value.items.flatMap((item) => linesOf(item).map((line, i) => `${i === 0 ? "- " : "  "}${line}`));
    case "map":
      if (value.entries.length === 0) return ["{}"];
      return value.entries.flatMap(([key, held]) => entryLines(quoted(key), held));
  }
}

function entryLines(key: string, held: Emitted): readonly string[] {
  const lines = linesOf(held);
  const inline = held.kind === "scalar" || (held.kind === "list" ? held.items : held.entries).length === 0;
  if (inline) return [`${key}: ${lines[0] ?? ""}`];
  return [`${key}:`, ...(held.kind === "map" ? lines.map((line) => `  ${line}`) : lines)];
}
