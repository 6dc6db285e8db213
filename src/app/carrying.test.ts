import { beforeEach, expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";
import { draw } from "../store/testing/draw.ts";
import { carrySession } from "./carrying.ts";

const chain = (nodes: number) =>
  draw(
    textGraph(
      `input x 64\n${Array.from({ length: nodes }, (_, n) => `n${n}: t${n}:64 = F(${n === 0 ? "x" : `t${n - 1}`})`).join("\n")}\nout t${nodes - 1}`,
    ),
  );
const LONG = chain(6);
const SHORT = chain(3);

beforeEach(() => {
  carrySession(null, LONG);
  shellStore.setState({ notice: "" });
});

const steps = () => sessionStore.getState().area?.steps;

test("an edit cuts area and marks to the steps that are left, and its undo brings all of them back", () => {
  sessionStore.setState({ area: { arena: 0, steps: [1, 6], addresses: [0, 64] }, marks: [1, 5] });
  carrySession(LONG, SHORT);
  expect(steps()).toEqual([1, 3]);
  expect(sessionStore.getState().marks).toEqual([1]);
  carrySession(SHORT, SHORT);
  carrySession(SHORT, LONG);
  expect(steps()).toEqual([1, 6]);
  expect(sessionStore.getState()).toMatchObject({ marks: [1, 5], area: { addresses: [0, 64] } });
});

test("an area whose steps are all gone goes with a word, and comes back with them", () => {
  sessionStore.setState({ area: { arena: 0, steps: [4, 6], addresses: null } });
  carrySession(LONG, SHORT);
  expect(steps()).toBeUndefined();
  expect(shellStore.getState().notice).toContain("undo brings them");
  carrySession(SHORT, LONG);
  expect(steps()).toEqual([4, 6]);
});

test("an area that somebody makes or takes away after the edit stands for itself", () => {
  sessionStore.setState({ area: { arena: 0, steps: [1, 6], addresses: null }, marks: [5] });
  carrySession(LONG, SHORT);
  sessionStore.setState({ area: null, marks: [0] });
  carrySession(SHORT, LONG);
  expect(sessionStore.getState()).toMatchObject({ area: null, marks: [0] });
});

test("another document has neither", () => {
  sessionStore.setState({ area: { arena: 0, steps: [1, 2], addresses: null }, marks: [1] });
  carrySession(LONG, { ...LONG, opening: LONG.opening + 1 });
  expect(sessionStore.getState()).toMatchObject({ area: null, marks: [] });
});
