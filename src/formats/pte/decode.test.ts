import { expect, test } from "vitest";
import { NO_WATCH } from "../../core/watch.ts";
import { sourceFromBytes } from "../source.ts";
import type { PteProgram, PteValue } from "./program.types.ts";
import { readProgram } from "./read.ts";
import { buildBundle, buildPte } from "./testing/build-pte.ts";
import { at, called, method, program } from "./testing/programs.ts";

async function read(bytes: Uint8Array): Promise<PteProgram> {
  const made = await readProgram(sourceFromBytes("net.pte", bytes), NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

/** Something of everything that a file can hold. */
const VALUES: Record<string, PteValue> = {
  x: at(0, 64, { storageOffset: 3, requiresGrad: true, layout: 1, dynamism: 1 }),
  far: at(2 ** 32 + 48, 16, { arena: 2, dataIndex: 2 ** 31 + 1, scalarType: 29, sizes: [2] }),
  state: at(64, 16, { ...called("cache.k"), scalarType: 11, sizes: [2, 2, 4], dimOrder: [2, 0, 1] }),
  none: { kind: "Null" },
  int: { kind: "Int", value: -(2 ** 40) },
  double: { kind: "Double", value: 0.1 },
  bool: { kind: "Bool", value: true },
  string: { kind: "String", value: "höher" },
  ints: { kind: "IntList", items: [4, 4] },
  doubles: { kind: "DoubleList", items: [1.5, -2] },
  bools: { kind: "BoolList", items: [true, false] },
  tensors: { kind: "TensorList", items: [0, 1] },
  some: { kind: "OptionalTensorList", items: [-1, 2] },
  newer: { kind: "Unknown", type: 77 },
};
const EVERYTHING: PteProgram = {
  ...program(
    {
      ...method(
        VALUES,
        ["aten::mul.out: x -> state", "@XnnpackBackend x state", "move x state", "jump bool 0", "free x"],
        {
          inputs: "x",
          outputs: "state",
          arenas: [0, 128, 2 ** 33],
          arenaDevices: [{ arena: 2, type: 1, index: 3 }],
        },
      ),
      nesting: ["[1]", "[2]"],
      delegates: [{ id: "XnnpackBackend", location: 1, index: 7, specs: [{ key: "k", value: [1, 2, 255] }] }],
    },
    { ...method({}, [], { name: "empty" }), chains: [{ instructions: [], hasStacktrace: true }] },
  ),
  segments: [
    { offset: 0, size: 100 },
    { offset: 128, size: 8 },
  ],
  constantSegment: { segment: 0, offsets: [0, 16, 2 ** 35] },
  constantBufferSizes: [0, 24],
  delegateDataSizes: [3],
  mutableDataSegments: [{ segment: 1, offsets: [0, 4] }],
  namedData: [{ key: "lm_head", segment: 1 }],
};

test("what is written is what is read, field by field", async () => {
  const bytes = buildPte(EVERYTHING);
  expect(await read(bytes)).toEqual({ ...EVERYTHING, fileBytes: bytes.length });
});

test("an extended header is read in both of its lengths, and only the program is looked at", async () => {
  for (const longHeader of [true, false]) {
    const bytes = buildPte({ ...EVERYTHING, data: 136, longHeader });
    const { extendedHeader } = await read(bytes);
    expect(extendedHeader).toMatchObject({
      length: longHeader ? 32 : 24,
      segmentBaseOffset: bytes.length - 136,
      segmentDataSize: longHeader ? 136 : null,
    });
    expect((await read(bytes)).plans).toEqual(EVERYTHING.plans);
  }
});

test("a bundle opens as the program in it", async () => {
  const bytes = buildPte(EVERYTHING);
  expect(await read(buildBundle(bytes))).toEqual({ ...EVERYTHING, fileBytes: bytes.length });
});
