import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import type { PlacedBox } from "../core/edit/draw.ts";
import { readGraph } from "../core/graph.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { changeSettings } from "./change-settings.ts";
import { choose, chooseWire, chosenStore } from "./chosen.ts";
import { runCommand } from "./commands.ts";
import { documentStore } from "./document.ts";
import { offerBoxes } from "./drawn.ts";
import * as edits from "./edits.ts";
import { historyStore, startHistory } from "./history.ts";
import { renameChosen, renamingStore } from "./renaming.ts";
import { sessionStore } from "./session.ts";
import { shellStore } from "./shell.ts";
import { spokenStore } from "./spoken.ts";
import { showAfresh } from "./testing/draw.ts";

const CHAIN = textGraph(`
  input x 64
  a: u:64 = Relu(x)
  b: v:64 = Relu(u)
  c: w:64 = Relu(v)
  side: s:64 = Relu(x)
  out w
`);

function box(key: BoxKey, x: number, y: number): PlacedBox {
  return { key, x, y, width: 100, height: 40 };
}
const PLACES = [
  box("value:x", 0, 0),
  box("node:a", 10, 100),
  box("node:b", 30, 170),
  box("node:c", 80, 300),
  box("node:side", 200, 100),
  box("output:w", 80, 400),
];

startHistory();
beforeEach(() => {
  showAfresh(CHAIN);
  choose([]);
  chosenStore.setState({ wire: null });
  shellStore.setState({ notice: "" });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The open graph; every edit leaves one that can be planned. */
function graph(): GraphDocument {
  const { document } = documentStore.getState();
  if (document?.kind !== "graph") throw new Error("no graph is open");
  expect(readGraph(document).ok).toBe(true);
  return document;
}
const node = (id: string) => graph().nodes.find((n) => n.id === id);
const ids = () => graph().nodes.map((n) => n.id);
const steps = () => historyStore.getState().steps.length - 1;

test.each([
  ["delete", () => edits.removeChosen(false)],
  ["duplicate", () => edits.duplicateChosen()],
  ["cut", () => edits.cutChosen()],
  ["disconnect", () => edits.disconnectChosen()],
  ["mark as output", () => edits.toggleOutput()],
  ["group", () => edits.groupChosen()],
  ["ungroup", () => edits.ungroupChosen()],
  ["fold", () => edits.foldChosen()],
])("with nothing chosen, to %s says so and changes nothing", (what, run) => {
  run();
  expect(shellStore.getState().notice).toBe(`Nothing is chosen to ${what}. Choose boxes of the graph first.`);
  expect(spokenStore.getState().text).toBe(shellStore.getState().notice);
  expect(graph()).toBe(CHAIN);
});

test("without a graph, edits say that there is none", () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "l",
    buffers: [{ id: "b", start: 0, end: 1, bytes: 1 }],
  });
  edits.removeChosen(false);
  expect(shellStore.getState().notice).toMatch(/no graph/);
});

test("delete takes boxes away as one step, and chooses nothing that is gone", () => {
  choose(["node:b", "node:side"]);
  edits.removeChosen(false);
  expect(ids()).toEqual(["a", "c"]);
  expect(node("c")?.inputs).toEqual([]);
  expect(chosenStore.getState().keys).toEqual([]);
  expect(steps()).toBe(1);
});

test("delete and bridge lets readers read what the node read", () => {
  choose(["node:b"]);
  edits.removeChosen(true);
  expect(node("c")?.inputs).toEqual(["u"]);
});

test("delete parts the connection that is chosen, and leaves its node chosen", () => {
  chooseWire({ node: "b", port: 0 }, null);
  edits.removeChosen(false);
  expect(ids()).toHaveLength(4);
  expect(node("b")?.inputs).toEqual([]);
  expect(chosenStore.getState()).toMatchObject({ keys: ["node:b"], wire: null });
});

