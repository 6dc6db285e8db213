/** The sample of a program of several methods that share state. */

import type { MethodSpec, MethodsDocument, NodeSpec, TensorSpec } from "../../src/core/document.ts";

const WIDTH = 512;
const INNER = 2048;
const CONTEXT = 1024;
const WORDS = 32_000;

function float16(id: string, ...shape: number[]): TensorSpec {
  return { id, dtype: "float16", shape };
}

/** Keys or values of all tokens so far, known to both methods by one name. */
function cache(name: string): TensorSpec {
  return { ...float16(name, CONTEXT, WIDTH), name, role: "state" };
}

/** One layer of a decoder over so many tokens at once: the cache is written in place, then read whole. */
function layer(id: string, tokens: number): MethodSpec {
  const node = (name: string, op: string, inputs: string[], outputs: string[]): NodeSpec => ({
    id: name,
    op,
    inputs,
    outputs,
  });
  const nodes: NodeSpec[] = [
    node("embed", "Embedding", ["tokens"], ["x"]),
    node("to_q", "MatMul", ["x"], ["q"]),
    node("to_k", "MatMul", ["x"], ["k"]),
    node("to_v", "MatMul", ["x"], ["v"]),
    { ...node("keep_k", "UpdateCache", ["k_cache", "k"], []), mutates: [0] },
    { ...node("keep_v", "UpdateCache", ["v_cache", "v"], []), mutates: [0] },
    node("scores", "MatMul", ["q", "k_cache"], ["s"]),
    {
      ...node("softmax", "Softmax", ["s"], ["p"]),
      mayShare: [{ output: 0, input: 0, how: "inplace" }],
    },
    node("attend", "MatMul", ["p", "v_cache"], ["a"]),
    node("add", "Add", ["a", "x"], ["h"]),
    node("up", "MatMul", ["h"], ["u"]),
    { ...node("gelu", "Gelu", ["u"], ["g"]), mayShare: [{ output: 0, input: 0, how: "inplace" }] },
    node("down", "MatMul", ["g"], ["d"]),
    node("head", "MatMul", ["d"], ["logits"]),
  ];
  return {
    id,
    tensors: [
      { id: "tokens", dtype: "int32", shape: [tokens], role: "input" },
      cache("k_cache"),
      cache("v_cache"),
      ...["x", "q", "k", "v", "a", "h", "d"].map((name) => float16(name, tokens, WIDTH)),
      float16("s", tokens, CONTEXT),
      float16("p", tokens, CONTEXT),
      float16("u", tokens, INNER),
      float16("g", tokens, INNER),
      float16("logits", 1, WORDS),
    ],
    nodes,
    outputs: ["logits"],
    order: nodes.map((n) => n.id),
  };
}

/** Many tokens at once first, then one after the other: both over the same keys and values. */
export function prefillAndDecode(): MethodsDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "methods",
    name: "Prefill and decode with a shared KV cache",
    methods: [layer("prefill", 128), layer("decode", 1)],
    sharing: { policy: "mutable-in-two" },
  };
}
