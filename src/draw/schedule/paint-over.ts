/** What lies over the picture of a schedule: the cursor, the step under the pointer, what FIFOs hold there. */

import { formatCount } from "../../core/units.ts";
import { widthOf } from "../label.ts";
import { at, type Box } from "../scale.ts";
import type { Surface } from "../surface.ts";
import type { Theme } from "../theme.ts";
import { heldAt } from "./held-columns.ts";
import { columnOfStep, rowsIn, type ScheduleScene } from "./scene.ts";

const SIZE = 10.5;

export interface Over {
  readonly cursor: number;
  /** Null: nobody points. */
  readonly hover: number | null;
}

/** The column of a step, through all rows. */
export function columnBox({ time, rows, axis }: ScheduleScene, column: number): Box {
  const w = Math.max(1, time.per);
  return { x: at(time, column), y: axis.y + axis.h, w, h: rows.y + rows.h - axis.y - axis.h };
}

export function paintOver(surface: Surface, scene: ScheduleScene, over: Over, theme: Theme): void {
  const { rows, axis, height, view, width } = scene;
  const inside = { x: rows.x, y: 0, w: rows.w, h: height };
  surface.clip(inside, () => {
    if (over.hover !== null && over.hover !== over.cursor) {
      const box = columnBox(scene, columnOfStep(scene, over.hover));
      surface.fill(box.x, box.y, box.w, box.h, theme.text2, 0.12);
    }
    const box = columnBox(scene, columnOfStep(scene, over.cursor));
    surface.fill(box.x, box.y, box.w, box.h, theme.accent, 0.14);
    surface.line(box.x + box.w / 2, box.y, box.x + box.w / 2, box.y + box.h, theme.accent, 1.5);
    paintStep(surface, axis, box.x + box.w / 2, over.cursor, theme);
  });
  const step = over.hover ?? over.cursor;
  if (view.fifos.curves === null) return;
  for (const { kind, index, box } of rowsIn(scene)) {
    if (kind !== "fifo" || box.y + box.h > height || box.y < rows.y) continue;
    const text = formatCount(heldAt(view.fifos, index, step));
    const w = widthOf(text, 11, theme.uiEm) + 8;
    // left of the longer of the two texts at the right side
    const texts = [
      `most ${formatCount(view.fifos.most[index] ?? 0)}`,
      `of ${formatCount(view.fifos.length[index] ?? 0)}`,
    ];
    const beside = Math.max(...texts.map((t) => widthOf(t, 10.5, theme.uiEm))) + 12;
    const x = Math.min(width - 92, width - beside - w);
    surface.fill(x, box.y + 2, w, 14, over.hover === null ? theme.accent : theme.text2);
    const colour = over.hover === null ? theme.accentInk : theme.bg;
    surface.text(text, x + w / 2, box.y + 9.5, { colour, size: 11, align: "center" });
  }
}

function paintStep(surface: Surface, axis: Box, middle: number, step: number, theme: Theme): void {
  const text = `step ${formatCount(step)}`;
  const w = widthOf(text, SIZE, theme.uiEm) + 10;
  if (middle < axis.x || middle > axis.x + axis.w) return;
  const x = Math.min(Math.max(middle - w / 2, axis.x), axis.x + axis.w - w);
  surface.fill(x, axis.y + 1, w, axis.h - 2, theme.accent);
  surface.text(text, x + w / 2, axis.y + axis.h / 2 + 0.5, {
    colour: theme.accentInk,
    size: SIZE,
    align: "center",
  });
}
