import { expect, test } from "vitest";
import { whenText } from "./when.ts";

const NOW = new Date(2026, 10, 21, 9, 30).getTime();

test.each([
  ["today 09:12", new Date(2026, 10, 21, 9, 12)],
  ["today 00:00", new Date(2026, 10, 21)],
  ["yesterday 23:59", new Date(2026, 10, 20, 23, 59)],
  ["1 Mar 08:05", new Date(2026, 2, 1, 8, 5)],
  ["31 Dec 2025 12:00", new Date(2025, 11, 31, 12)],
])("says %s", (says, at) => {
  expect(whenText(at.getTime(), NOW)).toBe(says);
});
