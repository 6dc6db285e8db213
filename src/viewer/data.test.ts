import { expect, test } from "vitest";
import { forScript } from "../app/sharing-file.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { readData } from "./data.ts";

const GRAPH = {
  ...textGraph("input x 4096\na:8192 = Relu(x)\nb:4096 = Conv(a)\nout b"),
  name: "</script><!--",
};

function planned() {
  const made = planAndCheck(GRAPH, DEFAULT_SETTINGS, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

test("a name can neither end the data nor begin a comment in it, and comes back as it was", () => {
  const { document, plan } = planned();
  const data = { plan: document, source: GRAPH, view: null, colour: [...plan.buffers.id.keys()] };
  const text = forScript(JSON.stringify(data));
  expect(text).not.toContain("<");
  const read = readData(text);
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.value.plan).toEqual(document);
  expect(read.value.picture.violations).toEqual([]);
  expect(read.value.picture.graph?.nodes).toBe(2);
  expect([...read.value.picture.colour]).toEqual(data.colour);
});

test("the plan is checked anew where it is shown", () => {
  const { document } = planned();
  const wrong = { ...document, stats: { ...document.stats, peakBytes: 1 } };
  const read = readData(JSON.stringify({ plan: wrong, source: GRAPH, view: null, colour: [] }));
  expect(read.ok && read.value.picture.violations.length).toBeGreaterThan(0);
});

test("a file that is cut says so", () => {
  expect(readData('{"plan":{"format"')).toMatchObject({ ok: false, problem: { code: "no-data" } });
});
