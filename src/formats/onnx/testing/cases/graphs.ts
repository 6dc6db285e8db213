/** Whole graphs: control flow, functions, arithmetic on shapes, each with bindings of its symbols to run it at. */

import type { AttributeCase, FunctionCase, GraphCase, NodeCase, TensorCase } from "../model.ts";
import { bool, f32, fixed, float, floatsOf, i64, int, ints } from "./case.ts";

export interface GraphsCase {
  readonly name: string;
  readonly graph: GraphCase;
  readonly functions?: readonly FunctionCase[];
  /** Version of the standard set, 17 by default. */
  readonly opset?: number;
  /** Values of the symbols, a run each. */
  readonly bindings?: readonly Readonly<Record<string, number>>[];
  /** Values whose size only the data tells: it must not be known. */
  readonly open?: readonly string[];
}

/** A tensor with names in its dims. */
export function open(element: number, ...declared: readonly (number | string)[]): TensorCase {
  return { element, dims: [], declared };
}

type Attributes = Readonly<Record<string, AttributeCase>>;

/** `out = Op(in, in)`, with outputs and inputs between blanks. */
function node(line: string, attributes?: Attributes): NodeCase {
  const [left = "", right = ""] = line.split("=");
  const [op = "", inputs = ""] = right.trim().replace(")", "").split("(");
  const names = (list: string) => (list.trim() === "" ? [] : list.split(",").map((name) => name.trim()));
  const [domain, type] = op.includes(".") ? op.split(".") : [undefined, op];
  return {
    op: type ?? "",
    inputs: names(inputs),
    outputs: names(left),
    ...(domain === undefined ? {} : { domain }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

interface Rest {
  readonly attributes?: Readonly<Record<string, Attributes>>;
  readonly outputs?: readonly string[];
}

/** A graph of lines; attributes by the first output of their node. Outputs: of all nodes, unless given. */
function graph(
  inputs: Readonly<Record<string, TensorCase | null>>,
  lines: readonly string[],
  rest: Rest = {},
): GraphCase {
  const plain = lines.map((line) => node(line));
  const nodes = plain.map((own, i) => {
    const attributes = rest.attributes?.[own.outputs.find((name) => name !== "") ?? ""];
    return attributes === undefined ? own : node(lines[i] ?? "", attributes);
  });
  return {
    nodes,
    inputs: Object.entries(inputs),
    outputs: rest.outputs ?? nodes.flatMap((own) => own.outputs.filter((name) => name !== "")),
  };
}

const N = [{ N: 5 }, { N: 8 }, { N: 1 }] as const;
const NT = [
  { N: 2, T: 7 },
  { N: 3, T: 4 },
] as const;
const small = f32(2, 3);

/** Two branches without inputs of their own. */
const branches = (yes: GraphCase, no: GraphCase): Attributes => ({
  then_branch: { graph: yes },
  else_branch: { graph: no },
});

const body = (own: GraphCase): Attributes => ({ body: { graph: own } });

const shapeOps: readonly GraphsCase[] = [
  {
    name: "Shape, Gather, Concat, Reshape",
    bindings: NT,
    graph: graph(
      { x: open(1, "N", "T", 12), zero: int(0), one: int(1), heads: ints(4), rest: ints(-1), axis: ints(0) },
      [
        "s = Shape(x)",
        "n = Gather(s, zero)",
        "t = Gather(s, one)",
        "n1 = Unsqueeze(n, axis)",
        "t1 = Unsqueeze(t, axis)",
        "wanted = Concat(n1, t1, heads, rest)",
        "y = Reshape(x, wanted)",
        "z = Transpose(y)",
        "flat = Reshape(z, rest)",
      ],
      { attributes: { wanted: { axis: 0 }, z: { perm: [0, 2, 1, 3] } } },
    ),
  },
  {
    name: "the expand of PyTorch: Where(Equal(shape, −1), ones, shape)",
    bindings: NT,
    graph: graph(
      {
        x: open(1, "N", 1),
        like: open(1, "N", "T"),
        minus: ints(-1),
        one: int(1),
        axis: ints(0),
        five: ints(5),
      },
      [
        "s = Shape(like)",
        "two = Shape(s)",
        "ones = ConstantOfShape(two)",
        "negative = Mul(ones, minus)",
        "open = Equal(s, negative)",
        "wanted = Where(open, ones, s)",
        "y = Expand(x, wanted)",
      ],
      { attributes: { ones: { value: { tensor: fixed(i64(1), 1) } } } },
    ),
  },
  {
    name: "a Slice with computed ends",
    bindings: NT,
    // T − 2 may count from the end
    open: ["early"],
    graph: graph(
      {
        x: open(1, "N", "T", 6),
        one: int(1),
        axis: ints(0),
        axes: ints(1),
        zero: ints(0),
        two: ints(2),
        least: ints(-1),
      },
      [
        "s = Shape(x)",
        "t = Gather(s, one)",
        "t1 = Unsqueeze(t, axis)",
        "half = Div(t1, two)",
        "front = Slice(x, zero, half, axes)",
        "back = Slice(x, half, t1, axes)",
        "whole = Concat(front, back)",
        "butLast = Slice(x, zero, least, axes)",
        "last = Slice(x, least, t1, axes)",
        "lessTwo = Sub(t1, two)",
        "middle = Slice(x, two, t1, axes)",
        "early = Slice(x, zero, lessTwo, axes)",
      ],
      { attributes: { whole: { axis: 1 } } },
    ),
  },
  {
    name: "ends beyond what symbols reach",
    bindings: N,
    graph: graph(
      {
        x: open(1, "N", 4),
        a3: ints(-3),
        m1: ints(-1),
        far: ints(Number.MAX_SAFE_INTEGER),
        s0: ints(0),
        s2: ints(2),
        s6: ints(6),
        axes: ints(0),
        back: ints(-1),
        low: ints(-Number.MAX_SAFE_INTEGER),
        two: ints(2),
      },
      [
        "lastThree = Slice(x, a3, far, axes)",
        "firstSix = Slice(x, s0, s6, axes)",
        "without = Slice(x, s2, far, axes)",
        "butThree = Slice(x, s0, a3, axes)",
        "between = Slice(x, a3, m1, axes)",
        "turned = Slice(x, m1, low, axes, back)",
        "second = Slice(x, s0, far, axes, two)",
        "odd = Slice(x, s2, far, axes, two)",
      ],
    ),
  },
  {
    name: "ConstantOfShape, Range, Tile and Expand of computed sizes",
    bindings: N,
    graph: graph(
      {
        x: open(1, "N", 4),
        zero: int(0),
        one: int(1),
        two: int(2),
        axis: ints(0),
        three: ints(3),
        four: ints(4),
      },
      [
        "s = Shape(x)",
        "zeros = ConstantOfShape(s)",
        "n = Gather(s, zero)",
        "upTo = Range(zero, n, one)",
        "from = Range(one, n, one)",
        "every = Range(zero, n, two)",
        "n1 = Unsqueeze(n, axis)",
        "often = Concat(three, n1)",
        "many = Tile(x, often)",
        "wide = Concat(n1, n1, four)",
        "big = Expand(x, wide)",
        "size = Size(x)",
        "vector = Unsqueeze(size, axis)",
        "flat = Reshape(x, vector)",
      ],
      { attributes: { often: { axis: 0 }, wide: { axis: 0 } } },
    ),
  },
  {
    name: "Resize to computed sizes and by factors",
    bindings: [
      { H: 11, W: 9 },
      { H: 6, W: 4 },
    ],
    graph: graph(
      {
        x: open(1, 1, 3, "H", "W"),
        start: ints(0),
        stop: ints(2),
        end: ints(4),
        twice: ints(2),
        none: floatsOf(),
        factors: floatsOf(1, 1, 0.5, 2),
        odd: floatsOf(1, 1, 1.5, 0.25),
        half: float(0.5),
      },
      [
        "s = Shape(x)",
        "nc = Slice(s, start, stop)",
        "hw = Slice(s, stop, end)",
        "double = Mul(hw, twice)",
        "sizes = Concat(nc, double)",
        "up = Resize(x, , , sizes)",
        "scaled = Resize(x, , factors)",
        "both = Resize(x, , odd)",
        "real = Cast(hw)",
        "halves = Mul(real, half)",
        "floor = Floor(halves)",
        "down = Cast(floor)",
        "sizes2 = Concat(nc, down)",
        "smaller = Resize(x, , , sizes2)",
        "cut = Cast(halves)",
        "sizes3 = Concat(nc, cut)",
        "same = Resize(x, , , sizes3)",
        "above = Ceil(halves)",
        "up2 = Cast(above)",
        "sizes4 = Concat(nc, up2)",
        "more = Resize(x, , , sizes4)",
      ],
      {
        attributes: {
          sizes: { axis: 0 },
          sizes2: { axis: 0 },
          sizes3: { axis: 0 },
          sizes4: { axis: 0 },
          real: { to: 1 },
          down: { to: 7 },
          cut: { to: 7 },
          up2: { to: 7 },
        },
      },
    ),
  },
  {
    name: "windows over symbols",
    bindings: [
      { H: 17, W: 20 },
      { H: 8, W: 9 },
      { H: 13, W: 6 },
    ],
    graph: graph(
      { x: open(1, 1, 2, "H", "W"), w: f32(4, 2, 3, 3), v: f32(2, 3, 3, 3) },
      [
        "conv = Conv(x, w)",
        "strided = Conv(x, w)",
        "same = Conv(x, w)",
        "pool = MaxPool(x)",
        "ceil = MaxPool(x)",
        "ones = MaxPool(x)",
        "average = AveragePool(x)",
        "back = ConvTranspose(x, v)",
        "sameBack = ConvTranspose(x, v)",
      ],
      {
        attributes: {
          strided: { strides: [2, 3], pads: [1, 0, 1, 1] },
          same: { auto_pad: "SAME_LOWER", strides: [2, 2] },
          pool: { kernel_shape: [3, 2], strides: [2, 2] },
          ceil: { kernel_shape: [3, 2], strides: [2, 3], pads: [1, 1, 1, 1], ceil_mode: 1 },
          ones: { kernel_shape: [1, 1], strides: [3, 2], ceil_mode: 1 },
          average: { kernel_shape: [3, 3], strides: [3, 2], pads: [1, 1, 1, 1], ceil_mode: 1 },
          back: { strides: [2, 2], pads: [1, 1, 0, 0], output_padding: [1, 0] },
          sameBack: { auto_pad: "SAME_UPPER", strides: [2, 3] },
        },
      },
    ),
  },
  {
    name: "whole numbers divided and rests taken of negative numbers",
    graph: graph(
      {
        a: ints(7, -7, 7, -7),
        b: ints(2, 2, -2, -2),
        p: ints(7, -7, 9, -9),
        ten: ints(10),
        real: floatsOf(2.5, -2.5, 0.5, 9.999),
      },
      [
        "quotient = Div(a, b)",
        "rest = Mod(a, b)",
        "restAsC = Mod(a, b)",
        "sign = Sign(a)",
        "size = Abs(p)",
        "cut = Cast(real)",
        "down = Floor(real)",
        "up = Ceil(real)",
        "q10 = Add(quotient, ten)",
        "r10 = Add(rest, ten)",
        "c10 = Add(restAsC, ten)",
        "k10 = Add(cut, ten)",
        "asQ = ConstantOfShape(q10)",
        "asR = ConstantOfShape(r10)",
        "asC = ConstantOfShape(c10)",
        "asK = ConstantOfShape(k10)",
        "dk = Cast(down)",
        "d10 = Add(dk, ten)",
        "asD = ConstantOfShape(d10)",
      ],
      { attributes: { restAsC: { fmod: 1 }, cut: { to: 7 }, dk: { to: 7 } } },
    ),
  },
  {
    name: "division of negative symbols",
    bindings: [{ N: 7 }, { N: 4 }],
    graph: graph({ x: open(1, "N"), two: ints(2), five: ints(5), eight: ints(8), s20: ints(20) }, [
      "n = Shape(x)",
      "minus = Neg(n)",
      "half = Div(minus, two)",
      "up = Neg(half)",
      "asUp = ConstantOfShape(up)",
      "over = Mod(n, eight)",
      "pad = Sub(eight, over)",
      "padding = Mod(pad, eight)",
      "padded = Add(n, padding)",
      "windows = Div(padded, eight)",
      "asW = ConstantOfShape(windows)",
      "asP = ConstantOfShape(padded)",
      "less = Sub(n, five)",
      "far = Abs(less)",
      "asF = ConstantOfShape(far)",
    ]),
  },
  {
    name: "float32 rounds as the runtime does",
    graph: graph(
      { tenth: float(0.7), ten: float(10), axis: ints(0), x: f32(1, 1, 10, 5), s: floatsOf(1, 1, 0.7, 0.6) },
      [
        "p = Mul(tenth, ten)",
        "f = Floor(p)",
        "i = Cast(f)",
        "v = Unsqueeze(i, axis)",
        "y = ConstantOfShape(v)",
        "z = Resize(x, , s)",
        "r = Range(tenth, ten, tenth)",
      ],
      { attributes: { i: { to: 7 } } },
    ),
  },
  {
    name: "broadcasts of symbols",
    bindings: NT,
    graph: graph(
      { a: open(1, "N", 1, 4), b: open(1, "T", 1), c: open(1, "N", "T", 4), d: f32(4) },
      [
        "x = Add(a, b)",
        "y = Mul(x, c)",
        "z = Where(m, y, d)",
        "m = Greater(c, b)",
        "w = MatMul(c, k)",
        "k = Transpose(c)",
      ],
      { attributes: { k: { perm: [0, 2, 1] } } },
    ),
  },
  {
    name: "Reshape with 0 and −1 where sizes are symbols",
    bindings: [
      { N: 6, T: 4 },
      { N: 2, T: 3 },
    ],
    graph: graph(
      {
        x: open(1, "N", "T", 12),
        keep: ints(0, 0, -1),
        joinTwo: ints(-1, 12),
        heads: ints(0, -1, 3, 4),
        half: ints(-1, 2, 3),
        six: ints(6),
      },
      [
        "a = Reshape(x, keep)",
        "b = Reshape(x, joinTwo)",
        "c = Reshape(x, heads)",
        "d = Reshape(x, half)",
        "e = Flatten(x)",
        "f = Flatten(x)",
      ],
      { attributes: { f: { axis: -1 } } },
    ),
  },
  {
    name: "Split of a symbol",
    bindings: [{ N: 7 }, { N: 8 }],
    opset: 18,
    graph: graph(
      { x: open(1, "N", 6), parts: ints(2, 4) },
      ["a, b, c = Split(x)", "d, e = Split(x, parts)"],
      {
        attributes: { a: { num_outputs: 3 }, d: { axis: 1 } },
      },
    ),
  },
  {
    name: "a Squeeze without axes where sizes are symbols",
    bindings: [{ N: 1 }, { N: 4 }],
    open: ["y"],
    graph: graph({ x: open(1, "N", 1, 3) }, ["y = Squeeze(x)"]),
  },
  {
    name: "sizes that only the data tells",
    open: ["y", "z", "e", "r", "u", "n"],
    graph: graph(
      {
        x: f32(4, 6),
        to: { ...i64(2), values: [3, 8] },
        k: { ...i64(1), values: [2] },
        zero: ints(0),
        axis: ints(1),
        s: int(0),
        d: int(1),
      },
      [
        "y = Reshape(x, to)",
        "z = Slice(x, zero, k, axis)",
        "e = Expand(one, to)",
        "one = Relu(zf)",
        "zf = Cast(k)",
        "r = Range(s, ks, d)",
        "ks = Squeeze(k)",
        "u = ConstantOfShape(to)",
        "n = NonZero(x)",
      ],
      { attributes: { zf: { to: 1 } } },
    ),
  },
  {
    name: "nodes that stand before what they read",
    bindings: N,
    graph: graph({ x: open(1, "N", 3) }, ["c = Add(a, b)", "b = Relu(a)", "a = Exp(x)", "d = Concat(c, a)"], {
      attributes: { d: { axis: 0 } },
    }),
  },
];

const states = graph(
  { i: i64(), go: bool(), grow: null, same: null },
  ["goes = Identity(go)", "grown = Concat(grow, same)", "kept = Relu(same)", "row = Neg(same)"],
  { attributes: { grown: { axis: 0 } }, outputs: ["goes", "grown", "kept", "row"] },
);

/** A graph that gives one value of computed shape. */
const gives = (line: string, attributes?: Attributes): GraphCase =>
  graph(
    {},
    [line],
    attributes === undefined ? {} : { attributes: { [line.split(" ")[0] ?? ""]: attributes } },
  );

const controlOps: readonly GraphsCase[] = [
  {
    name: "an If with a condition that only the data tells, whose branches agree",
    bindings: N,
    graph: graph({ x: open(1, "N", 3), c: bool() }, ["y = If(c)", "z = Relu(y)"], {
      attributes: { y: branches(gives("o = Exp(x)"), gives("o = Neg(x)")) },
    }),
  },
  {
    name: "an If whose branches disagree",
    open: ["y", "z"],
    graph: graph({ x: f32(4, 3), c: bool(), s: ints(0), e: ints(2) }, ["y = If(c)", "z = Relu(y)"], {
      attributes: { y: branches(gives("o = Slice(x, s, e)"), gives("o = Neg(x)")) },
    }),
  },
  {
    name: "an If whose condition follows from shapes",
    bindings: NT,
    graph: graph(
      { x: open(1, "N", "T", 1), zero: int(0), two: int(2), one: int(1), axis: ints(2), big: int(-1) },
      [
        "s = Shape(x)",
        "last = Gather(s, two)",
        "flat = Equal(last, one)",
        "y = If(flat)",
        "n = Gather(s, zero)",
        "never = Equal(n, big)",
        "z = If(never)",
      ],
      {
        attributes: {
          y: branches(gives("o = Squeeze(x, axis)"), gives("o = Identity(x)")),
          z: branches(gives("o = Squeeze(x, axis)"), gives("o = Identity(x)")),
        },
      },
    ),
  },
  {
    name: "an If in an If that reads values of both",
    bindings: N,
    graph: graph({ x: open(1, "N", 3), c: bool(), d: bool() }, ["a = Relu(x)", "y = If(c)"], {
      attributes: {
        y: branches(
          graph({}, ["b = Exp(a)", "o = If(d)"], {
            attributes: { o: branches(gives("o2 = Add(a, b)"), gives("o3 = Concat(b)", { axis: 0 })) },
            outputs: ["o"],
          }),
          gives("o4 = Neg(x)"),
        ),
      },
    }),
  },
  {
    name: "a Loop with a known number of turns, a state that grows, one that stays and a scan",
    open: ["g"],
    graph: graph({ x: small, m: int(4), t: fixed(bool(), 1) }, ["g, k, rows = Loop(m, t, x, x)"], {
      attributes: { g: body(states) },
    }),
  },
  {
    name: "a Loop whose end only the data tells",
    open: ["g", "rows"],
    bindings: N,
    graph: graph({ x: open(1, "N", 3), m: { ...i64(), values: [2] } }, ["g, k, rows = Loop(m, , x, x)"], {
      attributes: { g: body(states) },
    }),
  },
  {
    name: "a Loop that ends when its body says so",
    open: ["rows"],
    graph: graph(
      { x: small, m: int(4), t: fixed(bool(), 1), limit: { ...i64(), values: [1] } },
      ["k, rows = Loop(m, t, x)"],
      {
        attributes: {
          k: body(
            graph(
              { i: i64(), go: bool(), s: null },
              ["goes = Less(i, limit)", "kept = Relu(s)", "row = Neg(s)"],
              {
                outputs: ["goes", "kept", "row"],
              },
            ),
          ),
        },
      },
    ),
  },
  {
    name: "a Loop in which a size changes another only in the turn after",
    open: ["a", "b", "c"],
    graph: graph({ x: f32(1), m: int(3), t: fixed(bool(), 1) }, ["a, b, c = Loop(m, t, x, x, x)"], {
      attributes: {
        a: body(
          graph(
            { i: i64(), go: bool(), p: null, q: null, r: null },
            ["go2 = Identity(go)", "p2 = Concat(p, p)", "q2 = Identity(p)", "r2 = Identity(q)"],
            {
              attributes: { p2: { axis: 0 } },
              outputs: ["go2", "p2", "q2", "r2"],
            },
          ),
        ),
      },
    }),
  },
  {
    name: "a Loop in a Loop that reads values around both",
    bindings: N,
    graph: graph(
      { x: open(1, "N", 3), m: int(2), t: fixed(bool(), 1), w: f32(3, 5) },
      ["y, rows = Loop(m, t, x)"],
      {
        attributes: {
          y: body(
            graph(
              { i: i64(), go: bool(), s: null },
              ["go2 = Identity(go)", "inner, deep = Loop(m, t, s)", "out = Relu(inner)"],
              {
                attributes: {
                  inner: body(
                    graph(
                      { j: i64(), g: bool(), u: null },
                      ["g2 = Identity(g)", "v = Add(u, s)", "d = MatMul(u, w)"],
                      {
                        outputs: ["g2", "v", "d"],
                      },
                    ),
                  ),
                },
                outputs: ["go2", "out", "deep"],
              },
            ),
          ),
        },
      },
    ),
  },
  {
    name: "a Scan over symbols",
    bindings: NT,
    graph: graph({ x: open(1, "T", "N", 3), s: open(1, "N", 3) }, ["last, rows, back = Scan(s, x)"], {
      attributes: {
        last: {
          num_scan_inputs: 1,
          scan_output_axes: [0, 1],
          ...body(
            graph(
              { state: null, row: null },
              ["sum = Add(state, row)", "o = Identity(sum)", "p = Relu(sum)"],
              {
                outputs: ["sum", "o", "p"],
              },
            ),
          ),
        },
      },
    }),
  },
  {
    name: "a Scan along another axis",
    graph: graph({ x: f32(2, 5, 3), s: f32(2, 3) }, ["last, rows = Scan(s, x)"], {
      attributes: {
        last: {
          num_scan_inputs: 1,
          scan_input_axes: [1],
          scan_output_axes: [-1],
          ...body(
            graph({ state: f32(2, 3), row: f32(2, 3) }, ["sum = Add(state, row)", "o = Identity(sum)"], {
              outputs: ["sum", "o"],
            }),
          ),
        },
      },
    }),
  },
];

const local = { "": 17, local: 1 };

const functionOps: readonly GraphsCase[] = [
  {
    name: "a function with attributes of its caller, called twice, and one that calls it",
    bindings: N,
    functions: [
      {
        name: "Heads",
        domain: "local",
        inputs: ["X", "S"],
        outputs: ["Y"],
        attributes: ["axis"],
        nodes: [
          node("R = Reshape(X, S)"),
          { ...node("Y = Concat(R, R)"), attributes: { axis: { refers: "axis", type: 2 } } },
        ],
        opsets: { "": 17 },
      },
      {
        name: "Twice",
        domain: "local",
        inputs: ["X", "S"],
        outputs: ["Y", "Z"],
        defaults: { perm: [1, 0] },
        nodes: [
          { ...node("Y = local.Heads(X, S)"), attributes: { axis: 1 } },
          { ...node("Z = Transpose(Y)"), attributes: { perm: { refers: "perm", type: 7 } } },
        ],
        opsets: local,
      },
    ],
    graph: graph(
      { x: open(1, "N", 6), s: ints(-1, 3) },
      ["a = local.Heads(x, s)", "b = local.Heads(x, s)", "c, d = local.Twice(x, s)"],
      {
        attributes: { a: { axis: 0 }, b: { axis: 1 } },
      },
    ),
  },
  {
    name: "a function whose body holds an If",
    bindings: N,
    functions: [
      {
        name: "Choose",
        domain: "local",
        inputs: ["C", "X"],
        outputs: ["Y"],
        nodes: [{ ...node("Y = If(C)"), attributes: branches(gives("o = Relu(X)"), gives("o = Neg(X)")) }],
        opsets: { "": 17 },
      },
    ],
    graph: graph({ c: bool(), x: open(1, "N", 6) }, ["y = local.Choose(c, x)"]),
  },
  {
    name: "a function called without one of its inputs",
    functions: [
      {
        name: "Limit",
        domain: "local",
        inputs: ["X", "Least", "Most"],
        outputs: ["Y"],
        nodes: [node("Y = Clip(X, Least, Most)")],
        opsets: { "": 17 },
      },
    ],
    graph: graph({ x: f32(2, 5), most: float(1) }, ["y = local.Limit(x, , most)"]),
  },
];

export const GRAPH_CASES: readonly GraphsCase[] = [...shapeOps, ...controlOps, ...functionOps];

/** Of a case as a whole: sizes of all inputs at a binding. */
export function boundGraph(own: GraphsCase, binding: Readonly<Record<string, number>>): GraphCase {
  return {
    ...own.graph,
    inputs: (own.graph.inputs ?? []).map(([name, tensor]) => [
      name,
      tensor?.declared === undefined
        ? tensor
        : {
            ...tensor,
            dims: tensor.declared.map((d) => (typeof d === "string" ? (binding[d] ?? 1) : (d ?? 1))),
          },
    ]),
  };
}
