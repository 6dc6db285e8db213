import { expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { Random } from "../core/testing/random.ts";
import { NO_WATCH } from "../core/watch.ts";
import { rowsOf } from "../look/rows.ts";
import { buildSpatial } from "../look/spatial.ts";
import { keepSpatial } from "../look/spatial-kept.ts";
import { nextEvent, peaksOf } from "./events.ts";
import { atSameAddresses, besideAt, inNextRow, inSameRow, type Turn, uppermostAt } from "./neighbours.ts";
import { ALL_STEPS_MS, playedTo } from "./playing.ts";

/** At the bottom a, then b and c side by side, then d over both; e above them all the time. */
const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "turns",
  buffers: [
    { id: "a", start: 0, end: 4, bytes: 100, offset: 0 },
    { id: "b", start: 4, end: 8, bytes: 30, offset: 0 },
    { id: "c", start: 5, end: 8, bytes: 70, offset: 30 },
    { id: "d", start: 9, end: 12, bytes: 100, offset: 0 },
    { id: "e", start: 0, end: 12, bytes: 50, offset: 100 },
  ],
};

function planned(document: LifetimesDocument): Plan {
  const plan = planDocument(document, DEFAULT_SETTINGS, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}
const PLAN = planned(DOCUMENT);
const s = (id: string) => PLAN.storages.id.indexOf(id);
const name = (storage: number) => PLAN.storages.id[storage];

test("in time, at the same addresses: who was there just before and after, first and last", () => {
  const walk = (id: string, turn: Turn) => name(atSameAddresses(PLAN, s(id), turn));
  // of two that end together the one with more of the addresses
  expect(walk("d", "before")).toBe("c");
  expect(walk("b", "before")).toBe("a");
  expect(walk("a", "after")).toBe("b");
  expect(walk("c", "after")).toBe("d");
  expect(walk("d", "after")).toBeUndefined();
  expect(walk("a", "before")).toBeUndefined();
  expect(walk("d", "first")).toBe("a");
  expect(walk("a", "last")).toBe("d");
  expect(walk("e", "first")).toBe("e");
});

test("with a spatial index the neighbours in time are the same, however far away they are", () => {
  const random = new Random(11);
  const buffers = Array.from({ length: 300 }, (_, i) => {
    const start = random.integer(0, 90_000);
    const long = random.integer(1, i % 5 === 0 ? 9000 : 50);
    return { id: `s${i}`, start, end: start + long, bytes: random.integer(1, 400) };
  });
  const document: LifetimesDocument = { ...DOCUMENT, buffers };
  const [plain, indexed] = [planned(document), planned(document)];
  keepSpatial(indexed, 0, buildSpatial(indexed, 0));
  for (let storage = 0; storage < 300; storage++)
    for (const turn of ["before", "after", "first", "last"] as const)
      expect(atSameAddresses(indexed, storage, turn)).toBe(atSameAddresses(plain, storage, turn));
});

test("in address, at a step: up and down among those that live then, also from one that does not", () => {
  const beside = (step: number, from: number, by: 1 | -1) => name(besideAt(PLAN, 0, step, from, by));
  expect(beside(6, s("b"), 1)).toBe("c");
  expect(beside(6, s("c"), 1)).toBe("e");
  expect(beside(6, s("e"), 1)).toBeUndefined();
  expect(beside(6, s("e"), -1)).toBe("c");
  expect(beside(6, s("d"), 1)).toBe("c");
  expect(beside(6, -1, 1)).toBe("b");
});

test("in rows: along the row, and to the row above or below at the cursor", () => {
  const spec = { kind: "tensors", sort: "start", down: false, folded: new Set<string>() } as const;
  const rows = rowsOf({ plan: PLAN, graph: null }, 0, spec);
  const order = ["a", "b", "c", "d", "e"].toSorted(
    (x, y) => (rows.rowOf[s(x)] ?? 0) - (rows.rowOf[s(y)] ?? 0),
  );
  const [first, second] = order;
  expect(name(inNextRow(PLAN, rows, s(first ?? ""), 0, 1))).toBe(second);
  expect(inNextRow(PLAN, rows, s(first ?? ""), 0, -1)).toBe(-1);
  expect(inSameRow(rows, s("a"), "after")).toBe(-1);
  expect(name(inSameRow(rows, s("a"), "last"))).toBe("a");
  expect(rows.rowOf[uppermostAt(PLAN, rows, 6)]).toBe(
    Math.min(...["b", "c", "e"].map((id) => rows.rowOf[s(id)] ?? 99)),
  );
});

test("steps at which something is born or dies follow one another, also where live bytes stay", () => {
  const forth: number[] = [];
  for (let step = nextEvent(PLAN, 0, 0, 1); step !== undefined; step = nextEvent(PLAN, 0, step, 1))
    forth.push(step);
  expect(forth).toEqual([4, 5, 8, 9]);
  const back: number[] = [];
  for (let step = nextEvent(PLAN, 0, 11, -1); step !== undefined; step = nextEvent(PLAN, 0, step, -1))
    back.push(step);
  expect(back).toEqual([9, 8, 5, 4, 0]);
});

test("every stretch that is as high as the peak is a peak", () => {
  expect(peaksOf(PLAN)).toEqual([
    { arena: 0, step: 0, bytes: 150 },
    { arena: 0, step: 5, bytes: 150 },
    { arena: 0, step: 9, bytes: 150 },
  ]);
});

test("playing takes ten seconds for all steps at rate one, whatever their number, and ends", () => {
  for (const steps of [2, 139, 1_000_000]) {
    expect(playedTo(0, 0, steps, 1)).toBe(0);
    expect(playedTo(0, ALL_STEPS_MS / 2, steps, 1)).toBe(Math.floor(steps / 2));
    expect(playedTo(0, ALL_STEPS_MS, steps, 1)).toBeUndefined();
    expect(playedTo(0, ALL_STEPS_MS, steps, 0.5)).toBe(Math.floor(steps / 2));
    expect(playedTo(0, ALL_STEPS_MS / 4, steps, 4)).toBeUndefined();
  }
});

test("where the highest address has a step of its own, it is a peak to go to as well", () => {
  const plan = planned({
    ...DOCUMENT,
    buffers: [
      { id: "a", start: 0, end: 2, bytes: 60, offset: 0 },
      { id: "b", start: 0, end: 2, bytes: 60, offset: 60 },
      { id: "c", start: 3, end: 5, bytes: 50, offset: 100 },
    ],
  });
  expect(peaksOf(plan)).toEqual([
    { arena: 0, step: 0, bytes: 120 },
    { arena: 0, step: 3, bytes: 50, top: 150 },
  ]);
  // a stretch that is as high again and reaches it is one stop, not two
  const again = planned({
    ...DOCUMENT,
    buffers: [
      { id: "a", start: 0, end: 2, bytes: 60, offset: 0 },
      { id: "b", start: 3, end: 5, bytes: 60, offset: 100 },
    ],
  });
  expect(peaksOf(again)).toEqual([
    { arena: 0, step: 0, bytes: 60 },
    { arena: 0, step: 3, bytes: 60, top: 160 },
  ]);
});
