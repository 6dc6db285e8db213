/** Builds small .pte and .bpte files for tests, from plain descriptions, with the builder of the `flatbuffers` package. */

import { Builder } from "flatbuffers";
import type {
  PteInstruction,
  PtePlan,
  PteProgram,
  PteTensor,
  PteValue,
  Subsegments,
} from "../program.types.ts";

export type ProgramSketch = Partial<Omit<PteProgram, "plans" | "extendedHeader">> & {
  readonly plans: readonly PlanSketch[];
  /** Bytes of data behind the program; absent: no extended header, and none. */
  readonly data?: number;
  /** False: a header of the older, shorter form. */
  readonly longHeader?: boolean;
};
export type PlanSketch = Partial<PtePlan> & Pick<PtePlan, "values">;

type Kind = "offset" | "int8" | "int32" | "int64" | "float64";
type Field = readonly [slot: number, kind: Kind, value: number];

/** A table of the given fields; those that are 0 are left out, as writers do. Children come before it. */
function table(b: Builder, ...fields: readonly Field[]): number {
  b.startObject(Math.max(0, ...fields.map(([slot]) => slot + 1)));
  for (const [slot, kind, value] of fields) {
    if (kind === "offset") b.addFieldOffset(slot, value, 0);
    else if (kind === "int8") b.addFieldInt8(slot, value, 0);
    else if (kind === "int32") b.addFieldInt32(slot, value, 0);
    else if (kind === "int64") b.addFieldInt64(slot, BigInt(value), 0n);
    else b.addFieldFloat64(slot, value, 0);
  }
  return b.endObject();
}

function scalars(b: Builder, kind: "int8" | "int32" | "int64" | "float64", items: readonly number[]): number {
  const width = { int8: 1, int32: 4, int64: 8, float64: 8 }[kind];
  b.startVector(width, items.length, width);
  for (const item of items.toReversed()) {
    if (kind === "int8") b.addInt8(item);
    else if (kind === "int32") b.addInt32(item);
    else if (kind === "int64") b.addInt64(BigInt(item));
    else b.addFloat64(item);
  }
  return b.endVector();
}

function offsets(b: Builder, items: readonly number[]): number {
  b.startVector(4, items.length, 4);
  for (const item of items.toReversed()) b.addOffset(item);
  return b.endVector();
}

function all<T>(b: Builder, items: readonly T[], write: (item: T) => number): number {
  return offsets(
    b,
    items.map((item) => write(item)),
  );
}

function text(b: Builder, words: string): number {
  return words === "" ? 0 : b.createString(words);
}

/** The bytes of a .pte file. */
export function buildPte(sketch: ProgramSketch): Uint8Array {
  const b = new Builder(1024);
  const { constantSegment, mutableDataSegments, segments = [] } = sketch;
  const raw = (sizes: readonly number[] = []) =>
    sizes.length === 0
      ? 0
      : all(b, sizes, (size) => table(b, [0, "offset", b.createByteVector(new Uint8Array(size))]));
  const sub = (s: Subsegments) =>
    table(b, [0, "int32", s.segment], [1, "offset", scalars(b, "int64", s.offsets)]);
  const root = table(
    b,
    [0, "int32", sketch.version ?? 0],
    [1, "offset", all(b, sketch.plans, (plan) => writePlan(b, plan))],
    [2, "offset", raw(sketch.constantBufferSizes)],
    [3, "offset", raw(sketch.delegateDataSizes)],
    [4, "offset", all(b, segments, ({ offset, size }) => table(b, [0, "int64", offset], [1, "int64", size]))],
    [5, "offset", constantSegment ? sub(constantSegment) : 0],
    [6, "offset", mutableDataSegments ? all(b, mutableDataSegments, sub) : 0],
    [
      7,
      "offset",
      all(b, sketch.namedData ?? [], (d) => table(b, [0, "offset", text(b, d.key)], [1, "int32", d.segment])),
    ],
  );
  b.finish(root, sketch.identifier ?? "ET12");
  const flat = b.asUint8Array().slice();
  return sketch.data === undefined ? flat : withHeader(flat, sketch.data, sketch.longHeader ?? true);
}

/** The program with its extended header put in behind the identifier, and data behind it. */
function withHeader(flat: Uint8Array, data: number, long: boolean): Uint8Array {
  const room = long ? 32 : 24;
  const program = flat.length + room;
  const base = Math.ceil(program / 64) * 64;
  const bytes = new Uint8Array(base + data);
  const view = new DataView(bytes.buffer);
  bytes.set(flat.subarray(0, 8));
  bytes.set(flat.subarray(8), 8 + room);
  view.setUint32(0, view.getUint32(0, true) + room, true);
  bytes.set(new TextEncoder().encode("eh00"), 8);
  view.setUint32(12, room, true);
  view.setBigUint64(16, BigInt(program), true);
  view.setBigUint64(24, BigInt(base), true);
  if (long) view.setBigUint64(32, BigInt(data), true);
  return bytes;
}

/** A bundle of a program with no tests. */
export function buildBundle(program: Uint8Array): Uint8Array {
  const b = new Builder(1024);
  b.finish(table(b, [2, "offset", b.createByteVector(program)]), "BP08");
  return b.asUint8Array().slice();
}

