import { expect, test } from "vitest";
import { sizeWords } from "./size-words.ts";

test("a document's size is told in the words of its kind", () => {
  expect([
    sizeWords(1, "graph"),
    sizeWords(1200, "plan"),
    sizeWords(6, "arms"),
    sizeWords(1, "arms"),
    sizeWords(2, "methods"),
    sizeWords(8, "lifetimes"),
  ]).toEqual(["1 node", "1,200 nodes", "6 arms", "1 arm", "2 methods", "8 lifetimes, no graph"]);
});
