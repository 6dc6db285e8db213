import fc from "fast-check";
import { expect, test } from "vitest";
import { randomGraph } from "../core/testing/random.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { CLASS_FIRST, classFill, HEAT_FIRST } from "./fills.ts";
import { COLOUR_BY, type Tints } from "./look.types.ts";
import { planOf } from "./testing/drawn.ts";
import { slackOf } from "./tints/slack.ts";
import { COLOURINGS, colouringOf, makeTinting, tintsOf } from "./tints.ts";

/** Title of the class of the storage that a tensor lives in. */
function classOf(tints: Tints, tensor: string): string {
  const s = tints.plan.tensors.storage[tints.plan.tensors.id.indexOf(tensor)] ?? -1;
  return tints.legend[tints.classOf[s] ?? -1]?.title ?? "";
}

const NET = planOf(
  textGraph(`
    input x 100
    state h 64
    conv1: a:1000 = Conv(x h) ws=48
    relu: b:3000 = Relu(a)
    conv2: c:70000 = Conv(b)
    pool: d:500 = MaxPool(c a)
    out d
  `),
);

test("every way to colour has its line", () => {
  expect(COLOURINGS.map(({ id }) => id)).toEqual(COLOUR_BY);
  expect(colouringOf("sorrow" as "size").id).toBe("buffer");
});

test.each([
  ["role", { x: "input", h: "state", a: "intermediate", d: "output" }],
  ["operator", { x: "from outside", a: "Conv", b: "Relu", c: "Conv" }],
  ["dtype", { a: "no type" }],
  ["size", { x: "under 1 KiB", b: "1–4 KiB", c: "64–256 KiB" }],
  ["lifetime", { x: "1 step", a: "4–7 steps", b: "2–3 steps" }],
  ["layer", { x: "from outside", a: "Conv", b: "Relu" }],
] as const)("by %s", (by, expected) => {
  const tints = tintsOf(NET, by);
  for (const [tensor, title] of Object.entries(expected)) expect(classOf(tints, tensor)).toBe(title);
});

test("the classes of a legend hold every storage once, and its bytes", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom(...COLOUR_BY), (seed, by) => {
      const drawn = planOf(randomGraph(seed));
      const { legend, classOf: of, fill } = tintsOf(drawn, by);
      const { count, padded } = drawn.plan.storages;
      if (by === "buffer") return;
      expect(legend.reduce((sum, entry) => sum + entry.count, 0)).toBe(count);
      expect(legend.reduce((sum, entry) => sum + entry.bytes, 0)).toBe(padded.reduce((a, b) => a + b, 0));
      for (let s = 0; s < count; s++) expect(fill[s]).toBe(legend[of[s] ?? -1]?.fill);
      expect(new Set(legend.map(({ fill: f }) => f)).size).toBe(legend.length);
      expect(new Set(legend.map(({ id }) => id)).size).toBe(legend.length);
    }),
    { numRuns: 100 },
  );
});

/** A chain of nodes, one operator each, that make so many bytes. */
function chain(sizes: Readonly<Record<string, number>>) {
  const lines = Object.entries(sizes).map(
    ([op, bytes], i) => `n${i}: t${i}:${bytes} = ${op}(${i === 0 ? "x" : `t${i - 1}`})`,
  );
  return planOf(textGraph(["input x 1", ...lines, `out t${lines.length - 1}`].join("\n")));
}

test("a class keeps its colour when others grow, come and go, and when it comes back itself", () => {
  const tint = makeTinting();
  const fills = (tints: Tints) => Object.fromEntries(tints.legend.map(({ id, fill }) => [id, fill]));
  const first = fills(tint(chain({ A: 100, B: 200, C: 300 }), "operator"));
  const grown = fills(tint(chain({ D: 900, A: 1000, B: 20, C: 300, E: 5 }), "operator"));
  for (const id of ["op:A", "op:B", "op:C"]) expect(grown[id]).toBe(first[id]);
  const gone = fills(tint(chain({ D: 900, C: 300 }), "operator"));
  expect(gone["op:C"]).toBe(first["op:C"]);
  const back = fills(tint(chain({ A: 100, D: 900, B: 1 }), "operator"));
  expect(back).toMatchObject({ "op:A": first["op:A"], "op:B": first["op:B"], "op:D": grown["op:D"] });
});

test("beyond seven classes the weightiest are named, and the rest are others in grey", () => {
  const sizes = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`Op${i}`, 100 * (i + 1)]));
  const { legend } = tintsOf(chain(sizes), "operator");
  expect(legend).toHaveLength(8);
  const others = legend.at(-1);
  expect(others).toMatchObject({ id: "others", title: "6 others", count: 6, fill: classFill(7) });
  expect(legend.slice(0, 7).map(({ title }) => title)).toContain("Op11");
  expect(legend.every(({ fill }) => fill >= CLASS_FIRST && fill < HEAT_FIRST)).toBe(true);
});

test("a scale goes from little to much, and keeps its colours while its ends stay", () => {
  const tint = makeTinting();
  const of = (sizes: Readonly<Record<string, number>>) => tint(chain(sizes), "size").legend;
  const all = of({ A: 2000, B: 20_000, C: 200_000 });
  const fills = all.map(({ fill }) => fill);
  expect(fills).toEqual([...fills].sort((a, b) => a - b));
  const fewer = of({ A: 20_000 });
  expect(fewer.at(-1)).toEqual({ ...all[2], count: 1, bytes: expect.any(Number) });
});

test("slack is how far a storage could sink before it touches another that lives with it", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom("none", "first-fit", "best-fit"), (seed, place) => {
      const { plan } = planOf(randomGraph(seed), { alignment: 16, place });
      const { count, start, end, offset, padded, arena, alignment } = plan.storages;
      const slack = slackOf(plan);
      for (let s = 0; s < count; s++) {
        let floor = 0;
        if ((padded[s] ?? 0) === 0) continue;
        for (let o = 0; o < count; o++) {
          const together = (start[o] ?? 0) < (end[s] ?? 0) && (start[s] ?? 0) < (end[o] ?? 0);
          const below = (offset[o] ?? 0) < (offset[s] ?? 0) && arena[o] === arena[s];
          if (together && below) floor = Math.max(floor, (offset[o] ?? 0) + (padded[o] ?? 0));
        }
        const room = (offset[s] ?? 0) - floor;
        expect(slack[s]).toBe(room - (room % (alignment[s] ?? 1)));
      }
    }),
    { numRuns: 150 },
  );
});
