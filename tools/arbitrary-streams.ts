/** Random dataflow documents that can be scheduled: rates follow from chosen firing counts, loops have delays enough. */

import fc from "fast-check";
import type {
  DataflowDocument,
  PortSpec,
  StreamEdge,
  StreamNode,
} from "../src/core/dialects/dataflow/document.ts";

interface Shape {
  readonly counts: readonly number[];
  readonly links: readonly {
    readonly a: number;
    readonly b: number;
    readonly scale: number;
    readonly again: boolean;
  }[];
  readonly sizes: readonly number[];
  readonly back: readonly { readonly a: number; readonly b: number }[];
  readonly cyclic: boolean;
}

const shape: fc.Arbitrary<Shape> = fc.integer({ min: 2, max: 8 }).chain((n) =>
  fc.record({
    counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: n, maxLength: n }),
    links: fc.array(
      fc.record({
        a: fc.nat(n - 1),
        b: fc.nat(n - 1),
        scale: fc.integer({ min: 1, max: 5 }),
        again: fc.boolean(),
      }),
      { minLength: 0, maxLength: n },
    ),
    sizes: fc.array(fc.constantFrom(1, 2, 4), { minLength: n, maxLength: n }),
    back: fc.array(fc.record({ a: fc.nat(n - 1), b: fc.nat(n - 1) }), { maxLength: 1 }),
    cyclic: fc.boolean(),
  }),
);

/** Every actor is joined to one before it, so the graph is one; `singleRate`: everybody fires once. */
export function randomDataflow(singleRate = false): fc.Arbitrary<DataflowDocument> {
  return shape.map((drawn) =>
    build(singleRate ? { ...drawn, counts: drawn.counts.map(() => 1), cyclic: false } : drawn),
  );
}

function build({ counts, links, sizes, back, cyclic }: Shape): DataflowDocument {
  const n = counts.length;
  const inputs = counts.map((): PortSpec[] => []);
  const outputs = counts.map((): PortSpec[] => []);
  const edges: StreamEdge[] = [];
  const types: Record<string, { bytes: number }> = { b1: { bytes: 1 }, b2: { bytes: 2 }, b4: { bytes: 4 } };
  const join = (a: number, b: number, scale: number, again: boolean, delayed: boolean) => {
    const type = `b${sizes[a] ?? 1}`;
    const [p, q] = [counts[a] ?? 1, counts[b] ?? 1];
    const common = p * q;
    const old =
      again && !delayed
        ? outputs[a]?.find((port) => port.type === type && typeof port.rate === "number")
        : undefined;
    const made = typeof old?.rate === "number" ? old.rate : (common / p) * scale;
    const used = (made * p) / q;
    if (!Number.isInteger(used)) return;
    const from = old?.name ?? `o${outputs[a]?.length ?? 0}`;
    const split = cyclic && old === undefined && made > 1 && !delayed && n % 2 === 0;
    if (old === undefined) outputs[a]?.push({ name: from, rate: split ? [made - 1, made + 1] : made, type });
    const to = `i${inputs[b]?.length ?? 0}`;
    inputs[b]?.push({ name: to, rate: split ? used * 2 : used, type });
    const node = (k: number) => `n${k}`;
    const edge = { from: [node(a), from] as const, to: [node(b), to] as const };
    edges.push(delayed ? { ...edge, delay: made * p } : edge);
  };
  for (let b = 1; b < n; b++) join((b * 7 + (sizes[b] ?? 0)) % b, b, 1 + (b % 3), b % 2 === 0, false);
  for (const { a, b, scale, again } of links)
    if (a !== b) join(Math.min(a, b), Math.max(a, b), scale, again, false);
  for (const { a, b } of back) if (a !== b) join(Math.max(a, b), Math.min(a, b), 1, false, true);
  const nodes = counts.map(
    (_, k): StreamNode => ({ id: `n${k}`, class: `C${k % 3}`, inputs: inputs[k], outputs: outputs[k] }),
  );
  return { format: "memplan", version: 1, kind: "dataflow", name: "random", types, nodes, edges };
}
