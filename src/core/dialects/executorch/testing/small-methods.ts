/** Methods that tests name, from lines of text. */

import type { MethodSpec, NodeSpec, Role, TensorSpec } from "../../../document.ts";

/**
 * Lines: `input x 64`, `constant w 64`, `state s 64` (bytes); `y 64 = relu x` or `a 8, b 8 = topk x`, `= copy_ s y` with
 * `!` after an input that is written; `out y`.
 */
export function smallMethod(text: string, rest: Partial<Pick<MethodSpec, "id" | "bodies">> = {}): MethodSpec {
  const tensors: TensorSpec[] = [];
  const nodes: NodeSpec[] = [];
  const outputs: string[] = [];
  const declare = (words: string, role?: Role) => {
    const [id = "", bytes] = words.trim().split(" ");
    tensors.push({ id, dtype: "uint8", shape: [Number(bytes)], role });
    return id;
  };
  for (const line of text.trim().split("\n")) {
    const [word = "", ...words] = line.trim().split(" ");
    if (word === "out") outputs.push(...words);
    else if (word === "input" || word === "constant" || word === "state") declare(words.join(" "), word);
    else {
      const [left = "", right = ""] = line.split("=");
      const [op = "", ...args] = right.trim().split(" ");
      const made = left.trim() === "" ? [] : left.split(",").map((part) => declare(part));
      const mutates = args.flatMap((arg, i) => (arg.endsWith("!") ? [i] : []));
      nodes.push({
        id: `n${nodes.length}`,
        op,
        inputs: args.map((arg) => arg.replace("!", "")),
        outputs: made,
        ...(mutates.length > 0 ? { mutates } : {}),
      });
    }
  }
  return { id: "small", tensors, nodes, outputs, ...rest };
}

/** With more said of one node. */
export function withNode(method: MethodSpec, id: string, more: Partial<NodeSpec>): MethodSpec {
  return { ...method, nodes: method.nodes.map((node) => (node.id === id ? { ...node, ...more } : node)) };
}

/** With more said of one tensor. */
export function withTensor(method: MethodSpec, id: string, more: Partial<TensorSpec>): MethodSpec {
  return {
    ...method,
    tensors: method.tensors.map((tensor) => (tensor.id === id ? { ...tensor, ...more } : tensor)),
  };
}
