import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { textStream } from "../../../testing/text-stream.ts";
import { referencePlan } from "../compat/reference.ts";
import { REFERENCE_SETTINGS } from "../compat/reference.types.ts";
import { repetitionOf } from "../repetition.ts";
import { streamOf } from "../task.ts";
import { boundOf, leastHeld } from "./bounds.ts";
import { sharePacked } from "./share-packed.ts";
import { shareReference } from "./share-reference.ts";
import { waysToArray } from "./ways-to-array.ts";
import { whyNoArray } from "./why-no-array.ts";

function streamIn(text: string) {
  const made = streamOf(textStream(text));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

/** Steps by ids of actors. */
function firings(text: string, order: string): Int32Array {
  const { actors } = streamIn(text);
  return Int32Array.from(order.split(" "), (id) => actors.findIndex((actor) => actor.id === id));
}

test.each([
  ["a.o 5 -> b.i 7", 11],
  ["a.o 2 -> b.i 3", 4],
  ["a.o 4 -> b.i 6 delay 3", 9],
  ["a.o 4 -> b.i 6 delay 20", 20],
  ["a.o 1,3 -> b.i 2", 3],
])("by its own rates and delay no schedule keeps %s below %i samples", (text, samples) => {
  expect(boundOf(streamIn(text), 0)).toBe(samples);
});

test.each([
  ["a.o 2 -> a.i 2 delay 2", 4],
  ["a.o 1,3 -> a.i 3,1 delay 3", 4],
  ["a.o 3,1 -> a.i 1,3 delay 1", 4],
  ["a.o 1,3 -> a.i 1,3 delay 5", 8],
  ["a.o 1,3 -> a.i 3,1 delay 2", null],
])("an actor that feeds itself by %s holds %j samples in every schedule", (text, samples) => {
  const stream = streamIn(text);
  const repetition = repetitionOf(stream);
  if (!repetition.ok) throw new Error(repetition.problem.message);
  expect(leastHeld(stream, repetition.value, 0)).toBe(samples);
});

describe("why a FIFO is no array", () => {
  const why = (text: string, samples: number) =>
    whyNoArray(streamIn(text), 0, samples).map(({ kind, short }) => `${kind}: ${short}`);

  test("different rates, a delay, rates in turn, or more than one transfer held", () => {
    expect(why("a.o 5 -> b.i 7 delay 2", 13)).toEqual(["rates: 5 ≠ 7", "delay: delay 2"]);
    expect(why("a.o 1,3 -> b.i 2", 3)).toEqual(["cyclo-static: rates in turn"]);
    expect(why("a.o 5 -> b.i 5", 10)).toEqual(["holds-more: holds 10"]);
    expect(why("a.o 5 -> b.i 5", 5)).toEqual([]);
  });

  test("the mode alone is enough", () => {
    const [only, ...rest] = whyNoArray(streamIn("a.o 5 -> b.i 7"), 0, 11, "fully-asynchronous");
    expect(only?.kind).toBe("mode");
    expect(rest).toEqual([]);
  });
});

describe("what would make it an array", () => {
  const ways = (text: string) => waysToArray(textStream(text), DEFAULT_SETTINGS, 0);

  test("either rate, where nothing else hangs on it", () => {
    expect(ways("a.o 5 -> b.i 7")).toEqual([
      { change: "With 5 at b.i", helps: "reference", says: expect.any(String) },
      { change: "With 7 at a.o", helps: "reference", says: expect.any(String) },
    ]);
  });

  test("no single rate, where the rest of the graph holds both to what they are", () => {
    const all = ways("a.o 1 -> b.i 2\na.p 1 -> c.i 2\nb.o 1 -> c.j 1");
    expect(all.map(({ helps }) => helps)).toEqual(["no", "no"]);
    expect(all[0]?.says).toContain("have to change with it");
  });

  test("to leave out the delay, unless a loop needs it", () => {
    expect(ways("a.o 2 -> b.i 2 delay 2")).toMatchObject([
      { change: "Without the delay", helps: "reference" },
    ]);
    expect(ways("a.o 2 -> b.i 2 delay 2\nb.o 1 -> a.i 1")).toMatchObject([
      { helps: "no", says: "nothing could fire any more: a loop would wait for itself." },
    ]);
  });

  test("another schedule, unless others make its producer go on", () => {
    // three firings of a before x, and only then b
    const [forced] = ways("a.o 1 -> b.i 1\na.p 1 -> x.i 3\nx.o 3 -> b.j 1");
    expect(forced).toMatchObject({ change: "With another schedule", helps: "no" });
    expect(forced?.says).toContain("every schedule has it hold 3 samples");
  });
});

describe("why two FIFOs cannot share", () => {
  const CHAIN = "a.o 1 -> b.i 1\nb.o 1 -> c.i 1\nc.o 1 -> d.i 1";
  const packed = (text: string, order: string, a: number, b: number) =>
    sharePacked(streamIn(text), firings(text, order), a, b, 0);

  test("a node reads one while it writes the other, at a step", () => {
    const verdict = packed(CHAIN, "a b c d", 0, 1);
    expect(verdict).toMatchObject({ may: false, meeting: [1, 2] });
    expect(verdict.says).toEqual(["b reads fifo0 while it writes fifo1, at step 1."]);
    expect(packed(CHAIN, "a b c d", 0, 2).may).toBe(true);
  });

  test("a Duplicate makes two one, value by value", () => {
    const fan = "a.o 1 -> b.i 1\na.o 1 -> c.i 1";
    expect(packed(fan, "a dup0 b c", 0, 2).says[0]).toContain("dup0 makes them equal");
    const often = "s.o 2 -> a.i 1\na.o 1 -> b.i 1\na.o 1 -> c.i 2";
    expect(packed(often, "s a dup0 b a dup0 b c", 1, 3).says.at(-1)).toContain("fifo3 is no array");
  });

  test("a Duplicate does not, where the next value comes before the last is read", () => {
    const fan = "s.o 2 -> a.i 1\na.o 1 -> b.i 1\na.o 1 -> c.i 1";
    const { may, says } = packed(fan, "s a dup0 b a c dup0 b c", 1, 3);
    expect(may).toBe(false);
    expect(says.at(-1)).toBe(
      "dup0 makes them equal, but value 1 is in fifo3 up to step 5, and value 2 comes into fifo1 at step 4.",
    );
  });

  test("the reference looks at first writes and last reads only, and not at FIFOs that are no arrays", () => {
    const often = "s.o 2 -> a.i 1\na.o 1 -> b.i 1\nb.o 1 -> c.i 1\nc.o 1 -> d.i 1";
    const made = referencePlan(textStream(often), REFERENCE_SETTINGS);
    expect(shareReference(made, REFERENCE_SETTINGS, 0, 1).says).toEqual([
      "fifo0 is no array, and only arrays share.",
    ]);
    const verdict = shareReference(made, REFERENCE_SETTINGS, 1, 3);
    expect(verdict.may).toBe(false);
    expect(verdict.says[0]).toContain("whether it is empty in between is not looked at");
    const off = { ...REFERENCE_SETTINGS, memoryOptimization: false };
    expect(shareReference(made, off, 1, 3).says[0]).toContain("Shared buffers is off");
  });
});