test("disconnect parts all that the chosen nodes read, as one step", () => {
  choose(["node:b", "node:c"]);
  edits.disconnectChosen();
  expect([node("b")?.inputs, node("c")?.inputs]).toEqual([[], []]);
  expect(historyStore.getState().steps.at(-1)?.says).toBe("Disconnected 2 inputs");
  edits.disconnectChosen();
  expect(shellStore.getState().notice).toMatch(/^Nothing is connected/);
});

test("what a box gives is marked as output, and the mark is taken away again", () => {
  choose(["node:side", "node:c"]);
  edits.toggleOutput();
  expect(graph().outputs).toEqual(["w", "s"]);
  choose(["output:s"]);
  edits.toggleOutput();
  expect(graph().outputs).toEqual(["w"]);
});

test("groups are made, folded by any of their nodes, unfolded by their box, and taken apart", () => {
  choose(["node:a", "node:b"]);
  edits.groupChosen();
  const [made] = graph().drawing?.groups ?? [];
  expect(made?.nodes).toEqual(["a", "b"]);
  choose(["node:b"]);
  edits.foldChosen();
  expect(graph().drawing?.groups?.[0]?.collapsed).toBe(true);
  expect(chosenStore.getState().keys).toEqual([`group:${made?.id}`]);
  edits.foldChosen();
  expect(graph().drawing?.groups?.[0]?.collapsed ?? false).toBe(false);
  choose(["node:a"]);
  edits.ungroupChosen();
  expect(graph().drawing?.groups ?? []).toEqual([]);
  edits.ungroupChosen();
  expect(shellStore.getState().notice).toMatch(/^Nothing that is chosen is a group/);
});

test("boxes are put in line from where they are drawn, and stay where people put them", () => {
  const stop = offerBoxes(() => PLACES);
  choose(["node:a", "node:b", "node:c"]);
  edits.alignChosen("left");
  const at = graph().drawing?.at ?? {};
  expect([at["node:a"]?.[0], at["node:b"]?.[0], at["node:c"]?.[0]]).toEqual([10, 10, 10]);
  expect(at["node:side"]).toEqual([200, 100]);
  expect(sessionStore.getState().graphLayout).toBe("free");
  expect(steps()).toBe(1);
  edits.distributeChosen("y");
  expect(graph().drawing?.at?.["node:b"]?.[1]).toBe(200);
  stop();
});

test("too few boxes are not put in line", () => {
  const stop = offerBoxes(() => PLACES);
  choose(["node:a"]);
  edits.alignChosen("left");
  expect(shellStore.getState().notice).toBe("Choose two boxes or more to align them.");
  choose(["node:a", "node:b"]);
  edits.distributeChosen("x");
  expect(shellStore.getState().notice).toBe("Choose three boxes or more to distribute them.");
  expect(graph()).toBe(CHAIN);
  stop();
});

test("a node runs earlier and later within its range, in the given order from then on", () => {
  changeSettings({ order: "smart" });
  // within a second of each other, moves of one node are one step
  vi.spyOn(performance, "now").mockReturnValue(5);
  choose(["node:side"]);
  edits.runBy(-1);
  expect(graph().order).toEqual(["a", "b", "side", "c"]);
  expect(documentStore.getState().settings.order).toBe("given");
  edits.runBy(-1);
  expect(graph().order).toEqual(["a", "side", "b", "c"]);
  runCommand("undo");
  expect(documentStore.getState()).toMatchObject({ document: CHAIN, settings: { order: "smart" } });
});

test("a node does not run before what it reads, and many do not move at once", () => {
  choose(["node:c"]);
  edits.runBy(-1);
  expect(shellStore.getState().notice).not.toBe("");
  expect(graph()).toBe(CHAIN);
  choose(["node:c", "node:a"]);
  edits.runBy(1);
  expect(shellStore.getState().notice).toBe("Choose one node to run it later.");
});

