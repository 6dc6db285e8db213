/** Builders for the messages of onnx.proto: each takes its fields in any order and tells its record at the end. */

import type {
  RawAttribute,
  RawDim,
  RawFunction,
  RawGraph,
  RawModel,
  RawNode,
  RawTensor,
  RawType,
  RawValue,
} from "./model.types.ts";
import { sparseBuilder, tensorBuilder } from "./tensor.ts";
import type { Builder } from "./walk.ts";
import { append, packedVarints } from "./wire.ts";

const utf8 = new TextDecoder();
/** Longer strings of attributes are compiled programs, not words. */
const MOST_TEXT = 64 * 1024;

function dimBuilder(done: (dim: RawDim) => void): Builder {
  let value: number | undefined;
  let symbol: string | undefined;
  return {
    number: (field, n) => {
      if (field === 1) value = n;
    },
    wants: (field) => field === 2,
    bytes: (_field, bytes) => {
      symbol = utf8.decode(bytes);
    },
    end: () => done({ value, symbol }),
  };
}

function tensorTypeBuilder(sparse: boolean, done: (type: RawType) => void): Builder {
  let element = 0;
  let dims: RawDim[] | undefined;
  return {
    number: (field, n) => {
      if (field === 1) element = n;
    },
    message: (field) => {
      if (field !== 2) return undefined;
      const own: RawDim[] = [];
      dims = own;
      return { message: (inner) => (inner === 1 ? dimBuilder((dim) => own.push(dim)) : undefined) };
    },
    end: () => done({ kind: "tensor", element, dims, sparse }),
  };
}

const OTHER_TYPES: Readonly<Record<number, "sequence" | "map" | "optional" | "opaque">> = {
  4: "sequence",
  5: "map",
  7: "opaque",
  9: "optional",
};

function typeBuilder(done: (type: RawType) => void): Builder {
  return {
    message: (field) => {
      if (field === 1 || field === 8) return tensorTypeBuilder(field === 8, done);
      const kind = OTHER_TYPES[field];
      if (kind !== undefined) done({ kind });
      return undefined;
    },
  };
}

function valueBuilder(done: (value: RawValue) => void): Builder {
  let name = "";
  let type: RawType | undefined;
  return {
    message: (field) =>
      field === 2
        ? typeBuilder((t) => {
            type = t;
          })
        : undefined,
    wants: (field) => field === 1,
    bytes: (_field, bytes) => {
      name = utf8.decode(bytes);
    },
    end: () => done({ name, type }),
  };
}

/** Fields of AttributeProto. */
const A = {
  name: 1,
  f: 2,
  i: 3,
  s: 4,
  t: 5,
  g: 6,
  floats: 7,
  ints: 8,
  strings: 9,
  graphs: 11,
  type: 20,
  refers: 21,
} as const;

function floatsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => view.getFloat32(4 * i, true));
}

function attributeBuilder(done: (attribute: RawAttribute) => void): Builder {
  let name = "";
  let type = 0;
  let float: number | undefined;
  let int: number | undefined;
  let text: string | undefined;
  let refers: string | undefined;
  let tensor: RawTensor | undefined;
  const floats: number[] = [];
  const ints: number[] = [];
  const texts: string[] = [];
  const graphs: RawGraph[] = [];
  return {
    number(field, value) {
      if (field === A.f) float = value;
      else if (field === A.i) int = value;
      else if (field === A.floats) floats.push(value);
      else if (field === A.ints) ints.push(value);
      else if (field === A.type) type = value;
    },
    message(field) {
      if (field === A.g || field === A.graphs) return graphBuilder((graph) => graphs.push(graph));
      if (field !== A.t) return undefined;
      return tensorBuilder((t) => {
        tensor = t;
      });
    },
    wants: (field, length) =>
      field === A.name ||
      field === A.refers ||
      field === A.floats ||
      field === A.ints ||
      ((field === A.s || field === A.strings) && length <= MOST_TEXT),
    bytes(field, bytes, at) {
      if (field === A.name) name = utf8.decode(bytes);
      else if (field === A.s) text = utf8.decode(bytes);
      else if (field === A.strings) texts.push(utf8.decode(bytes));
      else if (field === A.refers) refers = utf8.decode(bytes);
      else if (field === A.floats) append(floats, floatsOf(bytes));
      else if (field === A.ints) append(ints, packedVarints(bytes, at));
    },
    end: () => done({ name, type, float, int, text, floats, ints, texts, tensor, graphs, refers }),
  };
}

