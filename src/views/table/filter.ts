/** The language of the filter box: words and fields such as `size>64KiB live@120 op:conv`, all of which must hold. */

import { parseBytes } from "../../core/units.ts";
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
  rolesOf,
  startOf,
} from "./rows.ts";

type Test = (rows: Rows, r: number) => boolean;

export interface Filter {
  readonly tests: readonly Test[];
  /** A sentence on the first part that makes no sense; such parts are left out. */
  readonly problem: string | undefined;
}

/** What the box understands, for its hint. */
export const FILTER_HELP =
  "Words match names and ops. Fields: size>64KiB, padding>0, steps>=10, live@120, arena:sram, role:output, op:conv, dtype:int8, buffer:B3, addr:0x4000-0x5000";

const NUMBERS: Readonly<Record<string, (rows: Rows, r: number) => number>> = {
  size: bytesOf,
  bytes: bytesOf,
  padding: paddingOf,
  start: startOf,
  end: endOf,
  steps: (rows, r) => endOf(rows, r) - startOf(rows, r),
};

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
};

const has = (text: string, part: string) => text.toLowerCase().includes(part);
const same = (text: string, other: string) => text.toLowerCase() === other;

const TEXTS: Readonly<Record<string, (rows: Rows, r: number, value: string) => boolean>> = {
  name: (rows, r, v) => has(nameOf(rows, r), v),
  op: (rows, r, v) => has(opOf(rows, r), v),
  role: (rows, r, v) => rolesOf(rows, r).some((word) => word.startsWith(v)),
  dtype: (rows, r, v) => same(rows.picture.graph?.document.tensors[rows.tensor[r] ?? -1]?.dtype ?? "", v),
  arena: (rows, r, v) => same(rows.picture.plan.arenas[arenaOf(rows, r)]?.id ?? "", v),
  buffer: (rows, r, v) => same(rows.picture.plan.buffers.id[bufferOf(rows, r)] ?? "", v),
};

/** A word of the box as a test, or the sentence on why it is none. */
function testOf(word: string): Test | string {
  const compare = /^(size|bytes|padding|start|end|steps)(>=|<=|>|<|=)(.*)$/i.exec(word);
  if (compare !== null) {
    const [, field = "", sign = "", text = ""] = compare;
    const of = NUMBERS[field.toLowerCase()];
    const holds = COMPARE[sign];
    const limit = parseBytes(text);
    if (limit === undefined || of === undefined || holds === undefined) {
      return `“${word}” needs a number after ${sign}, such as ${field}${sign}64KiB.`;
    }
    return (rows, r) => holds(of(rows, r), limit);
  }
  const live = /^live@(.*)$/i.exec(word);
  if (live !== null) return liveTest(word, live[1] ?? "");
  const address = /^addr:(.*)$/i.exec(word);
  if (address !== null) return addressTest(word, address[1] ?? "");
  const field = /^([a-z]+):(.+)$/i.exec(word);
  const matches = TEXTS[field?.[1]?.toLowerCase() ?? ""];
  // names may hold a colon: what is no field is a word
  if (field !== null && matches !== undefined) {
    const value = (field[2] ?? "").toLowerCase();
    return (rows, r) => matches(rows, r, value);
  }
  const part = word.toLowerCase();
  return (rows, r) => has(nameOf(rows, r), part) || has(opOf(rows, r), part);
}

function liveTest(word: string, text: string): Test | string {
  const step = text === "peak" ? -1 : Number(text);
  if (text === "" || !Number.isInteger(step) || step < -1) {
    return `“${word}” needs a step after @, such as live@120 or live@peak.`;
  }
  return (rows, r) => {
    const at = step < 0 ? rows.picture.plan.stats.peakStep : step;
    return startOf(rows, r) <= at && at < endOf(rows, r);
  };
}

function addressTest(word: string, text: string): Test | string {
  const [first = "", second] = text.split("-");
  const from = parseBytes(first);
  const to = second === undefined ? (from ?? 0) + 1 : parseBytes(second);
  if (from === undefined || to === undefined) {
    return `“${word}” needs an address or a range, such as addr:0x4000 or addr:0x4000-0x5000.`;
  }
  return (rows, r) => addressOf(rows, r) < to && addressOf(rows, r) + bytesOf(rows, r) > from;
}

export function parseFilter(text: string): Filter {
  const tests: Test[] = [];
  let problem: string | undefined;
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    const test = testOf(word);
    if (typeof test === "string") problem ??= test;
    else tests.push(test);
  }
  return { tests, problem };
}

/** The rows that pass every test, ascending. */
export function passing(rows: Rows, filter: Filter): Int32Array {
  const view = new Int32Array(rows.count);
  let n = 0;
  for (let r = 0; r < rows.count; r++) if (filter.tests.every((test) => test(rows, r))) view[n++] = r;
  return view.subarray(0, n);
}
