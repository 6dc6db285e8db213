import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatAddress,
  formatAddresses,
  formatBytes,
  formatBytesExactly,
  formatDuration,
  formatPercent,
  formatSteps,
  parseBytes,
} from "./units.ts";

test("sizes are in IEC units, exact bytes beside them when that says more", () => {
  expect([0, 1, 1023, 1024, 1536, 1_918_976, 1024 ** 3, -2048].map((n) => formatBytes(n))).toEqual([
    "0 B",
    "1 B",
    "1,023 B",
    "1 KiB",
    "1.5 KiB",
    "1.83 MiB",
    "1 GiB",
    "−2 KiB",
  ]);
  expect(formatBytes(1024 ** 2 - 1)).toBe("1 MiB");
  expect(formatBytesExactly(1_918_976)).toBe("1.83 MiB (1,918,976 B)");
  expect(formatBytesExactly(512)).toBe("512 B");
});

test("times are as long as they need to be", () => {
  expect([0, 0.4, 1, 12.4, 999.4, 999.6, 3400, 59_900, 59_960, 125_000].map(formatDuration)).toEqual([
    "<1 ms",
    "<1 ms",
    "1 ms",
    "12 ms",
    "999 ms",
    "1 s",
    "3.4 s",
    "59.9 s",
    "1 min 0 s",
    "2 min 5 s",
  ]);
});

test("addresses are grouped hexadecimal of one width, or decimal", () => {
  expect(formatAddress(0x4000)).toBe("0x4000");
  expect(formatAddress(0x4000, 0x1_0000)).toBe("0x0000_4000");
  expect(formatAddress(0)).toBe("0x0000");
  expect(formatAddress(16384, 0, "dec")).toBe("16,384");
  expect(formatAddresses(0x4000, 0x8000, 0x1_0000)).toBe("[0x0000_4000, 0x0000_8000)");
});

test("steps are written with both ends included", () => {
  expect(formatSteps(21, 33)).toBe("steps 21–32 (12)");
  expect(formatSteps(5, 6)).toBe("step 5");
});

test("a small share is not written as none, nor a large one as all", () => {
  expect([0, 0.0002, 0.125, 0.9999, 1].map(formatPercent)).toEqual([
    "0 %",
    "<0.1 %",
    "12.5 %",
    ">99.9 %",
    "100 %",
  ]);
});

test("sizes are read as people type them, and nonsense is not", () => {
  expect(["262144", "256KiB", "256 kb", "0x40000", "1.5 MiB", "1,024", "64b"].map(parseBytes)).toEqual([
    262144, 262144, 262144, 262144, 1572864, 1024, 64,
  ]);
  expect(["", "many", "-1", "1.3B", "1e9", "12 parsecs"].map(parseBytes)).toEqual(Array(6).fill(undefined));
});

test("whole bytes come back from what they were written as", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 0, max: 3 }), (n, power) => {
      const bytes = n * 1024 ** power;
      expect(parseBytes(formatBytes(bytes))).toBe(bytes);
    }),
  );
});
