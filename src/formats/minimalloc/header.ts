/** The first line of MiniMalloc's CSV: which column is which. */

import { fail, ok, type Result } from "../../core/result.ts";

/** Our name of a column for each name it may have in a file. */
const COLUMNS = {
  id: "id",
  buffer: "id",
  buffer_id: "id",
  lower: "lower",
  begin: "lower",
  start: "lower",
  upper: "upper",
  end: "upper",
  size: "size",
  alignment: "alignment",
  hint: "hint",
  gaps: "gaps",
  offset: "offset",
} as const;
type Column = (typeof COLUMNS)[keyof typeof COLUMNS];

const NEEDED: readonly { readonly column: Column; readonly names: string }[] = [
  { column: "id", names: "id (or buffer, buffer_id)" },
  { column: "lower", names: "lower (or start, begin)" },
  { column: "upper", names: "upper (or end, inclusive)" },
  { column: "size", names: "size" },
];

export const HEADER_HELP =
  "The first line names the columns: id, lower, upper, size, and alignment, hint, gaps, offset if there are any.";

export interface Header {
  /** Fields of every line. */
  readonly width: number;
  /** Position of each column. */
  readonly columns: Readonly<Partial<Record<Column, number>>>;
  /** What the file calls it. */
  readonly titles: Readonly<Partial<Record<Column, string>>>;
  /** What makes an end exclusive: 1 where the column is called `end`. */
  readonly addend: 0 | 1;
}

function columnOf(title: string): Column | undefined {
  return Object.hasOwn(COLUMNS, title) ? COLUMNS[title as keyof typeof COLUMNS] : undefined;
}

/** Whether a first line is most probably meant as one of MiniMalloc's: three of the four columns that it must have. */
export function looksLikeHeader(line: string): boolean {
  const found = new Set(line.split(",").map((title) => columnOf(title.trim())));
  return NEEDED.filter(({ column }) => found.has(column)).length >= 3;
}

/** Problems: a column twice, under the same name or another of its names; a needed column missing. */
export function readHeader(line: string): Result<Header> {
  const fields = line.split(",").map((title) => title.trim());
  const columns: Partial<Record<Column, number>> = {};
  const titles: Partial<Record<Column, string>> = {};
  const seen = new Set<string>();
  for (const [at, title] of fields.entries()) {
    const column = columnOf(title);
    const before = column === undefined ? (seen.has(title) ? title : undefined) : titles[column];
    if (before !== undefined) {
      const both =
        before === title
          ? `The column ${JSON.stringify(title)} is there twice`
          : `The columns ${before} and ${title} mean the same`;
      return fail("duplicate-column", `${both}.`, { where: "line 1", help: "Keep one of them." });
    }
    seen.add(title);
    if (column === undefined) continue;
    columns[column] = at;
    titles[column] = title;
  }
  const missing = NEEDED.filter(({ column }) => columns[column] === undefined).map(({ names }) => names);
  if (missing.length > 0) {
    const what = missing.length === 1 ? "The column" : "The columns";
    const verb = missing.length === 1 ? "is" : "are";
    return fail("missing-column", `${what} ${missing.join(", ")} ${verb} missing.`, {
      where: "line 1",
      help: HEADER_HELP,
    });
  }
  return ok({ width: fields.length, columns, titles, addend: titles.upper === "end" ? 1 : 0 });
}
