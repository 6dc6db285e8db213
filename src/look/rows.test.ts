import fc from "fast-check";
import { expect, test } from "vitest";
import { peakContributors } from "../core/explain.ts";
import { planDocument } from "../core/plan.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { randomGraph, randomLifetimes } from "../core/testing/random.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import type { Drawn } from "./look.types.ts";
import { bandAt, bandMost } from "./rows/bands.ts";
import { headerWords, rowFigures, rowName } from "./rows/words.ts";
import {
  headerAt,
  MANY_ROWS,
  ROW,
  ROW_KINDS,
  ROW_SORTS,
  type RowKind,
  type RowSet,
  type RowSpec,
  rowsOf,
} from "./rows.ts";
import { planOf } from "./testing/drawn.ts";

function spec(kind: RowKind, more: Partial<RowSpec> = {}): RowSpec {
  return { kind, sort: "start", down: false, folded: new Set(), ...more };
}

/** Names of the rows, a header's with its mark. */
function names(rows: RowSet): string[] {
  return Array.from({ length: rows.count }, (_, row) => {
    const header = headerAt(rows, row);
    return (header < 0 ? "" : rows.headers?.folded[header] === 1 ? "+" : "-") + rowName(rows, row);
  });
}

/** Node ids as nets have them: a graph in few words cannot hold slashes. */
function named(text: string): Drawn {
  const document = textGraph(text);
  const nodes = document.nodes.map((node) => ({ ...node, id: node.id.replaceAll("_", "/") }));
  return planOf({ ...document, nodes });
}

const NET = named(`
  input x 64
  net_head_conv: a:64 = Conv(x)
  net_head_relu: b:64 = Relu(a)
  net_body_conv: c:256 = Conv(b)
  net_body_relu: d:256 = Relu(c)
  net_neck_conv: e:32 = Conv(d)
  net_tail_conv: f:16 = Conv(e) ws=48
  out f
`);

const LANES = planOf(
  textGraph(`
    arena sram 16
    arena dram 16
    input x 64
    a:64 = Op(x)
    b:128@dram = Op(a)
    c:32 = Op(b)
    d:256@dram = Op(c)
    out d
  `),
);

test("a buffer's row holds its tenants in turn, a tensor's row itself", () => {
  const { plan } = NET;
  const buffers = rowsOf(NET, 0, spec("buffers"));
  expect(buffers.count).toBe(plan.buffers.count);
  const tensors = rowsOf(NET, 0, spec("tensors"));
  expect([...tensors.subject].every((s, row) => tensors.rowOf[s] === row)).toBe(true);
});

test("groups of a net are the parts of its names, in order, their storages below, and what comes from outside", () => {
  const rows = rowsOf(NET, 0, spec("groups"));
  const shown = names(rows);
  expect(shown.filter((name) => name.startsWith("-")).length).toBeGreaterThanOrEqual(4);
  const body = shown.findIndex((name) => name.endsWith("body"));
  expect(shown.slice(body + 1, body + 3)).toEqual(["c", "d"]);
  const tail = shown.findIndex((name) => name.endsWith("tail"));
  expect(shown.slice(tail + 1)).toContain("scratch conv");
});

test("a folded group is one row that knows how many it holds, what they need at most, and who lives when", () => {
  const open = rowsOf(NET, 0, spec("groups"));
  const body = open.headers?.id[open.headers.title.findIndex((title) => title.endsWith("body"))] ?? "";
  const rows = rowsOf(NET, 0, spec("groups", { folded: new Set([body]) }));
  expect(rows.count).toBe(open.count - 2);
  const header = rows.headers?.id.indexOf(body) ?? -1;
  const row = rows.headers?.row[header] ?? -1;
  const inside = ["c", "d"].map((id) => NET.plan.storages.id.indexOf(id));
  expect(inside.map((s) => rows.rowOf[s])).toEqual([row, row]);
  expect(rows.storages.from[row]).toBe(rows.storages.from[row + 1]);
  const { headers } = rows;
  if (headers === null) throw new Error("groups have headers");
  expect(headers.members[header]).toBe(2);
  expect(bandMost(headers.bands, header)).toBe(512);
  const step = NET.plan.storages.start[inside[1] ?? 0] ?? 0;
  expect(bandAt(headers.bands, header, step)).toEqual({ alive: 2, bytes: 512 });
  expect(rowFigures(rows, row, "hex")[0]).toBe("2 · 512 B");
  const words = headerWords(rows, header, step);
  expect(words.rows).toContainEqual([`at step ${step}`, "2 alive, 512 B"]);
});

