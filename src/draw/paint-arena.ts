/** The picture of the arena: address × time, its limits, holes, heat. One scene, painted on a canvas or into an SVG. */

import { formatBytes, formatCount } from "../core/units.ts";
import type { Explained, Ghost } from "../look/layers.ts";
import type { HeatMode } from "../look/look.types.ts";
import { overCapacity } from "../look/over-capacity.ts";
import { type ArenaBoxes, arenaBoxes } from "./arena-layout.ts";
import { type ArenaFrame, arenaRects, BUDGET, type Gathered } from "./arena-list.ts";
import { paintInside, paintPadding } from "./explained.ts";
import type { Geometry } from "./geometry.ts";
import { aboveBound, ghostLimits, paintLive, paintPile } from "./ghosts.ts";
import { cellSize, type Heat, heatRects } from "./heat.ts";
import { fitting } from "./label.ts";
import { type Lane, laneBoxes, paintLaneHead } from "./lanes.ts";
import { type Model, nameOf, tail } from "./model.ts";
import { paintAddressAxis, paintLimits, paintStepAxis, paintStepGrid } from "./paint-axes.ts";
import { paintGaps } from "./paint-gaps.ts";
import { paintLegend } from "./paint-legend.ts";
import { paintMarks } from "./paint-marks.ts";
import { paintsOf } from "./paints.ts";
import type { Range } from "./range.ts";
import { rasterOf } from "./raster.ts";
import { makeRects, type Rects } from "./rects.ts";
import { at, meet, timeScale, upScale } from "./scale.ts";
import { hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import { cellWords, type Large, paintTiles, rectsOfLarge } from "./tiles-paint.ts";
import { clearTones, type Linked, makeTones, TONE_ALPHA, type Tones } from "./tone.ts";

/** All that the picture depends on. */
export interface ArenaState {
  readonly model: Model;
  readonly geometry: Geometry;
  readonly arena: number;
  readonly time: Range;
  readonly addresses: Range;
  readonly width: number;
  readonly height: number;
  readonly heat: HeatMode;
  readonly base: "hex" | "dec";
  /** What the selection and whatever else is shown mean; the rest is dimmed. */
  readonly selected: Linked | undefined;
  /** Where it stands among other arenas; null when it has the pane for itself. */
  readonly lane: Lane | null;
  /** All addresses that can be seen; `addresses` is the window on them. */
  readonly whole: Range;
  readonly ghosts: readonly Ghost[];
  readonly explained: readonly Explained[];
}

/** Where the parts of an arena stand in the pane. */
export function boxesOf({ width, height, lane }: Pick<ArenaState, "width" | "height" | "lane">): ArenaBoxes {
  return lane === null ? arenaBoxes(width, height) : laneBoxes(lane, width, height);
}

export interface ArenaScene {
  readonly state: ArenaState;
  readonly boxes: ArenaBoxes;
  readonly frame: ArenaFrame;
  readonly tones: Tones;
  readonly heat: Heat;
  readonly backing: Rects;
  readonly gathered: Gathered | null;
  /** Not null when the arena is drawn from tiles, or from the few pieces in view. */
  readonly large: Large | null;
}

/** Draw lists that are filled anew for every scene. */
export interface ArenaLists {
  readonly tones: Tones;
  readonly heat: Heat;
  /** Ground under the rectangles of a large arena. */
  readonly backing: Rects;
}

export function makeArenaLists(): ArenaLists {
  return { tones: makeTones(), heat: { cells: makeRects(), wash: makeRects() }, backing: makeRects() };
}

/** Scales of a state: enough to point and to outline, without any draw list. */
export function arenaFrame(state: ArenaState): ArenaFrame {
  const { plot } = boxesOf(state);
  return {
    model: state.model,
    geometry: state.geometry,
    arena: state.arena,
    time: timeScale(state.time, state.width),
    address: upScale(state.addresses, plot),
    plot,
  };
}

/** `large`: what of the arena is drawn one by one, and on what, when it is too large to be looked through for a frame. */
export function arenaScene(
  state: ArenaState,
  lists: ArenaLists,
  budget = BUDGET,
  large: Large | null = null,
): ArenaScene {
  const frame = arenaFrame(state);
  clearTones(lists.tones);
  lists.heat.cells.count = 0;
  lists.heat.wash.count = 0;
  lists.backing.count = 0;
  let gathered: Gathered | null = null;
  if (large !== null) {
    if (state.heat === "tenants") rectsOfLarge(frame, state.selected, large, lists);
    // modes that count cells show no storages
  } else if (state.heat !== "occupancy" && state.heat !== "churn") {
    const linked = state.heat === "tenants" ? state.selected : undefined;
    gathered = arenaRects(frame, linked, lists.tones, budget);
  }
  if (large === null && state.heat !== "tenants") heatRects(frame, state.heat, lists.heat);
  return {
    state,
    boxes: boxesOf(state),
    frame,
    tones: lists.tones,
    heat: lists.heat,
    backing: lists.backing,
    gathered,
    large,
  };
}

/** Rectangles that the scene draws. */
export function rectsOfScene(scene: ArenaScene): number {
  return scene.tones.reduce((n, list) => n + list.count, 0) + scene.heat.cells.count + scene.heat.wash.count;
}

/** One pixel of ground right of and above each rectangle, so that neighbours stay apart on a common colour. */
function paintSeams(surface: Surface, list: Rects, colour: string): void {
  for (let i = 0; i < list.count; i++) {
    const w = list.w[i] ?? 0;
    const h = list.h[i] ?? 0;
    if (w < 4 || h < 2) continue;
    surface.fill((list.x[i] ?? 0) + w, list.y[i] ?? 0, 1, h, colour, 0.8);
    surface.fill(list.x[i] ?? 0, (list.y[i] ?? 0) - 1, w, 1, colour, 0.8);
  }
}

function paintContent(surface: Surface, scene: ArenaScene, theme: Theme): void {
  const paints = paintsOf(theme);
  const { state, frame, tones, heat, gathered } = scene;
  const storages = tones[0];
  const { large } = scene;
  if (large !== null) paintTiles(surface, scene, theme);
  if (large !== null && state.heat !== "tenants") return;
  switch (state.heat) {
    case "tenants": {
      const dimmed = state.selected !== undefined;
      if (large === null) paintGaps(surface, frame, paints.fills, theme);
      if (gathered !== null) {
        surface.raster(
          rasterOf(gathered.cells, paints.fills),
          gathered.cells.x,
          gathered.cells.y,
          dimmed ? TONE_ALPHA[0] : 1,
        );
      }
      for (const tone of [0, 1, 2] as const)
        surface.rects(tones[tone], paints.fills, dimmed ? TONE_ALPHA[tone] : 1);
      for (const tone of [0, 1, 2] as const) {
        const inks = dimmed ? (paints.tonedInks[tone] ?? paints.inks) : paints.inks;
        if (state.explained.includes("padding")) paintPadding(surface, frame, tones[tone], theme);
        if (state.explained.includes("views")) paintInside(surface, frame, tones[tone], inks, theme);
        paintMarks(surface, state.model, tones[tone], frame.plot, inks, theme);
      }
      break;
    }
    case "occupancy":
    case "churn":
      surface.rects(heat.cells, paints.fills, 1);
      break;
    case "fragmentation": {
      surface.rects(heat.cells, paints.fills, 1);
      const ground = paints.fills.map(() => theme.bg);
      if (gathered !== null)
        surface.raster(rasterOf(gathered.cells, ground), gathered.cells.x, gathered.cells.y, 1);
      surface.rects(storages, ground, 1);
      surface.rects(
        storages,
        paints.fills.map(() => theme.lineStrong),
        0.28,
      );
      break;
    }
    case "reuse":
      surface.rects(heat.cells, paints.fills, 1);
      surface.rects(heat.wash, paints.fills, 0.72);
      paintSeams(surface, storages, theme.bg);
      break;
    case "idle": {
      const quiet = paints.fills.map(() => theme.lineStrong);
      if (gathered !== null)
        surface.raster(rasterOf(gathered.cells, quiet), gathered.cells.x, gathered.cells.y, 0.28);
      surface.rects(storages, quiet, 0.28);
      surface.rects(heat.cells, paints.fills, 1);
      break;
    }
  }
}

function paintOver(surface: Surface, { plot, address }: ArenaFrame, over: Range, theme: Theme): void {
  const top = at(address, over[1]);
  const band = meet({ x: plot.x, y: top, w: plot.w, h: at(address, over[0]) - top }, plot);
  if (band === undefined) return;
  surface.fill(band.x, band.y, band.w, band.h, theme.hot, 0.12);
  hatch(surface, band, theme.hot, 8, 0.3);
}

/** What the line of a peak above the capacity says besides: by how much, and whose bytes those are, longest first. */
export function overWords({ model, arena }: Pick<ArenaState, "model" | "arena">, bytes: number): string[] {
  const { count, list } = overCapacity(model.plan, arena);
  const names = list.slice(0, 4).map(({ storage }) => tail(nameOf(model, storage)));
  const all = count <= names.length ? names.join(", ") : `${names.join(", ")} …`;
  const storages = `${formatCount(count)} ${count === 1 ? "storage" : "storages"}`;
  const over = `, ${formatBytes(bytes)} over capacity`;
  return [`${over}: ${storages}, ${all}`, `${over}: ${storages}`, over, ""];
}

/** A lane lower than this many pixels would have its limits' names over all that it shows; its head says the numbers. */
const NAMED_LANE = 48;

function paintReach(surface: Surface, scene: ArenaScene, theme: Theme): void {
  const { state, frame } = scene;
  const { address } = frame;
  const arena = state.model.plan.arenas[state.arena];
  if (arena === undefined) return;
  const { peak, capacity, lowerBound } = arena;
  const over = capacity !== null && peak > capacity;
  if (over) paintOver(surface, frame, [capacity, peak], theme);
  const excesses = over ? overWords(state, peak - capacity) : [""];
  const bounded = state.ghosts.includes("bound");
  const above = bounded && !over ? aboveBound(peak, lowerBound) : "";
  const name = bounded && peak === lowerBound ? "peak = bound" : "peak";
  const words = excesses.map((excess) => `${name} ${formatBytes(peak)}${excess}${above}`);
  const limits = [
    {
      y: at(address, peak),
      label: fitting(words, frame.plot.w - 8, 11, theme.uiEm),
      colour: over ? theme.hot : theme.text2,
    },
  ];
  if (capacity !== null) {
    limits.push({ y: at(address, capacity), label: `capacity ${formatBytes(capacity)}`, colour: theme.hot });
  }
  limits.push(...ghostLimits(frame, state.ghosts, theme));
  const unnamed = state.lane !== null && !over && frame.plot.h < NAMED_LANE;
  const shown = unnamed ? limits.map((limit) => ({ ...limit, label: "" })) : limits;
  paintLimits(surface, shown, frame.plot, theme);
}

/** One arena between its axes, without the step axis and the caption. */
function paintPlot(surface: Surface, scene: ArenaScene, theme: Theme): void {
  const { state, boxes, frame } = scene;
  const { plot } = boxes;
  const { plan } = state.model;
  const peak = plan.arenas[state.arena]?.peak ?? 0;
  const low = at(frame.address, 0);
  const ground = meet(
    {
      x: at(frame.time, 0),
      y: at(frame.address, peak),
      w: plan.steps * frame.time.per,
      h: low - at(frame.address, peak),
    },
    plot,
  );
  surface.clip(plot, () => paintPile(surface, frame, state.ghosts, theme));
  if (ground !== undefined) surface.fill(ground.x, ground.y, ground.w, ground.h, theme.hole);
  paintStepGrid(surface, frame.time, plot, plan.steps, theme);
  paintAddressAxis(surface, frame.address, plot, state.addresses[1], state.base, theme);
  surface.clip(plot, () => {
    if (state.heat === "tenants") paintLive(surface, frame, state.ghosts, theme);
    paintContent(surface, scene, theme);
    paintReach(surface, scene, theme);
  });
}

/** The scenes of a pane: one arena, or all as lanes. */
export function paintArena(surface: Surface, scenes: readonly ArenaScene[], theme: Theme): void {
  const [first] = scenes;
  if (first === undefined) return;
  const { state, boxes, frame } = first;
  surface.fill(0, 0, state.width, state.height, theme.bg);
  for (const scene of scenes) {
    const { lane, model, arena } = scene.state;
    if (lane !== null) paintLaneHead(surface, model.plan, arena, lane.head, theme);
    paintPlot(surface, scene, theme);
  }
  paintStepAxis(surface, state.model, frame.time, boxes.steps, theme);
  const top = first.large?.tiles?.top;
  const counted = first.large === null && (state.heat === "occupancy" || state.heat === "churn");
  const cells = counted ? [cellSize(frame)] : cellWords(first);
  paintLegend(surface, frame, state, top, cells, boxes.caption, paintsOf(theme), theme);
}
