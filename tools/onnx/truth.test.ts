import { expect, test } from "vitest";
import { sizeText } from "../../src/core/size.ts";
import { NO_WATCH } from "../../src/core/watch.ts";
import { sourceFromBytes } from "../../src/formats/source.ts";
import { infer } from "../../src/formats/onnx/infer/infer.ts";
import { Program } from "../../src/formats/onnx/program.ts";
import { readModel } from "../../src/formats/onnx/read-model.ts";
import { graphOf, nameOf, type OperatorCase } from "../../src/formats/onnx/testing/cases/case.ts";
import { ELEMENTWISE_CASES } from "../../src/formats/onnx/testing/cases/elementwise.ts";
import { OTHER_CASES } from "../../src/formats/onnx/testing/cases/other.ts";
import { SHAPE_CASES } from "../../src/formats/onnx/testing/cases/shapes.ts";
import { WINDOW_CASES } from "../../src/formats/onnx/testing/cases/windows.ts";
import { modelBytes } from "../../src/formats/onnx/testing/model.ts";
import { run } from "./run.ts";
import { elementType } from "../../src/formats/onnx/types.ts";

/** For operators of other domains. */
const STANDARD = 17;

async function inferred(bytes: Uint8Array) {
  const model = await readModel(sourceFromBytes("case.onnx", bytes), NO_WATCH);
  if (!model.ok || model.value.graph === undefined) throw new Error("the case is no sound model");
  const program = new Program(model.value, model.value.graph);
  const arranged = program.arrange();
  if (!arranged.ok) throw new Error(arranged.problem.message);
  return infer(program, new Map()).known.get(program.graph);
}

async function check(own: OperatorCase, opset: number): Promise<void> {
  const graph = graphOf(own);
  const opsets = own.domain === undefined ? { "": opset } : { "": STANDARD, [own.domain]: opset };
  const bytes = modelBytes(graph, opsets);
  const [truth, known] = await Promise.all([run(bytes, graph), inferred(bytes)]);
  for (const [name, { dims, type }] of truth) {
    const own = known?.get(name);
    expect(own?.shape?.map(sizeText), name).toEqual(dims.map(String));
    expect(elementType(own?.element ?? 0)?.dtype, name).toBe(type);
  }
}

const all = [...WINDOW_CASES, ...ELEMENTWISE_CASES, ...SHAPE_CASES, ...OTHER_CASES].flatMap((own) =>
  own.opsets.map((opset) => ({ own, opset, name: nameOf(own, opset) })),
);

test.each(all)("$name", async ({ own, opset }) => {
  await check(own, opset);
});
