import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "./check.ts";
import type { GraphDocument } from "./document.ts";
import { readGraph } from "./graph.ts";
import { chooseWrites } from "./inplace.ts";
import { type Chain, chooseCuts } from "./inplace-chains.ts";
import { inplaceReport } from "./inplace-report.ts";
import { schedule } from "./life/schedule.ts";
import { costsOf } from "./order/costs.ts";
import { listOrder } from "./order/ready-list.ts";
import { stableOrder } from "./order/topological.ts";
import { needsOf } from "./order/walk.ts";
import { planDocument } from "./plan.ts";
import { toPlanDocument } from "./plan-document.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { shareBytes, type Write } from "./sharing.ts";
import { storagesOf } from "./storages.ts";
import { orderTaskOf } from "./testing/order-task.ts";
import { Random, randomGraph } from "./testing/random.ts";
import { planOf, showShared } from "./testing/show-plan.ts";
import { textGraph } from "./testing/text-graph.ts";
import { NO_WATCH } from "./watch.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** a is small and lies over the large x, which would be kept while the large b and c are alive. */
const KEEPS = textGraph(`
  input x 100
  a:10 = narrow(x) a~x
  b:60 = conv(a)
  c:60 = conv(b)
  d:10 = conv(c)
  y:10 = add(d a)
  out y
`);

/** a is nearly as large as x, and their step is the peak. */
const SPARES = textGraph(`
  input x 100
  a:60 = narrow(x) a~x
  y:10 = conv(a)
  out y
`);

function graphOf(document: GraphDocument) {
  const read = readGraph(document);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

function reported(document: GraphDocument, settings: Partial<Settings> = {}) {
  const graph = graphOf(document);
  const name = (t: number) => document.tensors[t]?.id;
  const { taken, declined } = inplaceReport(graph, planOf(document, settings));
  return {
    taken: taken.map((w) => `${name(w.output)}~${name(w.input)} ${w.bytes} lowers ${w.lowersBy}`),
    declined: declined.map(
      (w) => `${name(w.output)}~${name(w.input)} ${w.bytes} in ${w.keeps} raises ${w.raisesBy}`,
    ),
  };
}

describe("a write in place is a choice", () => {
  test("declined where it keeps large bytes alive over the peak", () => {
    const plan = planOf(KEEPS);
    expect(showShared(plan)).toEqual([]);
    expect(plan.stats.lowerBoundBytes).toBe(130);
    expect(reported(KEEPS)).toEqual({ taken: [], declined: ["a~x 10 in 100 raises 90"] });
    expect(plan.diagnostics).toContainEqual({
      severity: "info",
      code: "inplace-declined",
      message:
        'One output is not written in place though it may be: "n0" would keep 100 B alive for a value of 10 B and raise the peak by 90 B.',
      at: ["node:n0"],
    });
  });

  test("taken where it spares its own bytes at the peak", () => {
    const plan = planOf(SPARES);
    expect(showShared(plan)).toEqual(["x+a"]);
    expect(plan.stats.lowerBoundBytes).toBe(110);
    expect(reported(SPARES)).toEqual({ taken: ["a~x 60 lowers 50"], declined: [] });
    expect(plan.diagnostics).toContainEqual({
      severity: "info",
      code: "inplace-taken",
      message: "One output is written in place, which lowers the peak by 50 B.",
      at: ["node:n0"],
    });
  });

  test("over the smaller of two inputs, when it may have either", () => {
    const text = "input x 100\ninput y 50\na:50 = add(x y) a~x a~y\nb:40 = conv(a)\nout b";
    expect(showShared(planOf(textGraph(text)))).toEqual(["y+a"]);
  });

  test("declined only where the chain is best cut", () => {
    // over x lie a, b and c; the large p and q are alive while c is, so only the last link is worth a cut
    const plan = planOf(
      textGraph(`
        input x 100
        a:80 = narrow(x) a~x
        b:60 = narrow(a) b~a
        c:10 = narrow(b) c~b
        p:90 = conv(c)
        q:10 = conv(p)
        y:10 = add(q c)
        out y
      `),
    );
    expect(showShared(plan)).toEqual(["x+a+b"]);
    expect(plan.stats.lowerBoundBytes).toBe(110);
  });

  test("for the sake of the addresses too", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("first-fit", "greedy-by-size"), (seed, place) => {
        const document = shrinking(seed, 14);
        const peak = (settings: Partial<Settings>) =>
          planOf(document, { place, ...settings }).stats.peakBytes;
        expect(peak({})).toBeLessThanOrEqual(peak({ inplace: false }));
      }),
      { numRuns },
    );
  });
});

