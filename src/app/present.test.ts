import { beforeEach, expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { changeSettings } from "../store/change-settings.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { commit } from "../store/history.ts";
import { outcomeStore } from "../store/outcome.ts";
import { draw } from "../store/testing/draw.ts";
import { presentPicture } from "./present.ts";

const GRAPH = textGraph("input x 4\na:4 = Relu(x)\nout a");
const EDITED = { ...GRAPH, name: "edited" };

function show(graph: typeof GRAPH): void {
  const { revision, opening } = documentStore.getState();
  outcomeStore.setState({ picture: { ...draw(graph), revision, opening }, work: null });
}

beforeEach(() => {
  outcomeStore.setState(outcomeStore.getInitialState(), true);
  openDocument(GRAPH, { format: "graph", key: "net" });
  show(GRAPH);
});

test("an export while an edit is being planned is of the edited graph", async () => {
  commit("Renamed", { document: EDITED });
  outcomeStore.setState({ work: { title: "Planning", progress: null } });
  const present = presentPicture();
  show(EDITED);
  expect(await present).toMatchObject({ ok: true, value: { document: EDITED } });
});

test("of an edit that could not be planned nothing is exported", async () => {
  commit("Renamed", { document: EDITED });
  expect(await presentPicture()).toMatchObject({ ok: false, problem: { code: "plan-behind" } });
});

test("an export that waits for a plan is never of another document", async () => {
  commit("Renamed", { document: EDITED });
  outcomeStore.setState({ work: { title: "Planning", progress: null } });
  const present = presentPicture();
  openDocument(GRAPH, { format: "graph", key: "other" });
  show(GRAPH);
  expect(await present).toMatchObject({ ok: false, problem: { code: "plan-behind" } });
});

test("with settings that were changed since, what is on the page is exported", async () => {
  changeSettings({ seed: 9 });
  expect(await presentPicture()).toMatchObject({ ok: true, value: { document: GRAPH } });
});
