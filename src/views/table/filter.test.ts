import { expect, test } from "vitest";
import { textGraph } from "../../core/testing/text-graph.ts";
import { draw } from "../../store/testing/draw.ts";
import { parseFilter, passing } from "./filter.ts";
import { nameOf, rowsOf } from "./rows.ts";

const ROWS = rowsOf(
  draw(
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
  ),
);

function found(text: string): string[] {
  return [...passing(ROWS, parseFilter(text))].map((r) => nameOf(ROWS, r));
}

test.each([
  ["", ["x", "a", "b", "c", "d", "scratch of conv1"]],
  ["conv", ["a", "c", "scratch of conv1"]],
  ["CONV op:conv size>1000", ["c"]],
  ["size>=1000 size<2KiB", ["a", "b", "c"]],
  ["bytes=500", ["d"]],
  ["live@0", ["x", "a", "scratch of conv1"]],
  ["live@3", ["c", "d"]],
  ["arena:dtcm", ["c"]],
  ["arena:dt", []],
  ["role:output", ["d"]],
  ["role:intermediate", ["a", "b", "c", "d"]],
  ["role:scratch", ["scratch of conv1"]],
  ["role:input", ["x"]],
  ["steps>1 role:input", []],
  ["padding>0 size>=1000", ["a"]],
])("%j finds %j", (text, names) => {
  expect(found(text)).toEqual(names);
});

test("an address finds what lies over it, a range what it touches, half open", () => {
  const { plan } = ROWS.picture;
  const b = plan.tensors.storage[plan.tensors.id.indexOf("b")] ?? 0;
  const at = plan.storages.offset[b] ?? 0;
  expect(found(`arena:sram addr:0x${at.toString(16)}`)).toEqual(["a", "b"]);
  expect(found(`arena:sram addr:${at + 999}-${at + 1000}`)).toEqual(["a", "b"]);
  expect(found(`arena:sram addr:${at + 1000}-${at + 1008}`)).toEqual([]);
});

test("a buffer is found by its whole id", () => {
  const { plan } = ROWS.picture;
  const d = plan.tensors.id.indexOf("d");
  const buffer = plan.buffers.id[plan.storages.buffer[plan.tensors.storage[d] ?? 0] ?? 0] ?? "";
  expect(found(`buffer:${buffer.toLowerCase()}`)).toEqual(["d"]);
});

test("a word with a colon that is no field is looked for in names", () => {
  expect(parseFilter("serving_default:0").problem).toBeUndefined();
  expect(found("serving_default:0")).toEqual([]);
});

test.each(["size>", "size>x", "live@", "live@x", "live@1.5", "addr:", "addr:x-y"])(
  "%s is told to be incomplete and is left out",
  (text) => {
    expect(parseFilter(text).problem).toContain(text);
    expect(found(text)).toHaveLength(ROWS.count);
  },
);
