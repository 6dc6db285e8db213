import { expect, test } from "vitest";
import { megakernel } from "../../tools/examples/arms.ts";
import { prefillAndDecode } from "../../tools/examples/methods.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { whyNotCompared } from "./comparison.ts";

test("orders are compared where there is a choice, and the reason is told where there is none", () => {
  const graph = textGraph("input x 64\na:64 = Op(x)\nout a");
  expect(whyNotCompared("order", graph, DEFAULT_SETTINGS)).toBeNull();
  expect(whyNotCompared("order", megakernel(), DEFAULT_SETTINGS)).toContain("The order between arms says");
  expect(whyNotCompared("order", prefillAndDecode(), DEFAULT_SETTINGS)).toContain(
    "Methods run one at a time",
  );
  for (const document of [graph, megakernel(), prefillAndDecode()]) {
    expect(whyNotCompared("place", document, DEFAULT_SETTINGS)).toBeNull();
  }
});
