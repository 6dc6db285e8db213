import { expect, test } from "vitest";
import { moved, runsOf } from "./list.ts";

test("arrows go round, pages stop at the ends, other keys lead nowhere", () => {
  expect(moved("ArrowDown", 2, 3)).toBe(0);
  expect(moved("ArrowUp", 0, 3)).toBe(2);
  expect(moved("PageDown", 1, 20)).toBe(9);
  expect(moved("PageDown", 15, 20)).toBe(19);
  expect(moved("PageUp", 3, 20)).toBe(0);
  expect(moved("Home", 3, 20)).toBeUndefined();
  expect(moved("ArrowDown", 0, 0)).toBeUndefined();
});

test("neighbours of one group stand together, later ones of the same name apart", () => {
  const row = (id: string, group: string) => ({ id, group, title: id, says: "", signs: "", why: undefined });
  const runs = runsOf([row("a", "x"), row("b", "x"), row("c", "y"), row("d", "x")]);
  expect(runs.map(({ group, rows }) => [group, rows.map(({ id }) => id)])).toEqual([
    ["x", ["a", "b"]],
    ["y", ["c"]],
    ["x", ["d"]],
  ]);
});
