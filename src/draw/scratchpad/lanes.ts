/** The two lanes as numbers: a rectangle an operation, or how busy each column of pixels is. */

import { begunAt, busyUntil } from "../../look/scratchpad/finding.ts";
import { NONE } from "../../look/scratchpad/scratchpad.types.ts";
import { pushRect, type Rects } from "../rects.ts";
import { at, type Box, under } from "../scale.ts";
import { fillOf } from "./fills.ts";
import type { Scene } from "./scene.ts";

/** Operations of a lane that are drawn one by one, at most. */
const MOST_DRAWN = 1500;

export interface LaneDrawn {
  /** Whether each rectangle is an operation; else it is a column, as high as it is busy. */
  readonly one: boolean;
  /** Where the lane waits between two operations in view. */
  readonly waits: readonly Box[];
}

/** Fills `list`, `item` being operations or −1. */
export function laneRects(scene: Scene, which: "dma" | "compute", list: Rects): LaneDrawn {
  list.count = 0;
  const { boxes, index, tiled, time } = scene;
  const box = boxes[which];
  const lane = index[which];
  const { lanes } = tiled;
  const [from, to] = [under(time, box.x), under(time, box.x + box.w)];
  const first = Math.max(0, begunAt(lane, lanes, from) - 1);
  const past = begunAt(lane, lanes, to);
  if (box.h === 0) return { one: true, waits: [] };
  if (past - first > MOST_DRAWN) {
    const columns = Math.max(1, Math.floor(box.w));
    let before = busyUntil(lane, lanes, from);
    for (let k = 0; k < columns; k++) {
      const end = from + ((k + 1) / columns) * (to - from);
      const busy = busyUntil(lane, lanes, end);
      const share = Math.min(1, ((busy - before) * columns) / (to - from));
      before = busy;
      const h = share * box.h;
      if (h > 0) pushRect(list, box.x + k, box.y + box.h - h, 1, h, fillOf(which === "dma" ? 0 : 3, -1), -1);
    }
    return { one: false, waits: [] };
  }
  const waits: Box[] = [];
  let done = at(time, Math.max(from, 0));
  for (let k = first; k < past; k++) {
    const op = lane.ops[k] ?? 0;
    const x0 = at(time, lanes.begin[op] ?? 0);
    const x1 = at(time, lanes.end[op] ?? 0);
    if (x0 - done >= 1) waits.push({ x: done, y: box.y, w: x0 - done, h: box.h });
    done = Math.max(done, x1);
    if (x1 <= x0) continue;
    const r = index.of[op] ?? NONE;
    const { role, buffer } = index.residencies;
    const generation = tiled.schedule.ops.buffer[op] ?? buffer[r] ?? -1;
    // an EXEC shows its generation too
    const fill = (role[r] ?? 0) * 2 + (generation > 0 ? 1 : 0);
    const left = Math.max(box.x, x0);
    const w = Math.min(box.x + box.w, x1) - left;
    if (w > 0) pushRect(list, left, box.y, w >= 3 ? w - 1 : Math.max(w, 0.5), box.h, fill, op);
  }
  return { one: true, waits };
}
