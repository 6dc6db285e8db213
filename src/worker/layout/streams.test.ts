import { expect, test } from "vitest";
import type { SdfToPlace } from "../../look/dataflow/sdf-places.ts";
import { streamFromElk, streamInLayers, streamToElk } from "./streams.ts";

const box = { width: 80, height: 50, inputs: [40], outputs: [40] };
const line = { output: 0, input: 0 };
const loop: SdfToPlace = {
  boxes: [box, box],
  lines: [
    { ...line, from: 0, to: 1 },
    { ...line, from: 1, to: 0 },
  ],
};

test("ELK is asked with ports fixed at the sides, and lines from port to port", () => {
  const { children = [], edges } = streamToElk(loop);
  expect(children[0]?.ports?.map(({ id, x, y }) => [id, x, y])).toEqual([
    ["0i0", 0, 40],
    ["0o0", 80, 40],
  ]);
  expect(edges.map(({ sources, targets }) => [...sources, ...targets])).toEqual([
    ["0o0", "1i0"],
    ["1o0", "0i0"],
  ]);
});

test("what ELK answers is taken by name, in whatever order, with its bends", () => {
  const places = streamFromElk(loop, {
    id: "root",
    children: [
      { id: "1", x: 200, y: 5 },
      { id: "0", x: 0, y: 0 },
    ],
    edges: [
      {
        id: "e1",
        sources: [],
        targets: [],
        sections: [
          { id: "s", startPoint: { x: 0, y: 0 }, endPoint: { x: 9, y: 9 }, bendPoints: [{ x: 300, y: 90 }] },
        ],
      },
    ],
  });
  expect(places.at).toEqual([
    { x: 0, y: 0 },
    { x: 200, y: 5 },
  ]);
  expect(places.bends).toEqual([null, [{ x: 300, y: 90 }]]);
});

test("layers go from left to right, even round a loop", () => {
  const { at } = streamInLayers(loop);
  expect((at[1]?.x ?? 0) - (at[0]?.x ?? 0)).toBeGreaterThan(80);
});
