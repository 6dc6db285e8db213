import { expect, test } from "vitest";
import { planDocument } from "../../core/plan.ts";
import type { Plan } from "../../core/plan.types.ts";
import { PRESETS } from "../../core/presets.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { sourceFromBytes } from "../source.ts";
import { importedText } from "../testing/imported.ts";
import { readTflite } from "./index.ts";
import { buildTflite, keywordNet, type SubgraphSketch } from "./testing/build-tflite.ts";

async function planAsTflm(...subgraphs: readonly SubgraphSketch[]): Promise<Plan> {
  const source = sourceFromBytes("net.tflite", buildTflite({ subgraphs }));
  const read = await readTflite(source, NO_WATCH);
  if (!read.ok || read.value.kind !== "graph") throw new Error("a graph was expected");
  const tflm = PRESETS.find(({ id }) => id === "tflm");
  const plan = planDocument(read.value, { ...DEFAULT_SETTINGS, ...tflm?.settings }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

/** `id start–end bytes @offset` of every storage that needs bytes. */
function rows({ storages }: Plan): readonly string[] {
  return storages.id
    .map((id, i) => {
      const life = `${storages.start[i]}–${storages.end[i]}`;
      return { bytes: storages.padded[i], row: `${id} ${life} ${storages.padded[i]} @${storages.offset[i]}` };
    })
    .filter(({ bytes }) => bytes !== 0)
    .map(({ row }) => row);
}

function unary(from: number, to: number) {
  return { op: "LOGISTIC", inputs: [from], outputs: [to] };
}

// On TFLM's clock: x 0–3, a 1–2, b 2–3, c 3–3. By size: b at 0; x meets b; a meets both; c meets b and x, not a.
test("a value that skips a layer is placed as TFLM places it", async () => {
  const plan = await planAsTflm({
    tensors: [
      { name: "x", shape: [100] },
      { name: "a", shape: [50] },
      { name: "w", shape: [9], data: 9 },
      { name: "b", shape: [200] },
      { name: "c", shape: [20] },
      { name: "state", shape: [500], variable: true },
    ],
    inputs: [0],
    outputs: [4],
    operators: [
      { op: "CONV_2D", inputs: [0, 2], outputs: [1] },
      { op: "SVDF", inputs: [1, 2, 5], outputs: [3] },
      { op: "CONCATENATION", inputs: [3, 0], outputs: [4] },
    ],
  });
  expect(rows(plan)).toEqual(["x 0–3 112 @208", "a 0–2 64 @320", "b 1–3 208 @0", "c 2–3 32 @320"]);
  expect(plan.stats.peakBytes).toBe(384);
});

// Equal sizes go in reverse: s at 0, r meets s, q meets r, p meets q.
test("values of equal size are placed last first, as in TFLM", async () => {
  const plan = await planAsTflm({
    tensors: ["p", "q", "r", "s"].map((name) => ({ name, shape: [64] })),
    inputs: [0],
    outputs: [3],
    operators: [unary(0, 1), unary(1, 2), unary(2, 3)],
  });
  expect(rows(plan)).toEqual(["p 0–1 64 @64", "q 0–2 64 @0", "r 1–3 64 @64", "s 2–3 64 @0"]);
  expect(plan.stats.peakBytes).toBe(128);
});

// On the clock: x 0–5, y 1–5, cond/i 2–3, go 3–3, body/i 4–5, j 5–5, u never. By size: j, u and go at 0, y above j,
// body/i above y, x above body/i, cond/i above go.
test("a loop and an untouched tensor are placed as TFLM places them", async () => {
  const plan = await planAsTflm(
    {
      tensors: [
        { name: "x", shape: [32] },
        { name: "u", shape: [64] },
        { name: "y", shape: [48] },
      ],
      inputs: [0],
      outputs: [2],
      operators: [{ op: "WHILE", inputs: [0], outputs: [2], options: [1, 2] }],
    },
    {
      name: "cond",
      tensors: [
        { name: "i", shape: [16] },
        { name: "go", shape: [16] },
      ],
      inputs: [0],
      outputs: [1],
      operators: [unary(0, 1)],
    },
    {
      name: "body",
      tensors: [
        { name: "i", shape: [32] },
        { name: "j", shape: [80] },
      ],
      inputs: [0],
      outputs: [1],
      operators: [unary(0, 1)],
    },
  );
  expect(rows(plan)).toEqual([
    "x 0–7 32 @160",
    "u 0–1 64 @0",
    "y 0–7 48 @80",
    "cond/i 1–3 16 @16",
    "cond/go 2–4 16 @0",
    "body/i 4–6 32 @128",
    "body/j 5–7 80 @0",
  ]);
  expect(plan.stats.peakBytes).toBe(192);
});

test("what is read from TFLite comes back to the byte through a native document", async () => {
  expect(await importedText("kws.tflite", keywordNet())).toContain('"CONV_2D:0"');
  const odd = buildTflite({
    subgraphs: [
      {
        tensors: [
          { name: "__proto__", shape: [1, 16], signature: [-1, 16] },
          { name: "handle", type: 13 },
          { name: "text", shape: [2], type: 5 },
          { name: "y\u0000\ud83d\ude00", shape: [16] },
        ],
        inputs: [0, 1, 2],
        outputs: [3],
        operators: [
          { op: "WHILE", inputs: [0], outputs: [3], options: [1, 1] },
          { op: "custom", inputs: [1, 2], outputs: [] },
        ],
      },
      { name: "body", tensors: [{ name: "i", shape: [16] }], inputs: [0], outputs: [0], operators: [] },
    ],
    metadata: [{ name: "OfflineMemoryAllocation", words: [1, 0, 5, 0, -1, -1, 16, 0] }],
  });
  expect(await importedText("odd.tflite", odd)).toContain("OfflineMemoryAllocation");
});
