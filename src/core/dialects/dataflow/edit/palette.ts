/** The kinds of nodes that a person can add: what they are called, their class and their ports. */

import type { StreamFunction, StreamNode, StreamWindow } from "../document.ts";

export interface StreamNodeKind {
  readonly kind: string;
  /** In a list. */
  readonly title: string;
  readonly says: string;
  readonly class: string;
  /** Names of its nodes begin so. */
  readonly stem: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly window?: StreamWindow;
  readonly function?: StreamFunction;
}

const I = ["i"];
const O = ["o"];

export const STREAM_NODE_KINDS: readonly StreamNodeKind[] = [
  {
    kind: "source",
    title: "Source",
    says: "Makes samples",
    class: "Source",
    stem: "source",
    inputs: [],
    outputs: O,
  },
  { kind: "sink", title: "Sink", says: "Takes samples", class: "Sink", stem: "sink", inputs: I, outputs: [] },
  {
    kind: "generic",
    title: "Node",
    says: "Takes samples and makes others",
    class: "ProcessingNode",
    stem: "processing",
    inputs: I,
    outputs: O,
  },
  {
    kind: "sliding",
    title: "Sliding window",
    says: "Sees part of its samples again in the next firing",
    class: "SlidingBuffer",
    stem: "window",
    inputs: I,
    outputs: O,
    window: { kind: "sliding", length: 2, overlap: 1 },
  },
  {
    kind: "overlap-add",
    title: "Overlap-add",
    says: "Adds the ends of windows that overlap",
    class: "OverlapAdd",
    stem: "overlap",
    inputs: I,
    outputs: O,
    window: { kind: "overlap-add", length: 2, overlap: 1 },
  },
  {
    kind: "duplicate",
    title: "Duplicate",
    says: "Gives what it takes to several",
    class: "Duplicate",
    stem: "duplicate",
    inputs: I,
    outputs: ["oa", "ob"],
  },
  {
    kind: "unary",
    title: "Function of one input",
    says: "A C function that is called with each block",
    class: "arm_negate_f32",
    stem: "arm_negate_f32",
    inputs: I,
    outputs: O,
    function: { kind: "unary" },
  },
  {
    kind: "binary",
    title: "Function of two inputs",
    says: "A C function; either input may be a constant",
    class: "arm_add_f32",
    stem: "arm_add_f32",
    inputs: ["ia", "ib"],
    outputs: O,
    function: { kind: "binary" },
  },
  {
    kind: "buffer-source",
    title: "BufferSource",
    says: "Takes a buffer from the pool and gives a reference to it",
    class: "BufferSource",
    stem: "buf",
    inputs: [],
    outputs: O,
  },
  {
    kind: "buffer-copy",
    title: "BufferCopy",
    says: "Copies a buffer that others hold too",
    class: "BufferCopy",
    stem: "bufCopy",
    inputs: I,
    outputs: O,
  },
  {
    kind: "in-place",
    title: "InPlace",
    says: "Changes a buffer that it alone holds",
    class: "InPlace",
    stem: "inplace",
    inputs: I,
    outputs: O,
  },
  {
    kind: "processing",
    title: "Processing",
    says: "Reads i, writes into the buffer of b",
    class: "Processing",
    stem: "processing",
    inputs: ["b", "i"],
    outputs: O,
  },
  {
    kind: "buffer-sink",
    title: "BufferSink",
    says: "Reads a buffer and releases it",
    class: "BufferSink",
    stem: "sink",
    inputs: I,
    outputs: [],
  },
];

/** A node of that kind; `type` and `rate` are those of all its ports, but for a window's. */
export function nodeOfKind(
  made: StreamNodeKind,
  id: string,
  { type, rate }: { readonly type: string; readonly rate: number },
): StreamNode {
  const { window } = made;
  const [into, out] = window === undefined ? [rate, rate] : windowRates(window);
  const port = (samples: number) => (name: string) => ({ name, rate: samples, type });
  return {
    id,
    class: made.class,
    ...(made.inputs.length === 0 ? {} : { inputs: made.inputs.map(port(into)) }),
    ...(made.outputs.length === 0 ? {} : { outputs: made.outputs.map(port(out)) }),
    ...(window === undefined ? {} : { window }),
    ...(made.function === undefined ? {} : { function: made.function }),
  };
}

/** Samples in and out of a firing. */
export function windowRates({ kind, length, overlap }: StreamWindow): readonly [into: number, out: number] {
  return kind === "sliding" ? [length - overlap, length] : [length, length - overlap];
}
