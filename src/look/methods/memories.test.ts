import fc from "fast-check";
import { expect, test } from "vitest";
import { readMemories, textOfMemories } from "./memories.ts";

test("memories read back as they were written", () => {
  const memory = fc.record({
    bytes: fc.integer({ min: 1, max: 2 ** 40 }),
    alignment: fc.integer({ min: 1, max: 4096 }),
  });
  fc.assert(
    fc.property(fc.array(memory, { minLength: 1 }), (memories) => {
      expect(readMemories(textOfMemories(memories))).toEqual({ ok: true, value: memories });
    }),
  );
});

test("sizes, alignments and the rest are understood", () => {
  expect(readMemories("64KiB, 1MiB@16, rest")).toEqual({
    ok: true,
    value: [
      { bytes: 65536, alignment: 1 },
      { bytes: 1048576, alignment: 16 },
      { bytes: 2 ** 40, alignment: 1 },
    ],
  });
});

test.each(["", "much", "64KiB@", "0", "64@0", "1@2@3"])("%j is refused", (text) => {
  expect(readMemories(text)).toMatchObject({ ok: false, problem: { code: "not-a-memory" } });
});
