import { expect, test } from "vitest";
import { DEFAULT_METHOD_OPTIONS } from "../method-options.ts";
import { planGraph } from "../plan-graph.ts";
import { planMethod } from "../plan-method.ts";
import { EDGE_CASES } from "../testing/edge-cases.ts";
import { graphOfCase, methodOfCase, rowsOfCase, tensorsOfCase } from "../testing/edge-text.ts";

test.each(EDGE_CASES)("$id: lives, what is planned and where, as ExecuTorch has them", (given) => {
  const made = planGraph(graphOfCase(given), { ...DEFAULT_METHOD_OPTIONS, allocInputs: given.allocInputs });
  if (!made.ok) throw new Error(made.problem.message);
  const { lives, planned, spec, plan } = made.value;
  const tensors = tensorsOfCase(given);
  expect(plan.sizes).toEqual(given.sizes);
  expect(tensors.map((_, i) => [lives.first[i], lives.last[i]])).toEqual(
    tensors.map((t) => [t.first, t.last]),
  );
  const places = tensors.map((_, i) => {
    const at = spec.indexOf(i);
    const place = plan.placement[at];
    return place === undefined ? null : [place.memId, place.offset];
  });
  expect(places).toEqual(tensors.map((t) => t.place));
  expect(planned).toHaveLength(tensors.filter((t) => t.place !== null).length);
});

test.each(EDGE_CASES)(
  "$id: drawn by hand, the passes make the same nodes, lives and places of it",
  (given) => {
    const method = methodOfCase(given);
    const training = given.id === "training";
    const nodes = method.nodes.map((node) =>
      training && node.id === "n80"
        ? { ...node, attributes: { gradient_of: "p0" } }
        : training && node.id === "n78"
          ? { ...node, attributes: { gradient_of: "p1" } }
          : node,
    );
    const made = planMethod(
      { ...method, nodes },
      { ...DEFAULT_METHOD_OPTIONS, allocInputs: given.allocInputs },
    );
    if (!made.ok) throw new Error(made.problem.message);
    const main = made.value.planned?.main;
    if (main === undefined) throw new Error("nothing is planned");
    const tensors = tensorsOfCase(given);
    const rows = rowsOfCase(given);
    const kinds = {
      input: "placeholder",
      constant: "placeholder",
      weight: "placeholder",
      mutable: "placeholder",
      alloc: "alloc",
      view: "view",
      item: "getitem",
      output: "output",
    };
    const kindOf = (op: string) => Object.entries(kinds).find(([name]) => name === op)?.[1] ?? "call";
    expect(main.graph.nodes.map((node) => node.kind)).toEqual(rows.map((row) => kindOf(row.op)));
    // tensors of the case by where they come up: specs are numbered another way
    const life = new Map<number, readonly (number | undefined)[]>();
    const place = new Map<number, readonly number[] | null>();
    const results = rows.map((row, at) => {
      const node = main.graph.nodes[at];
      return row.specs.map((t, k): [number, number] => [t, node?.specs[k] ?? -1]);
    });
    for (const [t, s] of results.flat()) {
      if (rows.some((row) => row.op === "copy_" && row.specs.includes(t))) continue;
      life.set(t, [main.lives.first[s], main.lives.last[s]]);
      const at = main.plan.placement[main.spec.indexOf(s)];
      place.set(t, at === undefined ? null : [at.memId, at.offset]);
    }
    for (const [t, own] of life) expect([t, ...own]).toEqual([t, tensors[t]?.first, tensors[t]?.last]);
    for (const [t, own] of place) expect([t, own]).toEqual([t, tensors[t]?.place]);
    expect(main.plan.sizes).toEqual(given.sizes);
  },
);
