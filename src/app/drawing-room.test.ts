import { expect, test } from "vitest";
import { CENTRE_PANEL, GRAPH_PANEL, INSPECTOR_PANEL, shared } from "./drawing-room.ts";

const ROOMS = new Map([
  [GRAPH_PANEL, 40],
  [INSPECTOR_PANEL, 20],
]);

test("a pane that folds gives its room to the centre, and the other keeps its own", () => {
  expect(shared(ROOMS, [GRAPH_PANEL, INSPECTOR_PANEL])).toEqual({
    [GRAPH_PANEL]: 40,
    [CENTRE_PANEL]: 40,
    [INSPECTOR_PANEL]: 20,
  });
  expect(shared(ROOMS, [GRAPH_PANEL])).toEqual({ [GRAPH_PANEL]: 40, [CENTRE_PANEL]: 60 });
  expect(shared(ROOMS, [INSPECTOR_PANEL])).toEqual({ [INSPECTOR_PANEL]: 20, [CENTRE_PANEL]: 80 });
  expect(shared(ROOMS, [])).toEqual({ [CENTRE_PANEL]: 100 });
});

test("panes that together want everything leave the centre its least", () => {
  const greedy = new Map([
    [GRAPH_PANEL, 90],
    [INSPECTOR_PANEL, 30],
  ]);
  expect(shared(greedy, [GRAPH_PANEL, INSPECTOR_PANEL])).toEqual({
    [GRAPH_PANEL]: 60,
    [CENTRE_PANEL]: 20,
    [INSPECTOR_PANEL]: 20,
  });
});
