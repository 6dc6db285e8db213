import { describe, expect, test } from "vitest";
import type { ArmsDocument } from "./document.ts";
import { lowerArms } from "./lower.ts";
import { textArms } from "./testing/text-arms.ts";

function problemOf(text: string, rest: Partial<ArmsDocument> = {}) {
  const lowered = lowerArms(textArms(text, rest));
  if (lowered.ok) throw new Error("it makes sense");
  return lowered.problem;
}

describe("a document is refused, with the place and a way out,", () => {
  test.each([
    [
      "that names a buffer it does not declare",
      "buffer x 4\narm A { load x }\narm B { load x; arm inner { if { store t from x y } } }",
      "unknown-buffer",
      "body[1].body[1].body[0].then[0].from[1]",
      'A statement "store" of arm "B" names the buffer "y", which is not declared; and 1 more problem.',
    ],
    [
      "that declares a buffer twice",
      "buffer x 4\nbuffer x 8",
      "duplicate-id",
      "buffers[1].id",
      'Two buffers have the id "x": positions 0 and 1.',
    ],
    [
      "with a size that is no size",
      "buffer x 1.5",
      "bad-number",
      "buffers[0].bytes",
      'Buffer "x" has 1.5 bytes, which is not a whole number from 0 up.',
    ],
    [
      "whose order names an arm that is not there",
      "arm A { }\narm B { }\norder A < B, B < C",
      "unknown-arm",
      "order.edges[1][1]",
      'The order names the arm "C", but there is none.',
    ],
    [
      "whose order names an arm by a name that two have",
      "arm g { }\narm g { }\norder g < g#2",
      "unknown-arm",
      "order.edges[0][0]",
      'The order names the arm "g", but there is none.',
    ],
    [
      "with an arm before itself",
      "arm A { }\norder A < A",
      "own-arm",
      "order.edges[0]",
      'The order has the arm "A" before itself.',
    ],
    [
      "with an arm that excludes itself",
      "arm A { }\nexclusive A A",
      "own-arm",
      "order.exclusive[0]",
      'The order has the arm "A" exclude itself.',
    ],
    [
      "whose arms wait for each other in a circle",
      "arm A { }\narm B { }\narm C { }\narm D { }\norder A < B, B < C, C < D, D < B",
      "cycle",
      "order.edges",
      'The arms wait for each other in a circle: "C" → "D" → "B" → "C".',
    ],
    [
      "with an exclusive pair of which one waits for the other",
      "arm A { }\narm B { }\narm C { }\norder A < B, B < C\nexclusive C A",
      "ordered-anyway",
      "order.exclusive[0]",
      'The arms "A" and "C" are said to exclude each other, but "C" waits for "A" anyway.',
    ],
  ])("%s", (_, text, code, where, message) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ code, where, message });
    expect(problem.help).not.toBe("");
  });

  test("with a region, a buffer or a capacity that is nothing", () => {
    expect(problemOf("", { body: [{ arm: "", body: [] }] })).toMatchObject({
      code: "empty-id",
      where: "body[0].arm",
    });
    expect(problemOf("", { buffers: [{ id: "", bytes: 4, access: "output" }] })).toMatchObject({
      code: "empty-id",
      where: "buffers[0].id",
    });
    expect(problemOf("", { capacity: -1 })).toMatchObject({ code: "bad-number", where: "capacity" });
    expect(problemOf("", { buffers: [{ id: "x", bytes: 4, access: "output", alignment: 0 }] })).toMatchObject(
      { code: "bad-number", where: "buffers[0].alignment" },
    );
  });
});
