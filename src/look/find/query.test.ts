import fc from "fast-check";
import { expect, test } from "vitest";
import { randomGraph } from "../../core/testing/random.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { planOf } from "../testing/drawn.ts";
import { FIELDS } from "./fields.ts";
import { storageItems } from "./items.ts";
import { compileQuery } from "./query.ts";

const NET = planOf(
  textGraph(`
    arena sram 16
    arena dtcm 16
    input x 100
    conv1: a:1000 = Conv(x) ws=48
    relu: b:1000 = Relu(a) b~a
    conv2: c:2000@dtcm = Conv(b)
    pool: d:500 = MaxPool(c)
    out d
  `),
  { place: "none" },
);

/** Names of the storages that are found; those of a storage with several tensors joined. */
function found(text: string): string[] {
  const { plan } = NET;
  const mask = compileQuery(text).run(storageItems(NET));
  return [...mask].flatMap((meant, s) => {
    if (meant === 0) return [];
    const { from, items } = plan.storages.tensors;
    const names = [...items.subarray(from[s], from[s + 1])].map((t) => plan.tensors.id[t]);
    return [names.join("+") || "scratch"];
  });
}

test.each([
  ["", ["x", "a+b", "c", "d", "scratch"]],
  ["conv", ["a+b", "c", "scratch"]],
  ["relu", ["a+b"]],
  ["CONV op:conv size>1000", ["c"]],
  ["size>=1000 size<2KiB", ["a+b", "c"]],
  ["bytes=500", ["d"]],
  ["padding>0 size>=1000", ["a+b"]],
  ["steps>1 role:input", []],
  ["start>=3", ["d"]],
  ["end<=1", ["x", "scratch"]],
  ["live@0", ["x", "a+b", "scratch"]],
  ["live@3", ["c", "d"]],
  ["live@peak size>=2000", ["c"]],
  ["arena:dtcm", ["c"]],
  ["arena:dt", []],
  ["role:output", ["d"]],
  ["role:out", ["d"]],
  ["role:scratch", ["scratch"]],
  ["role:input", ["x"]],
  ["op:relu", ["a+b"]],
  ["name:conv", ["scratch"]],
  ["name:a", ["a+b", "scratch"]],
  ["layer:maxpool", ["d"]],
  ["dtype:int8", []],
  ["-conv", ["x", "d"]],
  ["-size>100 -scratch", ["x"]],
  ["pool OR role:input", ["x", "d"]],
  ["conv size>=2000 OR role:scratch", ["c", "scratch"]],
  ["-conv OR relu", ["x", "a+b", "d"]],
  ['"scratch of conv1"', ["scratch"]],
  ["scratch of conv1", ["scratch"]],
  ['"scratch of c', ["scratch"]],
  ['"size>10"', []],
  ['"life>10"', []],
  ["/^[ab]$/", ["a+b"]],
  ["/^CONV$/i", ["a+b", "c", "scratch"]],
  ["/^CONV$/", []],
  ["op:/^Max/", ["d"]],
  ['"/^[ab]$/"', []],
  ["serving_default:0", []],
  ["OR", ["x", "a+b", "c", "d", "scratch"]],
  ["pool OR", ["d"]],
])("%j finds %j", (text, names) => {
  expect(compileQuery(text).problem).toBeUndefined();
  expect(found(text).sort()).toEqual([...names].sort());
});

test("an address finds what lies over it, a range what it touches, half open", () => {
  const { plan } = NET;
  const b = plan.tensors.storage[plan.tensors.id.indexOf("b")] ?? 0;
  const at = plan.storages.offset[b] ?? 0;
  const end = at + (plan.storages.padded[b] ?? 0);
  expect(found(`arena:sram addr:0x${at.toString(16)}`)).toEqual(["a+b"]);
  expect(found(`arena:sram addr:${end - 1}-${end}`)).toEqual(["a+b"]);
  expect(found(`arena:sram addr:${end}-${end + 1}`)).not.toContain("a+b");
  expect(compileQuery(`addr:0x${at.toString(16)}`).address).toBe(`0x${at.toString(16)}`);
  expect(compileQuery("addr:4 conv").address).toBeUndefined();
});

test("a buffer is found by its whole id", () => {
  const { plan } = NET;
  const d = plan.tensors.storage[plan.tensors.id.indexOf("d")] ?? 0;
  const buffer = plan.buffers.id[plan.storages.buffer[d] ?? 0] ?? "";
  expect(found(`buffer:${buffer.toLowerCase()}`)).toEqual(["d"]);
});

test.each([
  ["size>", "needs a number"],
  ["size>x", "needs a number"],
  ["live@", "needs a"],
  ["live@x", "needs a step"],
  ["live@1.5", "needs a step"],
  ["addr:", "needs a"],
  ["addr:x-y", "needs an address"],
  ["addr:8-4", "needs an address"],
  ["role:king", "is none of"],
  ["/a(/", "not closed"],
  ["op:/[/", "not closed"],
  ["arena:", "needs a value"],
  ["life>5", "names no field. Fields are size, padding, steps, "],
  ["role>=3", "is written another way, such as role:output."],
  ["live=5", "is written another way, such as live@120."],
])("%s is told to make no sense, and is left out", (text, says) => {
  const query = compileQuery(`${text} relu`);
  expect(query.problem).toContain(text);
  expect(query.problem).toContain(says);
  expect(query.run(storageItems(NET))).toEqual(compileQuery("relu").run(storageItems(NET)));
  expect(compileQuery(text).empty).toBe(true);
});

test("the example of every field makes sense", () => {
  for (const { example } of FIELDS)
    expect(compileQuery(example)).toMatchObject({ problem: undefined, empty: false });
});

test("a search and its negation have every storage once", () => {
  const words = fc.constantFrom(
    "op",
    "t1",
    "size>40",
    "live@peak",
    "addr:0-64",
    "role:out",
    "/[02468]/",
    "steps>2",
  );
  fc.assert(
    fc.property(fc.nat(5000), words, (seed, word) => {
      const items = storageItems(planOf(randomGraph(seed)));
      const yes = compileQuery(word).run(items);
      const no = compileQuery(`-${word}`).run(items);
      expect(yes.every((hit, i) => hit + (no[i] ?? 0) === 1)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test("words narrow, choices widen", () => {
  const words = fc.constantFrom("op", "size>40", "live@peak", "-role:out", "steps>2");
  fc.assert(
    fc.property(fc.nat(5000), words, words, (seed, a, b) => {
      const items = storageItems(planOf(randomGraph(seed)));
      const [left, right] = [compileQuery(a).run(items), compileQuery(b).run(items)];
      expect(compileQuery(`${a} ${b}`).run(items)).toEqual(left.map((hit, i) => hit & (right[i] ?? 0)));
      expect(compileQuery(`${a} OR ${b}`).run(items)).toEqual(left.map((hit, i) => hit | (right[i] ?? 0)));
    }),
    { numRuns: 60 },
  );
});
