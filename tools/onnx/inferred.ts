/** What our own inference says of a model that a test has built. */

import { NO_WATCH } from "../../src/core/watch.ts";
import { type GivenValues, type Inference, infer } from "../../src/formats/onnx/infer/infer.ts";
import type { Known } from "../../src/formats/onnx/infer/known.ts";
import { Program } from "../../src/formats/onnx/program.ts";
import { readModel } from "../../src/formats/onnx/read-model.ts";
import { sourceFromBytes } from "../../src/formats/source.ts";

export interface Inferred {
  readonly inference: Inference;
  /** Of the values of the main graph. */
  readonly known: ReadonlyMap<string, Known>;
}

export async function inferred(bytes: Uint8Array, given: GivenValues = new Map()): Promise<Inferred> {
  const model = await readModel(sourceFromBytes("case.onnx", bytes), NO_WATCH);
  if (!model.ok || model.value.graph === undefined) throw new Error("the case is no sound model");
  const arranged = new Program(model.value, model.value.graph).arrange();
  if (!arranged.ok) throw new Error(arranged.problem.message);
  const inference = infer(arranged.value, given);
  return { inference, known: inference.known.get(arranged.value.graph) ?? new Map() };
}