function writePlan(b: Builder, plan: PlanSketch): number {
  const { nesting = ["", ""], inputs = [], outputs = [], chains = [], delegates = [], arenaDevices } = plan;
  return table(
    b,
    [0, "offset", text(b, plan.name ?? "forward")],
    [1, "offset", table(b, [0, "offset", text(b, nesting[0])], [1, "offset", text(b, nesting[1])])],
    [2, "offset", all(b, plan.values, (value) => writeValue(b, value))],
    [3, "offset", scalars(b, "int32", inputs)],
    [4, "offset", scalars(b, "int32", outputs)],
    [
      5,
      "offset",
      all(b, chains, (chain) =>
        table(
          b,
          [2, "offset", all(b, chain.instructions, (i) => writeInstruction(b, i))],
          [3, "offset", chain.hasStacktrace ? offsets(b, []) : 0],
        ),
      ),
    ],
    [
      6,
      "offset",
      all(b, plan.operators ?? [], (o) =>
        table(b, [0, "offset", text(b, o.name)], [1, "offset", text(b, o.overload)]),
      ),
    ],
    [
      7,
      "offset",
      all(b, delegates, (d) =>
        table(
          b,
          [0, "offset", text(b, d.id)],
          [1, "offset", table(b, [0, "int8", d.location], [1, "int32", d.index])],
          [
            2,
            "offset",
            all(b, d.specs, (s) =>
              table(b, [0, "offset", text(b, s.key)], [1, "offset", scalars(b, "int8", s.value)]),
            ),
          ],
        ),
      ),
    ],
    [8, "offset", scalars(b, "int64", plan.arenaSizes ?? [0])],
    [
      9,
      "offset",
      arenaDevices
        ? all(b, arenaDevices, (d) =>
            table(b, [0, "int32", d.arena], [1, "int8", d.type], [2, "int8", d.index]),
          )
        : 0,
    ],
  );
}

function writeInstruction(b: Builder, i: PteInstruction): number {
  const call = (type: number, body: number) => table(b, [0, "int8", type], [1, "offset", body]);
  switch (i.kind) {
    case "KernelCall":
      return call(1, table(b, [0, "int32", i.operator], [1, "offset", scalars(b, "int32", i.args)]));
    case "DelegateCall":
      return call(2, table(b, [0, "int32", i.delegate], [1, "offset", scalars(b, "int32", i.args)]));
    case "MoveCall":
      return call(3, table(b, [0, "int32", i.from], [1, "int32", i.to]));
    case "JumpFalseCall":
      return call(4, table(b, [0, "int32", i.condition], [1, "int32", i.destination]));
    case "FreeCall":
      return call(5, table(b, [0, "int32", i.value]));
    case "Unknown":
      return call(i.type, table(b));
  }
}

function writeValue(b: Builder, value: PteValue): number {
  const row = (type: number, body: number) => table(b, [0, "int8", type], [1, "offset", body]);
  switch (value.kind) {
    case "Null":
      return row(1, table(b));
    case "Int":
      return row(2, table(b, [0, "int64", value.value]));
    case "Bool":
      return row(3, table(b, [0, "int8", value.value ? 1 : 0]));
    case "Double":
      return row(4, table(b, [0, "float64", value.value]));
    case "Tensor":
      return row(5, writeTensor(b, value));
    case "String":
      return row(6, table(b, [0, "offset", text(b, value.value)]));
    case "IntList":
      return row(7, table(b, [0, "offset", scalars(b, "int64", value.items)]));
    case "DoubleList":
      return row(8, table(b, [0, "offset", scalars(b, "float64", value.items)]));
    case "BoolList":
      return row(9, table(b, [0, "offset", scalars(b, "int8", value.items.map(Number))]));
    case "TensorList":
      return row(10, table(b, [0, "offset", scalars(b, "int32", value.items)]));
    case "OptionalTensorList":
      return row(11, table(b, [0, "offset", scalars(b, "int32", value.items)]));
    case "Unknown":
      return row(value.type, table(b));
  }
}

function writeTensor(b: Builder, t: PteTensor): number {
  const place = t.allocation;
  const { extra } = t;
  return table(
    b,
    [0, "int8", t.scalarType],
    [1, "int32", t.storageOffset],
    [2, "offset", scalars(b, "int32", t.sizes)],
    [3, "offset", scalars(b, "int8", t.dimOrder)],
    [4, "int8", t.requiresGrad ? 1 : 0],
    [5, "int32", t.dataIndex],
    [
      6,
      "offset",
      place === null
        ? 0
        : table(
            b,
            [0, "int32", place.memory],
            [1, "int32", (place.offset % 2 ** 32) | 0],
            [2, "int32", Math.floor(place.offset / 2 ** 32)],
          ),
    ],
    [7, "int8", t.layout],
    [8, "int8", t.dynamism],
    [
      9,
      "offset",
      extra === null
        ? 0
        : table(
            b,
            [0, "int64", extra.mutableSegment],
            [1, "offset", text(b, extra.name)],
            [2, "int8", extra.location],
            [3, "int8", extra.deviceType],
            [4, "int8", extra.deviceIndex],
          ),
    ],
  );
}
