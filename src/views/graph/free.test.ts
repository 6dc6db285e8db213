import fc from "fast-check";
import { expect, test } from "vitest";
import { BOX_KINDS, boxKey } from "../../core/box-key.ts";
import type { Drawing, GraphDocument } from "../../core/document.ts";
import { readGraph } from "../../core/graph.ts";
import { type Skeleton, skeletonOf } from "../../core/skeleton.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { freePlacing } from "./free.ts";
import { matched } from "./match.ts";

const SIZES = { node: [116, 44], value: [116, 24], output: [96, 20], group: [164, 52] } as const;

const NET = textGraph(`
  input x 64
  n0: a:64 = A(x)
  n1: b:64 = B(a)
  n2: c:64 = C(a)
  n3: d:64 = D(b c)
  n4: e:64 = E()
  out d e
`);

function laid(
  at: Drawing["at"],
  groups?: Drawing["groups"],
): { skeleton: Skeleton; rects: number[][]; keys: string[] } {
  const document: GraphDocument = { ...NET, drawing: { at, groups } };
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  const skeleton = skeletonOf(graph.value, { step: null, constants: false, sizes: SIZES });
  const key = (box: number) => {
    const kind = BOX_KINDS[skeleton.kind[box] ?? 0] ?? "node";
    const rows = kind === "node" ? NET.nodes : NET.tensors;
    return boxKey(kind, rows[skeleton.item[box] ?? 0]?.id ?? "");
  };
  const placing = freePlacing(document, skeleton, key);
  const boxes = Array.from({ length: skeleton.count }, (_, i) => i);
  return {
    skeleton,
    keys: boxes.map(key),
    rects: boxes.map((i) => [
      placing.at[2 * i] ?? 0,
      placing.at[2 * i + 1] ?? 0,
      skeleton.width[i] ?? 0,
      skeleton.height[i] ?? 0,
    ]),
  };
}

test("boxes are where the document says, and those it does not name below what they read", () => {
  const { rects, keys } = laid({ "node:n0": [10, 20], "node:n1": [300, 200] });
  const of = (key: string) => rects[keys.indexOf(key)] ?? [];
  expect(of("node:n0").slice(0, 2)).toEqual([10, 20]);
  expect(of("node:n1").slice(0, 2)).toEqual([300, 200]);
  expect(of("node:n2")[0]).toBe(10);
  expect(of("node:n2")[1]).toBeGreaterThan(20 + 44);
  expect(of("value:x")[1]).toBeLessThan(20 - 24);
  expect(of("output:d")[1]).toBeGreaterThan(of("node:n3")[1] ?? 0);
});

test("members of a group that was placed as one box are where it was, each below what it reads among them", () => {
  const groups = [{ id: "g", title: "G", nodes: ["n1", "n3"] }];
  const { rects, keys } = laid({ "node:n0": [10, 20], "node:n2": [200, 90], "group:g": [400, 300] }, groups);
  const of = (key: string) => rects[keys.indexOf(key)] ?? [];
  expect(of("node:n1").slice(0, 2)).toEqual([400, 300]);
  expect(of("node:n3")[0]).toBe(400);
  expect(of("node:n3")[1]).toBeGreaterThan(300 + 44);
});

test("a box that finds its own place covers no other, whatever was placed, and always finds the same", () => {
  const key = fc.constantFrom("node:n0", "node:n1", "node:n2", "node:n3", "value:x", "output:d");
  const place = fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }));
  fc.assert(
    fc.property(fc.dictionary(key, place), (at) => {
      const { rects, keys } = laid(at);
      expect(laid(at).rects).toEqual(rects);
      rects.forEach(([x = 0, y = 0, w = 0, h = 0], i) => {
        if (keys[i] !== undefined && keys[i] in at) return;
        rects.forEach(([x2 = 0, y2 = 0, w2 = 0, h2 = 0], j) => {
          if (i !== j) expect(x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h).toBe(false);
        });
      });
    }),
  );
});

test("rows of two states of a document are matched by id, and by position when they are the same", () => {
  const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const others = [{ id: "c" }, { id: "a" }];
  const match = matched(rows, others, new Map(others.map((r, i) => [r.id, i])));
  expect([0, 1, 2].map(match.there)).toEqual([1, -1, 0]);
  expect([0, 1].map(match.here)).toEqual([2, 0]);
  const same = matched(rows, rows, new Map());
  expect([same.there(2), same.here(2)]).toEqual([2, 2]);
  expect(matched(rows, undefined, undefined).there(0)).toBe(-1);
});
