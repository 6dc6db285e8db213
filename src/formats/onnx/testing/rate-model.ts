/** A model whose small input decides which of two branches runs, as a sample rate does. */

import { f32, i64, int, ints } from "./cases/case.ts";
import { modelBytes } from "./model.ts";

/** `sr` chooses between a wide and a narrow branch over `x` of T samples. */
export function rateModel(): Uint8Array {
  const branch = (name: string, copies: number) => ({
    graph: {
      inputs: [[`${name}.times`, ints(1, copies)] as const],
      nodes: [{ op: "Tile", inputs: ["x", `${name}.times`], outputs: [`${name}.out`] }],
      outputs: [`${name}.out`],
    },
  });
  return modelBytes(
    {
      inputs: [
        ["x", { ...f32(1, 64), declared: [1, "T"] }],
        ["sr", i64()],
        ["high", int(16_000)],
      ],
      nodes: [
        { op: "Equal", inputs: ["sr", "high"], outputs: ["isHigh"] },
        {
          op: "If",
          inputs: ["isHigh"],
          outputs: ["y"],
          attributes: { then_branch: branch("wide", 4), else_branch: branch("narrow", 2) },
        },
        { op: "Relu", inputs: ["y"], outputs: ["z"] },
        { op: "NonZero", inputs: ["z"], outputs: ["where"] },
        { op: "Cast", inputs: ["where"], outputs: ["out"], attributes: { to: 1 } },
      ],
      outputs: ["out"],
    },
    { "": 17 },
  );
}
