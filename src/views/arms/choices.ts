/** What can be chosen for a cell, with the keys that choose it. */

import type { CellChoice } from "../../core/dialects/arms/edit/cells.ts";
import { setCell } from "../../core/dialects/arms/edit/cells.ts";
import { editArms } from "../../store/arms-editing.ts";
import type { MenuEntry, MenuGroup } from "../../ui/Menu.tsx";

interface Choice {
  readonly id: CellChoice;
  readonly title: string;
  readonly key: string;
}

const PLAIN: readonly Choice[] = [
  { id: "none", title: "Nothing", key: "Delete" },
  { id: "read", title: "Read", key: "R" },
  { id: "write", title: "Write", key: "W" },
  { id: "write-read", title: "Write, then read", key: "B" },
  { id: "read-write", title: "Read, then write", key: "U" },
  { id: "write-part", title: "Write a part", key: "P" },
];
const COPIES: readonly Choice[] = [
  { id: "async-load", title: "Async load into it, and wait", key: "L" },
  { id: "async-store", title: "Async store from it, and wait", key: "S" },
];
const OTHERS: readonly Choice[] = [
  { id: "atomic", title: "Atomic", key: "A" },
  { id: "indirect", title: "Indirect dispatch by it", key: "I" },
  { id: "all-reduce", title: "All-reduce", key: "C" },
  { id: "broadcast", title: "Broadcast", key: "D" },
  { id: "gather", title: "All-gather into it", key: "G" },
  { id: "opaque", title: "Opaque", key: "O" },
  { id: "length", title: "Its length", key: "N" },
  { id: "callee", title: "Pass to a callee", key: "F" },
];

const BY_KEY = new Map(
  [...PLAIN, ...COPIES, ...OTHERS].map(({ id, key }) => [key.toLowerCase(), id] as const),
);

/** The choice that a key makes; undefined for other keys. */
export function choiceOfKey(key: string): CellChoice | undefined {
  return BY_KEY.get(key === "Backspace" ? "delete" : key.toLowerCase());
}

export function choose(arm: string, buffer: string, choice: CellChoice): void {
  editArms((document) => setCell(document, arm, buffer, choice));
}

export function cellGroups(arm: string, buffer: string): readonly MenuGroup[] {
  const entries = (choices: readonly Choice[]): MenuEntry[] =>
    choices.map(({ id, title, key }) => ({
      id,
      title,
      hint: key === "Delete" ? "Del" : key,
      run: () => choose(arm, buffer, id),
    }));
  return [
    { title: `${arm} does with ${buffer}`, entries: entries(PLAIN) },
    { title: "Asynchronous copies", entries: entries(COPIES) },
    { title: "Otherwise", entries: entries(OTHERS) },
  ];
}
