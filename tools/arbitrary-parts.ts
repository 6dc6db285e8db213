/** What random documents are made of: odd ids, sizes, and fields that nobody knows. */

import fc from "fast-check";

const RESERVED = ["__proto__", "constructor", "prototype"];
export const HEAD = { format: "memplan", version: 1 } as const;

export const bytes = fc.integer({ min: 0, max: 2 ** 30 });
export const alignment = fc.constantFrom(1, 2, 16, 64, 96);

export function ids(least: number, most: number, allowed: RegExp = /^/) {
  const id = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 4 }),
    )
    .filter((text) => !RESERVED.includes(text) && allowed.test(text));
  return fc.uniqueArray(id, { minLength: least, maxLength: most });
}

/** Unknown fields, which must come back untouched; the prefix keeps them clear of ours. */
export const extra = fc.dictionary(
  fc.string({ maxLength: 6 }).map((key) => `x-${key}`),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 2 },
);
