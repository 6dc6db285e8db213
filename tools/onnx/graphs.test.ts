import { expect, test } from "vitest";
import { evaluate } from "../../src/core/size.ts";
import { boundGraph, GRAPH_CASES } from "../../src/formats/onnx/testing/cases/graphs.ts";
import { modelBytes } from "../../src/formats/onnx/testing/model.ts";
import { elementType } from "../../src/formats/onnx/types.ts";
import { inferred } from "./inferred.ts";
import { run } from "./run.ts";

test.each(GRAPH_CASES)("$name", async (own) => {
  const opsets = { "": own.opset ?? 17, ...(own.functions === undefined ? {} : { local: 1 }) };
  const bytes = modelBytes(own.graph, opsets, own.functions);
  const { known } = await inferred(bytes);
  for (const binding of own.bindings ?? [{}]) {
    const truth = await run(bytes, boundGraph(own, binding));
    const bound = new Map(Object.entries(binding));
    for (const [name, { dims, type }] of truth) {
      const ours = known.get(name);
      const sizes = ours?.shape?.map((size) => evaluate(size, bound));
      const isKnown = sizes !== undefined && !sizes.some(Number.isNaN);
      expect(isKnown, `whether ${name} is known`).toBe(own.open?.includes(name) !== true);
      // what is known of a shape that is open in parts is right all the same
      const right = sizes?.map((size, i) => (Number.isNaN(size) ? (dims[i] ?? -1) : size)) ?? dims;
      expect(right, `${name} at ${JSON.stringify(binding)}`).toEqual(dims);
      if (ours !== undefined && ours.element !== 0) expect(elementType(ours.element)?.dtype, name).toBe(type);
    }
  }
});
