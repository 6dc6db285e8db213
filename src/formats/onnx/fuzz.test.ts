import fc from "fast-check";
import { expect, test } from "vitest";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { writeNative } from "../native/write.ts";
import { sourceFromBytes } from "../source.ts";
import { readOnnx } from "./index.ts";
import { bool, f32, fixed, float, i64, int, ints } from "./testing/cases/case.ts";
import { GRAPH_CASES, open } from "./testing/cases/graphs.ts";
import { node } from "./testing/document.ts";
import { type FunctionCase, type GraphCase, modelBytes, type NodeCase } from "./testing/model.ts";

/** The code of the Problem, or "" when a document came of it that can be written; anything thrown fails the test. */
async function outcome(bytes: Uint8Array): Promise<string> {
  const made = await readOnnx(sourceFromBytes("fuzz.onnx", bytes), NO_WATCH);
  if (!made.ok) {
    expect(made.problem.message).not.toBe("");
    expect(made.problem.help).not.toBe("");
    return made.problem.code;
  }
  expect(writeNative(made.value)).not.toBe("");
  if (made.value.kind !== "plan") {
    // a Problem of planning is well said too
    const planned = planAndCheck(made.value, DEFAULT_SETTINGS, "", NO_WATCH);
    if (planned.ok) expect(planned.value.violations).toEqual([]);
  }
  return "";
}

const SOUND = GRAPH_CASES.map((own) =>
  modelBytes(
    own.graph,
    { "": own.opset ?? 17, ...(own.functions === undefined ? {} : { local: 1 }) },
    own.functions,
  ),
);

test("sound models with bytes changed, cut or put in give documents or Problems", async () => {
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      out: fc.constantFrom(0, 1, 1, 1, 2, 9),
      put: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 2 }),
        fc.constantFrom(
          Uint8Array.of(),
          Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
        ),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SOUND), edits, async (sound, changes) => {
      let bytes = [...sound];
      for (const { at, out, put } of changes) {
        const from = at % bytes.length;
        bytes = [...bytes.slice(0, from), ...put, ...bytes.slice(from + out)];
      }
      codes.add(await outcome(Uint8Array.from(bytes)));
    }),
    { numRuns: 300, seed: 6 },
  );
  expect([...codes]).toEqual(expect.arrayContaining(["", "corrupt"]));
});

