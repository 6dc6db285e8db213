/** The fields of a search: one line each, with what they say of themselves and what can stand after them. */

import { ROLES } from "../../core/document.ts";
import { parseBytes } from "../../core/units.ts";
import { groupsOf } from "../groups.ts";
import type { Drawn } from "../look.types.ts";
import { type Items, itemsHit, ofStorages } from "./items.ts";
import { byNames, type TextTest } from "./names.ts";

/** 1 for each item that a part of a search means. */
export type Test = (items: Items) => Uint8Array;

export interface Field {
  readonly name: string;
  /** What stands between its name and its value. */
  readonly sign: ":" | "@" | ">";
  /** One sentence. */
  readonly says: string;
  readonly example: string;
  /** Values to choose from. */
  readonly values?: (drawn: Pick<Drawn, "plan" | "graph">) => readonly string[];
  /** A test, or the end of a sentence that begins with the word as it was typed. `text` compares names with the value. */
  readonly read: (value: string, sign: string, text: TextTest) => Test | string;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
};

function number(name: string, says: string, example: string, of: (items: Items, i: number) => number): Field {
  return {
    name,
    sign: ">",
    says,
    example,
    read(value, sign) {
      const limit = parseBytes(value);
      const holds = COMPARE[sign];
      if (limit === undefined || holds === undefined)
        return `needs a number after ${sign}, such as ${name}${sign}${/[KM]iB/.test(example) ? "64KiB" : "10"}.`;
      return (items) => {
        const mask = new Uint8Array(items.count);
        for (let i = 0; i < mask.length; i++) if (holds(of(items, i), limit)) mask[i] = 1;
        return mask;
      };
    },
  };
}

const same = (value: string) => (text: string) => text.toLowerCase() === value.toLowerCase();

const LIVE: Field = {
  name: "live",
  sign: "@",
  says: "Alive at a step, or at the peak.",
  example: "live@120",
  values: () => ["peak"],
  read(value) {
    const peak = value.toLowerCase() === "peak";
    if (!peak && !/^\d+$/.test(value)) return "needs a step after @, such as live@120 or live@peak.";
    return (items) => {
      const at = peak ? items.drawn.plan.stats.peakStep : Number(value);
      const mask = new Uint8Array(items.count);
      for (let i = 0; i < mask.length; i++)
        if ((items.start[i] ?? 0) <= at && at < (items.end[i] ?? 0)) mask[i] = 1;
      return mask;
    };
  },
};

/** [from, to) of `0x4000` or `0x4000-0x5000`; undefined when it is neither. */
export function addressesOf(value: string): readonly [from: number, to: number] | undefined {
  const [first = "", second, ...more] = value.split("-");
  const from = parseBytes(first);
  const to = second === undefined ? (from ?? 0) + 1 : parseBytes(second);
  return from === undefined || to === undefined || to <= from || more.length > 0 ? undefined : [from, to];
}

const ADDRESS: Field = {
  name: "addr",
  sign: ":",
  says: "Over an address, or in a range of them; the end is exclusive.",
  example: "addr:0x4000-0x5000",
  read(value) {
    const range = addressesOf(value);
    if (range === undefined) return "needs an address or a range, such as addr:0x4000 or addr:0x4000-0x5000.";
    const [from, to] = range;
    return (items) => {
      const mask = new Uint8Array(items.count);
      for (let i = 0; i < mask.length; i++) {
        const offset = items.offset[i] ?? 0;
        if (offset < to && offset + (items.extent[i] ?? 0) > from) mask[i] = 1;
      }
      return mask;
    };
  },
};

const ROLE_WORDS = [...ROLES, "output", "scratch"];

const ROLE: Field = {
  name: "role",
  sign: ":",
  says: "What it is to the graph.",
  example: "role:output",
  values: () => ROLE_WORDS,
  read(value) {
    const begins = (word: string) => word.startsWith(value.toLowerCase());
    if (!ROLE_WORDS.some(begins)) return `is none of ${ROLE_WORDS.join(", ")}.`;
    return (items) => {
      const { plan, graph } = items.drawn;
      const tensor = new Uint8Array(plan.tensors.count);
      for (let t = 0; graph !== null && t < tensor.length; t++) {
        const role = ROLES[graph.role[t] ?? 0] ?? "";
        if (begins(role) || (graph.output[t] === 1 && begins("output"))) tensor[t] = 1;
      }
      return itemsHit(items, tensor, new Uint8Array(plan.nodes.count).fill(begins("scratch") ? 1 : 0));
    };
  },
};