test("the given order is forgotten, if there is one", () => {
  edits.forgetOrder();
  expect(shellStore.getState().notice).toBe("No order is given.");
  choose(["node:side"]);
  edits.runBy(-1);
  edits.forgetOrder();
  expect(graph().order).toBeUndefined();
});

test("duplicates read what the boxes read, and are chosen", () => {
  choose(["node:b"]);
  edits.duplicateChosen();
  expect(ids()).toHaveLength(5);
  const [key] = chosenStore.getState().keys;
  expect(key).not.toBe("node:b");
  expect(graph().nodes.filter((n) => n.inputs.includes("u"))).toHaveLength(2);
});

test("a cut says so in the history", () => {
  choose(["node:side"]);
  edits.cutChosen();
  expect(historyStore.getState().steps.at(-1)?.says).toBe("Cut side");
});

test("all boxes are chosen, drawn or not", () => {
  edits.chooseEverything();
  expect(chosenStore.getState().keys).toHaveLength(6);
  const stop = offerBoxes(() => PLACES.slice(0, 2));
  edits.chooseEverything();
  expect(chosenStore.getState().keys).toEqual(["value:x", "node:a"]);
  stop();
});

test("what a box feeds, and what feeds it, is chosen", () => {
  choose(["value:x"]);
  edits.chooseFed();
  expect(chosenStore.getState().keys).toEqual(["node:a", "node:side"]);
  edits.chooseFeeding();
  expect(chosenStore.getState().keys).toEqual(["value:x"]);
  edits.chooseFeeding();
  expect(shellStore.getState().notice).toBe("What is chosen reads nothing.");
});

test("one box at a time gets a new name", () => {
  renameChosen();
  expect(shellStore.getState().notice).toBe("Choose one box to rename it.");
  choose(["node:a"]);
  renameChosen();
  expect(renamingStore.getState().key).toBe("node:a");
});

test("M keeps what was chosen, so that M again takes the mark back", () => {
  const outputs = () => {
    const { document } = documentStore.getState();
    return document?.kind === "graph" ? document.outputs : [];
  };
  choose(["node:a", "node:b"]);
  edits.toggleOutput();
  expect(outputs()).toEqual(["w", "u", "v"]);
  expect(chosenStore.getState().keys).toEqual(["node:a", "node:b"]);
  edits.toggleOutput();
  expect(outputs()).toEqual(["w"]);
  expect(chosenStore.getState().keys).toEqual(["node:a", "node:b"]);
  // an output loses its box with its mark: the node that makes it is chosen instead
  choose(["output:w"]);
  edits.toggleOutput();
  expect(chosenStore.getState().keys).toEqual(["node:c"]);
  edits.toggleOutput();
  expect(outputs()).toEqual(["w"]);
});

test("running later and then earlier again leaves no step behind", () => {
  changeSettings({ order: "smart" });
  vi.spyOn(performance, "now").mockReturnValue(5);
  choose(["node:side"]);
  edits.runBy(-1);
  expect(historyStore.getState().steps).toHaveLength(3);
  edits.runBy(1);
  expect(historyStore.getState().steps).toHaveLength(2);
  expect(documentStore.getState()).toMatchObject({ document: CHAIN, settings: { order: "smart" } });
  edits.runBy(-1);
  expect(historyStore.getState().steps).toHaveLength(3);
});

test("a notice of what went wrong goes with the next success", () => {
  edits.duplicateChosen();
  expect(shellStore.getState().notice).toContain("Nothing is chosen to duplicate.");
  choose(["node:a"]);
  edits.duplicateChosen();
  expect(shellStore.getState().notice).toBe("");
  expect(spokenStore.getState().text).toBe("Duplicated a as a2");
});

test("few boxes that a walk along the flow chooses are said by name", () => {
  choose(["node:c"]);
  edits.chooseFed();
  expect(spokenStore.getState().text).toBe("Chose output w.");
  choose(["value:x"]);
  edits.chooseFed();
  expect(spokenStore.getState().text).toBe("Chose a and side.");
});
