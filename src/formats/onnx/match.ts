/** Whether bytes begin an ONNX model: Protocol Buffers have no signature, so that the first fields must be those of one. */

import type { Peek } from "../format.ts";
import { Cursor, LENGTH, VARINT, WireFault } from "./wire.ts";

type Fields = ReadonlyMap<number, number>;

/** Fields of ModelProto, GraphProto, OperatorSetIdProto and StringStringEntryProto with their wire types. */
const MODEL: Fields = new Map([
  [1, VARINT],
  [2, LENGTH],
  [3, LENGTH],
  [4, LENGTH],
  [5, VARINT],
  [6, LENGTH],
  [7, LENGTH],
  [8, LENGTH],
  [14, LENGTH],
  [20, LENGTH],
  [25, LENGTH],
  [26, LENGTH],
]);
const GRAPH: Fields = new Map([1, 2, 5, 10, 11, 12, 13, 14, 15, 16].map((field) => [field, LENGTH]));
const OPSET: Fields = new Map([
  [1, LENGTH],
  [2, VARINT],
]);
const ENTRY: Fields = new Map([
  [1, LENGTH],
  [2, LENGTH],
]);

const IR_MOST = 100;
const OPSET_MOST = 1000;
const F = { ir: 1, producer: 2, version: 3, domain: 4, graph: 7, opset: 8, metadata: 14 } as const;
/** A producer, its version and a domain are words. */
const LONGEST_WORD = 4096;

/** What a field shows: fields that other messages have too count for less than those that only models have. */
interface Seen {
  readonly field: number;
  readonly number: number | undefined;
  /** Bytes of it that are in sight, and whether they are all of it. */
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/** The fields of a message as far as they are in sight; undefined when one is none of `fields`, or `fits` refuses one. */
function fieldsOf(bytes: Uint8Array, size: number, fields: Fields): readonly Seen[] | undefined {
  const cursor = new Cursor(bytes, 0);
  const seen: Seen[] = [];
  try {
    while (!cursor.done) {
      const tag = cursor.varint();
      const field = Math.floor(tag / 8);
      if (fields.get(field) !== tag % 8) return undefined;
      if (tag % 8 === VARINT) {
        seen.push({ field, number: cursor.varint(), bytes: new Uint8Array(0), whole: true });
        continue;
      }
      const length = cursor.length();
      const start = cursor.at;
      const end = start + length;
      // what is cut short is still a model: its reader says so
      seen.push({ field, number: undefined, bytes: bytes.subarray(start, end), whole: end <= bytes.length });
      if (end > size) break;
      cursor.at = Math.min(end, bytes.length);
    }
  } catch (fault) {
    // a tag or a length that the first bytes cut in two
    if (!(fault instanceof WireFault) || bytes.length - cursor.at > 10) return undefined;
  }
  return seen;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function isWord(bytes: Uint8Array): boolean {
  if (bytes.length > LONGEST_WORD || bytes.some((b) => b < 0x20)) return false;
  try {
    utf8.decode(bytes);
    return true;
  } catch (e) {
    if (e instanceof TypeError) return false;
    throw e;
  }
}

/** How much a field speaks for a model; undefined: it is none. */
function weight({ field, number, bytes, whole }: Seen): number | undefined {
  const inner = (fields: Fields) => fieldsOf(bytes, whole ? bytes.length : Number.POSITIVE_INFINITY, fields);
  switch (field) {
    case F.ir:
      return number !== undefined && number >= 1 && number <= IR_MOST ? 1 : undefined;
    case F.producer:
    case F.version:
    case F.domain:
      return whole && isWord(bytes) ? 0.5 : undefined;
    case F.graph: {
      const inside = inner(GRAPH);
      return inside === undefined ? undefined : inside.length === 0 ? 0 : 2;
    }
    case F.opset: {
      const version = inner(OPSET)?.find((own) => own.number !== undefined)?.number;
      if (inner(OPSET) === undefined || (version !== undefined && (version < 0 || version > OPSET_MOST)))
        return undefined;
      return version === undefined ? 0.5 : 1;
    }
    case F.metadata: {
      const entry = inner(ENTRY);
      return entry?.some((own) => own.field === 1 && own.whole && isWord(own.bytes)) === true ? 1 : undefined;
    }
    default:
      return 0;
  }
}

export function match({ bytes, size }: Peek): boolean {
  let sum = 0;
  for (const field of fieldsOf(bytes, size, MODEL) ?? []) {
    const own = weight(field);
    if (own === undefined) return false;
    sum += own;
  }
  return sum >= 2;
}
