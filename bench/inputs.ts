/** What the measurements run on: made networks of any size, the same each time. */

import type { GraphDocument, LifetimesDocument, NodeSpec, TensorSpec } from "../src/core/document.ts";
import { randomLifetimes } from "../src/core/testing/random.ts";
import { modelBytes, type NodeCase, type TensorCase } from "../src/formats/onnx/testing/model.ts";
import {
  buildTflite,
  type OperatorSketch,
  type TensorSketch,
} from "../src/formats/tflite/testing/build-tflite.ts";

/** Channels that repeat along the network, so that sizes differ as in real ones. */
const CHANNELS = [16, 32, 24, 64, 48, 96, 40, 128];
/** Every so many layers adds what stood so many layers before. */
const SKIP = 5;

function channels(layer: number): number {
  return CHANNELS[layer % CHANNELS.length] ?? 16;
}

/** A residual network of convolutions with weights; every fifth node adds an earlier value in place. */
export function residualGraph(nodes: number): GraphDocument {
  const tensors: TensorSpec[] = [{ id: "t0", dtype: "int8", shape: [1, 28, 28, channels(0)], role: "input" }];
  const list: NodeSpec[] = [];
  for (let i = 1; i <= nodes; i++) {
    const [id, before] = [`t${i}`, `t${i - 1}`];
    if (i % SKIP === 0) {
      const shape = [1, 28, 28, channels(i - 1)];
      tensors.push({ id, dtype: "int8", shape });
      const mayShare = [{ output: 0, input: 0, how: "inplace" as const }];
      list.push({ id: `n${i}`, op: "Add", inputs: [before, `t${i - SKIP + 1}`], outputs: [id], mayShare });
    } else {
      const weights = `w${i}`;
      tensors.push({
        id: weights,
        dtype: "int8",
        shape: [channels(i), 3, 3, channels(i - 1)],
        role: "constant",
      });
      tensors.push({ id, dtype: "int8", shape: [1, 28, 28, channels(i)] });
      list.push({ id: `n${i}`, op: "Conv", inputs: [before, weights], outputs: [id], workspace: 1024 });
    }
  }
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: `residual-${nodes}`,
    tensors,
    nodes: list,
    outputs: [`t${nodes}`],
  };
}

/** The same as a .tflite file, without what that format cannot say. */
export function residualTflite(nodes: number): Uint8Array {
  const tensors: TensorSketch[] = [{ name: "t0", shape: [1, 28, 28, channels(0)] }];
  const operators: OperatorSketch[] = [];
  const outputs = [0];
  for (let i = 1; i <= nodes; i++) {
    const before = outputs[i - 1] ?? 0;
    const isAdd = i % SKIP === 0;
    const other = isAdd
      ? (outputs[i - SKIP + 1] ?? 0)
      : tensors.push({ name: `w${i}`, shape: [channels(i)], data: channels(i) }) - 1;
    const made = tensors.push({ name: `t${i}`, shape: [1, 28, 28, channels(isAdd ? i - 1 : i)] }) - 1;
    outputs.push(made);
    operators.push({ op: isAdd ? "ADD" : "CONV_2D", inputs: [before, other], outputs: [made] });
  }
  const last = outputs[nodes] ?? 0;
  return buildTflite({ subgraphs: [{ name: "main", tensors, inputs: [0], outputs: [last], operators }] });
}

/**
 * The same as an .onnx file whose batch is a symbol: no shape but the input's is in the file, and every seventh node is
 * reshaped by arithmetic on shapes, as exporters write it.
 */
export function residualOnnx(nodes: number): Uint8Array {
  const inputs: [string, TensorCase][] = [
    ["t0", { element: 1, dims: [], declared: ["batch", channels(0), 28, 28] }],
    ["zero", { element: 7, dims: [], values: [0], fixed: true }],
    ["first", { element: 7, dims: [1], values: [0], fixed: true }],
  ];
  const list: NodeCase[] = [];
  const add = (op: string, from: readonly string[], to: string, attributes: NodeCase["attributes"] = {}) =>
    list.push({ op, inputs: from, outputs: [to], attributes });
  let before = "t0";
  let layer = 0;
  while (list.length < nodes) {
    layer++;
    const [out, width] = [`t${layer}`, channels(layer)];
    inputs.push([`w${layer}`, { element: 1, dims: [width, channels(layer - 1), 1, 1], fixed: true }]);
    add("Conv", [before, `w${layer}`], `${out}.c`);
    add("Relu", [`${out}.c`], `${out}.r`);
    add("Add", [`${out}.c`, `${out}.r`], `${out}.s`);
    inputs.push([`${out}.rest`, { element: 7, dims: [3], values: [width, 28, 28], fixed: true }]);
    add("Shape", [`${out}.s`], `${out}.shape`);
    add("Gather", [`${out}.shape`, "zero"], `${out}.n`);
    add("Unsqueeze", [`${out}.n`, "first"], `${out}.n1`);
    add("Concat", [`${out}.n1`, `${out}.rest`], `${out}.wanted`, { axis: 0 });
    add("Reshape", [`${out}.s`, `${out}.wanted`], out);
    before = out;
  }
  return modelBytes({ nodes: list, inputs, outputs: [before] }, { "": 17 });
}

/** Lifetimes of a long trace: about forty alive at a time. */
export function trace(count: number): LifetimesDocument {
  return randomLifetimes(1, { count, steps: count, longest: 80, largest: 65_536 });
}

/** A graph whose values differ in size and in life without a pattern: its placement is searched for longer. */
export function irregularGraph(nodes: number): GraphDocument {
  let state = 7;
  const upTo = (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * most);
  };
  const tensors: TensorSpec[] = [{ id: "x", bytes: 1000, role: "input" }];
  const list: NodeSpec[] = [];
  for (let i = 0; i < nodes; i++) {
    const recent = () => tensors[Math.max(0, tensors.length - 1 - upTo(20))]?.id ?? "x";
    const inputs = [...new Set(Array.from({ length: 1 + upTo(3) }, recent))];
    const id = `t${i}`;
    tensors.push({ id, bytes: 16 * (1 + upTo(4000)) });
    list.push({ id: `n${i}`, op: "Op", inputs, outputs: [id] });
  }
  const read = new Set(list.flatMap((node) => node.inputs));
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: `irregular-${nodes}`,
    tensors,
    nodes: list,
    outputs: tensors.filter(({ id }) => !read.has(id)).map(({ id }) => id),
  };
}
