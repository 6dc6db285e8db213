/** The columns of the table: what each shows, what it sorts by, what it writes to CSV. */

import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { tensorSpec } from "../../store/facts.ts";
import {
  addressOf,
  arenaOf,
  bufferOf,
  bytesOf,
  endOf,
  nameOf,
  opOf,
  paddingOf,
  type Rows,
  roleOf,
  startOf,
} from "./rows.ts";

interface ColumnBase {
  readonly id: string;
  readonly title: string;
  /** One sentence: what the column counts. */
  readonly says: string;
  /** Pixels; the first column takes what is left as well. */
  readonly width: number;
  /** Known only where there is a graph. */
  readonly graph?: true;
}
export type TableColumn =
  | (ColumnBase & { readonly kind: "text"; readonly of: (rows: Rows, r: number) => string })
  | (ColumnBase & {
      readonly kind: "number";
      readonly of: (rows: Rows, r: number) => number;
      readonly show: (value: number, look: Look) => string;
      /** On hover; absent: nothing more to say. */
      readonly exactly?: (value: number) => string;
    })
  /** Sorted by position in the plan, shown by name. */
  | (ColumnBase & {
      readonly kind: "index";
      readonly of: (rows: Rows, r: number) => number;
      readonly names: (rows: Rows) => readonly string[];
    });

/** How addresses are written. */
export interface Look {
  readonly base: "hex" | "dec";
  /** The highest address there is. */
  readonly most: number;
}

function shapeOf(rows: Rows, r: number): string {
  const shape = tensorSpec(rows.picture, rows.tensor[r] ?? -1)?.shape;
  return shape === undefined
    ? ""
    : shape.map((d) => (typeof d === "number" ? d : d.max)).join("×") || "scalar";
}

const count = (n: number) => formatCount(n);
const bytes = { show: (n: number) => formatBytes(n), exactly: formatBytesExactly };

export const COLUMNS: readonly TableColumn[] = [
  { id: "name", title: "Name", says: "Tensor, or scratch of a node.", width: 150, kind: "text", of: nameOf },
  {
    id: "role",
    title: "Role",
    says: "What it is to the graph.",
    width: 104,
    kind: "text",
    graph: true,
    of: roleOf,
  },
  {
    id: "op",
    title: "Op",
    says: "The operation that makes it.",
    width: 118,
    kind: "text",
    graph: true,
    of: opOf,
  },
  {
    id: "dtype",
    title: "Dtype",
    says: "Type of its elements.",
    width: 64,
    kind: "text",
    graph: true,
    of: (rows, r) => tensorSpec(rows.picture, rows.tensor[r] ?? -1)?.dtype ?? "",
  },
  {
    id: "shape",
    title: "Shape",
    says: "Outermost first.",
    width: 128,
    kind: "text",
    graph: true,
    of: shapeOf,
  },
  {
    id: "bytes",
    title: "Size",
    says: "Real bytes, without padding.",
    width: 86,
    kind: "number",
    of: bytesOf,
    ...bytes,
  },
  {
    id: "start",
    title: "Start",
    says: "First step at which it is alive.",
    width: 54,
    kind: "number",
    of: startOf,
    show: count,
  },
  {
    id: "end",
    title: "Last",
    says: "Last step at which it is alive. CSV says the step after it, as end.",
    width: 54,
    kind: "number",
    of: endOf,
    show: (n) => formatCount(n - 1),
  },
  {
    id: "steps",
    title: "Steps",
    says: "How many steps it is alive.",
    width: 56,
    kind: "number",
    of: (rows, r) => endOf(rows, r) - startOf(rows, r),
    show: count,
  },
  {
    id: "arena",
    title: "Arena",
    says: "The address range it lives in.",
    width: 62,
    kind: "index",
    of: arenaOf,
    names: (rows) => rows.picture.plan.arenas.map((a) => a.id),
  },
  {
    id: "address",
    title: "Address",
    says: "Where its bytes begin in the arena.",
    width: 102,
    kind: "number",
    of: addressOf,
    show: (n, look) => formatAddress(n, look.most, look.base),
    exactly: (n) => `byte ${formatCount(n)}`,
  },
  {
    id: "buffer",
    title: "Buffer",
    says: "The allocation it lives in.",
    width: 62,
    kind: "index",
    of: bufferOf,
    names: (rows) => rows.picture.plan.buffers.id,
  },
  {
    id: "padding",
    title: "Padding",
    says: "What rounding its storage up to the alignment adds.",
    width: 76,
    kind: "number",
    of: paddingOf,
    ...bytes,
  },
];

/** The columns that a picture has something to say in. */
export function columnsFor(rows: Rows): readonly TableColumn[] {
  return rows.picture.graph === null ? COLUMNS.filter((c) => c.graph !== true) : COLUMNS;
}

export function textOf(column: TableColumn, rows: Rows, r: number, look: Look): string {
  switch (column.kind) {
    case "text":
      return column.of(rows, r);
    case "number":
      return column.show(column.of(rows, r), look);
    case "index":
      return column.names(rows)[column.of(rows, r)] ?? "";
  }
}

/** What hovering a cell says. */
export function exactText(column: TableColumn, rows: Rows, r: number, look: Look): string {
  return column.kind === "number" && column.exactly !== undefined
    ? column.exactly(column.of(rows, r))
    : textOf(column, rows, r, look);
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of `view` as CSV with a head; numbers plain, in bytes and steps. */
export function csvOf(rows: Rows, view: Int32Array): string {
  const columns = columnsFor(rows);
  const names = columns.map((c) => (c.kind === "index" ? c.names(rows) : []));
  const lines = [columns.map((c) => c.id).join(",")];
  for (const r of view) {
    lines.push(
      columns
        .map((c, i) => {
          if (c.kind === "number") return String(c.of(rows, r));
          return field(c.kind === "text" ? c.of(rows, r) : (names[i]?.[c.of(rows, r)] ?? ""));
        })
        .join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}
