/** MiniMalloc's CSV to a lifetimes document. */

import type { Gap, LifetimeSpec, LifetimesDocument } from "../../core/document.ts";
import { fail, ok, type Problem, type Result } from "../../core/result.ts";
import { NO_WATCH, type Watch } from "../../core/watch.ts";
import { findLifetimeFault } from "../lifetime-fault.ts";
import { RESERVED } from "../native/json-fault.ts";
import { stemOf } from "../source.ts";
import { type Header, readHeader } from "./header.ts";

const MOST_STEP = 2 ** 31 - 1;
/** Lines between two reports. */
const REPORTED = 4096;

/**
 * Rows become buffers, in their order; the text ends at its first empty line, columns we do not know are ignored,
 * and an empty cell of an optional column says nothing. A name like `A.1048576.csv` gives the capacity, in bytes.
 * Problems name line, column and value.
 */
export function readMinimalloc(
  text: string,
  fileName: string,
  watch: Watch = NO_WATCH,
): Result<LifetimesDocument> {
  const lines = text.split("\n");
  const header = readHeader(trimEnd(lines[0] ?? ""));
  if (!header.ok) return header;
  const buffers: LifetimeSpec[] = [];
  for (let at = 1; at < lines.length; at++) {
    if (at % REPORTED === 0) watch({ phase: "reading buffers", done: at, total: lines.length });
    const line = trimEnd(lines[at] ?? "");
    if (line === "") break;
    const row = readRow(line.split(","), header.value, at + 1);
    if (!row.ok) return row;
    buffers.push(row.value);
  }
  if (buffers.length === 0) {
    return fail("no-rows", "There is a header, but no buffer under it.", {
      where: "line 2",
      help: "Add a line for each buffer; an empty line ends the list.",
    });
  }
  const fault = findLifetimeFault(buffers);
  if (fault !== undefined) {
    const column = { id: "id", end: "upper", bytes: "size", gaps: "gaps", offset: "offset" } as const;
    const title = header.value.titles[column[fault.field]] ?? column[fault.field];
    // rows have no empty lines between them: the header is line 1
    return fail(fault.code, fault.message, {
      where: `line ${grouped(fault.index + 2)}, column ${title}`,
      help: fault.help,
      at: [`buffer:${buffers[fault.index]?.id ?? ""}`],
    });
  }
  const stem = stemOf(fileName);
  const found = /^(.+)\.(\d+)$/.exec(stem);
  const capacity = Number(found?.[2]);
  const known = Number.isSafeInteger(capacity);
  return ok({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: (known ? found?.[1] : undefined) ?? stem,
    ...(known ? { capacity } : {}),
    buffers,
  });
}

/** A line may end in CR LF. */
function trimEnd(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function grouped(n: number): string {
  return n.toLocaleString("en-US");
}

function readRow(cells: readonly string[], header: Header, line: number): Result<LifetimeSpec> {
  if (cells.length !== header.width) {
    return fail("bad-row", `This line has ${cells.length} fields, but the header has ${header.width}.`, {
      where: `line ${grouped(line)}`,
      help: "Give every line as many fields as the header; there is no quoting, so no field may hold a comma.",
    });
  }
  const row = new Row(cells, header, line);
  const id = row.text("id");
  const start = row.integer("lower", 0, MOST_STEP);
  const last = row.integer("upper", 0, MOST_STEP - header.addend);
  const bytes = row.integer("size", 0, Number.MAX_SAFE_INTEGER);
  const alignment = row.optional("alignment", 1);
  const hint = row.optional("hint", Number.MIN_SAFE_INTEGER);
  const offset = row.optional("offset", 0);
  const gaps = row.gaps();
  if (row.problem !== undefined) return { ok: false, problem: row.problem };
  return ok({
    id,
    start,
    end: last + header.addend,
    bytes,
    ...(alignment === undefined ? {} : { alignment }),
    ...(offset === undefined ? {} : { offset }),
    ...(hint === undefined ? {} : { hint }),
    ...(gaps.length === 0 ? {} : { gaps }),
  });
}

type Column = keyof Header["columns"];

/** The cells of a line by column; keeps the first problem, so that its caller reads straight through. */
class Row {
  problem: Problem | undefined;
  readonly #cells: readonly string[];
  readonly #header: Header;
  readonly #line: number;

  constructor(cells: readonly string[], header: Header, line: number) {
    this.#cells = cells;
    this.#header = header;
    this.#line = line;
  }

  #cell(column: Column): string {
    return this.#cells[this.#header.columns[column] ?? -1] ?? "";
  }

  #fault(column: Column, code: string, message: string, help: string): void {
    const title = this.#header.titles[column] ?? column;
    const where = `line ${grouped(this.#line)}, column ${title}`;
    this.problem ??= { code, message, where, help, at: [] };
  }

  text(column: Column): string {
    const cell = this.#cell(column);
    if (cell === "") this.#fault(column, "no-id", "The id is empty.", "Give each buffer its own id.");
    if (RESERVED.includes(cell)) {
      this.#fault(
        column,
        "reserved-name",
        `The id ${JSON.stringify(cell)} cannot be used.`,
        "Rename the buffer.",
      );
    }
    return cell;
  }

  integer(column: Column, least: number, most: number): number {
    const cell = this.#cell(column);
    const isWhole = /^\s*[+-]?\d+\s*$/.test(cell);
    const value = isWhole ? Number(cell) + 0 : Number.NaN; // + 0 turns -0 into 0
    if (value >= least && value <= most) return value;
    const says = isWhole ? "out of range" : "no whole number";
    const range = `${grouped(least)} to ${grouped(most)}`;
    this.#fault(
      column,
      "bad-number",
      `${show(cell)} is ${says}.`,
      column === "lower" || column === "upper"
        ? `Times are whole numbers from ${range}: shift or scale them all by the same amount.`
        : `Write a whole number from ${range}.`,
    );
    return 0;
  }

  optional(column: Column, least: number): number | undefined {
    return this.#cell(column) === "" ? undefined : this.integer(column, least, Number.MAX_SAFE_INTEGER);
  }

  gaps(): Gap[] {
    const addend = this.#header.addend;
    const gaps: Gap[] = [];
    for (const word of this.#cell("gaps").split(" ")) {
      if (word === "") continue;
      const [, from, to, low, high] = /^(\d+)-(\d+)(?:@(\d+):(\d+))?$/.exec(word) ?? [];
      const [start, last, lo, hi] = [Number(from), Number(to), Number(low ?? 0), Number(high ?? 0)];
      if (![start, last, lo, hi].every(Number.isSafeInteger)) {
        const help = 'A gap is "first-end" or "first-end@low:high", with spaces between gaps.';
        this.#fault("gaps", "bad-gap", `${show(word)} is no gap.`, help);
        return [];
      }
      gaps.push({ start, end: last + addend, ...(low === undefined ? {} : { window: [lo, hi] }) });
    }
    return gaps;
  }
}

function show(cell: string): string {
  return cell === "" ? "An empty field" : JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}
