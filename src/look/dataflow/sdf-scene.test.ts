import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import type { DataflowDocument } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { streamInLayers } from "../../worker/layout/streams.ts";
import { sdfDrawing } from "./sdf-drawing.ts";
import { fifosOfLines, firingAt, heldAfter, ratesOfLines, sdfFirings } from "./sdf-firings.ts";
import { toPlace } from "./sdf-places.ts";
import { labelPlace, pathOf, routeOf } from "./sdf-route.ts";
import { rectOf, sdfScene } from "./sdf-scene.ts";
import { walkSdf } from "./sdf-walk.ts";

/** A plan without a search. */
const QUICK = { ...DEFAULT_SETTINGS, schedule: "reference", fifos: "reference" };

const port = (name: string, rate: number) => ({ name, rate, type: "float" });
const fork: DataflowDocument = {
  format: "memplan",
  version: 1,
  kind: "dataflow",
  name: "fork",
  types: { float: { bytes: 4 } },
  nodes: [
    { id: "source", class: "Source", outputs: [port("o", 5)] },
    { id: "a", class: "Sink", inputs: [port("i", 7)] },
    { id: "b", class: "Sink", inputs: [port("i", 5)] },
  ],
  edges: [
    { from: ["source", "o"], to: ["a", "i"] },
    { from: ["source", "o"], to: ["b", "i"], delay: 5 },
  ],
};

function sceneOf(document: DataflowDocument) {
  const drawing = sdfDrawing(document);
  return sdfScene(drawing, streamInLayers(toPlace(drawing)), document.drawing?.at ?? {});
}

test("boxes do not lie on each other in layers, and those that are fed lie right of those that feed", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const scene = sceneOf(document);
      const rects = scene.drawing.boxes.map((_, b) => rectOf(scene, b));
      rects.forEach((a, i) => {
        for (const b of rects.slice(i + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(apart).toBe(true);
        }
      });
      scene.routes.forEach((route, l) => {
        const line = scene.drawing.lines[l];
        const from = rects[line?.from ?? -1];
        expect(route[0]?.x).toBeCloseTo((from?.x ?? 0) + (from?.width ?? 0), 2);
        expect(route.at(-1)?.x).toBeCloseTo(rects[line?.to ?? -1]?.x ?? 0, 2);
      });
    }),
    { numRuns: 40 },
  );
});

test("a place that a person chose wins, and the Duplicate goes along with its node", () => {
  const before = sceneOf(fork);
  const after = sceneOf({ ...fork, drawing: { at: { source: [500, 300] } } });
  const source = after.drawing.byKey.get("actor:source") ?? -1;
  const duplicate = after.drawing.byKey.get("duplicate:dup0") ?? -1;
  expect(after.at[source]).toEqual({ x: 500, y: 300 });
  const by = { x: 500 - (before.at[source]?.x ?? 0), y: 300 - (before.at[source]?.y ?? 0) };
  expect((after.at[duplicate]?.x ?? 0) - (before.at[duplicate]?.x ?? 0)).toBeCloseTo(by.x, 3);
  const a = after.drawing.byKey.get("actor:a") ?? -1;
  expect(after.at[a]).toEqual(before.at[a]);
});

test("a line ahead goes by the middle, one back below both boxes, and a level one has room for words", () => {
  const ahead = routeOf({ x: 0, y: 0 }, { x: 100, y: 40 }, null, 60);
  expect(ahead).toHaveLength(4);
  expect(labelPlace(routeOf({ x: 0, y: 7 }, { x: 90, y: 7 }, null, 60))).toEqual({ x: 45, y: 7, room: 90 });
  const back = routeOf({ x: 100, y: 0 }, { x: 0, y: 0 }, null, 60);
  expect(Math.max(...back.map(({ y }) => y))).toBeGreaterThan(60);
  expect(pathOf(back)).toMatch(/^M100 0L.*L0 0$/);
  expect(pathOf([])).toBe("");
});

test("arrows lead along lines, and stay where there is nothing further", () => {
  const scene = sceneOf(fork);
  const at = (id: string) => scene.drawing.boxes.findIndex((box) => box.id === id);
  expect(walkSdf(scene, at("source"), "right")).toBe(at("dup0"));
  expect([at("a"), at("b")]).toContain(walkSdf(scene, at("dup0"), "right"));
  expect(walkSdf(scene, at("a"), "left")).toBe(at("dup0"));
  expect(walkSdf(scene, at("source"), "left")).toBe(at("source"));
  const [upper, lower] = [at("a"), at("b")].sort((x, y) => rectOf(scene, x).y - rectOf(scene, y).y);
  expect(walkSdf(scene, upper ?? -1, "down")).toBe(lower);
  expect(walkSdf(scene, lower ?? -1, "first")).toBe(at("source"));
});

test("lines find their FIFOs in a plan, which hold their delays again after the last step and never more than they can", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const planned = planDocument(document, QUICK, NO_WATCH);
      // lists of rates round a loop may contradict each other
      fc.pre(planned.ok);
      const plan = planned.value;
      const drawing = sdfDrawing(document);
      const fifos = fifosOfLines(drawing, plan);
      expect([...fifos].sort((a, b) => a - b)).toEqual(plan.fifos?.map((_, f) => f));
      const firings = sdfFirings(plan);
      const rates = ratesOfLines(drawing, document);
      for (let step = -1; step < firings.order.length; step++) {
        heldAfter(drawing, rates, firings, step).forEach((held, l) => {
          expect(held).toBeGreaterThanOrEqual(0);
          expect(held).toBeLessThanOrEqual(plan.fifos?.[fifos[l] ?? -1]?.samples ?? -1);
        });
      }
      const delays = drawing.lines.map(({ delay }) => delay);
      expect([...heldAfter(drawing, rates, firings, firings.order.length - 1)]).toEqual(delays);
    }),
    { numRuns: 25 },
  );
});

test("a box is its firing at the step, else its first", () => {
  const planned = planDocument(fork, DEFAULT_SETTINGS, NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  const plan = planned.value;
  const firings = sdfFirings(plan);
  const last = firings.order.lastIndexOf("source");
  expect(plan.nodes.step[firingAt(firings, plan, "source", last)]).toBe(last);
  const elsewhere = firings.order.indexOf("a");
  expect(plan.nodes.step[firingAt(firings, plan, "source", elsewhere)]).toBe(firings.order.indexOf("source"));
  expect(firingAt(firings, plan, "nobody", 0)).toBe(-1);
});
