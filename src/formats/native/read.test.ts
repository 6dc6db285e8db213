import { describe, expect, test } from "vitest";
import { readNative } from "./read.ts";

const HEAD = '"format":"memplan","version":1';

function problemOf(text: string) {
  const read = readNative(text, "file");
  if (read.ok) throw new Error("it was read");
  expect(read.problem.message).not.toBe("");
  expect(read.problem.help).not.toBe("");
  return read.problem;
}

describe("text that is no JSON is refused with line, column and an excerpt", () => {
  test.each([
    ["a cut object", `{${HEAD},\n"kind":`, "truncated", "line 2, column 8", "ends where a value must follow"],
    ["a cut text", '{"format": "memp', "truncated", "line 1, column 17", "the rest of a text"],
    ["a cut escape", '{"format": "a\\u00', "truncated", "line 1, column 18", "the rest of a text"],
    ["a missing comma", '{"a": 1\n  "b": 2}', "bad-json", "line 2, column 3", '"," or "}" must follow'],
    ["a trailing comma", '{"a": [1, 2, ]}', "bad-json", "line 1, column 14", 'there is "]"'],
    ["a comment", '{\n// hello\n"a": 1}', "bad-json", "line 2, column 1", "a key in double quotes"],
    ["single quotes", "{'a': 1}", "bad-json", "line 1, column 2", 'there is "\'"'],
    ["NaN", '{"a": NaN}', "bad-json", "line 1, column 7", 'there is "NaN"'],
    ["a leading zero", '{"a": 007}', "bad-json", "line 1, column 7", 'there is "007"'],
    ["a bad escape", '{"a": "\\x41"}', "bad-json", "line 1, column 8", "begins no escape"],
    ["a line end in a text", '{"a": "one\ntwo"}', "bad-json", "line 1, column 11", "U+000A"],
    ["two documents", "{}\n{}", "bad-json", "line 2, column 1", "the document has ended"],
    ["a no-break space", '{\u00a0"a": 1}', "bad-json", "line 1, column 2", "U+00A0"],
    ["nothing", "", "truncated", "line 1, column 1", "a value must follow"],
    [
      "a key twice",
      '{"a": 1,\n"\\u0061": 2}',
      "duplicate-key",
      "line 2, column 1",
      'the key "a" is there twice',
    ],
    ["a key of the language", '{"a": {"__proto__": 1}}', "reserved-name", "line 1, column 8", '"__proto__"'],
    ["a number beyond a double", '{"a": 1e999}', "number-too-large", "line 1, column 7", "1e999"],
    ["deep nesting", "[".repeat(100_000), "too-deep", "line 1, column 102", "100 deep"],
    [
      "deep and closed",
      `${"[".repeat(9000)}${"]".repeat(9000)}`,
      "too-deep",
      "line 1, column 102",
      "100 deep",
    ],
  ])("%s", (_title, text, code, where, part) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ code, where });
    expect(problem.message).toContain(part);
  });

  test("the excerpt shows the text around the fault", () => {
    expect(problemOf('{"tensors": [\n  {"id": "x" "bytes": 4}\n]}').message).toContain(
      'Near: {"id": "x" "bytes": 4}',
    );
  });
});

describe("JSON that is no document of ours says what it is", () => {
  test.each([
    ["a list", "[1, 2]", "not-memplan", "", "a list"],
    ["a number", "7", "not-memplan", "", "7"],
    ["null", "null", "not-memplan", "", "null"],
    ["no format", '{"nodes": []}', "not-memplan", "format", 'has no field "format"'],
    ["another format", '{"format": "onnx"}', "not-memplan", "format", '"onnx"'],
    [
      "a newer version",
      '{"format":"memplan","version":3,"kind":"graph"}',
      "newer-version",
      "version",
      "version 3",
    ],
    ["an odd version", '{"format":"memplan","version":"1"}', "unknown-version", "version", 'version "1"'],
    ["no version", '{"format":"memplan"}', "unknown-version", "version", "has no version"],
    ["a schedule of tiles", `{${HEAD},"kind":"tiles"}`, "tiles", "kind", "does not hold the graph"],
    ["an unknown kind", `{${HEAD},"kind":"gantt"}`, "unknown-kind", "kind", '"gantt"'],
    ["no kind", `{${HEAD}}`, "unknown-kind", "kind", "does not say its kind"],
  ])("%s", (_title, text, code, where, part) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ code, where });
    expect(problem.message).toContain(part);
  });
});