test("a name does not say again what its header says", () => {
  const buffers = ["enc/a", "enc/b", "dec/a", "dec/b", "encore", "mid/x"].map((id, i) => ({
    id,
    start: i,
    end: i + 1,
    bytes: 8,
  }));
  const drawn = planOf({ format: "memplan", version: 1, kind: "lifetimes", name: "paths", buffers });
  const shown = names(rowsOf(drawn, 0, spec("groups")));
  const enc = shown.indexOf("-enc");
  expect(shown.slice(enc, enc + 3)).toEqual(["-enc", "a", "b"]);
  expect(shown).toContain("encore");
});

test("groups that a person has drawn come before names", () => {
  const document = textGraph(`
    input x 64
    a:64 = Conv(x)
    b:64 = Relu(a)
    c:64 = Conv(b)
    out c
  `);
  const drawing = { groups: [{ id: "g1", title: "Stem", nodes: ["n0", "n1"] }] };
  const rows = rowsOf(planOf({ ...document, drawing }), 0, spec("groups"));
  const shown = names(rows);
  expect(shown.slice(shown.indexOf("-Stem"), shown.indexOf("-Stem") + 3)).toEqual(["-Stem", "a", "b"]);
});

test("nets without paths are grouped by operator", () => {
  const drawn = planOf(
    textGraph(`
      input x 64
      a:64 = Conv(x)
      b:64 = Relu(a)
      c:64 = Conv(b)
      out c
    `),
  );
  const { headers } = rowsOf(drawn, 0, spec("groups"));
  expect(headers?.title).toEqual(expect.arrayContaining(["Conv", "Relu"]));
});

test("rows by arena are of all arenas, each with its buffers below while it is open", () => {
  const rows = rowsOf(LANES, 0, spec("arenas"));
  const shown = names(rows);
  expect(shown.filter((name) => name.startsWith("-"))).toEqual(["-sram", "-dram"]);
  expect(rows.count).toBe(2 + LANES.plan.buffers.count);
  const folded = rowsOf(LANES, 0, spec("arenas", { folded: new Set(["arena:sram", "arena:dram"]) }));
  expect(names(folded)).toEqual(["+sram", "+dram"]);
  expect(Math.min(...folded.rowOf)).toBe(0);
  const { headers } = folded;
  if (headers === null) throw new Error("arenas have headers");
  // what an arena's band has at most is its peak of live bytes
  LANES.plan.arenas.forEach((arena, a) => {
    expect(bandMost(headers.bands, a)).toBe(arena.lowerBound);
  });
});

test("rows of one arena leave out the others", () => {
  for (const [arena, count] of [
    [0, LANES.plan.storages.arena.filter((a) => a === 0).length],
    [1, LANES.plan.storages.arena.filter((a) => a === 1).length],
  ] as const)
    expect(rowsOf(LANES, arena, spec("tensors")).count).toBe(count);
});

test("what a storage saves is what the peak's explanation says of it", () => {
  for (let seed = 0; seed < 25; seed++) {
    const drawn = planOf(
      randomLifetimes(seed, { count: 30, steps: 20, longest: 8, largest: 90, gapped: 0.4 }),
      { place: "greedy-by-size" },
    );
    const rows = rowsOf(drawn, 0, spec("tensors", { sort: "savings", down: true }));
    for (const { storage, saves } of peakContributors(drawn.plan, 0))
      expect(rows.measure[rows.rowOf[storage] ?? -1]).toBe(saves);
  }
});

test("a buffer saves what the most alive at once falls by without all of its tenants", () => {
  for (let seed = 0; seed < 15; seed++) {
    const drawn = planOf(randomLifetimes(seed, { count: 20, steps: 12, longest: 6, largest: 9 }), {
      place: "greedy-by-size",
    });
    const { plan } = drawn;
    const rows = rowsOf(drawn, 0, spec("buffers", { sort: "savings" }));
    const most = (without: number) => {
      const live = Array.from({ length: plan.steps }, () => 0);
      for (let s = 0; s < plan.storages.count; s++) {
        if (plan.storages.buffer[s] === without) continue;
        for (let t = plan.storages.start[s] ?? 0; t < (plan.storages.end[s] ?? 0); t++)
          live[t] = (live[t] ?? 0) + (plan.storages.padded[s] ?? 0);
      }
      return Math.max(0, ...live);
    };
    for (let row = 0; row < rows.count; row++)
      expect(rows.measure[row]).toBe(most(-1) - most(rows.subject[row] ?? -1));
  }
});