/** Nodes that may mostly write in place, over inputs that are mostly larger. */
function shrinking(seed: number, most: number): GraphDocument {
  const random = new Random(seed);
  const lines = ["input x 90"];
  const names = ["x"];
  const sizes = [90];
  for (let n = 0; n < random.integer(2, most); n++) {
    const first = random.integer(Math.max(0, names.length - 3), names.length - 1);
    const second = random.integer(0, names.length - 1);
    const size = random.chance(0.3)
      ? random.integer(1, 99)
      : Math.max(1, Math.floor((sizes[first] ?? 1) * random.next()));
    const [a, b, o] = [names[first], names[second], `t${n}`];
    const reads = random.chance(0.4) && a !== b ? `${a} ${b}` : `${a}`;
    const rights = reads
      .split(" ")
      .filter(() => random.chance(0.8))
      .map((input) => ` ${o}~${input}`);
    lines.push(`${o}:${size} = op(${reads})${rights.join("")}`);
    names.push(o);
    sizes.push(size);
  }
  return textGraph([...lines, `out ${names.at(-1)}`].join("\n"));
}

function chosen(document: GraphDocument, changed: Partial<Settings> = {}) {
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const graph = graphOf(document);
  const order = stableOrder(graph);
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  const lifetimes = schedule.run(graph, step, settings);
  const alignments = (document.arenas ?? [{ alignment: 1 }]).map(({ alignment = 1 }) => alignment);
  const livePeakWith = (declined: ReadonlySet<number>, inplace: boolean) => {
    const sharing = shareBytes(graph, order, step, { ...settings, inplace }, declined);
    const storages = storagesOf(graph, sharing, lifetimes, step, alignments);
    let sum = 0;
    alignments.forEach((alignment, a) => {
      let most = 0;
      for (let s = 0; s <= graph.nodes; s++) {
        let live = 0;
        for (let i = 0; i < storages.count; i++) {
          if (storages.arena[i] !== a || (storages.start[i] ?? 0) > s || s >= (storages.end[i] ?? 0))
            continue;
          live += Math.ceil((storages.bytes[i] ?? 0) / alignment) * alignment;
        }
        most = Math.max(most, live);
      }
      sum += most;
    });
    return { livePeak: sum, sharing };
  };
  return { ...chooseWrites(graph, order, step, lifetimes, settings, alignments), livePeakWith };
}

const documents = fc
  .tuple(fc.nat(), fc.boolean())
  .map(([seed, plain]) => (plain ? shrinking(seed, 14) : randomGraph(seed, 20)));

test("the choice is never worse than all or none, and counts as plain loops do", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { best, others, livePeakWith } = chosen(document);
      const declined = new Set(best.sharing.declined.map(({ output }) => output));
      const inplace = best.sharing.taken.length + declined.size > 0;
      expect(best.livePeak).toBe(livePeakWith(declined, inplace).livePeak);
      expect(best.livePeak).toBeLessThanOrEqual(livePeakWith(new Set(), true).livePeak);
      expect(best.livePeak).toBeLessThanOrEqual(livePeakWith(new Set(), false).livePeak);
      for (const other of others) expect(other().livePeak).toBeGreaterThanOrEqual(best.livePeak);
    }),
    { numRuns: numRuns * 2 },
  );
});

