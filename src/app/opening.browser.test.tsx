import { beforeEach, expect, test, vi } from "vitest";
import { ok, type Result } from "../core/result.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { documentStore } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";
import { forget, save } from "../store/saved.ts";
import type { Opened } from "../worker/api.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
import { createOpening } from "./opening.ts";

const named = (name: string) => ({ ...textGraph("input x 4\na:4 = Relu(x)\nout a"), name });

interface Reading {
  readonly done: (read: Result<Opened>) => void;
  readonly fail: (reason: Error) => void;
}
let readings: Reading[] = [];
const cancel = vi.fn(() => {
  for (const { fail } of readings.splice(0)) fail(new Cancelled("Cancelled."));
});
const client = {
  open: () => new Promise((done, fail) => readings.push({ done, fail })),
  cancel,
} as Partial<PlannerClient> as PlannerClient;

const isOpen = () => documentStore.getState().document?.name;

function opening() {
  return createOpening(client, { again: () => {}, ahead: async () => {} }, () => {});
}

beforeEach(async () => {
  await forget(null);
  readings = [];
  cancel.mockClear();
  documentStore.setState(documentStore.getInitialState(), true);
  outcomeStore.setState(outcomeStore.getInitialState(), true);
  history.replaceState(null, "", location.pathname + location.search);
  return () => history.replaceState(null, "", location.pathname + location.search);
});

test("a new drawing overtakes a file that is being read, and frees the worker", async () => {
  const open = opening();
  const file = open.blob("large.json", new Blob(), "large.json");
  open.blank();
  expect(cancel).toHaveBeenCalledOnce();
  expect(await file).toBe(true);
  expect(isOpen()).toBe("Untitled");
  expect(outcomeStore.getState()).toMatchObject({ work: null, trouble: null });
});

test("a file that is read in time is opened, and cancels nothing afterwards", async () => {
  const open = opening();
  const file = open.blob("net.json", new Blob(), "net.json");
  readings[0]?.done(ok({ document: named("net"), format: "graph" }));
  expect(await file).toBe(true);
  expect(isOpen()).toBe("net");
  open.blank();
  expect(cancel).not.toHaveBeenCalled();
});

test("of two documents that are looked for the one that was asked for last is opened", async () => {
  for (const name of ["first", "last"])
    await save(
      {
        key: name,
        name,
        kind: "graph",
        nodes: 1,
        peakBytes: null,
        opened: 1,
        edited: false,
        settings: DEFAULT_SETTINGS,
      },
      { document: named(name), source: null, format: "graph" },
    );
  const open = opening();
  expect(open.begun()).toBe(false);
  expect(await Promise.all([open.place("#document/first"), open.recent("last")])).toEqual([true, true]);
  expect(isOpen()).toBe("last");
  expect(open.begun()).toBe(true);
});

test("a person who cancels the reading of a file has nothing opened instead", async () => {
  const open = opening();
  const file = open.blob("large.json", new Blob(), "large.json");
  cancel();
  expect(await file).toBe(false);
  expect(isOpen()).toBeUndefined();
});
