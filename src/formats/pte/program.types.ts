/** What a .pte file says, as plain data: every index checked, nothing interpreted. Enums stay the numbers of the file. */

export interface PteProgram {
  /** Bytes of the whole file. */
  readonly fileBytes: number;
  /** Four letters, e.g. "ET12". */
  readonly identifier: string;
  /** Absent from files without data behind the FlatBuffer. */
  readonly extendedHeader: ExtendedHeader | null;
  readonly version: number;
  readonly plans: readonly PtePlan[];
  /** In bytes from the first segment. */
  readonly segments: readonly { readonly offset: number; readonly size: number }[];
  /** Where constants are, by data index; null in files that hold them inline. */
  readonly constantSegment: Subsegments | null;
  /** Bytes of each constant inside the FlatBuffer, by data index: old files. */
  readonly constantBufferSizes: readonly number[];
  /** Bytes of each delegate's data inside the FlatBuffer. */
  readonly delegateDataSizes: readonly number[];
  readonly mutableDataSegments: readonly Subsegments[] | null;
  readonly namedData: readonly { readonly key: string; readonly segment: number }[];
}

/** All in bytes. */
export interface ExtendedHeader {
  readonly length: number;
  readonly programSize: number;
  readonly segmentBaseOffset: number;
  /** Null in headers of the older length. */
  readonly segmentDataSize: number | null;
}

export interface Subsegments {
  readonly segment: number;
  /** By data index, in bytes from the start of the segment. */
  readonly offsets: readonly number[];
}

/** A method. */
export interface PtePlan {
  readonly name: string;
  /** How the caller's values are nested, as JSON; "" when the file does not say. */
  readonly nesting: readonly [inputs: string, outputs: string];
  readonly values: readonly PteValue[];
  /** Indices of values, as are those of `outputs`. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly chains: readonly PteChain[];
  readonly operators: readonly { readonly name: string; readonly overload: string }[];
  readonly delegates: readonly PteDelegate[];
  /** Bytes of each arena by its number; number 0 is reserved. */
  readonly arenaSizes: readonly number[];
  /** Arenas that are not the processor's own; null when the file has no such table. */
  readonly arenaDevices: readonly ArenaDevice[] | null;
}

export interface ArenaDevice {
  readonly arena: number;
  readonly type: number;
  readonly index: number;
}

export interface PteDelegate {
  /** The backend. */
  readonly id: string;
  /** 0 inline, 1 in a segment. */
  readonly location: number;
  readonly index: number;
  readonly specs: readonly { readonly key: string; readonly value: readonly number[] }[];
}

export interface PteTensor {
  readonly kind: "Tensor";
  readonly scalarType: number;
  readonly storageOffset: number;
  /** Of a bounded tensor the upper bounds. */
  readonly sizes: readonly number[];
  readonly dimOrder: readonly number[];
  readonly requiresGrad: boolean;
  /** 0: it has no data. */
  readonly dataIndex: number;
  /** Null: the planner gave it no place. `offset` in bytes. */
  readonly allocation: { readonly memory: number; readonly offset: number } | null;
  readonly layout: number;
  /** 0 static, 1 bounded, 2 unbound. */
  readonly dynamism: number;
  readonly extra: PteExtra | null;
}

export interface PteExtra {
  readonly mutableSegment: number;
  /** "" when it has none. */
  readonly name: string;
  /** 0 in a segment, 1 in another file. */
  readonly location: number;
  readonly deviceType: number;
  readonly deviceIndex: number;
}

export type PteValue =
  | { readonly kind: "Null" }
  /** Exact up to 2^53 either way. */
  | { readonly kind: "Int"; readonly value: number }
  | { readonly kind: "Bool"; readonly value: boolean }
  | { readonly kind: "Double"; readonly value: number }
  | { readonly kind: "String"; readonly value: string }
  | PteTensor
  /** Of IntList, TensorList and OptionalTensorList indices of values, −1 for none in the last. */
  | {
      readonly kind: "IntList" | "TensorList" | "OptionalTensorList" | "DoubleList";
      readonly items: readonly number[];
    }
  | { readonly kind: "BoolList"; readonly items: readonly boolean[] }
  /** A kind that is newer than what is known. */
  | { readonly kind: "Unknown"; readonly type: number };

export interface PteChain {
  readonly instructions: readonly PteInstruction[];
  readonly hasStacktrace: boolean;
}

/** `args` are indices of values. */
export type PteInstruction =
  | { readonly kind: "KernelCall"; readonly operator: number; readonly args: readonly number[] }
  | { readonly kind: "DelegateCall"; readonly delegate: number; readonly args: readonly number[] }
  | { readonly kind: "MoveCall"; readonly from: number; readonly to: number }
  | { readonly kind: "JumpFalseCall"; readonly condition: number; readonly destination: number }
  | { readonly kind: "FreeCall"; readonly value: number }
  | { readonly kind: "Unknown"; readonly type: number };
