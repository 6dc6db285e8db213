import { describe, expect, test } from "vitest";
import { readNative } from "./read.ts";

const HEAD = '"format":"memplan","version":1';
const BUFFERS = '"buffers":[{"id":"x","bytes":4,"access":"read_write"}]';

function problemOf(text: string) {
  const read = readNative(text, "file");
  if (read.ok) throw new Error("it was read");
  expect(read.problem.help).not.toBe("");
  return read.problem;
}

describe("a fault in an arms document has its own place, however deep it lies", () => {
  const arms = (body: string, rest = "") => `{${HEAD},"kind":"arms",${BUFFERS},"body":${body}${rest}}`;
  const inArm = (statement: string) => arms(`[{"arm":"A","body":[{"op":"len","buffer":"x"},${statement}]}]`);
  const dag = (order: string) => arms("[]", `,"order":${order}`);
  test.each([
    [
      "an unknown operation",
      inArm('{"op":"lod","buffer":"x"}'),
      "body[0].body[1].op",
      'is "lod", but must be one of load, store, len, ref, atomic, indirect, async_load',
    ],
    ["no buffer", inArm('{"op":"load"}'), "body[0].body[1].buffer", "is missing"],
    ["a number as a buffer", inArm('{"op":"atomic","buffer":7}'), "body[0].body[1].buffer", "is 7"],
    [
      "a fault in a loop in a branch",
      inArm('{"op":"if","then":[],"else":[{"op":"loop","runs":"known","body":[{"op":"store"}]}]}'),
      "body[0].body[1].else[0].body[0].buffer",
      "is missing",
    ],
    [
      "a loop that runs sometimes",
      inArm('{"op":"loop","runs":"often","body":[]}'),
      "body[0].body[1].runs",
      'is "often", but must be "known" or "unknown"',
    ],
    ["a copy without its tag", inArm('{"op":"async_load","src":"x","dst":"x"}'), "body[0].body[1].tag", ""],
    ["a region without a body", arms('[{"arm":"A"}]'), "body[0].body", "is missing"],
    ["a region without a name", arms('[{"arm":null,"body":[]}]'), "body[0].arm", "a non-empty text"],
    [
      "what is neither",
      arms('[{"buffer":"x"}]'),
      "body[0]",
      'a region with "arm" and "body", or a statement',
    ],
    ["a text as a statement", arms('["load x"]'), "body[0]", 'is "load x", but must be a region'],
    ["an object for a body", arms("{}"), "body", "must be a list of regions and statements"],
    ["an unknown order", dag('{"kind":"tree"}'), "order.kind", 'is "tree", but must be "listing" or "dag"'],
    ["a DAG without edges", dag('{"kind":"dag"}'), "order.edges", "is missing"],
    ["an edge of one", dag('{"kind":"dag","edges":[["A"]]}'), "order.edges[0][1]", "is missing"],
    [
      "an unknown access",
      arms("[]").replace("read_write", "write_only"),
      "buffers[0].access",
      'is "write_only", but must be one of read_only, read_write, output',
    ],
    ["a capacity below zero", arms("[]", ',"capacity":-1'), "capacity", "is -1"],
  ])("%s", (_title, text, where, part) => {
    const problem = problemOf(text);
    expect(problem.where).toBe(where);
    expect(problem.message).toContain(`${where} `);
    expect(problem.message).toContain(part);
  });

  test("regions go as deep as documents may", () => {
    const levels = 40;
    const body = `${'[{"arm":"A","body":'.repeat(levels)}[{"op":"len"}]${"}]".repeat(levels)}`;
    expect(problemOf(arms(body)).where).toBe(`${"body[0].".repeat(levels + 1)}buffer`);
  });

  test("a newer version is named", () => {
    expect(problemOf(arms("[]").replace('"version":1', '"version":2'))).toMatchObject({
      code: "newer-version",
      where: "version",
    });
  });
});

describe("a fault in a methods document has its own place", () => {
  const method = (rest: string) => `{"id":"m","tensors":[],"nodes":[],"outputs":[]${rest}}`;
  const methods = (list: string, rest = "") => `{${HEAD},"kind":"methods","methods":[${list}]${rest}}`;
  test.each([
    [
      "a method without tensors",
      methods('{"id":"m","nodes":[],"outputs":[]}'),
      "methods[0].tensors",
      "missing",
    ],
    [
      "a bad size in a body of a body",
      methods(
        method(`,"bodies":[${method(`,"bodies":[${method("").replace("[]", '[{"id":"t","bytes":-1}]')}]`)}]`),
      ),
      "methods[0].bodies[0].bodies[0].tensors[0].bytes",
      "is -1",
    ],
    [
      "an unknown policy",
      methods(method(""), ',"sharing":{"policy":"all"}'),
      "sharing.policy",
      'is "all", but must be one of none, mutable, mutable-in-two, names, entries',
    ],
    [
      "members that are no object",
      methods(method(""), ',"sharing":{"policy":"entries","entries":[{"name":"e","members":["m"]}]}'),
      "sharing.entries[0].members",
      "an object of tensors by method",
    ],
    [
      "a locked address below zero",
      methods("", ',"sharing":{"policy":"none","locked":{"e":-4}}'),
      "sharing.locked.e",
      "is -4",
    ],
  ])("%s", (_title, text, where, part) => {
    const problem = problemOf(text);
    expect(problem.where).toBe(where);
    expect(problem.message).toContain(part);
  });
});
