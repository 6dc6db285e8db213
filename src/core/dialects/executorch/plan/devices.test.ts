import { describe, expect, test } from "vitest";
import type { PlannedSpec, SpecDevice } from "./specs.types.ts";
import { arenasOf, offsetsOf, planOf, type Row, refusalOf } from "./testing/specs.ts";

const LIVES = [
  [40, 0, 39],
  [40, 0, 41],
  [40, 41, 42],
] as const;

function deviceOf(text: string): SpecDevice {
  const [type = "cpu", index = "0"] = text.split(":");
  return { type, index: Number(index) };
}

function rowsOn(devices: readonly string[], more: Partial<PlannedSpec> = {}): Row[] {
  return LIVES.map(([bytes, first, last], i) => [
    bytes,
    first,
    last,
    { device: deviceOf(devices[i] ?? "cpu"), ...(i === 0 ? more : {}) },
  ]);
}

describe.each([true, false])("devices, with the original's defects: %s", (compat) => {
  // device of each, arena of each, offset of each, sizes, table of arenas that are not the processor's
  test.each([
    ["only the processor", "cpu cpu cpu", [1, 1, 1], [0, 48, 0], [0, 96], []],
    ["only a device: it has the first arena", "cuda cuda cuda", [1, 1, 1], [0, 48, 0], [0, 96], ["1 cuda:0"]],
    ["both", "cpu cuda cuda", [1, 2, 2], [0, 48, 0], [0, 48, 96], ["2 cuda:0"]],
    ["the last alone", "cpu cpu cuda", [1, 1, 2], [48, 0, 0], [0, 96, 48], ["2 cuda:0"]],
    ["by turns", "cuda cpu cuda", [2, 1, 2], [0, 0, 0], [0, 48, 48], ["2 cuda:0"]],
    ["two of a type", "cuda:0 cuda:1 cpu", [2, 3, 1], [0, 0, 0], [0, 48, 48, 48], ["2 cuda:0", "3 cuda:1"]],
    ["a high number", "cuda:3 cpu cpu", [2, 1, 1], [0, 48, 0], [0, 96, 48], ["2 cuda:3"]],
    [
      "numbers before names",
      "npu cuda:2 cuda:1",
      [3, 2, 1],
      [0, 0, 0],
      [0, 48, 48, 48],
      ["1 cuda:1", "2 cuda:2", "3 npu:0"],
    ],
  ])("%s", (_, devices, arenas, offsets, sizes, table) => {
    const plan = planOf(rowsOn(devices.split(" ")), { compat });
    expect(plan.sizes).toEqual(sizes);
    expect(arenasOf(plan)).toEqual(arenas);
    expect(offsetsOf(plan)).toEqual(offsets);
    expect(plan.devices.map(({ arena, device }) => `${arena} ${device.type}:${device.index}`)).toEqual(table);
  });

  test("are all the processor's where their arenas are not asked for", () => {
    const plan = planOf(rowsOn(["cuda", "cuda", "cuda"]), { devices: false, compat });
    expect([plan.sizes, offsetsOf(plan), plan.devices]).toEqual([[0, 96], [0, 48, 0], []]);
  });

  test("do not go with arenas given beforehand", () => {
    expect(refusalOf(rowsOn(["cpu", "cpu", "cuda"], { memId: 3 }), { compat })).toBe("devices-with-pools");
    expect(refusalOf(rowsOn(["cpu", "cpu", "cpu"], { memId: 3 }), { compat })).toBe("");
  });

  test("are not crossed by bytes that are taken over", () => {
    expect(refusalOf(rowsOn(["cuda", "cpu", "cpu"], { inplaceBase: 1 }), { compat })).toBe("other-device");
  });

  test("leave what bodies take to the processor", () => {
    const plan = planOf(rowsOn(["cuda", "cpu", "cuda"]), { baseSizes: [0, 32], compat });
    expect([plan.sizes, offsetsOf(plan)]).toEqual([
      [0, 80, 48],
      [0, 32, 0],
    ]);
  });

  test("of nothing at all give an empty arena", () => {
    expect(planOf([], { compat }).sizes).toEqual([0, 0]);
  });
});

test("what bodies need is forgotten where only a device has tensors, and not by us", () => {
  const rows = rowsOn(["cuda", "cuda", "cuda"]);
  const theirs = planOf(rows, { baseSizes: [0, 32] });
  expect([theirs.sizes, theirs.findings.map(({ code }) => code)]).toEqual([[0, 96], ["bodies-forgotten"]]);
  const ours = planOf(rows, { baseSizes: [0, 32], compat: false });
  expect([ours.sizes, ours.devices.map(({ arena }) => arena)]).toEqual([[0, 32, 96], [2]]);
});
