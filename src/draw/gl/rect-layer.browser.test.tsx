import { expect, test } from "vitest";
import { piecesIn } from "../../core/needs.ts";
import { chunksOf } from "../../look/chunks.ts";
import { FILLS } from "../../look/fills.ts";
import { at } from "../scale.ts";
import { frameOf, randomPlan } from "../testing/frames.ts";
import { makeRectLayer, type RectLayer, type RectView } from "./rect-layer.ts";

/** Each fill has a colour from which its index can be read back. */
const FILLS_BY_NUMBER = Array.from({ length: FILLS }, (_, i) => `rgb(${i + 1}, 0, 0)`);

function made(): RectLayer {
  const layer = makeRectLayer(true);
  if (layer === undefined) throw new Error("this browser has no WebGL2");
  return layer;
}

function pixels(layer: RectLayer): ImageData {
  const { canvas } = layer;
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, copy.width, copy.height);
}

const SEEN = [
  ["all of it", undefined, undefined],
  ["a window of steps and addresses", [10.3, 40.7], [100, 1500]],
] as const;

test.each(SEEN)("in %s the middle of each rectangle has its storage's colour", (_, time, addresses) => {
  const plan = randomPlan(7, 80);
  const frame = frameOf(plan, time, addresses);
  const layer = made();
  layer.load(chunksOf(plan, 0));
  layer.tint(frame.model.fill, undefined);
  const view: RectView = { ...frame, ratio: 1, fills: FILLS_BY_NUMBER, alphas: [1, 1] };
  expect(layer.draw(view)).toBe(piecesIn(plan).count);
  const { data, width, height } = pixels(layer);
  const { offset, padded, start, end } = plan.storages;
  let looked = 0;
  for (let s = 0; s < plan.storages.count; s++) {
    const x = Math.floor((at(frame.time, start[s] ?? 0) + at(frame.time, end[s] ?? 0)) / 2 - frame.plot.x);
    const middle = (offset[s] ?? 0) + (padded[s] ?? 0) / 2;
    const y = Math.floor(at(frame.address, middle) - frame.plot.y);
    if (x < 0 || y < 0 || x >= width || y >= height || (padded[s] ?? 0) * -frame.address.per < 3) continue;
    expect(data[4 * (y * width + x)]).toBe((frame.model.fill[s] ?? 0) + 1);
    looked++;
  }
  expect(looked).toBeGreaterThan(5);
  layer.stop();
});

test("what is not meant is fainter, and nothing is drawn where there is a hole", () => {
  const plan = randomPlan(2, 30);
  const frame = frameOf(plan);
  const layer = made();
  layer.load(chunksOf(plan, 0));
  const meant = new Uint8Array(plan.storages.count);
  meant[0] = 1;
  layer.tint(frame.model.fill, meant);
  layer.draw({ ...frame, ratio: 1, fills: FILLS_BY_NUMBER, alphas: [0.25, 1] });
  const { data } = pixels(layer);
  const strengths = new Set<number>();
  for (let i = 3; i < data.length; i += 4) strengths.add(data[i] ?? 0);
  expect([...strengths].sort((a, b) => a - b)).toEqual([0, 64, 255]);
  layer.stop();
});

test("a trial tells how long a chunk takes", () => {
  const plan = randomPlan(2, 30);
  const layer = made();
  const view: RectView = { ...frameOf(plan), ratio: 1, fills: FILLS_BY_NUMBER, alphas: [1, 1] };
  expect(layer.trial(view)).toBe(0);
  layer.load(chunksOf(plan, 0));
  layer.tint(new Int32Array(plan.storages.count), undefined);
  expect(layer.trial(view)).toBeGreaterThan(0);
  layer.stop();
});
