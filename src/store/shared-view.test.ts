import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { type SessionState, sessionStore } from "./session.ts";
import { readView, viewOf } from "./shared-view.ts";
import { draw } from "./testing/draw.ts";

const { plan } = draw(
  textGraph("arena sram 16\ninput x 96\nn1: a:64 = Op(x)\nn2: b:32 = Op(a)\nn3: c:32 = Op(b)\nout c"),
);
const LOOKED: Partial<SessionState> = {
  selection: { kind: "storage", index: 1 },
  second: { kind: "node", index: 2 },
  cursor: 2,
  time: [0.5, 2.25],
  addresses: [0, 128],
  arena: 0,
  timelineRows: "tensors",
  rowSort: "size",
  rowsDown: true,
  foldedRows: new Set(["g"]),
  colourBy: "operator",
  onlyClasses: ["Op"],
  heat: "idle",
  find: "size>32",
  area: { arena: 0, steps: [0, 2], addresses: [0, 64] },
  marks: [0, 2],
  spot: { arena: 0, address: 16, step: 1 },
  lanes: true,
  ghosts: ["no-reuse"],
  explained: ["peak"],
  lowerPane: "table",
};

function throughText(view: unknown): unknown {
  return JSON.parse(JSON.stringify(view));
}

test("a view comes back from its text as it was", () => {
  const view = throughText(viewOf(plan, { ...sessionStore.getInitialState(), ...LOOKED }));
  expect(readView(view, plan)).toEqual({ state: LOOKED, dropped: [] });
  const plain = throughText(viewOf(plan, sessionStore.getInitialState()));
  expect(readView(plain, plan).dropped).toEqual([]);
});

test("things are found by id in another plan, and what it does not have is left out", () => {
  const other = draw(textGraph("arena dram 16\ninput y 96\nn0: x:96 = Op(y)\nn1: a:64 = Op(x)\nout a")).plan;
  const view = throughText(
    viewOf(plan, { ...sessionStore.getInitialState(), ...LOOKED, selection: { kind: "tensor", index: 1 } }),
  );
  const { state, dropped } = readView(view, other);
  expect(other.tensors.id[state.selection?.index ?? -1]).toBe("a");
  expect(dropped).toEqual(expect.arrayContaining(["second", "arena", "area", "spot", "cursor"]));
  expect(state.marks).toEqual([0]);
  expect(state.colourBy).toBe("operator");
});

test("parts that are not known, or hold what they should not, are named and left out", () => {
  const { state, dropped } = readView(
    {
      colourBy: "mood",
      time: [5, 2],
      cursor: 1.5,
      marks: "all",
      find: 7,
      hologram: true,
      ghosts: ["bound", "casper"],
      toString: 1,
    },
    plan,
  );
  expect(state).toEqual({ ghosts: ["bound"] });
  expect(dropped).toEqual(["colourBy", "time", "cursor", "marks", "find", "hologram", "toString"]);
  expect(readView("a text", plan)).toEqual({ state: {}, dropped: ["all"] });
});
