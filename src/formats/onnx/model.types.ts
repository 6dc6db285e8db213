/** An ONNX file as records: what planning and shape inference need of onnx.proto, with the payloads of weights left where they are. */

/** 1 float … 26 int2, as in TensorProto.DataType. */
export type ElementType = number;

export interface RawDim {
  /** Undefined where the file gives a name or nothing. */
  readonly value: number | undefined;
  readonly symbol: string | undefined;
}

export type RawType =
  /** `dims` undefined: the rank is not known. */
  | {
      readonly kind: "tensor";
      readonly element: ElementType;
      readonly dims: readonly RawDim[] | undefined;
      readonly sparse: boolean;
    }
  | { readonly kind: "sequence" | "map" | "optional" | "opaque" };

export interface RawValue {
  readonly name: string;
  readonly type: RawType | undefined;
}

export interface RawTensor {
  readonly name: string;
  readonly element: ElementType;
  readonly dims: readonly number[];
  /** Elements, when they are few and their type is numeric or bool; integers beyond 2^53 as the nearest double. */
  readonly values: readonly number[] | undefined;
  /** Bytes of the payload that the file holds; 0 when it lies in another file. */
  readonly payload: number;
  readonly external: boolean;
  readonly sparse: boolean;
}

export interface RawAttribute {
  readonly name: string;
  /** AttributeProto.AttributeType, or 0 when the file does not say. */
  readonly type: number;
  readonly float: number | undefined;
  readonly int: number | undefined;
  readonly text: string | undefined;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly texts: readonly string[];
  readonly tensor: RawTensor | undefined;
  readonly graphs: readonly RawGraph[];
  /** Of a function's body: the attribute of the caller that it stands for. */
  readonly refers: string | undefined;
}

export interface RawNode {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly overload: string;
  /** "" where an optional one is absent. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, RawAttribute>;
}

export interface RawGraph {
  readonly name: string;
  readonly nodes: readonly RawNode[];
  readonly initializers: readonly RawTensor[];
  readonly inputs: readonly RawValue[];
  readonly outputs: readonly RawValue[];
  readonly values: readonly RawValue[];
}

export interface RawFunction {
  readonly name: string;
  readonly domain: string;
  readonly overload: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly RawNode[];
  readonly opsets: ReadonlyMap<string, number>;
  readonly values: readonly RawValue[];
  /** Attributes with defaults. */
  readonly attributes: ReadonlyMap<string, RawAttribute>;
}

export interface RawModel {
  readonly irVersion: number;
  readonly producer: string;
  /** Version by domain; "" is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: RawGraph | undefined;
  readonly functions: readonly RawFunction[];
}
