/** The strip above the arena's plot: what its colours and patterns mean, and what a cell stands for when cells are shown. */

import { formatBytes, formatCount } from "../core/units.ts";
import { addressRows } from "./address-rows.ts";
import type { ArenaFrame, Gathered } from "./arena-list.ts";
import type { HeatMode } from "./heat.ts";
import { widthOf } from "./label.ts";
import { MARK, type Model } from "./model.ts";
import { heatFill, type Paints } from "./paints.ts";
import type { Box } from "./scale.ts";
import { dots, hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

const SIZE = 11;

/** The two ends of the scale of a heat mode, with the unit in words. */
export function heatWords(
  frame: ArenaFrame,
  mode: Exclude<HeatMode, "tenants">,
): readonly [least: string, most: string] {
  switch (mode) {
    case "reuse": {
      const { most } = addressRows(frame.model.plan, frame.arena);
      return ["1", `${formatCount(Math.max(1, most))} tenants of an address`];
    }
    case "occupancy":
      return ["0", "100 % of a cell’s bytes × steps in use"];
    case "idle":
      return ["0", `${formatCount(frame.model.plan.steps)} steps a hole stays idle`];
  }
}

function paintScale(
  surface: Surface,
  frame: ArenaFrame,
  mode: Exclude<HeatMode, "tenants">,
  box: Box,
  paints: Paints,
  theme: Theme,
): void {
  const [least, most] = heatWords(frame, mode);
  const y = box.y + box.h / 2;
  const words = widthOf(most, SIZE, theme.uiEm);
  const width = Math.min(140, Math.max(40, box.w - words - 30));
  const right = box.x + box.w;
  surface.text(most, right, y, { colour: theme.text2, size: SIZE, align: "right" });
  const bar = right - words - 6 - width;
  for (let i = 0; i < 28; i++) {
    surface.fill(
      bar + (i * width) / 28,
      y - 4,
      width / 28 + 0.5,
      8,
      paints.fills[heatFill((i + 0.5) / 28)] ?? "",
    );
  }
  surface.text(least, bar - 5, y, { colour: theme.text2, size: SIZE, align: "right" });
}

const PATTERNS: readonly (readonly [mark: number, word: string])[] = [
  [MARK.door, "input or output"],
  [MARK.kept, "state"],
  [MARK.scratch, "scratch"],
];

function paintPatterns(surface: Surface, model: Model, box: Box, theme: Theme): void {
  const y = box.y + box.h / 2;
  const width = (text: string) => widthOf(text, SIZE, theme.uiEm);
  const words = "colour: buffer, shade: tenant";
  const patterns = PATTERNS.filter(([mark]) => model.mark.includes(mark));
  const gaps = model.plan.storages.gaps === null ? [] : ["bytes not needed"];
  const length = [...patterns.map(([, word]) => word), ...gaps].reduce(
    (n, word) => n + width(word) + 28,
    width(words),
  );
  let x = box.x + Math.max(0, box.w - length);
  const write = (text: string) => {
    surface.text(text, x, y, { colour: theme.text2, size: SIZE });
    x += width(text) + 12;
  };
  surface.clip(box, () => {
    write(words);
    for (const [mark, word] of patterns) {
      const swatch = { x: Math.round(x), y: Math.round(y) - 5, w: 12, h: 10 };
      surface.frame(swatch, theme.text2, 1);
      if (mark === MARK.door) surface.frame({ x: swatch.x + 2, y: swatch.y + 2, w: 8, h: 6 }, theme.text2, 1);
      else if (mark === MARK.kept) surface.fill(swatch.x, swatch.y, 4, swatch.h, theme.text2);
      else dots(surface, swatch, theme.text);
      x += 16;
      write(word);
    }
    for (const word of gaps) {
      const swatch = { x: Math.round(x), y: Math.round(y) - 5, w: 12, h: 10 };
      hatch(surface, swatch, theme.lineStrong, 4);
      surface.frame(swatch, theme.text2, 1);
      x += 16;
      write(word);
    }
  });
}

/** `gathered`: what did not get a rectangle of its own, in cells of one pixel. */
export function paintLegend(
  surface: Surface,
  frame: ArenaFrame,
  mode: HeatMode,
  gathered: Gathered | null,
  box: Box,
  paints: Paints,
  theme: Theme,
): void {
  let rest = box;
  if (gathered !== null && gathered.count > 0) {
    const steps = formatCount(Number((1 / frame.time.per).toPrecision(2)));
    const bytes = formatBytes(Math.max(1, Math.round(1 / -frame.address.per)), 1);
    const says = `1 px = ${steps} steps × ${bytes}: ${formatCount(gathered.count)} storages gathered`;
    const width = widthOf(says, SIZE, theme.uiEm) + 12;
    surface.text(says, box.x, box.y + box.h / 2, { colour: theme.text2, size: SIZE });
    rest = { ...box, x: box.x + width, w: Math.max(0, box.w - width) };
  }
  if (mode === "tenants") paintPatterns(surface, frame.model, rest, theme);
  else paintScale(surface, frame, mode, rest, paints, theme);
}
