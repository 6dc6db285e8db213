/** Samples of arms: regions of a kernel that runs as one launch, over named buffers. */

import type { ArmsBuffer, ArmsDocument, Item } from "../../src/core/document.ts";

const KIB = 1024;

function scratch(id: string, bytes: number): ArmsBuffer {
  return { id, bytes, access: "read_write" };
}

function store(buffer: string, ...from: string[]): Item {
  return { op: "store", buffer, from };
}

/** Two arms beside each other between two that all wait for: small enough to be understood whole. */
export function forkAndJoin(): ArmsDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "arms",
    name: "Fork and join of arms",
    buffers: [
      { id: "x", bytes: 16 * KIB, access: "read_only" },
      scratch("queue", 64),
      scratch("h", 24 * KIB),
      scratch("left 1", 32 * KIB),
      scratch("left 2", 8 * KIB),
      scratch("right 1", 20 * KIB),
      scratch("right 2", 8 * KIB),
      scratch("sum", 16 * KIB),
      { id: "y", bytes: 8 * KIB, access: "output" },
    ],
    body: [
      { arm: "split", body: [store("h", "x")] },
      { arm: "left", body: [store("left 1", "h"), store("left 2", "left 1")] },
      {
        arm: "right",
        body: [
          { op: "atomic", buffer: "queue" },
          store("right 1", "h"),
          { arm: "reduce", body: [store("right 2", "right 1")] },
        ],
      },
      { arm: "join", body: [store("sum", "left 2", "right 2"), store("y", "sum")] },
    ],
    order: {
      kind: "dag",
      edges: [
        ["split", "left"],
        ["split", "right"],
        ["left", "join"],
        ["right", "join"],
      ],
    },
    donateInputs: true,
  };
}

/** Of a decoder's layer: tokens at once, its width, keys and values that are kept, and the inner width of its perceptron. */
const TOKENS = 32;
const WIDTH = 2048;
const CONTEXT = 1024;
const INNER = 8192;
const HALF_HEADS = 8;
const FLOAT16 = 2;
const FLOAT32 = 4;

/** Half of the heads: keys and values come by a copy that the arm waits for, scores are its own. */
function heads(name: string, half: string): Item {
  return {
    arm: name,
    body: [
      { op: "async_load", src: "cache", dst: `tile ${half}`, tag: `cache ${half}` },
      { op: "async_wait", tag: `cache ${half}` },
      store(`scores ${half}`, "q", `tile ${half}`),
      {
        arm: "softmax",
        body: [
          { op: "loop", runs: "known", body: [store(`scores ${half}`, `scores ${half}`)] },
          store(`context ${half}`, `scores ${half}`, `tile ${half}`),
        ],
      },
    ],
  };
}

/** A layer of a decoder as one launch: six arms, the halves of its heads beside each other. */
export function megakernel(): ArmsDocument {
  const row = TOKENS * WIDTH * FLOAT16;
  const tile = CONTEXT * WIDTH * FLOAT16;
  const scores = HALF_HEADS * TOKENS * CONTEXT * FLOAT32;
  return {
    format: "memplan",
    version: 1,
    kind: "arms",
    name: "Six arms of a megakernel",
    buffers: [
      { id: "hidden", bytes: row, access: "read_only" },
      { id: "weights", bytes: 12 * WIDTH * WIDTH * FLOAT16, access: "read_only" },
      { id: "cache", bytes: 2 * tile, access: "read_write", liveOut: true },
      scratch("progress", 64),
      scratch("normed", row),
      scratch("q", row),
      scratch("kv", 2 * row),
      scratch("tile low", tile),
      scratch("tile high", tile),
      scratch("scores low", scores),
      scratch("scores high", scores),
      scratch("context low", row / 2),
      scratch("context high", row / 2),
      scratch("attended", row),
      scratch("gate", TOKENS * INNER * FLOAT16),
      scratch("up", TOKENS * INNER * FLOAT16),
      { id: "out", bytes: row, access: "output" },
    ],
    body: [
      { arm: "norm", body: [store("normed", "hidden")] },
      {
        arm: "qkv",
        body: [
          store("q", "normed", "weights"),
          store("kv", "normed", "weights"),
          { op: "store", buffer: "cache", from: ["kv"], partial: true },
          { op: "atomic", buffer: "progress" },
        ],
      },
      heads("heads 0-7", "low"),
      heads("heads 8-15", "high"),
      {
        arm: "project",
        body: [store("attended", "context low", "context high", "weights", "hidden")],
      },
      {
        arm: "mlp",
        body: [
          store("gate", "attended", "weights"),
          store("up", "attended", "weights"),
          store("out", "gate", "up", "weights", "attended"),
          { op: "all_reduce", buffer: "out" },
        ],
      },
    ],
    order: {
      kind: "dag",
      edges: [
        ["norm", "qkv"],
        ["qkv", "heads 0-7"],
        ["qkv", "heads 8-15"],
        ["heads 0-7", "project"],
        ["heads 8-15", "project"],
        ["project", "mlp"],
      ],
    },
  };
}