describe("a field of the wrong shape is named by its path, with what it is and what it must be", () => {
  const graph = (rest: string) => `{${HEAD},"kind":"graph",${rest}}`;
  const node = (rest: string) =>
    graph(`"tensors":[{"id":"x","role":"input"}],"outputs":[],"nodes":[{"id":"a","op":"A",${rest}}]`);
  const tensor = (rest: string) => graph(`"nodes":[],"outputs":[],"tensors":[{"id":"x",${rest}}]`);
  const buffer = (rest: string) =>
    `{${HEAD},"kind":"lifetimes","buffers":[{"id":"b","start":0,"end":1,${rest}}]}`;
  test.each([
    [
      "a number as an id",
      node('"inputs":[7],"outputs":[]'),
      "nodes[0].inputs[0]",
      "is 7, but must be a non-empty text",
    ],
    ["no outputs", node('"inputs":["x"]'), "nodes[0].outputs", "is missing"],
    [
      "a text for a list",
      node('"inputs":"x","outputs":[]'),
      "nodes[0].inputs",
      'is "x", but must be a list of ids',
    ],
    [
      "a negative size",
      tensor('"bytes":-4'),
      "tensors[0].bytes",
      "is -4, but must be a whole number of bytes",
    ],
    ["half a byte", tensor('"bytes":0.5'), "tensors[0].bytes", "is 0.5, but must be a whole number of bytes"],
    ["a size beyond 2^53", tensor('"bytes":9007199254740993'), "tensors[0].bytes", "0 to 2^53 − 1"],
    [
      "an unknown dtype",
      tensor('"dtype":"float31","shape":[]'),
      "tensors[0].dtype",
      'is "float31", but must be one of',
    ],
    [
      "a negative dimension",
      tensor('"dtype":"int8","shape":[2,-1]'),
      "tensors[0].shape[1]",
      "is -1, but must be",
    ],
    [
      "a symbol without max",
      tensor('"dtype":"int8","shape":[{"symbol":"T"}]'),
      "tensors[0].shape[0]",
      "is an object, but must be a whole number, 0 or more, or { symbol, max }",
    ],
    ["null for a number", tensor('"alignment":null'), "tensors[0].alignment", "is null, but must be"],
    ["alignment 0", tensor('"alignment":0'), "tensors[0].alignment", "1 to 2^53"],
    ["an unknown role", tensor('"role":"weight"'), "tensors[0].role", "input, constant, state, intermediate"],
    [
      "an id of the language",
      graph('"nodes":[],"outputs":[],"tensors":[{"id":"__proto__"}]'),
      "tensors[0].id",
      "another",
    ],
    [
      "a step beyond 32 bits",
      buffer('"bytes":1,"hint":0,"gaps":[{"start":0,"end":2147483648}]'),
      "buffers[0].gaps[0].end",
      "2147483648",
    ],
    [
      "a window of three",
      buffer('"bytes":1,"gaps":[{"start":0,"end":1,"window":[0,1,2]}]'),
      "buffers[0].gaps[0].window[2]",
      "two numbers",
    ],
    [
      "a list for the buffers' table",
      `{${HEAD},"kind":"lifetimes","buffers":{}}`,
      "buffers",
      "is an object, but must be a list of buffers",
    ],
    [
      "an odd key in a path",
      graph('"nodes":[],"outputs":[],"tensors":[],"shipped":{"title":"t","offsets":{"a b":-1}}'),
      'shipped.offsets["a b"]',
      "is -1",
    ],
  ])("%s", (_title, text, where, part) => {
    const problem = problemOf(text);
    expect(problem.where).toBe(where);
    expect(problem.message.startsWith(where)).toBe(true);
    expect(problem.message).toContain(part);
  });

  test("the other faults are counted", () => {
    const rows = Array.from({ length: 1001 }, () => '{"id":"x","bytes":-1}').join(",");
    expect(problemOf(graph(`"nodes":[],"outputs":[],"tensors":[${rows}]`)).message).toContain(
      "There are 1,000 more faults.",
    );
    expect(problemOf(node('"inputs":[7,8],"outputs":[]')).message).toContain("There is 1 more fault.");
  });

  test("long texts are shown short", () => {
    expect(problemOf(tensor(`"role":"${"w".repeat(9000)}"`)).message.length).toBeLessThan(200);
  });
});

