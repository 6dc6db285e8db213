import { beforeEach, expect, test } from "vitest";
import type { GraphDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Placing } from "../core/skeleton.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { documentStore, openDocument, showState } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";
import { automaticSubject, placingStore } from "../store/placing.ts";
import { sessionStore } from "../store/session.ts";
import { draw } from "../store/testing/draw.ts";
import type { LayoutClient } from "../worker/layout-client.ts";
import { startPlacing } from "./placing.ts";

const NET = textGraph(`
  input x 64
  a:64 = A(x)
  b:32 = B(a)
  out b
`);

/** Layouts asked for and not yet answered, and how often one was given up. */
interface Asked {
  readonly kind: string;
  readonly boxes: number;
  readonly answer: (result: Result<Placing>) => void;
}
let asked: Asked[] = [];
let stopped = 0;

const client: LayoutClient = {
  layOut: (kind, boxes) =>
    new Promise((answer) => {
      asked.push({ kind, boxes: boxes.count, answer });
    }),
  stop: () => stopped++,
  dispose: () => {},
};
startPlacing(client);

let revision = 0;

/** A new picture, as after planning. */
function show(document = NET): void {
  revision++;
  outcomeStore.setState({ picture: { ...draw(document), revision } });
}

async function answer(result?: Result<Placing>): Promise<void> {
  const [first] = asked.splice(0, 1);
  const at = new Float32Array(2 * (first?.boxes ?? 0));
  const runs = { from: new Int32Array(1), at: new Float32Array(0) };
  first?.answer(result ?? ok({ at, runs }));
  await Promise.resolve();
  await Promise.resolve();
}

beforeEach(() => {
  outcomeStore.setState(outcomeStore.getInitialState(), true);
  sessionStore.setState(sessionStore.getInitialState(), true);
  asked = [];
  stopped = 0;
});

test("a new picture is laid out, and its places say what they are of", async () => {
  show(textGraph("input x 8\na:8 = A(x)\nb:8 = B(x)"));
  expect(asked.map((a) => [a.kind, a.boxes])).toEqual([["steps", 3]]);
  await answer();
  expect(placingStore.getState()).toMatchObject({ kind: "steps", tidying: false });
  expect(placingStore.getState().of).toBe(automaticSubject());
});

test("another plan of the same graph in the same order keeps its places without asking", async () => {
  show(textGraph("input x 8\na:8 = A(x)"));
  await answer();
  show();
  await answer();
  const { at } = placingStore.getState();
  show();
  expect(asked).toEqual([]);
  expect(placingStore.getState().of).toBe(automaticSubject());
  expect(placingStore.getState().at).toBe(at);
  expect(at).toHaveLength(2 * (automaticSubject()?.skeleton.count ?? 0));
});

test("while tidying is under way the store says so; going back gives it up", async () => {
  show(textGraph("input x 8\na:8 = A(x)"));
  await answer();
  show();
  await answer();
  sessionStore.setState({ graphLayout: "tidy" });
  expect(asked.map((a) => a.kind)).toEqual(["tidy"]);
  expect(placingStore.getState().tidying).toBe(true);
  sessionStore.setState({ graphLayout: "steps" });
  expect(placingStore.getState()).toMatchObject({ kind: "steps", tidying: false });
  expect(stopped).toBeGreaterThan(0);
  await answer(fail("superseded", "A newer layout was asked for."));
  expect(outcomeStore.getState().trouble).toBeNull();
});

test("tidying that fails is said, and the layout by step comes back", async () => {
  show(textGraph("input x 8\na:8 = A(x)"));
  await answer();
  sessionStore.setState({ graphLayout: "tidy" });
  await answer(fail("too-large-to-tidy", "Tidying is for small graphs."));
  expect(outcomeStore.getState().trouble?.problem.message).toBe("Tidying is for small graphs.");
  expect(sessionStore.getState().graphLayout).toBe("steps");
  expect(placingStore.getState().tidying).toBe(false);
});

function open(document: GraphDocument): void {
  openDocument(document, { format: "graph", key: "" });
  const { revision, opening } = documentStore.getState();
  outcomeStore.setState({ picture: { ...draw(document), revision, opening } });
}

function showDocument(document: GraphDocument): void {
  showState({ document, settings: documentStore.getState().settings });
}

test("a document with places is drawn by hand, without a layout; without them the last automatic one comes back", () => {
  sessionStore.setState({ graphLayout: "tidy" });
  open({ ...NET, drawing: { at: {} } });
  expect(sessionStore.getState().graphLayout).toBe("free");
  expect(asked).toEqual([]);
  open(textGraph("input x 8\na:8 = A(x)"));
  expect(sessionStore.getState().graphLayout).toBe("tidy");
});

test("places that appear turn to the layout by hand, and taking them back turns away from it", () => {
  open(NET);
  showDocument({ ...NET, drawing: { at: { "node:n0": [1, 2] } } });
  expect(sessionStore.getState().graphLayout).toBe("free");
  showDocument(NET);
  expect(sessionStore.getState().graphLayout).toBe("steps");
});

test("a group that is folded has the graph laid out again, though its plan is the same", async () => {
  open(NET);
  await answer();
  asked = [];
  const groups = [{ id: "g", title: "G", nodes: ["n0", "n1"], collapsed: true }];
  showDocument({ ...NET, drawing: { groups } });
  expect(asked.map((a) => a.boxes)).toEqual([3]);
});

test("constants that are shown are laid out too", () => {
  open(textGraph("input x 8\nconstant w 8\na:8 = A(x w)\nout a"));
  asked = [];
  sessionStore.setState({ constantsShown: true });
  expect(asked.map((a) => a.boxes)).toEqual([4]);
});
