/** What ONNX Runtime says of a model's outputs: the ground truth of inference. */

import { InferenceSession, Tensor } from "onnxruntime-node";
import type { GraphCase, TensorCase } from "../../src/formats/onnx/testing/model.ts";

export interface Truth {
  readonly dims: readonly number[];
  readonly type: string;
}

const ERRORS_ONLY = 4;

function feed({ element, dims, values }: TensorCase): Tensor {
  const count = dims.reduce((n, d) => n * d, 1);
  const all = Array.from({ length: count }, (_, i) => values?.[i] ?? 0);
  switch (element) {
    case 1:
      return new Tensor("float32", Float32Array.from(all), dims);
    case 2:
      return new Tensor("uint8", Uint8Array.from(all), dims);
    case 3:
      return new Tensor("int8", Int8Array.from(all), dims);
    case 6:
      return new Tensor("int32", Int32Array.from(all), dims);
    case 7:
      return new Tensor("int64", BigInt64Array.from(all, BigInt), dims);
    case 9:
      return new Tensor("bool", Uint8Array.from(all), dims);
    case 11:
      return new Tensor("float64", Float64Array.from(all), dims);
    default:
      throw new Error(`cases do not feed element type ${element}`);
  }
}

/** Runs a model on the inputs of its case, zeros where it gives none. Rejects when the runtime refuses the model. */
export async function run(bytes: Uint8Array, graph: GraphCase): Promise<ReadonlyMap<string, Truth>> {
  const session = await InferenceSession.create(bytes, {
    graphOptimizationLevel: "disabled",
    logSeverityLevel: ERRORS_ONLY,
  });
  const feeds: Record<string, Tensor> = {};
  for (const [name, tensor] of graph.inputs ?? []) {
    if (tensor !== null && tensor.fixed !== true) feeds[name] = feed(tensor);
  }
  const results = await session.run(feeds);
  return new Map(Object.entries(results).map(([name, { dims, type }]) => [name, { dims, type }]));
}
