import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { scheduleDocument, type TilesDocument } from "../src/core/dialects/tiles/schedule-document.ts";
import { MLP, TILE } from "../src/core/dialects/tiles/testing/mlp.ts";
import { TILING } from "../src/core/dialects/tiles/testing/schedules.ts";
import { type TilingSettings, tileGraph } from "../src/core/dialects/tiles/tile-graph.ts";
import type { GraphDocument } from "../src/core/document.ts";
import { TilesSchema } from "../src/formats/native/tiles-schema.ts";
import { writeNative } from "../src/formats/native/write.ts";
import { findSchemaFault } from "./json-schema.ts";

const PATH = resolve(import.meta.dirname, "../public/schema/tiles.schema.json");

function written(change: Partial<TilingSettings>, document: GraphDocument = MLP): TilesDocument {
  const tiled = tileGraph(document, { ...TILING, ...change });
  if (!tiled.ok) throw new Error(tiled.problem.message);
  const text = writeNative(scheduleDocument(tiled.value));
  expect(writeNative(scheduleDocument(tiled.value))).toBe(text);
  return JSON.parse(text);
}

test("the schema of tiles is as its definition says (if not: UPDATE_SCHEMAS=1 npm run unit -- tools/tiles-schema.test.ts)", () => {
  const { $schema, ...rest } = toJsonSchema(TilesSchema, { target: "draft-2020-12" });
  const description =
    "A schedule of matrix products in a scratchpad, operation by operation, or why there is none. Addresses and sizes are bytes; coord is row and column of tiles; times are in units of the costs. LOAD brings a tile in, STORE writes a finished one out, SPILL puts an unfinished sum away and FILL brings it back; EXEC works on the sum at acc with what lies at a, b and d. The numbers are told in docs/decisions/0013-tiles-in-a-scratchpad.md.";
  const text = `${JSON.stringify({ $schema, title: "memplan tiles", description, ...rest }, null, 2)}\n`;
  if (process.env.UPDATE_SCHEMAS === "1") writeFileSync(PATH, text);
  expect(readFileSync(PATH, "utf8")).toBe(text);
});

describe("what we write is valid by the published schema", () => {
  const published = () => JSON.parse(readFileSync(PATH, "utf8"));
  const dropping: GraphDocument = {
    ...MLP,
    tensors: [...MLP.tensors, { id: "end", dtype: "float32", shape: [128, 32] }],
    nodes: [...MLP.nodes, { id: "add", op: "Add", inputs: ["t5", "t4"], outputs: ["end"] }],
    outputs: ["end"],
  };
  test.each<[string, TilesDocument, object]>([
    ["a schedule", written({}), { feasible: true, stats: { scheduledOps: 99 } }],
    [
      "one with spills",
      written({ loopOrder: "kmn", capacity: 4 * TILE }),
      { stats: { spillStores: expect.any(Number) } },
    ],
    ["one with two buffers", written({ doubleBuffer: "real" }), { stats: { makespan: 64, bubbles: 0 } }],
    [
      "one of unequal tiles and costs in parts",
      written({ padded: false, tile: [24, 24], costs: { transfer: 0.5, byte: 1 / 64, exec: 2 } }),
      { feasible: true },
    ],
    [
      "what there is no room for",
      written({ capacity: 2 * TILE }),
      { feasible: false, needs: { step: 0, bytes: 3 * TILE } },
    ],
    ["the original's", written({ policy: "original", doubleBuffer: "labels" }), { feasible: true }],
    [
      "the original's where it is wrong",
      written({ policy: "original", capacity: 9 * TILE }),
      { corrupt: 3, faults: expect.any(Array) },
    ],
    [
      "the original's where it gives up",
      written({ policy: "original", capacity: 4 * TILE }),
      { feasible: false, error: expect.stringContaining("Cannot allocate") },
    ],
    [
      "the original's where it leaves a node out",
      written({ policy: "original" }, dropping),
      { dropped: expect.arrayContaining(["add"]) },
    ],
  ])("%s", (_, document, holds) => {
    expect(document).toMatchObject(holds);
    expect(findSchemaFault(published(), document)).toBeUndefined();
    expect(v.is(TilesSchema, document)).toBe(true);
  });

  test("spills are written as what they are", () => {
    const document = written({ loopOrder: "kmn", capacity: 4 * TILE });
    const kinds = document.feasible ? new Set(document.ops.map(({ op }) => op)) : new Set();
    expect([...kinds].sort()).toEqual(["EXEC", "FILL", "LOAD", "SPILL", "STORE"]);
  });

  test("and what is none is not", () => {
    const document = written({});
    const [first, ...others] = document.feasible ? document.ops : [];
    for (const change of [
      { kind: "plan" },
      { feasible: false },
      { stats: {} },
      { ops: [{ ...first, address: -1 }, ...others] },
      { ops: [{ ...first, op: "MOVE" }] },
      { ops: [{ op: "EXEC", m: 0, n: 0, k: 0 }] },
    ])
      expect(findSchemaFault(published(), { ...document, ...change })).toBeDefined();
  });
});