function nodeBuilder(done: (node: RawNode) => void): Builder {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const words = new Map<number, string>();
  const attributes = new Map<string, RawAttribute>();
  return {
    message: (field) =>
      field === 5 ? attributeBuilder((attribute) => attributes.set(attribute.name, attribute)) : undefined,
    wants: (field, length) => field <= 8 && field !== 6 && length <= MOST_TEXT,
    bytes(field, bytes) {
      const word = utf8.decode(bytes);
      if (field === 1) inputs.push(word);
      else if (field === 2) outputs.push(word);
      else words.set(field, word);
    },
    end: () =>
      done({
        name: words.get(3) ?? "",
        op: words.get(4) ?? "",
        domain: domainOf(words.get(7) ?? ""),
        overload: words.get(8) ?? "",
        inputs,
        outputs,
        attributes,
      }),
  };
}

function domainOf(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

export function graphBuilder(done: (graph: RawGraph) => void): Builder {
  let name = "";
  const nodes: RawNode[] = [];
  const initializers: RawTensor[] = [];
  const inputs: RawValue[] = [];
  const outputs: RawValue[] = [];
  const values: RawValue[] = [];
  return {
    message(field) {
      if (field === 1) return nodeBuilder((node) => nodes.push(node));
      if (field === 5) return tensorBuilder((tensor) => initializers.push(tensor));
      if (field === 15) return sparseBuilder((tensor) => initializers.push(tensor));
      if (field === 11) return valueBuilder((value) => inputs.push(value));
      if (field === 12) return valueBuilder((value) => outputs.push(value));
      return field === 13 ? valueBuilder((value) => values.push(value)) : undefined;
    },
    wants: (field) => field === 2,
    bytes: (_field, bytes) => {
      name = utf8.decode(bytes);
    },
    end: () => done({ name, nodes, initializers, inputs, outputs, values }),
  };
}

function opsetBuilder(opsets: Map<string, number>): Builder {
  let domain = "";
  let version = 0;
  return {
    number: (field, value) => {
      if (field === 2) version = value;
    },
    wants: (field) => field === 1,
    bytes: (_field, bytes) => {
      domain = domainOf(utf8.decode(bytes));
    },
    end: () => {
      opsets.set(domain, Math.max(version, opsets.get(domain) ?? 0));
    },
  };
}

function functionBuilder(done: (made: RawFunction) => void): Builder {
  const words = new Map<number, string>();
  const inputs: string[] = [];
  const outputs: string[] = [];
  const nodes: RawNode[] = [];
  const values: RawValue[] = [];
  const opsets = new Map<string, number>();
  const attributes = new Map<string, RawAttribute>();
  return {
    message(field) {
      if (field === 7) return nodeBuilder((node) => nodes.push(node));
      if (field === 9) return opsetBuilder(opsets);
      if (field === 11) return attributeBuilder((attribute) => attributes.set(attribute.name, attribute));
      return field === 12 ? valueBuilder((value) => values.push(value)) : undefined;
    },
    wants: (field, length) => [1, 4, 5, 10, 13].includes(field) && length <= MOST_TEXT,
    bytes(field, bytes) {
      const word = utf8.decode(bytes);
      if (field === 4) inputs.push(word);
      else if (field === 5) outputs.push(word);
      else words.set(field, word);
    },
    end: () =>
      done({
        name: words.get(1) ?? "",
        domain: domainOf(words.get(10) ?? ""),
        overload: words.get(13) ?? "",
        inputs,
        outputs,
        nodes,
        opsets,
        values,
        attributes,
      }),
  };
}

/** The builder of a file, and what it has made when the walk ends. */
export function modelBuilder(): { readonly builder: Builder; readonly model: () => RawModel } {
  let irVersion = 0;
  let producer = "";
  let graph: RawGraph | undefined;
  const opsets = new Map<string, number>();
  const functions: RawFunction[] = [];
  return {
    builder: {
      number: (field, value) => {
        if (field === 1) irVersion = value;
      },
      message(field) {
        if (field === 8) return opsetBuilder(opsets);
        if (field === 25) return functionBuilder((made) => functions.push(made));
        if (field !== 7) return undefined;
        return graphBuilder((made) => {
          graph = made;
        });
      },
      wants: (field) => field === 2,
      bytes: (_field, bytes) => {
        producer = utf8.decode(bytes);
      },
    },
    model: () => ({ irVersion, producer, opsets, graph, functions }),
  };
}
