/** What a worker that holds a large plan answers to those who show its arenas: tiles, an index, how many storages are in view. */

import { piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import { HEAT_SCALES } from "../heat/scales.ts";
import { shareOf } from "../heat/types.ts";
import type { ColourBy, Drawn, Tints } from "../look.types.ts";
import { spatialBytes, spatialFrom } from "../spatial.ts";
import { keepSpatial, spatialOf } from "../spatial-kept.ts";
import { makeTinting } from "../tints.ts";
import { tileCells } from "./cells.ts";
import { TILE, tileSpan } from "./levels.ts";
import { heatPixels, tenantPixels } from "./pixels.ts";
import type { CountAsk, MaskAsk, Tile, TileAsk } from "./tile.types.ts";

const tint = makeTinting();
const tints = new WeakMap<Plan, Tints>();
const masks = new WeakMap<Plan, MaskAsk>();

/** The last colours of a plan, kept for the tiles that follow. */
export function tintsKept(drawn: Drawn, by: ColourBy): Tints {
  let found = tints.get(drawn.plan);
  if (found?.by !== by) {
    found = tint(drawn, by);
    tints.set(drawn.plan, found);
  }
  return found;
}

/** Null when the mask that it names is no longer, or not yet, the one held. */
export function tileAnswer(drawn: Drawn, ask: TileAsk): Tile | null {
  const { plan } = drawn;
  const { arena, level, column, row, heat, palette } = ask;
  if (heat !== "tenants") {
    const scale = HEAT_SCALES[heat];
    const top = scale.top(plan, arena);
    const share = scale.cells({
      plan,
      arena,
      steps: tileSpan(level.steps, column),
      addresses: tileSpan(level.bytes, row),
      columns: TILE,
      rows: TILE,
    });
    // a cell without a number is NaN, and so is its share
    for (let i = 0; i < share.length; i++) share[i] = shareOf(scale, top, share[i] ?? Number.NaN);
    return { pixels: heatPixels(share, palette), big: new Int32Array(0), top };
  }
  const held = masks.get(plan);
  if (ask.mask !== 0 && held?.version !== ask.mask) return null;
  const mask = ask.mask === 0 ? undefined : held?.mask;
  const cells = tileCells(plan, arena, ask, tintsKept(drawn, ask.by).fill, mask);
  return { pixels: tenantPixels(cells, palette), big: cells.big, top: 0 };
}

/** Holds a mask for the tiles that are asked for from now on, in place of the one before. */
export function maskAnswer({ plan }: Drawn, ask: MaskAsk): { readonly version: number } {
  masks.set(plan, ask);
  return { version: ask.version };
}

/** The index of an arena as bytes, for spatialFrom on the page; from now on it is used here as well. */
export function spatialAnswer({ plan }: Drawn, arena: number): Uint8Array {
  const bytes = spatialBytes(plan, arena);
  keepSpatial(plan, arena, spatialFrom(plan, arena, bytes));
  return bytes;
}

/** How many storages take bytes in a window. */
export function countAnswer(
  { plan }: Drawn,
  { arena, steps, addresses }: CountAsk,
): { readonly count: number } {
  if (spatialOf(plan, arena) === undefined)
    keepSpatial(plan, arena, spatialFrom(plan, arena, spatialBytes(plan, arena)));
  const { owner } = piecesIn(plan);
  const seen = new Uint8Array(plan.storages.count);
  let count = 0;
  spatialOf(plan, arena)?.visit(steps, addresses, (k) => {
    const s = owner[k] ?? 0;
    if (seen[s] === 0) count++;
    seen[s] = 1;
    return false;
  });
  return { count };
}
