/** The picture of a scratchpad as numbers: scales, boxes of residencies, pins, and what the lanes show. */

import { NO_TILE } from "../../core/dialects/tiles/program.types.ts";
import { OP } from "../../core/dialects/tiles/schedule.types.ts";
import { begunBefore, eachResidency, residencyAt, timeOf, workAt } from "../../look/scratchpad/finding.ts";
import { NONE, type ScratchpadIndex, type TiledMade } from "../../look/scratchpad/scratchpad.types.ts";
import type { Range } from "../range.ts";
import { pushRect, type Rects } from "../rects.ts";
import { at, type Box, type Scale, under, upScale, within } from "../scale.ts";
import { fillOf } from "./fills.ts";
import { type ScratchpadBoxes, scratchpadBoxes } from "./layout.ts";

/** What the picture depends on. */
export interface SceneState {
  readonly tiled: TiledMade;
  readonly index: ScratchpadIndex;
  /** Positions in the schedule, and bytes. */
  readonly view: Range;
  readonly addresses: Range;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Scene extends SceneState {
  readonly boxes: ScratchpadBoxes;
  /** Positions in the schedule to x, bytes to y, time to x. */
  readonly ops: Scale;
  readonly address: Scale;
  readonly time: Scale;
  readonly times: Range;
}

function acrossScale(range: Range, box: Box): Scale {
  return { from: range[0], origin: box.x, per: box.w / Math.max(1e-9, range[1] - range[0]) };
}

export function sceneOf(state: SceneState): Scene {
  const boxes = scratchpadBoxes(state.width, state.height);
  const { view, addresses, index, tiled } = state;
  const times = timeOf(index, tiled.lanes, Math.floor(view[0]), Math.ceil(view[1]));
  return {
    ...state,
    boxes,
    times,
    ops: acrossScale(view, boxes.plot),
    address: upScale(addresses, boxes.plot),
    time: acrossScale(times, boxes.dma),
  };
}

/** Rectangles one by one, at most; beyond, columns of pixels are sampled. */
export const MOST_RECTS = 8000;
/** Columns of a sampled picture, at least. */
const LEAST_COLUMNS = 64;
/** Pixels from which a rectangle gives one to the gap beside it. */
const GAPPED = 4;

/** The box of a residency. */
export function boxOfResidency({ index, ops, address }: Scene, r: number): Box {
  const { residencies: all } = index;
  const x = at(ops, all.from[r] ?? 0);
  const low = all.address[r] ?? 0;
  const top = at(address, low + (all.bytes[r] ?? 0));
  return { x, y: top, w: at(ops, all.to[r] ?? 0) - x, h: at(address, low) - top };
}

function push(list: Rects, scene: Scene, r: number, x: number, w: number): void {
  const { residencies: all } = scene.index;
  const low = all.address[r] ?? 0;
  const top = Math.round(at(scene.address, low + (all.bytes[r] ?? 0)));
  const h = Math.max(1, Math.round(at(scene.address, low)) - top);
  const { plot } = scene.boxes;
  if (top >= plot.y + plot.h || top + h <= plot.y) return;
  const fill = fillOf(all.role[r] ?? 0, all.buffer[r] ?? -1);
  pushRect(list, x, top, w, h >= GAPPED ? h - 1 : h, fill, r);
}

/** Each residency in view, from left to right. */
function pushAll(list: Rects, scene: Scene): void {
  const { view, index, boxes, ops } = scene;
  const { plot } = boxes;
  eachResidency(index, view[0], view[1], (r) => {
    const x0 = Math.max(plot.x - 2, at(ops, index.residencies.from[r] ?? 0));
    const x1 = Math.min(plot.x + plot.w + 2, at(ops, index.residencies.to[r] ?? 0));
    const w = x1 - x0;
    push(list, scene, r, x0, w >= GAPPED ? w - 1 : Math.max(1, w));
  });
}

let stamps = new Int32Array(0);

/** In each of so many columns who is there at its middle: of those that share a row of pixels, one. */
function pushSampled(list: Rects, scene: Scene, columns: number): void {
  const { view, index, boxes, address } = scene;
  const { plot } = boxes;
  const rows = Math.ceil(plot.y + plot.h) + 1;
  if (stamps.length < rows) stamps = new Int32Array(rows);
  stamps.fill(-1);
  for (let k = 0; k < columns; k++) {
    const op = Math.floor(view[0] + ((k + 0.5) / columns) * (view[1] - view[0]));
    const x0 = Math.round(plot.x + (k / columns) * plot.w);
    const x1 = Math.round(plot.x + ((k + 1) / columns) * plot.w);
    eachResidency(index, op, op + 1, (r) => {
      const row = Math.round(at(address, index.residencies.address[r] ?? 0));
      if (row < 0 || row >= rows || stamps[row] === k) return;
      stamps[row] = k;
      push(list, scene, r, x0, x1 - x0);
    });
  }
}

/** Places of the view at which it is counted how many residencies lie above each other. */
const COUNTED = 16;

function mostAbove({ view, index }: Scene): number {
  let most = 0;
  for (let k = 0; k < COUNTED; k++) {
    const op = Math.floor(view[0] + ((k + 0.5) / COUNTED) * (view[1] - view[0]));
    let high = 0;
    eachResidency(index, op, op + 1, () => high++);
    most = Math.max(most, high);
  }
  return most;
}

/** Fills `list` with what is in view, `item` being residencies; says whether that is all, or a sample. */
export function residencyRects(scene: Scene, list: Rects): "all" | "sampled" {
  list.count = 0;
  const { view, index, boxes } = scene;
  const begun = begunBefore(index.residencies, view[1]) - begunBefore(index.residencies, view[0]);
  let there = 0;
  eachResidency(index, view[0], Math.floor(view[0]) + 1, () => there++);
  if (begun + there <= MOST_RECTS) {
    pushAll(list, scene);
    return "all";
  }
  const rows = Math.max(1, Math.min(mostAbove(scene), boxes.plot.h));
  const columns = Math.max(LEAST_COLUMNS, Math.floor(MOST_RECTS / rows));
  pushSampled(list, scene, Math.min(Math.ceil(boxes.plot.w), columns));
  return "sampled";
}

/** An EXEC over the tiles that it touches. */
export interface Pin {
  readonly op: number;
  /** Addresses of the middles of the tiles, the one that is worked on last. */
  readonly touches: readonly number[];
}

export function pinOf({ tiled }: Pick<Scene, "tiled">, op: number): Pin | undefined {
  const { schedule, program } = tiled;
  const { ops } = schedule;
  if (ops.kind[op] !== OP.exec) return undefined;
  const { steps, tileBytes } = program;
  const s = ops.step[op] ?? 0;
  const touched = [
    [ops.a[op] ?? -1, steps.a[s] ?? NO_TILE],
    [ops.b[op] ?? -1, steps.b[s] ?? NO_TILE],
    [ops.d[op] ?? -1, steps.d[s] ?? NO_TILE],
    [ops.address[op] ?? -1, ops.tile[op] ?? NO_TILE],
  ] as const;
  return {
    op,
    touches: touched.flatMap(([address, tile]) =>
      address < 0 || tile === NO_TILE ? [] : [address + (tileBytes[tile] ?? 0) / 2],
    ),
  };
}

/** Pixels of an operation from which each EXEC has its pin. */
const PINNED = 3;

/** Pins in view; none while they would lie over each other. */
export function pinsOf(scene: Scene): readonly Pin[] {
  if (scene.ops.per < PINNED) return [];
  const pins: Pin[] = [];
  const last = Math.min(scene.tiled.schedule.ops.count, Math.ceil(scene.view[1]));
  for (let op = Math.max(0, Math.floor(scene.view[0])); op < last; op++) {
    const pin = pinOf(scene, op);
    if (pin !== undefined) pins.push(pin);
  }
  return pins;
}

/** What lies under a point: an operation, the tile there, and the residency that it is of. */
export interface Found {
  readonly op: number;
  readonly residency: number;
  readonly where: "plot" | "dma" | "compute";
}

export function foundAt(scene: Scene, x: number, y: number): Found | undefined {
  const { boxes, tiled, index } = scene;
  const count = tiled.schedule.ops.count;
  const column = Math.min(Math.max(0, Math.floor(under(scene.ops, x))), count - 1);
  if (count === 0) return undefined;
  if (within(boxes.plot, x, y)) {
    const residency = residencyAt(index, column, under(scene.address, y));
    return { op: column, residency, where: "plot" };
  }
  if (within(boxes.axis, x, y)) return { op: column, residency: NONE, where: "plot" };
  for (const where of ["dma", "compute"] as const) {
    if (!within(boxes[where], x, y)) continue;
    const op = workAt(index[where], tiled.lanes, under(scene.time, x));
    return op === NONE ? undefined : { op, residency: index.of[op] ?? NONE, where };
  }
  return undefined;
}
