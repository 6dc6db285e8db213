import { afterAll, beforeEach, expect, test } from "vitest";
import { MLP, TILE } from "../core/dialects/tiles/testing/mlp.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { comparingStore, hold } from "../store/comparing.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { draw } from "../store/testing/draw.ts";
import { setTiling, tilingStore } from "../store/tiling.ts";
import { tilingServices } from "../store/tiling-services.ts";
import { type Background, createBackground } from "../worker/background.ts";
import { createPlanner } from "../worker/planner.ts";
import { type FakeWorker, fakeWorker } from "../worker/testing/fake-worker.ts";
import { startTiling } from "./tiling.ts";

const fakes: FakeWorker[] = [];

function background(): Background {
  return createBackground(() => {
    const fake = fakeWorker(createPlanner());
    fakes.push(fake);
    return fake.worker;
  }, 1);
}

const about = { format: "graph", key: "" };
const loads = () => tilingStore.getState().shown?.tiled.schedule.stats.loadsEmitted;

startTiling(background(), background());

afterAll(() => {
  for (const fake of fakes) fake.worker.terminate();
});

beforeEach(() => {
  tilingStore.setState(tilingStore.getInitialState(), true);
  comparingStore.setState(comparingStore.getInitialState(), true);
  openDocument({ ...MLP }, about);
});

test("nothing is asked before the view is open; then there is a schedule, and the curve by size", async () => {
  expect(tilingStore.getState()).toMatchObject({ working: false, shown: null });
  tilingStore.setState({ open: true });
  expect(tilingStore.getState().working).toBe(true);
  await expect.poll(loads).toBe(39);
  expect(tilingStore.getState()).toMatchObject({ working: false, refusal: null });
  await expect.poll(() => tilingStore.getState().sweeping).toBe(false);
  expect(tilingStore.getState().sweep?.least).toBe(39);
});

test("the newest settings win", async () => {
  tilingStore.setState({ open: true });
  setTiling({ capacity: 4 * TILE });
  setTiling({ capacity: 5 * TILE });
  await expect.poll(loads).toBe(66);
  expect(tilingStore.getState().shown?.settings.capacity).toBe(5 * TILE);
});

test("what does not fit is said, and the schedule before stays", async () => {
  tilingStore.setState({ open: true });
  await expect.poll(loads).toBe(39);
  setTiling({ capacity: 2 * TILE });
  await expect.poll(() => tilingStore.getState().refusal?.kind).toBe("needs");
  expect(loads()).toBe(39);
  setTiling({ capacity: 6 * TILE });
  await expect.poll(loads).toBe(61);
  expect(tilingStore.getState().refusal).toBeNull();
});

test("an operation that is sought is selected when its schedule is there", async () => {
  tilingStore.setState({ open: true });
  await expect.poll(loads).toBe(39);
  tilingStore.setState({ sought: 14 });
  setTiling({ capacity: 9 * TILE, policy: "original" });
  await expect.poll(() => tilingStore.getState().op).toBe(14);
  expect(tilingStore.getState().sought).toBeNull();
});

test("another document takes the schedule of the one before away", async () => {
  tilingStore.setState({ open: true });
  await expect.poll(loads).toBe(39);
  openDocument(textGraph("input x 64\n n1: a:64 = Softmax(x)\n out a"), about);
  expect(tilingStore.getState().shown).toBeNull();
  await expect.poll(() => tilingStore.getState().refusal?.kind).toBe("problem");
});

test("work that is cancelled changes nothing", async () => {
  tilingStore.setState({ open: true });
  await expect.poll(loads).toBe(39);
  setTiling({ capacity: 5 * TILE });
  tilingServices().cancel();
  expect(tilingStore.getState()).toMatchObject({ working: false, sweeping: false });
  expect(loads()).toBe(39);
  setTiling({ capacity: 6 * TILE });
  await expect.poll(loads).toBe(61);
});

test("a comparison takes the centre from the scratchpad", () => {
  tilingStore.setState({ open: true });
  hold({ plan: draw(MLP).plan, title: "held", from: "page", free: null });
  expect(tilingStore.getState().open).toBe(false);
  expect(documentStore.getState().document?.name).toBe("mlp");
});