/** Distinct texts, the first so many. */
function distinct(texts: Iterable<string | undefined>): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    if (text !== undefined && text !== "") found.add(text);
    if (found.size >= 200) break;
  }
  return [...found];
}

export const FIELDS: readonly Field[] = [
  number("size", "Real bytes.", "size>64KiB", (items, i) => items.size[i] ?? 0),
  number("padding", "Bytes that alignment adds.", "padding>0", (items, i) => items.padding[i] ?? 0),
  number("steps", "How many steps it is alive.", "steps>=10", (items, i) => {
    return (items.end[i] ?? 0) - (items.start[i] ?? 0);
  }),
  number("start", "First step at which it is alive.", "start<5", (items, i) => items.start[i] ?? 0),
  number(
    "end",
    "First step at which it is alive no more: the last, plus one.",
    "end>100",
    (items, i) => items.end[i] ?? 0,
  ),
  LIVE,
  ADDRESS,
  {
    name: "arena",
    sign: ":",
    says: "The address range it lives in.",
    example: "arena:sram",
    values: ({ plan }) => plan.arenas.map(({ id }) => id),
    read: (value) => (items) => {
      const { arenas, storages } = items.drawn.plan;
      const meant = arenas.map(({ id }) => same(value)(id));
      return ofStorages(items, (s) => meant[storages.arena[s] ?? 0] === true);
    },
  },
  ROLE,
  {
    name: "op",
    sign: ":",
    says: "The operation that makes it.",
    example: "op:conv",
    values: ({ graph }) => distinct(graph?.document.nodes.map(({ op }) => op) ?? []),
    read: (_value, _sign, text) => (items) => byNames(items, () => false, text),
  },
  {
    name: "name",
    sign: ":",
    says: "Its own name, operators apart.",
    example: "name:relu",
    read: (_value, _sign, text) => (items) => byNames(items, text, () => false),
  },
  {
    name: "dtype",
    sign: ":",
    says: "Type of its elements.",
    example: "dtype:int8",
    values: ({ graph }) => distinct(graph?.document.tensors.map(({ dtype }) => dtype) ?? []),
    read: (value) => (items) => {
      const { plan, graph } = items.drawn;
      const is = same(value);
      const tensor = new Uint8Array(plan.tensors.count);
      for (let t = 0; t < tensor.length; t++) if (is(graph?.document.tensors[t]?.dtype ?? "")) tensor[t] = 1;
      return itemsHit(items, tensor, new Uint8Array(0));
    },
  },
  {
    name: "buffer",
    sign: ":",
    says: "The allocation it lives in, by its whole id.",
    example: "buffer:B3",
    values: ({ plan }) => distinct(plan.buffers.id.slice(0, 200)),
    read: (value) => (items) => {
      const { buffers, storages } = items.drawn.plan;
      const is = same(value);
      const meant = new Uint8Array(buffers.count);
      for (let b = 0; b < meant.length; b++) if (is(buffers.id[b] ?? "")) meant[b] = 1;
      return ofStorages(items, (s) => meant[storages.buffer[s] ?? 0] === 1);
    },
  },
  {
    name: "layer",
    sign: ":",
    says: "What makes it: a group of the drawing, else the path in the node's name, else the operator.",
    example: "layer:block1",
    values: (drawn) => distinct(groupsOf(drawn).title),
    read: (_value, _sign, text) => (items) => {
      const { title, of } = groupsOf(items.drawn);
      const meant = title.map(text);
      return ofStorages(items, (s) => meant[of[s] ?? 0] === true);
    },
  },
];

const NAMES = new Map([...FIELDS.map((field) => [field.name, field] as const)]);

/** The field of that name; `bytes` is another name of `size`. */
export function fieldOf(name: string): Field | undefined {
  const lower = name.toLowerCase();
  return NAMES.get(lower === "bytes" ? "size" : lower);
}
