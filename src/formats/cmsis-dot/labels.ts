/** What HTML-like labels say: the ports of a node and its name, or a number. */

export interface Cell {
  /** Without markup, lines apart from each other by a line break. */
  readonly text: string;
  readonly port: string | undefined;
  /** It reaches over several rows or columns: the name of a node with many ports. */
  readonly wide: "rows" | "columns" | null;
}

const NAMED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Markup gone, characters as they are meant. */
export function plain(label: string): string {
  return label
    .replace(/<BR\s{0,9}\/?>/gi, "\n")
    .replace(/<[^<>]*>/g, "")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (all, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code < 0x110000 ? String.fromCodePoint(code) : all;
    })
    .trim();
}

/** Cells of a table by row; undefined for a label that is none. */
export function tableOf(label: string): readonly (readonly Cell[])[] | undefined {
  if (!/^\s*<TABLE\b/i.test(label)) return undefined;
  return label
    .split(/<TR\b[^<>]*>/i)
    .slice(1)
    .map((row) =>
      row
        .split(/<TD\b/i)
        .slice(1)
        .map((cell): Cell => {
          const end = cell.indexOf(">");
          const head = cell.slice(0, end);
          return {
            text: plain(cell.slice(end + 1)),
            port: /\bPORT\s?=\s?"([^"]*)"/i.exec(head)?.[1],
            wide: /\bROWSPAN\b/i.test(head) ? "rows" : /\bCOLSPAN\b/i.test(head) ? "columns" : null,
          };
        }),
    );
}

export interface NodeLabel {
  /** Name and class as they are drawn. */
  readonly title: string;
  /** Null: there is one slot, called i whatever the ports are called. */
  readonly ports: { readonly inputs: readonly string[]; readonly outputs: readonly string[] } | null;
}

/** A node as CMSIS-Stream draws it; undefined for any other label. */
export function nodeLabelOf(label: string): NodeLabel | undefined {
  const rows = tableOf(label);
  const [only] = rows?.length === 1 ? (rows[0] ?? []) : [];
  if (rows?.length === 1 && rows[0]?.length === 1 && only?.port !== undefined) {
    return { title: only.text, ports: null };
  }
  const wide = rows?.flat().find((cell) => cell.wide !== null);
  if (rows === undefined || wide === undefined) return undefined;
  const named = (cells: readonly (Cell | undefined)[]) => cells.flatMap((cell) => cell?.port ?? []);
  if (wide.wide === "columns") {
    const [inputs = [], , outputs = []] = rows;
    return { title: wide.text, ports: { inputs: named(inputs), outputs: named(outputs) } };
  }
  const sides = rows.map((row) => row.filter((cell) => cell !== wide));
  const inputs = named(sides.map(([left]) => left));
  return { title: wide.text, ports: { inputs, outputs: named(sides.map(([, right]) => right)) } };
}

/** `5` or `[3, 2]`; undefined where nothing is said. */
export function rateOf(label: string | undefined): number | readonly number[] | undefined {
  const text = label === undefined ? "" : plain(label);
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const list = /^\[([\d,\s]{1,10000})\]$/.exec(text)?.[1]?.split(",").map(Number);
  return list?.every((n) => Number.isSafeInteger(n)) ? list : undefined;
}
