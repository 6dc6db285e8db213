import { beforeEach, expect, test } from "vitest";
import { fail, ok, type Result } from "../core/result.ts";
import type { Placing } from "../core/skeleton.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { outcomeStore } from "../store/outcome.ts";
import { placingStore, skeletonFor } from "../store/placing.ts";
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

test("a new picture is laid out, and its places carry its revision", async () => {
  show(textGraph("input x 8\na:8 = A(x)\nb:8 = B(x)"));
  expect(asked.map((a) => [a.kind, a.boxes])).toEqual([["steps", 3]]);
  await answer();
  expect(placingStore.getState()).toMatchObject({ revision, kind: "steps", tidying: false });
});

test("another plan of the same graph in the same order keeps its places without asking", async () => {
  show(textGraph("input x 8\na:8 = A(x)"));
  await answer();
  show();
  await answer();
  const { at } = placingStore.getState();
  show();
  expect(asked).toEqual([]);
  expect(placingStore.getState()).toMatchObject({ revision });
  expect(placingStore.getState().at).toBe(at);
  const { picture } = outcomeStore.getState();
  expect(at).toHaveLength(2 * ((picture && skeletonFor(picture)?.count) ?? 0));
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
