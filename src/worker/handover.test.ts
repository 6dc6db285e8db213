import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, joining, MOST_IN_SLICE, type Rest, type Slice } from "./handover.ts";

/** Cuts a value, sends everything through a structured clone, and joins it. */
function across(value: unknown, owned = false): { readonly slices: Slice[]; readonly came: unknown } {
  const joins = joining();
  const slices: Slice[] = [];
  const parts = cut(value, owned);
  for (;;) {
    const next = parts.next();
    if (next.done === true) return { slices, came: joins.whole(structuredClone(next.value) satisfies Rest) };
    slices.push(next.value);
    joins.take(structuredClone(next.value));
  }
}

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.int32Array({ maxLength: 5 }),
  fc.float64Array({ maxLength: 5, noNaN: true }),
);
/** Long lists and records are repeated from short ones: so many arbitrary values would take for ever. */
const long = fc.tuple(fc.array(leaf, { minLength: 1, maxLength: 4 }), fc.integer({ min: 2049, max: 2500 }));
const longList = long.map(([items, length]) => Array.from({ length }, (_, i) => items[i % items.length]));
const longRecord = long.map(([items, length]) =>
  Object.fromEntries(Array.from({ length }, (_, i) => [`k${i}`, items[i % items.length]])),
);
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    longList,
    longRecord,
  ),
}));

test("what comes out is what went in, whatever it is", () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (value, owned) => {
      const before = structuredClone(value);
      expect(across(value, owned).came).toEqual(before);
      expect(value).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test("slices are bounded by all the values in them, however deep they lie", () => {
  const nodes = Array.from({ length: 5000 }, (_, i) => ({
    id: `n${i}`,
    inputs: Array.from({ length: 20 }, (_, k) => `t${i - k}`),
  }));
  const { slices, came } = across({ nodes });
  expect(came).toEqual({ nodes });
  // 23 values a node: itself, its id, the list and what is in it
  const most = Math.max(...slices.map(({ items }) => (items as readonly unknown[]).length));
  expect(most).toBe(Math.floor(MOST_IN_SLICE / 23));
  expect(slices).toHaveLength(Math.ceil(5000 / most));
});

test("an entry that is larger than a slice is one alone", () => {
  const wide = Array.from({ length: MOST_IN_SLICE + 1 }, (_, i) => i);
  const list = [...Array.from({ length: 3000 }, () => [0]), wide, ...Array.from({ length: 3000 }, () => [1])];
  const { slices, came } = across(list);
  expect(came).toEqual(list);
  expect(slices.map(({ items }) => (items as readonly unknown[]).length)).toEqual([3000, 1, 3000]);
});

test("a list that is in several places crosses once and stays one", () => {
  const id = Array.from({ length: 3000 }, (_, i) => `b${i}`);
  const { slices, came } = across({ tensors: { id }, storages: { id } });
  expect(slices).toHaveLength(1);
  const { tensors, storages } = came as Record<"tensors" | "storages", { id: string[] }>;
  expect(tensors.id).toEqual(id);
  expect(tensors.id).toBe(storages.id);
});

test("long columns are slices when they are copied, and stay with the rest when they are handed over", () => {
  const value = { start: new Int32Array(2 ** 19).fill(7), short: new Int32Array(4) };
  expect(across(value).slices.map(({ kind }) => kind)).toEqual(["array"]);
  const { start, short } = across(value).came as typeof value;
  expect([start.length, start.every((v) => v === 7), short.length]).toEqual([2 ** 19, true, 4]);
  expect(across(value, true).slices).toEqual([]);
});

test("names that mean something to the language are names", () => {
  const record = JSON.parse(
    `{"__proto__": 1, "constructor": 2, ${Array.from({ length: 3000 }, (_, i) => `"k${i}": ${i}`).join()}}`,
  ) as Record<string, unknown>;
  const { came } = across({ record });
  expect(Object.keys((came as { record: object }).record)).toEqual(Object.keys(record));
  expect(JSON.stringify(came)).toBe(JSON.stringify({ record }));
});

test("small values, files and maps are not touched", () => {
  const value = { file: new Blob(["x"]), map: new Map([["a", 1]]), list: [1, 2, 3] };
  const parts = cut(value);
  const first = parts.next();
  expect(first).toEqual({ done: true, value: { value, cuts: [] } });
  expect((first.value as Rest).value).toBe(value);
});
