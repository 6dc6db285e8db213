/** The three-layer perceptron that the original is shown with, and what is known of its schedules. */

import type { GraphDocument } from "../../../document.ts";

function matrix(id: string, rows: number, columns: number, given = false): GraphDocument["tensors"][number] {
  const spec = { id, dtype: "float32", shape: [rows, columns] } as const;
  return given ? { ...spec, role: "input" } : spec;
}

export const MLP: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "mlp",
  tensors: [
    matrix("x", 128, 128, true),
    matrix("w1", 128, 64, true),
    matrix("t1", 128, 64),
    matrix("t2", 128, 64),
    matrix("w2", 64, 32, true),
    matrix("t3", 128, 32),
    matrix("t4", 128, 32),
    matrix("w3", 32, 32, true),
    matrix("t5", 128, 32),
  ],
  nodes: [
    { id: "matmul1", op: "MatMul", inputs: ["x", "w1"], outputs: ["t1"] },
    { id: "relu1", op: "Relu", inputs: ["t1"], outputs: ["t2"] },
    { id: "matmul2", op: "MatMul", inputs: ["t2", "w2"], outputs: ["t3"] },
    { id: "relu2", op: "Relu", inputs: ["t3"], outputs: ["t4"] },
    { id: "matmul3", op: "MatMul", inputs: ["t4", "w3"], outputs: ["t5"] },
  ],
  outputs: ["t5"],
};

/** Bytes of its tiles: 32 × 32 of float32. */
export const TILE = 4096;

/** The schedule with room for all, by tile numbers: L(oad) to, E(xec) A.B.sum, S(tore) from. */
export const SCHEDULE =
  "L0 L1 E0.1.2 L3 L4 E3.4.2 L5 L6 E5.6.2 L7 L8 E7.8.2 S2 L2 " +
  "E0.2.9 L0 E3.0.9 L3 E5.3.9 L5 E7.5.9 S9 L7 E7.1.9 L10 E10.4.9 L11 E11.6.9 " +
  "L12 E12.8.9 S9 E7.2.9 E10.0.9 E11.3.9 E12.5.9 S9 L7 E7.1.9 L10 E10.4.9 L11 E11.6.9 " +
  "L12 E12.8.9 S9 E7.2.9 E10.0.9 E11.3.9 E12.5.9 S9 L7 E7.1.9 L1 E1.4.9 L4 E4.6.9 " +
  "L6 E6.8.9 S9 E7.2.8 E1.0.8 E4.3.8 E6.5.8 S8 L0 L1 E0.1.2 L0 L3 E0.3.2 " +
  "S2 L0 E0.1.2 L0 E0.3.2 S2 L0 E0.1.2 L0 E0.3.2 S2 L0 E0.1.2 L0 " +
  "E0.3.2 S2 L0 L1 E0.1.2 S2 L0 E0.1.2 S2 L0 E0.1.2 S2 L0 E0.1.2 " +
  "S2";

/** The same with two buffers. */
export const DOUBLE_SCHEDULE =
  "L0 L1 E0.1.2 L3 L4 E3.4.2 L5 L6 E5.6.2 L7 L8 E7.8.2 L9 E0.9.10 " +
  "S2 L11 E3.11.10 L0 E5.0.10 L2 E7.2.10 L3 E3.1.5 S10 L7 E7.4.5 L10 E10.6.5 " +
  "L12 E12.8.5 E3.9.13 S5 E7.11.13 E10.0.13 E12.2.13 L3 E3.1.5 S13 L7 E7.4.5 L10 E10.6.5 " +
  "L12 E12.8.5 E3.9.13 S5 E7.11.13 E10.0.13 E12.2.13 L3 E3.1.5 S13 L7 E7.4.5 L1 E1.6.5 " +
  "L4 E4.8.5 E3.9.6 S5 E7.11.6 E1.0.6 E4.2.6 L0 L1 E0.1.2 S6 L3 L4 E3.4.2 " +
  "L0 E0.1.3 S2 L5 E5.4.3 L0 E0.1.2 S3 L5 E5.4.2 L0 E0.1.3 S2 L5 " +
  "E5.4.3 L0 L1 E0.1.2 S3 L4 E4.1.0 S2 L3 E3.1.2 S0 L4 E4.1.0 S2 " +
  "S0";

/** By tiles of scratchpad: LOADs of the original (null: it gives up) and EXECs that it gets wrong; LOADs by FIFO, by LRU, and the fewest. */
export const SWEEP: readonly (readonly [
  tiles: number,
  original: number | null,
  corrupt: number,
  fifo: number,
  lru: number,
  furthest: number,
])[] = [
  [3, null, 0, 85, 85, 85],
  [4, null, 0, 78, 78, 71],
  [5, null, 0, 77, 77, 66],
  [6, null, 0, 75, 75, 61],
  [7, 71, 0, 71, 71, 57],
  [8, 67, 0, 67, 67, 53],
  [9, 60, 3, 60, 60, 49],
  [10, 47, 0, 47, 51, 45],
  [11, 46, 0, 45, 47, 43],
  [12, 41, 0, 41, 43, 41],
  [13, 39, 0, 39, 39, 39],
  [14, 39, 0, 39, 39, 39],
  [15, 39, 0, 39, 39, 39],
  [16, 39, 0, 39, 39, 39],
  [17, 39, 0, 39, 39, 39],
  [18, 39, 0, 39, 39, 39],
];
