import { expect, test } from "vitest";
import { sizeText } from "../../src/core/size.ts";
import { graphOf, nameOf, type OperatorCase } from "../../src/formats/onnx/testing/cases/case.ts";
import { ELEMENTWISE_CASES } from "../../src/formats/onnx/testing/cases/elementwise.ts";
import { OTHER_CASES } from "../../src/formats/onnx/testing/cases/other.ts";
import { SHAPE_CASES } from "../../src/formats/onnx/testing/cases/shapes.ts";
import { WINDOW_CASES } from "../../src/formats/onnx/testing/cases/windows.ts";
import { type GraphCase, modelBytes } from "../../src/formats/onnx/testing/model.ts";
import { elementType } from "../../src/formats/onnx/types.ts";
import { inferred } from "./inferred.ts";
import { run } from "./run.ts";

/** For operators of other domains. */
const STANDARD = 17;

/** Cases of one domain and version stand in one model: a session of the runtime costs more than a hundred nodes. */
const groups = new Map<string, OperatorCase[]>();
for (const own of [...WINDOW_CASES, ...ELEMENTWISE_CASES, ...SHAPE_CASES, ...OTHER_CASES]) {
  for (const opset of own.opsets) {
    const key = `${own.domain ?? ""} ${opset}`;
    groups.set(key, [...(groups.get(key) ?? []), own]);
  }
}

function together(graphs: readonly GraphCase[]): GraphCase {
  return {
    nodes: graphs.flatMap((graph) => graph.nodes),
    inputs: graphs.flatMap((graph) => graph.inputs ?? []),
    outputs: graphs.flatMap((graph) => graph.outputs),
  };
}

test.each([...groups])(
  "operators of version %s have the outputs that ONNX Runtime gives",
  async (key, cases) => {
    const [domain = "", version = ""] = key.split(" ");
    const opset = Number(version);
    const graphs = cases.map((own, i) => graphOf(own, `${i}.`));
    const graph = together(graphs);
    const bytes = modelBytes(graph, domain === "" ? { "": opset } : { "": STANDARD, [domain]: opset });
    const [truth, { known }] = await Promise.all([run(bytes, graph), inferred(bytes)]);
    const said = (name: string) => {
      const own = known.get(name);
      return `${elementType(own?.element ?? 0)?.dtype} ${own?.shape?.map(sizeText).join("×")}`;
    };
    const wrong = cases.flatMap((own, i) =>
      (graphs[i]?.outputs ?? []).flatMap((name) => {
        const is = `${truth.get(name)?.type} ${truth.get(name)?.dims.join("×")}`;
        return is === said(name) ? [] : [`${nameOf(own, opset)}: ${said(name)}, but it is ${is}`];
      }),
    );
    expect(wrong).toEqual([]);
  },
);
