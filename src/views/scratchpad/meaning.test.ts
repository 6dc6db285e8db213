import { expect, test } from "vitest";
import { tileName } from "../../core/dialects/tiles/program.types.ts";
import { MLP, TILE } from "../../core/dialects/tiles/testing/mlp.ts";
import { TILING } from "../../core/dialects/tiles/testing/schedules.ts";
import { type TilingSettings, tileGraph } from "../../core/dialects/tiles/tile-graph.ts";
import { tilingOf } from "../../look/scratchpad/index-of.ts";
import { NONE } from "../../look/scratchpad/scratchpad.types.ts";
import {
  execOf,
  loadedAgain,
  nextResidency,
  nextUseOf,
  stepText,
  timesThere,
  touchedBy,
  workText,
} from "./meaning.ts";

function made(change: Partial<TilingSettings> = {}) {
  const tiled = tileGraph(MLP, { ...TILING, ...change });
  const tiling = tiled.ok ? tilingOf(tiled.value, null) : undefined;
  if (tiling?.index == null) throw new Error("it is scheduled");
  return tiling;
}

test("an EXEC touches its operands and its sum, a LOAD its tile in the part for which it comes", () => {
  const { tiled, index } = made();
  const named = (op: number) =>
    touchedBy(tiled, index, op).map(({ tile, role }) => [tileName(tiled.program, tile), role]);
  expect(named(0)).toEqual([["x(0, 0)", 0]]);
  expect(named(1)).toEqual([["w1(0, 0)", 1]]);
  expect(named(2)).toEqual([
    ["x(0, 0)", 0],
    ["w1(0, 0)", 1],
    ["t2(0, 0)", 3],
  ]);
});

test("the work of a step is said as a sum", () => {
  const { program } = made().tiled;
  expect([0, 1].map((s) => workText(program, s))).toEqual([
    "t2(0, 0) = x(0, 0) × w1(0, 0)",
    "t2(0, 0) += x(0, 1) × w1(1, 0)",
  ]);
});

test("the next use that an eviction tells is the one found by looking", () => {
  const { tiled, index } = made({ capacity: 9 * TILE });
  const { evictions, ops } = tiled.schedule;
  expect(evictions.length).toBeGreaterThan(0);
  for (const { tile, nextUse, op, step } of evictions) {
    expect(nextUseOf(tiled.program, tile, step)).toBe(nextUse);
    const exec = execOf(index, nextUse);
    expect(ops.step[exec]).toBe(nextUse);
    const again = loadedAgain(tiled, tile, op);
    expect(again).toBeGreaterThan(op - 1);
    expect(again).toBeLessThan(exec);
  }
});

test("residencies of a tile are met one after the other, and then the first again", () => {
  const { tiled, index } = made({ capacity: 4 * TILE });
  const tile = tiled.schedule.evictions[0]?.tile ?? 0;
  const times = timesThere(index, tile);
  expect(times).toBeGreaterThan(1);
  const met: number[] = [];
  let after: number = NONE;
  for (let i = 0; i <= times; i++) {
    const r = nextResidency(index, tile, after);
    met.push(r);
    after = index.residencies.from[r] ?? 0;
  }
  expect(met[times]).toBe(met[0]);
  expect(new Set(met).size).toBe(times);
  expect(nextResidency(index, tiled.program.tiles, 0)).toBe(NONE);
});

test("what is never needed again has no step", () => {
  const { program } = made().tiled;
  expect(stepText(nextUseOf(program, program.tiles - 1, 0))).toBe("no step");
  expect(stepText(1234)).toBe("step 1,234");
});
