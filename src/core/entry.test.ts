import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEntry, textOfEntry } from "./entry.ts";

test("the text of every value reads back as that value", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom("bytes" as const, "integer" as const), (value, kind) => {
      expect(parseEntry(textOfEntry(value, kind), kind, 0)).toEqual({ ok: true, value });
    }),
  );
});

test("an empty size is left to the document, an empty number is not", () => {
  expect(parseEntry(" ", "bytes", 1)).toEqual({ ok: true, value: null });
  expect(parseEntry(" ", "integer", 0)).toEqual({ ok: false, says: "Not a whole number." });
});

test("what is too little says how much is enough", () => {
  expect(parseEntry("0", "bytes", 1)).toEqual({ ok: false, says: "At least 1." });
  expect(parseEntry("-1", "integer", 0)).toEqual({ ok: false, says: "At least 0." });
});

test("a size that is too large says so", () => {
  expect(parseEntry("9007199254740993", "bytes", 0)).toEqual({
    ok: false,
    says: "More than 2^53 − 1 bytes.",
  });
  expect(parseEntry("9007199254740991", "bytes", 0)).toMatchObject({ ok: true });
  expect(parseEntry("lots", "bytes", 0)).toMatchObject({ says: "Not a size: try 64, 256KiB or 0x40000." });
});
