import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { colourSlots } from "./colours.ts";
import { draw } from "./testing/draw.ts";

const CHAIN = textGraph("input x 64\na: y:64 = Op(x)\nb: z:64 = Op(y)\nc: w:64 = Op(z)\nout w");
/** The same, with x read once more: what shared its buffer needs one of its own. */
const LONGER = textGraph("input x 64\na: y:64 = Op(x)\nb: z:64 = Op(y)\nc: w:64 = Op(z x)\nout w");

test("without a plan before, neighbouring buffers have different colours", () => {
  const { colour } = draw(CHAIN);
  expect(new Set(colour).size).toBe(colour.length);
});

test("a buffer keeps its colour, and a new one gets one that nobody has", () => {
  const before = draw(CHAIN);
  const after = draw(LONGER);
  const colour = colourSlots(after.plan, before);
  expect(new Set(colour).size).toBe(colour.length);
  const slotOf = ({ plan }: typeof before, colours: Int32Array, tensor: string) => {
    const storage = plan.tensors.storage[plan.tensors.id.indexOf(tensor)] ?? -1;
    return colours[plan.storages.buffer[storage] ?? -1];
  };
  expect(slotOf(after, colour, "x")).toBe(slotOf(before, before.colour, "x"));
});

test("the same plan again has the same colours", () => {
  const before = draw(LONGER);
  expect([...colourSlots(before.plan, before)]).toEqual([...before.colour]);
});
