/** What marks in the cells look like and mean. Strokes on a square of 12. */

import type { CellMark } from "../../look/arms/accesses.ts";

export interface MarkLook {
  readonly title: string;
  /** What the arm does, as a sentence without its subject. */
  readonly says: string;
  readonly path: string;
  readonly filled: boolean;
}

const CIRCLE = "M6 2.2a3.8 3.8 0 1 1 0 7.6a3.8 3.8 0 1 1 0-7.6z";

export const MARK_LOOKS: Readonly<Record<CellMark, MarkLook>> = {
  read: { title: "read", says: "reads it", path: CIRCLE, filled: false },
  write: { title: "write", says: "writes all of it", path: CIRCLE, filled: true },
  part: {
    title: "write a part",
    says: "writes a part of it, so the rest of what was there counts",
    path: `${CIRCLE}M6 2.2v7.6M8 3v6`,
    filled: false,
  },
  atomic: {
    title: "atomic",
    says: "updates it atomically",
    path: "M6 1.5 10.5 6 6 10.5 1.5 6zM6 5v2",
    filled: false,
  },
  "async-to": {
    title: "async into",
    says: "begins a copy into it",
    path: "M6 1.2v6M3.4 4.8 6 7.4 8.6 4.8M2 10.4h8",
    filled: false,
  },
  "async-from": {
    title: "async from",
    says: "begins a copy from it",
    path: "M6 7.6v-6M3.4 4 6 1.4 8.6 4M2 10.4h8",
    filled: false,
  },
  wait: { title: "wait", says: "waits for a copy from or into it", path: "M4.2 2v8M7.8 2v8", filled: false },
  indirect: {
    title: "indirect",
    says: "has hardware read a dispatch size from it",
    path: "M1.5 6h8.5M6.8 2.8 10 6 6.8 9.2",
    filled: false,
  },
  collective: {
    title: "collective",
    says: "exchanges it with other devices",
    path: "M6 1.8 10.6 10H1.4z",
    filled: false,
  },
  opaque: {
    title: "opaque",
    says: "touches it in a way that nobody can see into",
    path: "M2.2 2.2h7.6v7.6H2.2z",
    filled: true,
  },
  length: {
    title: "length",
    says: "asks for its length",
    path: "M2 6h8M2 3.4v5.2M10 3.4v5.2",
    filled: false,
  },
  callee: {
    title: "callee",
    says: "passes it to a callee, which reads it",
    path: "M4.4 2 1.6 6l2.8 4M7.6 2l2.8 4-2.8 4",
    filled: false,
  },
};

export const MARK_ORDER: readonly CellMark[] = [
  "read",
  "write",
  "part",
  "atomic",
  "async-to",
  "async-from",
  "wait",
  "indirect",
  "collective",
  "opaque",
  "length",
  "callee",
];

/** "writes all of it, then reads it". */
export function sayMarks(marks: readonly CellMark[]): string {
  return marks.map((mark) => MARK_LOOKS[mark].says).join(", then ");
}
