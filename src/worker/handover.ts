/**
 * Values with long lists cross between threads in slices of one message each: what a thread writes or reads at a time is a
 * short task then, and the page stays awake.
 */

import { isPlain } from "./transfer.ts";

/** Lists, and records, of more entries than this are cut. */
const LONG = 2048;
/** Values of one slice, nested ones counted: some milliseconds of writing or reading. An entry that is larger alone is a slice of its own. */
export const MOST_IN_SLICE = 20_000;
/** Bytes of a typed array beyond which it is a slice, where it has to be copied. */
const MANY_BYTES = 2 ** 20;
/** Characters of a text that count as one value. */
const CHARACTERS = 64;

/** A piece of one of the lists that were cut: entries of a list, [key, value] pairs of a record, or a whole typed array. */
export type Slice = { readonly list: number } & (
  | { readonly kind: "list"; readonly items: readonly unknown[] }
  | { readonly kind: "record"; readonly items: readonly (readonly [key: string, value: unknown])[] }
  | { readonly kind: "array"; readonly items: ArrayBufferView }
);

type Path = readonly (string | number)[];

/** What is left when all slices are taken out; crosses last. */
export interface Rest {
  readonly value: unknown;
  /** Where each list belongs; at several places when several share it. */
  readonly cuts: readonly (readonly Path[])[];
}

/** How many values there are in one, itself counted. */
function weightOf(value: unknown): number {
  if (typeof value === "string") return 1 + Math.floor(value.length / CHARACTERS);
  if (typeof value !== "object" || value === null) return 1;
  let weight = 1;
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item);
  else if (isPlain(value)) for (const key in value) weight += weightOf(value[key]);
  return weight;
}

function* bounded<T>(items: Iterable<T>): Generator<T[], void> {
  let slice: T[] = [];
  let weight = 0;
  for (const item of items) {
    const more = weightOf(item);
    if (slice.length > 0 && weight + more > MOST_IN_SLICE) {
      yield slice;
      slice = [];
      weight = 0;
    }
    slice.push(item);
    weight += more;
  }
  yield slice;
}

function* entriesOf(record: Readonly<Record<string, unknown>>): Generator<[string, unknown], void> {
  for (const key in record) yield [key, record[key]];
}

/** Whether a record has more than LONG entries, without listing them all. */
function isLongRecord(record: object): boolean {
  let count = 0;
  for (const _ in record) if (++count > LONG) return true;
  return false;
}

/**
 * The slices of a value (plain objects and arrays, not cyclic; anything else is a leaf), then the rest. `owned`: its typed
 * arrays are handed over with the rest, rather than copied in slices. The value itself is left as it is.
 */
export function* cut(value: unknown, owned = false): Generator<Slice, Rest> {
  const cuts: Path[][] = [];
  const sources: object[] = [];
  const numbers = new Map<object, number>();

  function take(source: object, path: Path): null {
    const number = numbers.get(source) ?? sources.push(source) - 1;
    numbers.set(source, number);
    cuts[number] = [...(cuts[number] ?? []), path];
    return null;
  }

  /** `item` without what is long in it; itself when nothing is. */
  function without(item: unknown, path: Path): unknown {
    if (typeof item !== "object" || item === null) return item;
    if (ArrayBuffer.isView(item)) {
      if (owned || item.byteLength < MANY_BYTES) return item;
      return take(item, path);
    }
    if (Array.isArray(item)) {
      if (item.length > LONG) {
        return take(item, path);
      }
      let copy: unknown[] | undefined;
      for (const [i, part] of item.entries()) {
        const kept = without(part, [...path, i]);
        if (kept === part) continue;
        copy ??= [...(item as readonly unknown[])];
        copy[i] = kept;
      }
      return copy ?? item;
    }
    if (!isPlain(item)) return item;
    if (isLongRecord(item)) {
      return take(item, path);
    }
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(item)) {
      const kept = without(item[key], [...path, key]);
      if (kept === item[key]) continue;
      copy ??= { ...item };
      copy[key] = kept;
    }
    return copy ?? item;
  }

  const rest = without(value, []);
  for (const [list, source] of sources.entries()) {
    if (ArrayBuffer.isView(source)) yield { list, kind: "array", items: source };
    else if (Array.isArray(source))
      for (const items of bounded<unknown>(source)) yield { list, kind: "list", items };
    else
      for (const items of bounded(entriesOf(source as Readonly<Record<string, unknown>>)))
        yield { list, kind: "record", items };
  }
  return { value: rest, cuts };
}

/** Defines rather than assigns: a name may be "__proto__". */
function put(record: object, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else (record as Record<string, unknown>)[key] = value;
}

export interface Joining {
  readonly take: (slice: Slice) => void;
  /** The value, once all slices were taken; the lists are put into `rest` itself. */
  readonly whole: (rest: Rest) => unknown;
}

/** Puts slices together again, each as it comes. */
export function joining(): Joining {
  const lists: unknown[] = [];
  return {
    take({ list, kind, items }) {
      if (kind === "array") lists[list] = items;
      else if (kind === "list") {
        lists[list] ??= [];
        const all = lists[list] as unknown[];
        for (const item of items) all.push(item);
      } else {
        lists[list] ??= {};
        const all = lists[list] as object;
        for (const [key, value] of items) put(all, key, value);
      }
    },
    whole({ value, cuts }) {
      const root = { value };
      for (const [list, paths] of cuts.entries()) {
        for (const path of paths) {
          let parent: object = root;
          let last = "value";
          for (const key of path) {
            parent = (parent as Record<string, object>)[last] ?? {};
            last = String(key);
          }
          put(parent, last, lists[list]);
        }
      }
      return root.value;
    },
  };
}
