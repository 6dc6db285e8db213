/** For tests of the methods pane: a program of two methods over one cache, in few words. */

import type { MethodSpec, MethodsDocument, TensorSpec } from "../../core/document.ts";

function float32(id: string, elements: number, rest: Partial<TensorSpec> = {}): TensorSpec {
  return { id, dtype: "float32", shape: [elements], ...rest };
}

const CACHE = float32("cache", 64, { name: "cache", role: "state" });

const WRITE: MethodSpec = {
  id: "write",
  tensors: [
    float32("x", 16, { role: "input" }),
    CACHE,
    float32("own", 8, { name: "own", role: "state" }),
    float32("a", 32),
    float32("a2", 32),
    float32("b", 16),
  ],
  nodes: [
    { id: "grow", op: "Grow", inputs: ["x"], outputs: ["a"] },
    {
      id: "look",
      op: "Reshape",
      inputs: ["a"],
      outputs: ["a2"],
      mayShare: [{ output: 0, input: 0, how: "view" }],
    },
    { id: "keep", op: "Keep", inputs: ["cache", "a2"], outputs: [], mutates: [0] },
    { id: "note", op: "Keep", inputs: ["own", "a2"], outputs: [], mutates: [0] },
    { id: "sum", op: "Sum", inputs: ["a2"], outputs: ["b"] },
  ],
  outputs: ["b"],
  order: ["grow", "look", "keep", "note", "sum"],
};

const READ: MethodSpec = {
  id: "read",
  tensors: [float32("y", 4, { role: "input" }), CACHE, float32("found", 64)],
  nodes: [{ id: "find", op: "Find", inputs: ["cache", "y"], outputs: ["found"] }],
  outputs: ["found"],
  order: ["find"],
};

/** `write` changes the cache of 256 bytes and a state of its own; `read` only reads the cache. */
export const TWO_METHODS: MethodsDocument = {
  format: "memplan",
  version: 1,
  kind: "methods",
  name: "Two methods",
  methods: [WRITE, READ],
  sharing: { policy: "mutable-in-two" },
};
