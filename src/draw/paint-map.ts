/** The memory map: the arena cut at one step, blocks at their addresses, holes hatched. */

import { pieceAtStep, piecesIn } from "../core/needs.ts";
import { formatAddress, formatCount } from "../core/units.ts";
import { snapped } from "./arena-list.ts";
import { fitting } from "./label.ts";
import { opOf } from "./model.ts";
import type { ArenaState } from "./paint-arena.ts";
import { paintsOf } from "./paints.ts";
import { aliveAt } from "./pick.ts";
import { at, type Box, meet, type Scale } from "./scale.ts";
import { hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

interface MapBlock {
  readonly storage: number;
  /** Of its lowest byte that is needed at the step. */
  readonly address: number;
  readonly box: Box;
}

/** Storages of the map at `step` with their boxes, lowest address first; thinner ones than a pixel share it. */
export function mapBlocks(
  state: Pick<ArenaState, "model" | "arena">,
  address: Scale,
  column: Box,
  step: number,
): MapBlock[] {
  const { plan } = state.model;
  const pieces = piecesIn(plan);
  const blocks: MapBlock[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const s of aliveAt(plan, state.arena, step)) {
    const k = pieceAtStep(pieces, s, step);
    const base = plan.storages.offset[s] ?? 0;
    const low = at(address, base + (pieces.low[k] ?? 0));
    const high = at(address, base + (pieces.high[k] ?? 0));
    const foot = Math.round(low);
    if (low - high < 1 && Math.round(high) >= last - 1) continue;
    const h = snapped(high, low)[1];
    last = foot - h;
    const box = meet({ x: column.x + 1, y: foot - h, w: column.w - 2, h }, column);
    if (box !== undefined) blocks.push({ storage: s, address: base + (pieces.low[k] ?? 0), box });
  }
  return blocks;
}

export function paintMap(
  surface: Surface,
  state: ArenaState,
  address: Scale,
  column: Box,
  step: number,
  theme: Theme,
): void {
  const { plan } = state.model;
  const paints = paintsOf(theme);
  const peak = at(address, plan.arenas[state.arena]?.peak ?? 0);
  const used = meet({ x: column.x, y: peak, w: column.w, h: at(address, 0) - peak }, column);
  surface.fill(column.x, column.y, column.w, column.h, theme.bg);
  if (used !== undefined) {
    surface.fill(used.x, used.y, used.w, used.h, theme.hole);
    hatch(surface, used, theme.line, 6);
  }
  for (const { storage, address: low, box } of mapBlocks(state, address, column, step)) {
    const fill = state.model.fill[storage] ?? 0;
    const ink = paints.inks[fill] ?? theme.text;
    surface.fill(box.x, box.y, box.w, box.h, paints.fills[fill] ?? "", 1);
    if (box.h < 12) continue;
    const room = box.w - 6;
    const from = formatAddress(low, Math.floor(state.addresses[1]), state.base);
    const size = Math.min(9.5, room / (from.length * theme.monoEm));
    surface.text(from, box.x + 4, box.y + box.h - 6, { colour: ink, size, mono: true });
    const op = fitting([opOf(state.model, storage)], room, 10.5, theme.uiEm);
    if (op !== "" && box.h >= 26) surface.text(op, box.x + 4, box.y + 9, { colour: ink, size: 10.5 });
  }
  surface.frame(column, theme.lineStrong, 1);
  const words = `at step ${formatCount(step)}`;
  const says = fitting([words, words.slice(3)], column.w + 14, 10.5, theme.uiEm);
  surface.text(says, column.x + column.w / 2, column.y + column.h + 13, {
    colour: theme.text,
    size: 10.5,
    align: "center",
  });
}
