import { expect, test } from "vitest";
import type { Plan } from "../core/plan.types.ts";
import { geometryOf } from "./geometry.ts";
import { widthOf } from "./label.ts";
import {
  type ArenaState,
  arenaFrame,
  arenaScene,
  boxesOf,
  makeArenaLists,
  paintArena,
} from "./paint-arena.ts";
import { paintMap } from "./paint-map.ts";
import { svgSurface } from "./svg-surface.ts";
import { modelled, planned, randomPlan } from "./testing/frames.ts";
import type { Theme } from "./theme.ts";

const THEME: Theme = {
  scheme: "light",
  bg: "#ffffff",
  raised: "#f6f7f9",
  line: "#dfe3e8",
  lineStrong: "#b9c0c9",
  text: "#14181f",
  text2: "#545d69",
  accent: "#0b5fd3",
  accentInk: "#ffffff",
  good: "#0a7a44",
  hot: "#b84a00",
  curve: "#0072b2",
  curveFill: "#9ecae6",
  grid: "#eceff2",
  hole: "#f1f3f5",
  ghost: "#dfe3e8",
  font: "x",
  mono: "y",
  uiEm: 0.56,
  monoEm: 0.6,
};

function stateOf(plan: Plan, width: number, height: number, more: Partial<ArenaState> = {}): ArenaState {
  const peak = plan.arenas[0]?.peak ?? 1;
  return {
    model: modelled(plan),
    geometry: geometryOf(plan),
    arena: 0,
    time: [0, plan.steps],
    addresses: [0, peak * 1.07],
    whole: [0, peak * 1.07],
    width,
    height,
    heat: "tenants",
    base: "hex",
    selected: undefined,
    lane: null,
    ghosts: ["bound"],
    explained: [],
    ...more,
  };
}

/** Texts of 11 pixels that are written to the right edge of the plot: the names of limits. */
function limitsOf(state: ArenaState): { text: string; left: number; right: number; y: number }[] {
  const surface = svgSurface(state.width, state.height, THEME, () => "");
  paintArena(surface, [arenaScene(state, makeArenaLists())], THEME);
  const all = surface
    .done()
    .matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*text-anchor="end"[^>]*font-size="11"[^>]*>([^<]*)</g);
  return [...all].map(([, x, y, text = ""]) => ({
    text,
    left: Number(x) - widthOf(text, 11, THEME.uiEm),
    right: Number(x),
    y: Number(y),
  }));
}

const FITTING = planned({
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "over",
  buffers: [
    { id: "below", start: 0, end: 10, bytes: 600 },
    { id: "above", start: 2, end: 8, bytes: 400 },
  ],
});
const OVER: Plan = { ...FITTING, arenas: FITTING.arenas.map((arena) => ({ ...arena, capacity: 900 })) };

test("what lies above the capacity is named on the line of the peak, and no two names of limits meet", () => {
  const wide = limitsOf(stateOf(OVER, 1000, 400)).find(({ text }) => text.startsWith("peak"));
  expect(wide?.text).toMatch(/100 B over capacity: 1 storage, (above|below)$/);
  for (const width of [300, 380, 500, 700, 1000]) {
    for (const height of [110, 180, 260, 500]) {
      const state = stateOf(OVER, width, height);
      const { plot } = boxesOf(state);
      const found = limitsOf(state).filter(({ right }) => right <= plot.x + plot.w);
      expect(found.length).toBeGreaterThan(0);
      for (const [i, a] of found.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(plot.x);
        for (const b of found.slice(i + 1))
          expect(Math.abs(a.y - b.y) >= 13 || a.right < b.left || b.right < a.left).toBe(true);
      }
    }
  }
});

test("the memory map dims what the plot dims", () => {
  const plan = randomPlan(4);
  const fills = (selected: ArenaState["selected"]) => {
    const state = stateOf(plan, 800, 600, { selected });
    const surface = svgSurface(800, 600, THEME, () => "");
    paintMap(surface, state, arenaFrame(state).address, boxesOf(state).map, 40, THEME);
    return [...surface.done().matchAll(/<rect [^>]*>/g)].filter(([rect]) => rect.includes('opacity="0.5"'));
  };
  expect(fills(undefined)).toHaveLength(0);
  const mask = new Uint8Array(plan.storages.count);
  expect(fills({ storages: new Set(), buffers: new Set(), mask }).length).toBeGreaterThan(1);
  mask.fill(1);
  expect(fills({ storages: new Set(), buffers: new Set(), mask })).toHaveLength(0);
});
