/** The strip above the arena's plot: what its colours and patterns mean, and what a cell stands for when cells are shown. */

import { formatCount, formatPercent } from "../core/units.ts";
import { heatFill } from "../look/fills.ts";
import { type CellMode, HEAT_SCALES } from "../look/heat/scales.ts";
import type { Explained, Ghost } from "../look/layers.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import { type HeatMode, MARK } from "../look/look.types.ts";
import { oncePerPlan } from "../look/plan-tables.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { fitting, widthOf } from "./label.ts";
import { last } from "./last.ts";
import type { Model } from "./model.ts";
import type { Paints } from "./paints.ts";
import type { Box } from "./scale.ts";
import { dots, hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

const SIZE = 11;

/** The two ends of the scale of a heat mode, with the unit in words: in full, and when there is little room. `known`: where it ends, when that need not be counted. */
export function heatWords(
  frame: Pick<ArenaFrame, "model" | "arena">,
  mode: CellMode,
  known?: number,
): { readonly least: string; readonly most: readonly [full: string, short: string] } {
  const { bottom, top: topOf } = HEAT_SCALES[mode];
  const top = known ?? topOf(frame.model.plan, frame.arena);
  const least = String(bottom);
  switch (mode) {
    case "reuse":
      return { least, most: [`${formatCount(top)} tenants of an address`, `${formatCount(top)} tenants`] };
    case "occupancy":
      return { least, most: ["100 % of a cell’s bytes × steps in use", "100 % in use"] };
    case "idle":
      return {
        least,
        most: [`${formatCount(top)} steps a hole stays idle`, `${formatCount(top)} steps idle`],
      };
    case "churn": {
      const share = formatPercent(top);
      return { least, most: [`${share} of a cell’s bytes begin or end, a step`, `${share} change a step`] };
    }
    case "fragmentation":
      return { least, most: ["100 % of free bytes outside the largest hole", "100 % fragmented"] };
  }
}

function paintScale(
  surface: Surface,
  frame: ArenaFrame,
  mode: CellMode,
  known: number | undefined,
  box: Box,
  paints: Paints,
  theme: Theme,
): void {
  // of a large plan its tiles tell: nothing is counted here
  if (known === undefined && frame.model.plan.storages.count > MOST_AT_ONCE) return;
  const { least, most: ways } = heatWords(frame, mode, known);
  const y = box.y + box.h / 2;
  const most = fitting(ways, box.w - 70, SIZE, theme.uiEm);
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

interface Pattern {
  readonly word: string;
  /** When there is no room for it. */
  readonly short: string;
  readonly paint: (surface: Surface, swatch: Box, theme: Theme) => void;
}

const FRAMED: Pattern["paint"] = (surface, { x, y }, theme) =>
  surface.frame({ x: x + 2, y: y + 2, w: 8, h: 6 }, theme.text2, 1);

const PATTERNS: readonly (Pattern & { readonly mark: number })[] = [
  { mark: MARK.door, word: "input or output", short: "in, out", paint: FRAMED },
  {
    mark: MARK.kept,
    word: "state",
    short: "state",
    paint: (surface, { x, y, h }, theme) => surface.fill(x, y, 4, h, theme.text2),
  },
  {
    mark: MARK.scratch,
    word: "scratch",
    short: "scratch",
    paint: (surface, swatch, theme) => dots(surface, swatch, theme.text),
  },
];
/** The pattern that says a mark, and its words; undefined: it has none. */
export function markPattern(mark: number): Pattern | undefined {
  return PATTERNS.find((pattern) => pattern.mark === mark);
}

const GAPS: Pattern = {
  word: "bytes not needed",
  short: "gaps",
  paint: (surface, swatch, theme) => hatch(surface, swatch, theme.lineStrong, 4),
};

const PADDING: Pattern = {
  word: "padding",
  short: "padding",
  paint: (surface, swatch, theme) => hatch(surface, swatch, theme.text2, 4, 0.8),
};
const VIEWS: Pattern = {
  word: "view or in place",
  short: "views",
  paint: (surface, { x, y }, theme) => {
    for (const at of [y + 2, y + 8]) surface.line(x + 2, at + 0.5, x + 10, at + 0.5, theme.text2, 1, [2, 1]);
    for (const at of [x + 2, x + 9]) surface.line(at + 0.5, y + 2, at + 0.5, y + 8, theme.text2, 1, [2, 1]);
  },
};
const LIVE: Pattern = {
  word: "live bytes",
  short: "live",
  paint: (surface, { x, y, w, h }, theme) => surface.fill(x, y, w, h, theme.ghost),
};

/** What else is on the picture. */
interface Shown {
  readonly explained: readonly Explained[];
  readonly ghosts: readonly Ghost[];
}
const NOTHING: Shown = { explained: [], ghosts: [] };

/** Loops instead of callbacks: a million storages in a millisecond or two, once a plan. */
const hasPadding = oncePerPlan(({ storages: { count, bytes, padded } }) => {
  for (let s = 0; s < count; s++) if ((padded[s] ?? 0) > (bytes[s] ?? 0)) return true;
  return false;
});
const hasViews = oncePerPlan(({ storages: { count, tensors } }) => {
  for (let s = 0; s < count; s++) if ((tensors.from[s + 1] ?? 0) > (tensors.from[s] ?? 0) + 1) return true;
  return false;
});

/** Of the marks that have a pattern, bit `mark` of each. */
const ALL_MARKS = PATTERNS.reduce((bits, { mark }) => bits | (1 << mark), 0);

/** The patterns of marks that are there: one pass over up to a million, which ends once all were seen. */
function patternsIn(mark: Uint8Array): readonly Pattern[] {
  let seen = 0;
  for (let s = 0; s < mark.length && (seen & ALL_MARKS) !== ALL_MARKS; s++) seen |= 1 << (mark[s] ?? 0);
  return PATTERNS.filter((pattern) => (seen & (1 << pattern.mark)) !== 0);
}

/** The patterns of a picture's storages. */
const patternsOf = last(
  (model: Model, explained: Shown["explained"], ghosts: Shown["ghosts"]): readonly Pattern[] => {
    const { storages } = model.plan;
    const padding = explained.includes("padding") && hasPadding(model.plan);
    const views = explained.includes("views") && hasViews(model.plan);
    return [
      ...patternsIn(model.mark),
      ...(storages.gaps === null ? [] : [GAPS]),
      ...(padding ? [PADDING] : []),
      ...(views ? [VIEWS] : []),
      ...(ghosts.includes("bound") ? [LIVE] : []),
    ];
  },
);

/** What colour stands for, where no legend of classes says it. */
const COLOURS = "colour: buffer, shade: tenant";
const SWATCH = 16;
const BETWEEN = 12;

/** One way to say it: words, and patterns by the words used of them. */
interface Legend {
  readonly words: string;
  readonly rows: readonly (readonly [word: string, pattern: Pattern])[];
  /** Pixels. */
  readonly length: number;
}

/** The fullest legend that fits in `width` pixels: no word of it is ever cut. */
export function legendOf(
  model: Model,
  width: number,
  theme: Pick<Theme, "uiEm">,
  shown: Shown = NOTHING,
): Legend {
  const patterns = patternsOf(model, shown.explained, shown.ghosts);
  const measured = (words: string, rows: Legend["rows"]): Legend => {
    const parts = rows.map(([word]) => SWATCH + widthOf(word, SIZE, theme.uiEm));
    if (words !== "") parts.unshift(widthOf(words, SIZE, theme.uiEm));
    return { words, rows, length: parts.reduce((sum, w) => sum + w + BETWEEN, -BETWEEN) };
  };
  const long = patterns.map((p) => [p.word, p] as const);
  const short = patterns.map((p) => [p.short, p] as const);
  const ways = [
    ...(model.by === "buffer" ? [measured(COLOURS, long), measured(COLOURS, short)] : []),
    measured("", long),
    measured("", short),
    ...short.map((_, i) => measured("", short.slice(0, short.length - i - 1))),
  ];
  return ways.find(({ length }) => length <= width) ?? { words: "", rows: [], length: 0 };
}

function paintPatterns(surface: Surface, model: Model, shown: Shown, box: Box, theme: Theme): void {
  const { words, rows, length } = legendOf(model, box.w, theme, shown);
  const y = box.y + box.h / 2;
  let x = box.x + box.w - length;
  const write = (text: string) => {
    surface.text(text, x, y, { colour: theme.text2, size: SIZE });
    x += widthOf(text, SIZE, theme.uiEm) + BETWEEN;
  };
  if (words !== "") write(words);
  for (const [word, { paint }] of rows) {
    const swatch = { x: Math.round(x), y: Math.round(y) - 5, w: 12, h: 10 };
    paint(surface, swatch, theme);
    surface.frame(swatch, theme.text2, 1);
    x += SWATCH;
    write(word);
  }
}

/** `cells`: what a cell is where storages are gathered, in full and shorter; empty: none are. */
export function paintLegend(
  surface: Surface,
  frame: ArenaFrame,
  state: Shown & { readonly heat: HeatMode },
  top: number | undefined,
  cells: readonly string[],
  box: Box,
  paints: Paints,
  theme: Theme,
): void {
  let rest = box;
  const says = fitting(cells, box.w, SIZE, theme.uiEm);
  if (says !== "") {
    const width = widthOf(says, SIZE, theme.uiEm) + 12;
    surface.text(says, box.x, box.y + box.h / 2, { colour: theme.text2, size: SIZE });
    rest = { ...box, x: box.x + width, w: Math.max(0, box.w - width) };
  }
  const { heat } = state;
  if (heat === "tenants") paintPatterns(surface, frame.model, state, rest, theme);
  else paintScale(surface, frame, heat, top, rest, paints, theme);
}