test("sound models with numbers changed, so that they still are messages, give documents or Problems", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SOUND),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 2, 3, 7, 60, 64, 100, 120, 127)), {
        minLength: 1,
        maxLength: 6,
      }),
      async (sound, changes) => {
        const bytes = sound.slice();
        // small numbers: dims, axes, types, lengths
        const places = [...bytes.keys()].filter((i) => (bytes[i] ?? 0) < 16);
        for (const [at, value] of changes) bytes[places[at % places.length] ?? 0] = value;
        await outcome(bytes);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

const HUGE = 2 ** 52;
const graph = (nodes: readonly NodeCase[], inputs: GraphCase["inputs"] = [], outputs = ["y"]): GraphCase => ({
  nodes,
  inputs,
  outputs,
});
const model = (own: GraphCase, functions?: readonly FunctionCase[]) =>
  modelBytes(own, { "": 17, local: 1 }, functions);

const bodyOf = (name: string, nodes: readonly NodeCase[]): FunctionCase => ({
  name,
  domain: "local",
  inputs: ["X"],
  outputs: ["Y"],
  nodes,
  opsets: { "": 17, local: 1 },
});
const call = (name: string, from: string, to: string) => node(name, [from], [to], { domain: "local" });

/** Each calls the one before it `times` times. */
function tower(depth: number, times: number): readonly FunctionCase[] {
  return Array.from({ length: depth }, (_, i) =>
    bodyOf(
      `F${i}`,
      Array.from({ length: times }, (_, k) => {
        const [from, to] = [k === 0 ? "X" : `t${k}`, k === times - 1 ? "Y" : `t${k + 1}`];
        return i === 0 ? node("Relu", [from], [to]) : call(`F${i - 1}`, from, to);
      }),
    ),
  );
}

/** A Loop in a Loop in a Loop, whose states all change so that each is inferred several times. */
function loops(depth: number): GraphCase {
  const inner: readonly NodeCase[] =
    depth === 0
      ? [node("Concat", ["s", "s"], ["o"], { attributes: { axis: 0 } })]
      : [node("Loop", ["m", "t", "s"], ["o"], { attributes: { body: { graph: loops(depth - 1) } } })];
  return {
    nodes: [node("Identity", ["go"], ["go2"]), ...inner],
    inputs: [
      ["i", i64()],
      ["go", bool()],
      ["s", null],
    ],
    outputs: ["go2", "o"],
  };
}

function ifs(depth: number): GraphCase {
  const inside = depth === 0 ? node("Relu", ["x"], ["y"]) : undefined;
  return graph([
    inside ??
      node("If", ["c"], ["y"], {
        attributes: {
          then_branch: { graph: ifs(depth - 1) },
          else_branch: { graph: graph([node("Neg", ["x"], ["y"])]) },
        },
      }),
  ]);
}

const x = ["x", f32(2, 3)] as const;
const BOMBS: readonly (readonly [title: string, bytes: Uint8Array, code: string])[] = [
  ["functions that double 40 times", model(graph([call("F39", "x", "y")], [x]), tower(40, 2)), "too-large"],
  [
    "functions that call each other a million times",
    model(graph([call("F5", "x", "y")], [x]), tower(6, 10)),
    "too-large",
  ],
  [
    "a function that calls itself",
    model(graph([call("F", "x", "y")], [x]), [bodyOf("F", [call("F", "X", "a"), call("F", "a", "Y")])]),
    "recursion",
  ],
  [
    "functions that call each other in a circle",
    model(graph([call("F", "x", "y")], [x]), [
      bodyOf("F", [call("G", "X", "Y")]),
      bodyOf("G", [call("F", "X", "Y")]),
    ]),
    "recursion",
  ],
  [
    "loops 16 deep",
    model(
      graph(
        [node("Loop", ["m", "t", "x"], ["y"], { attributes: { body: { graph: loops(16) } } })],
        [x, ["m", int(2)], ["t", fixed(bool(), 1)]],
      ),
    ),
    "too-large",
  ],
  ["branches 18 deep", model(graph(ifs(18).nodes, [x, ["c", bool()]])), ""],
  ["branches deeper than messages may nest", model(graph(ifs(40).nodes, [x, ["c", bool()]])), "corrupt"],
  [
    "a size that is squared 60 times",
    model(
      graph(
        [
          node("Shape", ["a"], ["s0"]),
          ...Array.from({ length: 60 }, (_, i) => node("Mul", [`s${i}`, `s${i}`], [`s${i + 1}`])),
          node("ConstantOfShape", ["s60"], ["y"]),
        ],
        [["a", open(1, "N", "M")]],
      ),
    ),
    "",
  ],
  [
    "sums that are multiplied with each other over 60 axes",
    model(
      graph(
        [
          ...Array.from({ length: 30 }, (_, i) =>
            node("Concat", ["a", `b${i}`], [`c${i}`], { attributes: { axis: 0 } }),
          ),
          node(
            "Einsum",
            Array.from({ length: 30 }, (_, i) => `c${i}`),
            ["big"],
            {
              attributes: {
                equation: `${Array.from({ length: 30 }, (_, i) => String.fromCharCode(65 + i)).join(",")}->${Array.from({ length: 30 }, (_, i) => String.fromCharCode(65 + i)).join("")}`,
              },
            },
          ),
          node("Size", ["big"], ["n"]),
          node("Flatten", ["big"], ["y"]),
        ],
        [["a", open(1, "A")], ...Array.from({ length: 30 }, (_, i) => [`b${i}`, open(1, `B${i}`)] as const)],
      ),
    ),
    "",
  ],
  [
    "dims of 2^52",
    model(
      graph([node("Flatten", ["w"], ["y"])], [["w", { element: 1, dims: [], declared: [HUGE, HUGE, HUGE] }]]),
    ),
    "",
  ],
  ["a negative split", model(graph([node("Split", ["x", "s"], ["y", "z"])], [x, ["s", ints(-5, 7)]])), ""],
  [
    "a split into very many parts",
    model(graph([node("Split", ["x"], ["y", "z"], { attributes: { num_outputs: HUGE } })], [x])),
    "",
  ],
  [
    "a Tile of huge counts",
    model(graph([node("Tile", ["x", "n"], ["y"])], [x, ["n", ints(HUGE, HUGE)]])),
    "",
  ],
  [
    "a Tile of a negative count",
    model(
      graph(
        [node("Tile", ["n", "m"], ["y"])],
        [
          ["n", ints(3)],
          ["m", ints(-9)],
        ],
      ),
    ),
    "",
  ],
  [
    "a Range of very many",
    model(
      graph(
        [node("Range", ["a", "b", "c"], ["y"])],
        [
          ["a", int(0)],
          ["b", int(HUGE)],
          ["c", int(1)],
        ],
      ),
    ),
    "",
  ],
  [
    "a Range with steps of 0",
    model(
      graph(
        [node("Range", ["a", "b", "c"], ["y"])],
        [
          ["a", int(0)],
          ["b", int(5)],
          ["c", int(0)],
        ],
      ),
    ),
    "",
  ],
  [
    "a Range of nearly no steps",
    model(
      graph(
        [node("Range", ["a", "b", "c"], ["y"])],
        [
          ["a", float(0)],
          ["b", float(1)],
          ["c", float(1e-30)],
        ],
      ),
    ),
    "",
  ],
  [
    "a ConstantOfShape of huge sizes",
    model(graph([node("ConstantOfShape", ["n"], ["y"])], [["n", ints(HUGE, HUGE, 3)]])),
    "",
  ],
  [
    "a ConstantOfShape of negative sizes",
    model(graph([node("ConstantOfShape", ["n"], ["y"])], [["n", ints(-2, -3)]])),
    "",
  ],
  [
    "a Pad to less than nothing",
    model(graph([node("Pad", ["x", "n"], ["y"])], [x, ["n", ints(-9, -9, -9, -9)]])),
    "",
  ],
  [
    "an Einsum of nonsense",
    model(graph([node("Einsum", ["x"], ["y"], { attributes: { equation: "...->...->,,.i..->" } })], [x])),
    "",
  ],
  [
    "strides of 0 and less",
    model(
      graph(
        [node("MaxPool", ["p"], ["y"], { attributes: { kernel_shape: [2, 2], strides: [0, -1] } })],
        [["p", f32(1, 1, 8, 8)]],
      ),
    ),
    "",
  ],
  [
    "a Resize by factors of 0, less and without end",
    model(
      graph([node("Resize", ["x", "", "f"], ["y"])], [x, ["f", fixed(f32(2), Number.POSITIVE_INFINITY, -1)]]),
    ),
    "",
  ],
  [
    "a block size of 0",
    model(
      graph([node("DepthToSpace", ["p"], ["y"], { attributes: { blocksize: 0 } })], [["p", f32(1, 4, 8, 8)]]),
    ),
    "",
  ],
  [
    "a Transpose of axes that are not there",
    model(graph([node("Transpose", ["x"], ["y"], { attributes: { perm: [7, -9] } })], [x])),
    "",
  ],
  [
    "a Scan of nothing",
    model(
      graph(
        [node("Scan", ["x"], ["y"], { attributes: { num_scan_inputs: 900, body: { graph: graph([]) } } })],
        [x],
      ),
    ),
    "",
  ],
  [
    "an Unsqueeze to 100,000 axes",
    model(
      graph(
        [
          node("Unsqueeze", ["x"], ["y"], {
            attributes: { axes: Array.from({ length: 100_000 }, (_, i) => i) },
          }),
        ],
        [x],
      ),
    ),
    "",
  ],
  [
    "a Sum of 50,000 inputs",
    model(
      graph(
        [
          node(
            "Sum",
            Array.from({ length: 50_000 }, () => "x"),
            ["y"],
          ),
        ],
        [x],
      ),
    ),
    "",
  ],
  [
    "an input of 100,000 axes that many nodes read",
    model(
      graph(
        Array.from({ length: 300 }, (_, i) => node("Relu", ["w"], [`y${i}`])),
        [["w", { element: 1, dims: [], declared: Array.from({ length: 100_000 }, () => 1) }]],
        ["y0"],
      ),
    ),
    "",
  ],
  [
    "a name made 4,000 times",
    model(
      graph(
        Array.from({ length: 4000 }, () => node("Relu", ["a"], ["a"])),
        [["a", f32(4)]],
        ["a"],
      ),
    ),
    "",
  ],
  [
    "nodes in the opposite order",
    model(
      graph(
        Array.from({ length: 4000 }, (_, i) => node("Relu", [`a${i + 1}`], [`a${i}`])),
        [["a4000", f32(4)]],
        ["a0"],
      ),
    ),
    "",
  ],
  [
    "nodes in a circle",
    model(graph([node("Relu", ["b"], ["a"]), node("Relu", ["a"], ["b"])], [], ["a"])),
    "cycle",
  ],
];

test.each(BOMBS)("a model with %s ends soon", async (_title, bytes, code) => {
  expect(await outcome(bytes)).toBe(code);
});
