/** One value of a method: a tensor, a number, a list; by the member of the union that its table says it is. */

import { joinOffset } from "../../core/dialects/executorch/plan/offset-halves.ts";
import type { Table } from "../flatbuffer/table.ts";
import type { PteExtra, PteTensor, PteValue } from "./program.types.ts";

export function decodeValue(table: Table): PteValue {
  const type = table.uint8(0, 0);
  const value = type === 0 ? null : table.child(1, "val");
  if (value === null) return { kind: "Unknown", type };
  switch (type) {
    case 1:
      return { kind: "Null" };
    case 2:
      return { kind: "Int", value: value.int64(0, 0) };
    case 3:
      return { kind: "Bool", value: value.uint8(0, 0) !== 0 };
    case 4:
      return { kind: "Double", value: value.float64(0, 0) };
    case 5:
      return decodeTensor(value);
    case 6:
      return { kind: "String", value: value.string(0, "value") };
    case 7:
      return { kind: "IntList", items: value.scalars(0, "items", "int64") ?? [] };
    case 8:
      return { kind: "DoubleList", items: value.scalars(0, "items", "float64") ?? [] };
    case 9:
      return {
        kind: "BoolList",
        items: (value.scalars(0, "items", "uint8") ?? []).map((item) => item !== 0),
      };
    case 10:
      return { kind: "TensorList", items: value.ints(0, "items") ?? [] };
    case 11:
      return { kind: "OptionalTensorList", items: value.ints(0, "items") ?? [] };
    default:
      return { kind: "Unknown", type };
  }
}

function decodeTensor(table: Table): PteTensor {
  const place = table.child(6, "allocation_info");
  const extra = table.child(9, "extra_tensor_info");
  return {
    kind: "Tensor",
    scalarType: table.int8(0, 0),
    storageOffset: table.int32(1, 0),
    sizes: table.ints(2, "sizes") ?? [],
    dimOrder: table.scalars(3, "dim_order", "uint8") ?? [],
    requiresGrad: table.uint8(4, 0) !== 0,
    dataIndex: table.uint32(5, 0),
    allocation: place === null ? null : { memory: place.uint32(0, 0), offset: decodeOffset(place) },
    layout: table.int8(7, 0),
    dynamism: table.int8(8, 0),
    extra: extra === null ? null : decodeExtra(extra),
  };
}

/** Above 2^53 only a sign of how large it is: such a program is refused. */
function decodeOffset(place: Table): number {
  return Number(joinOffset({ low: place.uint32(1, 0), high: place.uint32(2, 0) }));
}

function decodeExtra(table: Table): PteExtra {
  return {
    mutableSegment: table.uint64(0, 0),
    name: table.string(1, "fully_qualified_name"),
    location: table.int8(2, 0),
    deviceType: table.int8(3, 0),
    deviceIndex: table.int8(4, 0),
  };
}