describe("a document of the right shape that makes no sense is refused", () => {
  const lifetimes = (...rows: string[]) => `{${HEAD},"kind":"lifetimes","buffers":[${rows.join(",")}]}`;
  const b = (id: string, start: number, end: number, rest = "") =>
    `{"id":"${id}","start":${start},"end":${end},"bytes":8${rest}}`;
  test.each([
    ["an id twice", lifetimes(b("p", 0, 1), b("p", 1, 2)), "duplicate-id", "buffers[1].id", '"p"'],
    ["an end before the start", lifetimes(b("p", 5, 3)), "empty-lifetime", "buffers[0].end", "never alive"],
    ["an empty lifetime", lifetimes(b("p", 5, 5)), "empty-lifetime", "buffers[0].end", "never alive"],
    [
      "a gap outside",
      lifetimes(b("p", 5, 9, ',"gaps":[{"start":4,"end":6}]')),
      "bad-gap",
      "buffers[0].gaps",
      "outside",
    ],
    [
      "an empty gap",
      lifetimes(b("p", 5, 9, ',"gaps":[{"start":6,"end":6}]')),
      "bad-gap",
      "buffers[0].gaps",
      "empty",
    ],
    [
      "a window outside",
      lifetimes(b("p", 5, 9, ',"gaps":[{"start":6,"end":7,"window":[0,9]}]')),
      "bad-gap",
      "buffers[0].gaps",
      "window",
    ],
    [
      "two gaps at once",
      lifetimes(b("p", 5, 9, ',"gaps":[{"start":7,"end":9},{"start":5,"end":8}]')),
      "bad-gap",
      "buffers[0].gaps",
      "two gaps at step 7",
    ],
    [
      "an address too large",
      lifetimes(b("p", 5, 9, `,"offset":${Number.MAX_SAFE_INTEGER}`)),
      "too-large",
      "buffers[0].offset",
      "2^53",
    ],
    [
      "sizes too large together",
      lifetimes(b("p", 0, 1), b("q", 0, 1).replace("8}", `${Number.MAX_SAFE_INTEGER}}`)),
      "too-large",
      "buffers[1].bytes",
      "add up",
    ],
    [
      "a graph with an unknown tensor",
      `{${HEAD},"kind":"graph","tensors":[],"nodes":[{"id":"a","op":"A","inputs":["ghost"],"outputs":[]}],"outputs":[]}`,
      "unknown-tensor",
      "nodes[0].inputs[0]",
      '"ghost"',
    ],
  ])("%s", (_title, text, code, where, part) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ code, where });
    expect(problem.message).toContain(part);
  });
});

describe("what the contract lets a document leave out is filled in", () => {
  test("a missing name is the file's", () => {
    const read = readNative(`{${HEAD},"kind":"lifetimes","buffers":[]}`, "trace");
    expect(read).toMatchObject({ ok: true, value: { name: "trace" } });
  });
});
