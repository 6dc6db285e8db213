/** Methods from numbers at random: views, state that is changed in every way, results in lists and apart, checks, dead ends. */

import type { MethodSpec, NodeSpec, TensorSpec } from "../../../document.ts";

export const STEP_KINDS = [
  "add",
  "relu",
  "softmax",
  "view",
  "split",
  "topk",
  "copy_",
  "add_",
  "kv_update",
  "assert",
] as const;

/** Numbers that choose are taken modulo what there is to choose from. */
export interface Recipe {
  readonly inputs: number;
  readonly states: number;
  readonly constants: number;
  readonly steps: readonly {
    readonly kind: (typeof STEP_KINDS)[number];
    readonly a: number;
    readonly b: number;
  }[];
  readonly outputs: readonly number[];
}

/** All tensors are 8 numbers or a view of such. */
export function methodOf({ inputs, states, constants, steps, outputs }: Recipe): MethodSpec {
  const tensors: TensorSpec[] = [];
  const add = (id: string, role: TensorSpec["role"], shape: readonly number[]) => {
    tensors.push({ id, dtype: "float32", shape, role });
    return id;
  };
  const all: string[] = [];
  for (let i = 0; i < constants; i++) all.push(add(`c${i}`, "constant", [8]));
  const state = Array.from({ length: states }, (_, i) => add(`s${i}`, "state", [8]));
  for (let i = 0; i < inputs; i++) all.push(add(`x${i}`, "input", [8]));
  all.push(...state);
  /** Bytes that may be changed: state, and views of it. */
  const mutable = [...state];
  const nodes: NodeSpec[] = [];
  steps.forEach(({ kind, a, b }, n) => {
    const [x, y] = [all[a % all.length] ?? "", all[b % all.length] ?? ""];
    const target = mutable[a % Math.max(1, mutable.length)];
    const id = `n${n}`;
    const made = (k: number, shape: readonly number[] = [8]) => {
      const tensor = add(`t${n}.${k}`, undefined, shape);
      all.push(tensor);
      return tensor;
    };
    const flat = tensors.find((tensor) => tensor.id === x)?.shape?.length === 1;
    switch (kind) {
      case "add":
        nodes.push({ id, op: "add", inputs: [x, y], outputs: [made(0)] });
        return;
      case "relu":
        nodes.push({ id, op: "Relu", inputs: [x], outputs: [made(0)] });
        return;
      case "softmax":
        nodes.push({
          id,
          op: "softmax",
          inputs: [x],
          outputs: [made(0)],
          mayShare: [{ output: 0, input: 0, how: "inplace" }],
        });
        return;
      case "view": {
        const view = made(0, flat ? [2, 4] : [8]);
        nodes.push({ id, op: "view", inputs: [x], outputs: [view] });
        if (mutable.includes(x)) mutable.push(view);
        return;
      }
      case "split":
        nodes.push({ id, op: "split", inputs: [x], outputs: [made(0), made(1)] });
        return;
      case "topk":
        nodes.push({ id, op: "topk", inputs: [x], outputs: [made(0), made(1)] });
        return;
      case "assert":
        nodes.push({ id, op: "_assert_async", inputs: [x], outputs: [] });
        return;
      default:
        if (target === undefined) return;
        nodes.push({
          id,
          op: kind,
          inputs: [target, y],
          outputs: kind === "copy_" ? [] : [made(0)],
          mutates: [0],
        });
    }
  });
  return { id: "random", tensors, nodes, outputs: outputs.map((at) => all[at % all.length] ?? "") };
}
