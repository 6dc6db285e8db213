import { expect, test } from "vitest";
import { recentNames } from "./recent-names.ts";

test("documents of one name are numbered from the latest back, others keep their names", () => {
  const names = recentNames([
    { key: "a", name: "net" },
    { key: "b", name: "other" },
    { key: "c", name: "net" },
    { key: "d", name: "net" },
  ]);
  expect([...names]).toEqual([
    ["a", "net"],
    ["b", "other"],
    ["c", "net (2)"],
    ["d", "net (3)"],
  ]);
});
