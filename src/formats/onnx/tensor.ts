/** TensorProto and SparseTensorProto: dims and small values; the payloads of weights are counted, never read. */

import type { RawTensor } from "./model.types.ts";
import type { Builder } from "./walk.ts";
import { append, packedVarints } from "./wire.ts";

/** Elements of a tensor whose values inference may ask for. */
const MOST_VALUES = 1024;
/** Bytes of a payload that are kept: 8 for each of those. */
const MOST_KEPT = 8 * MOST_VALUES;

/** Fields of TensorProto. */
const T = {
  dims: 1,
  type: 2,
  floats: 4,
  int32s: 5,
  strings: 6,
  int64s: 7,
  name: 8,
  raw: 9,
  doubles: 10,
  uint64s: 11,
  location: 14,
} as const;
const PAYLOAD: ReadonlySet<number> = new Set([
  T.floats,
  T.int32s,
  T.strings,
  T.int64s,
  T.raw,
  T.doubles,
  T.uint64s,
]);
const EXTERNAL = 1;

/** How one element lies in `raw_data`, by element type. */
const READ: Readonly<
  Record<number, { readonly bytes: number; readonly read: (v: DataView, at: number) => number }>
> = {
  1: { bytes: 4, read: (v, at) => v.getFloat32(at, true) },
  2: { bytes: 1, read: (v, at) => v.getUint8(at) },
  3: { bytes: 1, read: (v, at) => v.getInt8(at) },
  4: { bytes: 2, read: (v, at) => v.getUint16(at, true) },
  5: { bytes: 2, read: (v, at) => v.getInt16(at, true) },
  6: { bytes: 4, read: (v, at) => v.getInt32(at, true) },
  7: { bytes: 8, read: (v, at) => Number(v.getBigInt64(at, true)) },
  9: { bytes: 1, read: (v, at) => v.getUint8(at) },
  11: { bytes: 8, read: (v, at) => v.getFloat64(at, true) },
  12: { bytes: 4, read: (v, at) => v.getUint32(at, true) },
  13: { bytes: 8, read: (v, at) => Number(v.getBigUint64(at, true)) },
};

const text = new TextDecoder();

/** Types whose values stand in int32_data as they are: int32, smaller ones, bool. */
const IN_INT32: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 9]);

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function fixedNumbers(bytes: Uint8Array, size: 4 | 8): number[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
    size === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true),
  );
}

function rawValues(element: number, bytes: Uint8Array): number[] | undefined {
  const how = READ[element];
  if (how === undefined) return undefined;
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / how.bytes) }, (_, i) =>
    how.read(view, i * how.bytes),
  );
}

/** Tells what it made when the message ends. */
export function tensorBuilder(done: (tensor: RawTensor) => void): Builder {
  let name = "";
  let element = 0;
  let external = false;
  let payload = 0;
  const dims: number[] = [];
  const listed = new Map<number, number[]>();
  let raw: Uint8Array | undefined;
  const add = (field: number, values: readonly number[]) => {
    const list = listed.get(field) ?? [];
    listed.set(field, list);
    for (const value of values) if (list.length <= MOST_VALUES) list.push(value);
  };
  const valuesNow = (): readonly number[] | undefined => {
    const elements = dims.reduce((product, dim) => product * dim, 1);
    if (external || elements > MOST_VALUES) return undefined;
    const int32s = IN_INT32.has(element) ? listed.get(T.int32s) : undefined;
    const found =
      raw !== undefined
        ? rawValues(element, raw)
        : (int32s ??
          listed.get(T.int64s) ??
          listed.get(T.floats) ??
          listed.get(T.doubles) ??
          listed.get(T.uint64s));
    if (found === undefined) return elements === 0 ? [] : undefined;
    return found.length === elements ? found : undefined;
  };
  return {
    number(field, value) {
      if (field === T.dims) dims.push(value);
      else if (field === T.type) element = value;
      else if (field === T.location) external = value === EXTERNAL;
      else if (PAYLOAD.has(field)) {
        payload++;
        add(field, [value]);
      }
    },
    wants: (field, length) =>
      field === T.name || field === T.dims || (PAYLOAD.has(field) && length <= MOST_KEPT),
    bytes(field, bytes, at) {
      if (PAYLOAD.has(field)) payload += bytes.length;
      if (field === T.name) name = text.decode(bytes);
      else if (field === T.dims) append(dims, packedVarints(bytes, at));
      else if (field === T.raw) raw = bytes.slice();
      else if (field === T.floats) add(field, fixedNumbers(bytes, 4));
      else if (field === T.doubles) add(field, fixedNumbers(bytes, 8));
      else if (field !== T.strings) add(field, packedVarints(bytes, at));
    },
    skipped(field, _at, length) {
      if (PAYLOAD.has(field)) payload += length;
    },
    end: () =>
      done({
        name,
        element,
        dims,
        values: valuesNow(),
        payload: external ? 0 : payload,
        external,
        sparse: false,
      }),
  };
}

const SPARSE = { values: 1, dims: 3 } as const;

/** A sparse initializer has the name of its values and dims of its own. */
export function sparseBuilder(done: (tensor: RawTensor) => void): Builder {
  let values: RawTensor | undefined;
  const dims: number[] = [];
  return {
    number(field, value) {
      if (field === SPARSE.dims) dims.push(value);
    },
    message: (field) =>
      field === SPARSE.values
        ? tensorBuilder((tensor) => {
            values = tensor;
          })
        : undefined,
    wants: (field) => field === SPARSE.dims,
    bytes: (_field, bytes, at) => {
      append(dims, packedVarints(bytes, at));
    },
    end() {
      if (values !== undefined) done({ ...values, dims, values: undefined, sparse: true });
    },
  };
}
