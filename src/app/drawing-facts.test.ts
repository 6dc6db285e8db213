import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect } from "../core/edit/connect.ts";
import { addOperation, addValue } from "../core/edit/make.ts";
import { drawn, edited } from "../core/edit/testing/script.ts";
import { drawingFactsStore, factsFor } from "../store/drawing-facts.ts";
import { outcomeStore } from "../store/outcome.ts";
import { draw } from "../store/testing/draw.ts";
import { startDrawingFacts } from "./drawing-facts.ts";

const OPEN = drawn(
  (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [4, 8] } }),
  (d) => addOperation(d, { op: "Add", from: "x" }),
);
const WHOLE = edited(OPEN, (d) => connect(d, "x", { node: "add1", port: 1 }));

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function words(): readonly string[] {
  const { picture } = outcomeStore.getState();
  const facts = factsFor(picture, drawingFactsStore.getState().facts);
  return [...(facts?.words ?? []), facts?.caveat ?? ""];
}

async function untilTold(told: readonly string[]): Promise<void> {
  await vi.runAllTimersAsync();
  await vi.waitFor(() => expect(words()).toEqual(told));
}

test("what a drawing waits for is told some time after its picture, and forgotten with the document", async () => {
  outcomeStore.setState({ picture: draw(OPEN) });
  stop = startDrawingFacts();
  expect(words()).toEqual([""]);
  await untilTold(["1 open port", "rests on 1 size not known yet"]);
  outcomeStore.setState({ picture: draw(WHOLE) });
  expect(words()).toEqual(["1 open port", "rests on 1 size not known yet"]);
  await untilTold([""]);
  outcomeStore.setState({ picture: draw(OPEN) });
  await untilTold(["1 open port", "rests on 1 size not known yet"]);
  outcomeStore.setState({ picture: { ...draw(WHOLE), opening: 7 } });
  expect(words()).toEqual([""]);
});