const DRAWN = fc
  .record({ seed: fc.nat(5000), graph: fc.boolean() })
  .map(({ seed, graph }) =>
    planOf(
      graph
        ? randomGraph(seed)
        : randomLifetimes(seed, { count: 25, steps: 20, longest: 8, largest: 90, gapped: (seed % 2) * 0.4 }),
      { place: "greedy-by-size" },
    ),
  );

test("every storage is in one row or folded into a header's, and rows are sorted as said, under their headers too", () => {
  const specs = fc.record({
    kind: fc.constantFrom(...ROW_KINDS),
    sort: fc.constantFrom(...ROW_SORTS),
    down: fc.boolean(),
    fold: fc.nat(7),
  });
  fc.assert(
    fc.property(DRAWN, specs, (drawn, { kind, sort, down, fold }) => {
      const { plan } = drawn;
      const ids = rowsOf(drawn, 0, spec(kind)).headers?.id ?? [];
      const folded = new Set(ids.filter((_, i) => (fold >> (i % 3)) % 2 === 1));
      const rows = rowsOf(drawn, 0, { kind, sort, down, folded });
      const times = new Int32Array(plan.storages.count);
      for (let row = 0; row < rows.count; row++) {
        let until = -1;
        for (let i = rows.storages.from[row] ?? 0; i < (rows.storages.from[row + 1] ?? 0); i++) {
          const s = rows.storages.items[i] ?? 0;
          times[s] = (times[s] ?? 0) + 1;
          expect(rows.rowOf[s]).toBe(row);
          expect(plan.storages.start[s]).toBeGreaterThanOrEqual(until);
          until = plan.storages.end[s] ?? 0;
        }
      }
      const { headers } = rows;
      for (let s = 0; s < plan.storages.count; s++) {
        const here = kind === "arenas" || plan.storages.arena[s] === 0;
        const row = rows.rowOf[s] ?? -1;
        const header = row < 0 ? -1 : headerAt(rows, row);
        expect(row >= 0).toBe(here);
        expect(times[s]).toBe(here && header < 0 ? 1 : 0);
        if (header >= 0) expect(headers?.folded[header]).toBe(1);
      }
      const runs: number[][] = [[]];
      const heads: number[] = [];
      for (let row = 0; row < rows.count; row++) {
        const measure = rows.measure[row] ?? 0;
        if (rows.what[row] !== ROW.header) runs.at(-1)?.push(measure);
        else {
          heads.push(measure);
          runs.push([]);
        }
      }
      for (const run of [...runs, heads]) expect(run).toEqual(run.toSorted((a, b) => (down ? b - a : a - b)));
    }),
    { numRuns: 150 },
  );
});

test("groups with very many rows come folded until somebody folds or unfolds one", () => {
  const buffers = Array.from({ length: MANY_ROWS + 1 }, (_, i) => ({
    id: `layer${i % 3}/t${i}`,
    start: i,
    end: i + 2,
    bytes: 64,
  }));
  const of = (count: number): Pick<Drawn, "plan" | "graph"> => {
    const document = { format: "memplan", version: 1, kind: "lifetimes", name: "many" } as const;
    const made = planDocument({ ...document, buffers: buffers.slice(0, count) }, DEFAULT_SETTINGS, NO_WATCH);
    if (!made.ok) throw new Error(made.problem.message);
    return { plan: made.value, graph: null };
  };
  const many = of(MANY_ROWS + 1);
  expect(rowsOf(many, 0, spec("groups", { folded: null })).count).toBe(3);
  expect(rowsOf(many, 0, spec("groups")).count).toBe(3 + MANY_ROWS + 1);
  expect(rowsOf(of(MANY_ROWS), 0, spec("groups", { folded: null })).count).toBe(3 + MANY_ROWS);
  expect(rowsOf(many, 0, spec("tensors", { folded: null })).count).toBe(MANY_ROWS + 1);
});
