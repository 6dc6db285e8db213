/** Tensors that hold nothing and lie nowhere: where a document has an order, its graph says with them what waits for what. */

import type { TensorSpec } from "./document.ts";

export function isTie({ external, bytes }: TensorSpec): boolean {
  return external === true && bytes === 0;
}
