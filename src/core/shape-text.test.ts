import fc from "fast-check";
import { expect, test } from "vitest";
import type { Dim } from "./document.ts";
import { sayProblem } from "./result.ts";
import { formatShape, parseShape, symbolsOf } from "./shape-text.ts";

const KNOWN = new Map([
  ["T", 512],
  ["ctx", 2048],
]);
const T: Dim = { symbol: "T", max: 512 };

function read(text: string): readonly Dim[] | string {
  const result = parseShape(text, KNOWN);
  return result.ok ? result.value : sayProblem(result.problem);
}

test.each<[string, readonly Dim[]]>([
  ["1x128x128", [1, 128, 128]],
  ["1X128X128", [1, 128, 128]],
  ["1 × 128 × 128", [1, 128, 128]],
  ["1*128*128", [1, 128, 128]],
  ["[1, 128, 128]", [1, 128, 128]],
  ["(1, 128, 128)", [1, 128, 128]],
  ["1,128,128", [1, 128, 128]],
  ["1 128 128", [1, 128, 128]],
  ["  64  ", [64]],
  ["(64,)", [64]],
  ["0x4", [0, 4]],
  ["scalar", []],
  [" Scalar ", []],
  ["[]", []],
  ["( )", []],
  ["Tx64", [T, 64]],
  ["64xT", [64, T]],
  ["T×T", [T, T]],
  ["T<=256 x 64", [{ symbol: "T", max: 256 }, 64]],
  ["T=256x64", [{ symbol: "T", max: 256 }, 64]],
  ["T ≤ 256, 64", [{ symbol: "T", max: 256 }, 64]],
  [
    "TxT<=8",
    [
      { symbol: "T", max: 8 },
      { symbol: "T", max: 8 },
    ],
  ],
  ["Nx3", [{ symbol: "N", max: 128 }, 3]],
  ["ctxx64", [{ symbol: "ctx", max: 2048 }, 64]],
  ["64xctx", [64, { symbol: "ctx", max: 2048 }]],
  ["max x 64", [{ symbol: "max", max: 128 }, 64]],
  ["[max]", [{ symbol: "max", max: 128 }]],
  ["2*T x 64", [{ symbol: "2*T", max: 1024 }, 64]],
  ["2*Tx64", [{ symbol: "2*T", max: 1024 }, 64]],
  ["T+1x64", [{ symbol: "T + 1", max: 513 }, 64]],
  ["1, floor(T + 1, 2), 64", [1, { symbol: "floor(T + 1, 2)", max: 256 }, 64]],
  ["1xmax(T, 600)x64", [1, { symbol: "max(600, T)", max: 600 }, 64]],
  ["[2*T]", [{ symbol: "2*T", max: 1024 }]],
  ["T + T", [{ symbol: "2*T", max: 1024 }]],
  [
    "N<=4 × 2*N",
    [
      { symbol: "N", max: 4 },
      { symbol: "2*N", max: 8 },
    ],
  ],
  ["2*T<=9 x 64", [{ symbol: "2*T", max: 9 }, 64]],
  ["2*T", [2, T]],
  ["1x(H+1)/2<=112", [1, { symbol: "(H+1)/2", max: 112 }]],
  ['"batch size"<=8, 3', [{ symbol: "batch size", max: 8 }, 3]],
])("%j is read", (text, shape) => {
  expect(read(text)).toEqual(shape);
});

test.each([
  ["", "character 1: No shape is typed. Type a shape such as 1x128x128, T<=512x64 or scalar."],
  [
    "1x-3",
    "character 3: Dimension 2 is negative; dimensions are whole numbers from 0 up. Type a shape such as 1x128x128, T<=512x64 or scalar.",
  ],
  [
    "1.5x3",
    "character 2: Dimension 1 is not a whole number. Type a shape such as 1x128x128, T<=512x64 or scalar.",
  ],
  [
    "1x",
    "character 3: A dimension is missing after “x”. Type a shape such as 1x128x128, T<=512x64 or scalar.",
  ],
  ["1,,2", "character 3: “,” is not a dimension. Type a shape such as 1x128x128, T<=512x64 or scalar."],
  [
    "[1, ?]",
    "character 5: A dimension of unknown size needs a name. Name it, and say how large it can be: T<=512.",
  ],
  ["1,024x64", "character 7: Dimensions are parted in two ways here. Use only x or only commas."],
  [
    "T<=x64",
    "character 4: The maximum of T must be a whole number. Type a shape such as 1x128x128, T<=512x64 or scalar.",
  ],
  ["T<=2,T<=3", "character 6: T has two maxima here: 2 and 3. Give it one."],
  [
    "9007199254740992",
    "character 1: Dimension 1, 9007199254740992, is too large. Type a shape such as 1x128x128, T<=512x64 or scalar.",
  ],
  [
    "constructor<=2",
    "character 1: “constructor” cannot be the name of a dimension. Type a shape such as 1x128x128, T<=512x64 or scalar.",
  ],
])("%j is refused with a way out", (text, says) => {
  expect(read(text)).toBe(says);
});

test("shapes are written with their maxima, or by name for sentences", () => {
  expect(formatShape([1, 128, 128])).toBe("1×128×128");
  expect(formatShape([T, 64])).toBe("T≤512×64");
  expect(formatShape([T, 64], "names")).toBe("T×64");
  expect(formatShape([{ symbol: "ctx", max: 9 }, 64])).toBe("[ctx≤9, 64]");
  expect(formatShape([{ symbol: "2*T", max: 8 }, 64])).toBe("2*T≤8×64");
  expect(formatShape([{ symbol: "2*T", max: 8 }])).toBe("[2*T≤8]");
  expect(formatShape([])).toBe("scalar");
});

test("the symbols of a document have the largest maximum that they have anywhere", () => {
  const document = {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "g",
    nodes: [],
    outputs: [],
    tensors: [{ id: "a", shape: [T, 3] }, { id: "b" }, { id: "c", shape: [{ symbol: "T", max: 9 }] }],
  } as const;
  expect([...symbolsOf(document)]).toEqual([["T", 512]]);
});

const symbol = fc.oneof(
  fc.constantFrom(
    "T",
    "ctx",
    "2*T",
    "T + 1",
    "T+1",
    "max(600, T)",
    "2*floor(T + ctx, 2) - 1",
    '"a b" + 1',
    '"2*T"',
    "batch",
    "(H+1)/2",
    "T·64",
    "x",
    "X",
    "H−2",
    "scalar",
    "a, b",
    'say "x"',
    "(a)",
  ),
  fc.string({ minLength: 1, maxLength: 6 }),
);
const size = fc.oneof(fc.nat(4096), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER));
const shape = fc
  .array(fc.oneof(size, symbol), { maxLength: 6 })
  .chain((dims) =>
    fc.func(size).map((maxOf) => dims.map((d) => (typeof d === "number" ? d : { symbol: d, max: maxOf(d) }))),
  );

test("what is written is read back as it was", () => {
  fc.assert(
    fc.property(shape, (dims) => {
      expect(parseShape(formatShape(dims), KNOWN)).toEqual({ ok: true, value: dims });
    }),
  );
});

test("any text is read or refused with the place of a character of it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9xT×, [\]()<=.?-]{0,12}$/)), (text) => {
      const result = parseShape(text, KNOWN);
      if (result.ok) return;
      const at = Number(/^character (\d+)$/.exec(result.problem.where)?.[1]);
      expect(at).toBeGreaterThanOrEqual(1);
      expect(at).toBeLessThanOrEqual(text.length + 1);
    }),
  );
});
