/** Marks and the measured area over a picture, and where they are, for people's tools and tests. */

import { areaBox, paintArea } from "./area.ts";
import type { Range } from "./range.ts";
import type { Box, Scale } from "./scale.ts";
import { paintStepMarks } from "./step-marks.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

export interface Measures {
  /** Null when there is none, or it is of another arena. */
  readonly area: { readonly steps: Range; readonly addresses: Range | null } | null;
  /** What is written beside the area, line by line; none while it is being counted. */
  readonly words: readonly string[];
  readonly marks: readonly number[];
}

/** Where they are painted. `address` is null in a picture without addresses. */
export interface MeasuresGround {
  readonly time: Scale;
  readonly address: Scale | null;
  readonly plot: Box;
  /** Where marks have their flags. */
  readonly ruler: Box;
  /** Where the words beside an area may stand: nothing else is written there. */
  readonly room: Box;
}

function write(root: HTMLElement, key: string, value: string): void {
  if (value === "") delete root.dataset[key];
  else if (root.dataset[key] !== value) root.dataset[key] = value;
}

/** Writes `data-area` (steps, and addresses if not all), `data-area-at` (its box in view as x,y,w,h) and `data-marks`, unless `root` is null. */
export function paintMeasures(
  surface: Surface,
  root: HTMLElement | null,
  { area, words, marks }: Measures,
  { time, address, plot, ruler, room }: MeasuresGround,
  theme: Theme,
): void {
  paintStepMarks(surface, marks, time, plot, ruler, theme);
  const seen =
    area === null
      ? undefined
      : paintArea(surface, areaBox(area, time, address, plot), { plot, room }, words, theme);
  if (root === null) return;
  write(root, "marks", marks.join(","));
  write(root, "area", area === null ? "" : [area.steps, area.addresses ?? []].flat().join(","));
  write(
    root,
    "areaAt",
    seen === undefined ? "" : [seen.x, seen.y, seen.w, seen.h].map((n) => Math.round(n)).join(","),
  );
}
