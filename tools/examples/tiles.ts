/** The sample of the scratchpad: products of matrices that are cut into tiles. */

import type { GraphDocument } from "../../src/core/document.ts";
import { unary } from "./layers.ts";
import { Net, type Value } from "./net.ts";

/** Three layers whose 32 × 32 tiles are 39; 13 of them at once are the most that a schedule in order m, n, k needs. */
export function perceptron(): GraphDocument {
  const net = new Net("Perceptron in tiles", { dtype: "float32", layout: "NCHW" });
  const product = (layer: number, left: Value, inner: number, columns: number) =>
    net.node(`matmul${layer}`, "MatMul", [left, net.constant(`w${layer}`, [inner, columns])], [128, columns]);
  const x = net.input("x", [128, 128]);
  const hidden = unary(net, "relu1", "Relu", product(1, x, 128, 64));
  const narrow = unary(net, "relu2", "Relu", product(2, hidden, 64, 32));
  return net.finish(product(3, narrow, 32, 32));
}
