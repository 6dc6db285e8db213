/** The tables of a .pte file as plain rows, slot by slot of its schema; the reader keeps the first fault. */

import type { Reader } from "../flatbuffer/reader.ts";
import { openRoot, type Table } from "../flatbuffer/table.ts";
import type {
  PteChain,
  PteDelegate,
  PteInstruction,
  PtePlan,
  PteProgram,
  Subsegments,
} from "./program.types.ts";
import { decodeValue } from "./values.ts";

type Tables = Omit<PteProgram, "fileBytes" | "identifier" | "extendedHeader">;

/** The rows of a program; null after a fault that left nothing, and otherwise to be used only if the reader has none. */
export function decodeProgram(reader: Reader): Tables | null {
  const root = openRoot(reader, "program");
  if (root === null) return null;
  const constantSegment = root.child(5, "constant_segment");
  return {
    version: root.uint32(0, 0),
    plans: root.children(1, "execution_plan", decodePlan),
    segments: root.children(4, "segments", (t) => ({ offset: t.uint64(0, 0), size: t.uint64(1, 0) })),
    constantSegment: constantSegment === null ? null : decodeSubsegments(constantSegment),
    constantBufferSizes: root.children(2, "constant_buffer", dataSize),
    delegateDataSizes: root.children(3, "backend_delegate_data", dataSize),
    mutableDataSegments: root.has(6)
      ? root.children(6, "mutable_data_segments", (t) => decodeSubsegments(t))
      : null,
    namedData: root.children(7, "named_data", (t) => ({ key: t.string(0, "key"), segment: t.uint32(1, 0) })),
  };
}

function dataSize(table: Table): number {
  return table.bytes(0, "data")?.bytes ?? 0;
}

function decodeSubsegments(table: Table): Subsegments {
  return { segment: table.uint32(0, 0), offsets: table.scalars(1, "offsets", "uint64") ?? [] };
}

function decodePlan(table: Table): PtePlan {
  const nesting = table.child(1, "container_meta_type");
  return {
    name: table.string(0, "name"),
    nesting: [nesting?.string(0, "encoded_inp_str") ?? "", nesting?.string(1, "encoded_out_str") ?? ""],
    values: table.children(2, "values", decodeValue),
    inputs: table.ints(3, "inputs") ?? [],
    outputs: table.ints(4, "outputs") ?? [],
    chains: table.children(5, "chains", decodeChain),
    operators: table.children(6, "operators", (t) => ({
      name: t.string(0, "name"),
      overload: t.string(1, "overload"),
    })),
    delegates: table.children(7, "delegates", decodeDelegate),
    arenaSizes: table.scalars(8, "non_const_buffer_sizes", "int64") ?? [],
    arenaDevices: table.has(9)
      ? table.children(9, "non_const_buffer_device", (t) => ({
          arena: t.int32(0, 0),
          type: t.int8(1, 0),
          index: t.int8(2, 0),
        }))
      : null,
  };
}

function decodeDelegate(table: Table): PteDelegate {
  const processed = table.child(1, "processed");
  return {
    id: table.string(0, "id"),
    location: processed?.int8(0, 0) ?? 0,
    index: processed?.uint32(1, 0) ?? 0,
    specs: table.children(2, "compile_specs", (t) => ({
      key: t.string(0, "key"),
      value: t.scalars(1, "value", "uint8") ?? [],
    })),
  };
}

function decodeChain(table: Table): PteChain {
  return {
    instructions: table.children(2, "instructions", decodeInstruction),
    hasStacktrace: table.has(3),
  };
}

function decodeInstruction(table: Table): PteInstruction {
  const type = table.uint8(0, 0);
  const call = type === 0 ? null : table.child(1, "instr_args");
  if (call === null) return { kind: "Unknown", type };
  switch (type) {
    case 1:
      return { kind: "KernelCall", operator: call.int32(0, 0), args: call.ints(1, "args") ?? [] };
    case 2:
      return { kind: "DelegateCall", delegate: call.int32(0, 0), args: call.ints(1, "args") ?? [] };
    case 3:
      return { kind: "MoveCall", from: call.int32(0, 0), to: call.int32(1, 0) };
    case 4:
      return { kind: "JumpFalseCall", condition: call.int32(0, 0), destination: call.int32(1, 0) };
    case 5:
      return { kind: "FreeCall", value: call.int32(0, 0) };
    default:
      return { kind: "Unknown", type };
  }
}
