/** Paints what one FIFO holds: steps of samples under a line at its length. */

import { formatCount } from "../../core/units.ts";
import { middling } from "../label.ts";
import { at } from "../scale.ts";
import type { Surface } from "../surface.ts";
import type { Theme } from "../theme.ts";
import { firstAfter, heldAt, heldColumns } from "./held-columns.ts";
import type { ScheduleRow, ScheduleScene } from "./scene.ts";

const SIZE = 10.5;
/** Pixels above the line at the length. */
const AIR = 5;
/** Changes looked at for one pixel. */
const MOST_A_PIXEL = 64;

export function paintFifo(surface: Surface, scene: ScheduleScene, row: ScheduleRow, theme: Theme): void {
  const { view, rows, width } = scene;
  const { index: f, box } = row;
  const { fifos, actors } = view;
  const [length, most] = [fifos.length[f] ?? 0, fifos.most[f] ?? 0];
  const names = `${actors.id[fifos.fromActor[f] ?? 0] ?? ""} → ${actors.id[fifos.toActor[f] ?? 0] ?? ""}`;
  const room = rows.x - 16;
  const [first, second] = [box.y + 9, box.y + 21];
  const quiet = { colour: theme.text2, size: SIZE };
  surface.text(middling(names, room, 11.5, theme.uiEm), 6, first, { colour: theme.text, size: 11.5 });
  surface.text(middling(fifos.id[f] ?? "", room, SIZE, theme.uiEm), 6, second, quiet);
  const isOver = most > length;
  const right = { ...quiet, align: "right" } as const;
  surface.text(
    `most ${formatCount(most)}`,
    width - 8,
    first,
    isOver ? { ...right, colour: theme.hot } : right,
  );
  surface.text(`of ${formatCount(length)}`, width - 8, second, right);
  if (fifos.curves === null) return;
  const floor = box.y + box.h - 2;
  const per = (box.h - 2 - AIR) / Math.max(1, length, most);
  const y = (samples: number) => floor - samples * per;
  surface.clip({ x: rows.x, y: box.y, w: rows.w, h: box.h }, () => {
    if (scene.columns === null) paintSteps(surface, scene, f, y, floor, theme);
    else paintColumns(surface, scene, f, y, floor, theme);
    const top = Math.round(y(length)) + 0.5;
    surface.line(rows.x, top, rows.x + rows.w, top, theme.lineStrong, 1, [4, 3]);
  });
}

function paintHeld(
  surface: Surface,
  x0: number,
  x1: number,
  [low, high]: readonly [number, number],
  floor: number,
  theme: Theme,
): void {
  const w = Math.max(0.5, x1 - x0);
  surface.fill(x0, low, w, floor - low, theme.curveFill);
  if (low - high > 0.5) surface.fill(x0, high, w, low - high, theme.curve, 0.35);
  surface.fill(x0, high - 0.75, w, 1.5, theme.curve);
}

/** Of a column that stands for several steps: from the least to the most after any of them. */
function paintColumns(
  surface: Surface,
  scene: ScheduleScene,
  f: number,
  y: (samples: number) => number,
  floor: number,
  theme: Theme,
): void {
  const { columns, time, rows, view } = scene;
  if (columns === null) return;
  const { least, most } = heldColumns(columns, view.fifos, f);
  const right = Math.min(columns.count, Math.ceil(time.from + rows.w / time.per));
  let c = Math.max(0, Math.floor(time.from));
  while (c < right) {
    const x0 = at(time, c);
    let [low, high] = [least[c] ?? 0, most[c] ?? 0];
    for (c++; c < right && at(time, c + 1) < x0 + 1; c++) {
      low = Math.min(low, least[c] ?? 0);
      high = Math.max(high, most[c] ?? 0);
    }
    paintHeld(surface, x0, at(time, c), [y(low), y(high)], floor, theme);
  }
}

function paintSteps(
  surface: Surface,
  scene: ScheduleScene,
  f: number,
  y: (samples: number) => number,
  floor: number,
  theme: Theme,
): void {
  const { time, rows, view } = scene;
  const { curves } = view.fifos;
  if (curves === null) return;
  const { step, samples } = curves;
  const end = curves.from[f + 1] ?? 0;
  const begin = Math.floor(Math.max(0, time.from));
  const right = Math.min(view.firings, time.from + rows.w / time.per);
  let k = firstAfter(step, curves.from[f] ?? 0, end, begin);
  let held = heldAt(view.fifos, f, begin);
  let until = begin;
  for (let now = begin; now < right; now = until) {
    if (time.per >= 1) {
      until = Math.min(right, k < end ? (step[k] ?? right) : right);
      paintHeld(surface, at(time, now), at(time, until), [y(held), y(held)], floor, theme);
      held = samples[k++] ?? 0;
      continue;
    }
    // what changes within a pixel is drawn from its least to its most
    until = Math.min(right, now + 1 / time.per);
    const past = firstAfter(step, k, end, Math.ceil(until) - 1);
    let [least, most] = [held, held];
    for (let i = k; i < past; i += Math.max(1, Math.ceil((past - k) / MOST_A_PIXEL))) {
      least = Math.min(least, samples[i] ?? 0);
      most = Math.max(most, samples[i] ?? 0);
    }
    if (past > k) held = samples[past - 1] ?? 0;
    k = past;
    paintHeld(surface, at(time, now), at(time, until), [y(least), y(most)], floor, theme);
  }
}