test("of all choices of up to eight outputs none is better, but in one or two graphs of a hundred", () => {
  let [better, tried] = [0, 0];
  for (let seed = 0; seed < numRuns; seed++) {
    const { best, livePeakWith } = chosen(shrinking(seed, 12));
    const outputs = livePeakWith(new Set(), true).sharing.taken.map(({ output }) => output);
    if (outputs.length > 8) continue;
    tried++;
    let least = best.livePeak;
    for (let code = 0; code < 2 ** outputs.length; code++) {
      const declined = new Set(outputs.filter((_, i) => ((code >> i) & 1) === 1));
      least = Math.min(least, livePeakWith(declined, true).livePeak);
    }
    if (least < best.livePeak) better++;
  }
  expect(better / tried).toBeLessThan(0.02);
});

test("what the report says of a write is what one more or one less of them changes", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { best, livePeakWith } = chosen(document);
      if (document.arenas !== undefined && document.arenas.length > 1) return;
      const { taken, declined } = inplaceReport(
        graphOf(document),
        planOf(document, { order: "topological" }),
      );
      const outputs = (writes: readonly Write[]) => writes.map(({ output }) => output).sort((a, b) => a - b);
      // another choice may have been placed better
      if (`${outputs(taken)}` !== `${outputs(best.sharing.taken)}`) return;
      const left = new Set(declined.map(({ output }) => output));
      const now = livePeakWith(left, true);
      // a choice more or less may let an output lie over another of its inputs: then others are not as they were
      const words = (writes: readonly Write[]) =>
        writes.map(({ output, input }) => `${output} over ${input}`).sort();
      for (const write of taken) {
        const without = livePeakWith(new Set([...left, write.output]), true);
        const [had, have] = [words(taken), words([...without.sharing.taken, write])];
        if (`${had}` !== `${have}`) continue;
        expect(without.livePeak - now.livePeak).toBe(write.lowersBy);
      }
      for (const write of declined) {
        const more = livePeakWith(new Set([...left].filter((other) => other !== write.output)), true);
        if (`${words(more.sharing.taken)}` !== `${words([...taken, write])}`) continue;
        expect(more.livePeak - now.livePeak).toBe(write.raisesBy);
      }
    }),
    { numRuns },
  );
});

test("every choice passes the checker, wherever it is placed", () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, slots) => {
      const document = shrinking(seed, 20);
      const plan = planDocument(document, { ...DEFAULT_SETTINGS, slots }, NO_WATCH);
      if (!plan.ok) throw new Error(plan.problem.message);
      const written = toPlanDocument(plan.value, { name: document.name, kind: "graph", sha256: "" });
      expect(check(written, document)).toEqual([]);
    }),
    { numRuns },
  );
});

test("no choice goes below what searches for orders count, whatever the order", () => {
  fc.assert(
    fc.property(documents, fc.nat(), (document, other) => {
      const task = orderTaskOf(document);
      const costs = costsOf(task);
      if (costs.vague) return;
      const random = new Random(other);
      const order = listOrder(costs, () => [random.next(), 0]);
      expect(Math.max(0, ...needsOf(costs, order))).toBeLessThanOrEqual(task.livePeak(order));
    }),
    { numRuns: numRuns * 2 },
  );
});

describe("cuts of chains", () => {
  /** One chain of 100 and 10 with 95 more alive after the write: 105 with a cut, and 110 at the write itself. */
  const chain: Chain = { end: 4, sizes: [100, 10], steps: [0, 1] };

  test("are made where the peak falls, and not where the cut itself is as high", () => {
    expect(chooseCuts([chain], Float64Array.of(100, 100, 195, 100))).toEqual([{ chain: 0, at: 1 }]);
    expect(chooseCuts([chain], Float64Array.of(100, 195, 195, 100))).toEqual([]);
    expect(chooseCuts([chain], Float64Array.of(195, 100, 195, 100))).toEqual([]);
    expect(chooseCuts([{ end: 4, sizes: [10, 10], steps: [0, 1] }], Float64Array.of(10, 10, 90, 10))).toEqual(
      [],
    );
  });

  test("of two doubtful ones are found by trying all", () => {
    const both: Chain[] = [
      { end: 6, sizes: [50, 10], steps: [0, 1] },
      { end: 6, sizes: [50, 10], steps: [0, 2] },
    ];
    const live = Float64Array.of(100, 145, 100, 150, 150, 100);
    const cuts = chooseCuts(both, live);
    expect(cuts).toEqual([{ chain: 1, at: 1 }]);
  });
});
