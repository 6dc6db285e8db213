import { expect, test } from "vitest";
import { Random, randomGraph } from "../core/testing/random.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { neighboursOf } from "./colour-neighbours.ts";
import { colourSlots, makeColouring, SLOTS } from "./colours.ts";
import type { Picture } from "./outcome.ts";
import { draw } from "./testing/draw.ts";

const CHAIN = textGraph("input x 64\na: y:64 = Op(x)\nb: z:64 = Op(y)\nc: w:64 = Op(z)\nout w");
/** The same, with x read once more: what shared its buffer needs one of its own. */
const LONGER = textGraph("input x 64\na: y:64 = Op(x)\nb: z:64 = Op(y)\nc: w:64 = Op(z x)\nout w");

function slotOf({ plan }: Picture, colours: Int32Array, tensor: string): number | undefined {
  const storage = plan.tensors.storage[plan.tensors.id.indexOf(tensor)] ?? -1;
  return colours[plan.storages.buffer[storage] ?? -1];
}

/** `wide` values alive at once, all of one size. */
function fan(wide: number) {
  const values = Array.from({ length: wide }, (_, i) => `v${i}`);
  const makes = values.map((v) => `n${v}: ${v}:64 = Op(x)`);
  return textGraph(`input x 64\n${makes.join("\n")}\nsum: y:64 = Op(${values.join(" ")})\nout y`);
}

test("up to seven buffers all have colours of their own", () => {
  const { colour } = draw(CHAIN);
  expect(new Set(colour).size).toBe(colour.length);
});

test("a buffer keeps its colour, and a new one gets one that nobody has", () => {
  const paint = makeColouring();
  const before = draw(CHAIN);
  const first = paint(before.plan, 1);
  const after = draw(LONGER);
  const colour = paint(after.plan, 1);
  expect(new Set(colour).size).toBe(colour.length);
  expect(slotOf(after, colour, "x")).toBe(slotOf(before, first, "x"));
});

test("whatever colours are known, neighbours at the peak differ, and all that are alive there while colours last", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = new Random(seed);
    const { plan } = draw(randomGraph(seed, 40));
    const known = new Map(plan.storages.id.map((id) => [id, random.integer(0, SLOTS - 1)]));
    for (const memory of [new Map<string, number>(), known]) {
      const colour = colourSlots(plan, memory);
      expect(colour.every((slot) => slot >= 0 && slot < SLOTS)).toBe(true);
      for (const crowd of neighboursOf(plan).crowds) {
        const slots = crowd.map((b) => colour[b]);
        if (slots.length <= SLOTS) expect(new Set(slots).size).toBe(slots.length);
        else expect(slots.some((slot, i) => i > 0 && slot === slots[i - 1])).toBe(false);
      }
    }
  }
});

test("of more than seven at the peak, the nearest all differ and no colour is wasted", () => {
  const { plan } = draw(fan(12));
  const colour = colourSlots(plan, new Map());
  expect(new Set(colour).size).toBe(SLOTS);
  const [crowd = []] = neighboursOf(plan).crowds;
  const slots = crowd.map((b) => colour[b]);
  for (let i = 0; i + 3 <= slots.length; i++) expect(new Set(slots.slice(i, i + 3)).size).toBe(3);
});

test("a plan that comes back has the very colours that it had, and another document begins anew", () => {
  const paint = makeColouring();
  const [few, many, chain] = [draw(fan(6)), draw(fan(11)), draw(CHAIN)];
  const first = [...paint(few.plan, 1)];
  const grown = [...paint(many.plan, 1)];
  paint(chain.plan, 1);
  expect([...paint(few.plan, 1)]).toEqual(first);
  expect([...paint(many.plan, 1)]).toEqual(grown);
  expect([...paint(many.plan, 2)]).toEqual([...colourSlots(many.plan, new Map())]);
});

test("what is deleted and drawn again has its colour again", () => {
  const paint = makeColouring();
  const all = draw(fan(6));
  const slot = slotOf(all, paint(all.plan, 1), "v3");
  paint(draw(fan(3)).plan, 1);
  const again = draw(fan(7));
  expect(slotOf(again, paint(again.plan, 1), "v3")).toBe(slot);
});

test("of few buffers, neighbours at the peak have hues that no shade mixes up", () => {
  const { plan, colour } = draw(fan(4));
  const [crowd = []] = neighboursOf(plan).crowds;
  const slots = crowd.map((b) => colour[b] ?? -1);
  for (const [blue, sky] of [
    [0, 2],
    [1, 6],
  ] as const) {
    for (let i = 1; i < slots.length; i++)
      expect([slots[i - 1], slots[i]].toSorted()).not.toEqual([blue, sky]);
  }
});
