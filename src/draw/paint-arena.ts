/** The picture of the arena: address × time, its limits, holes, heat. One scene, painted on a canvas or into an SVG. */

import { formatBytes } from "../core/units.ts";
import type { HeatMode } from "../look/look.types.ts";
import { type ArenaBoxes, arenaBoxes } from "./arena-layout.ts";
import { type ArenaFrame, arenaRects, BUDGET, type Gathered } from "./arena-list.ts";
import type { Geometry } from "./geometry.ts";
import { type Heat, heatRects } from "./heat.ts";
import type { Model } from "./model.ts";
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
}

export interface ArenaScene {
  readonly state: ArenaState;
  readonly boxes: ArenaBoxes;
  readonly frame: ArenaFrame;
  readonly tones: Tones;
  readonly heat: Heat;
  readonly gathered: Gathered | null;
}

/** Draw lists that are filled anew for every scene. */
export interface ArenaLists {
  readonly tones: Tones;
  readonly heat: Heat;
}

export function makeArenaLists(): ArenaLists {
  return { tones: makeTones(), heat: { cells: makeRects(), wash: makeRects() } };
}

/** Scales of a state: enough to point and to outline, without any draw list. */
export function arenaFrame(state: ArenaState): ArenaFrame {
  const { plot } = arenaBoxes(state.width, state.height);
  return {
    model: state.model,
    geometry: state.geometry,
    arena: state.arena,
    time: timeScale(state.time, state.width),
    address: upScale(state.addresses, plot),
    plot,
  };
}

export function arenaScene(state: ArenaState, lists: ArenaLists, budget = BUDGET): ArenaScene {
  const frame = arenaFrame(state);
  clearTones(lists.tones);
  lists.heat.cells.count = 0;
  lists.heat.wash.count = 0;
  let gathered: Gathered | null = null;
  // modes that count cells show no storages
  if (state.heat !== "occupancy" && state.heat !== "churn") {
    const linked = state.heat === "tenants" ? state.selected : undefined;
    gathered = arenaRects(frame, linked, lists.tones, budget);
  }
  if (state.heat !== "tenants") heatRects(frame, state.heat, lists.heat);
  return {
    state,
    boxes: arenaBoxes(state.width, state.height),
    frame,
    tones: lists.tones,
    heat: lists.heat,
    gathered,
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
  switch (state.heat) {
    case "tenants": {
      const dimmed = state.selected !== undefined;
      paintGaps(surface, frame, paints.fills, theme);
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

function paintReach(surface: Surface, scene: ArenaScene, theme: Theme): void {
  const { state, frame } = scene;
  const { plot, address } = frame;
  const arena = state.model.plan.arenas[state.arena];
  if (arena === undefined) return;
  const { peak, capacity } = arena;
  const over = capacity !== null && peak > capacity;
  if (over) {
    const top = at(address, peak);
    const band = meet({ x: plot.x, y: top, w: plot.w, h: at(address, capacity) - top }, plot);
    if (band !== undefined) {
      surface.fill(band.x, band.y, band.w, band.h, theme.hot, 0.12);
      hatch(surface, band, theme.hot, 8, 0.3);
    }
  }
  const excess = over ? `, ${formatBytes(peak - capacity)} over capacity` : "";
  const limits = [
    {
      y: at(address, peak),
      label: `peak ${formatBytes(peak)}${excess}`,
      colour: over ? theme.hot : theme.text2,
    },
  ];
  if (capacity !== null) {
    limits.push({ y: at(address, capacity), label: `capacity ${formatBytes(capacity)}`, colour: theme.hot });
  }
  paintLimits(surface, limits, plot, theme);
}

export function paintArena(surface: Surface, scene: ArenaScene, theme: Theme): void {
  const { state, boxes, frame } = scene;
  const { plot } = boxes;
  const { plan } = state.model;
  const peak = plan.arenas[state.arena]?.peak ?? 0;
  surface.fill(0, 0, state.width, state.height, theme.bg);
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
  if (ground !== undefined) surface.fill(ground.x, ground.y, ground.w, ground.h, theme.hole);
  paintStepGrid(surface, frame.time, plot, plan.steps, theme);
  paintAddressAxis(surface, frame.address, plot, state.addresses[1], state.base, theme);
  surface.clip(plot, () => {
    paintContent(surface, scene, theme);
    paintReach(surface, scene, theme);
  });
  paintStepAxis(surface, state.model, frame.time, boxes.steps, theme);
  const gathered = state.heat === "reuse" ? null : scene.gathered;
  paintLegend(surface, frame, state.heat, gathered, boxes.caption, paintsOf(theme), theme);
}
