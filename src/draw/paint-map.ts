/** The memory map: the arena cut at one step, blocks at their addresses, holes hatched. */

import { usableTop } from "../core/explain/free.ts";
import { pieceAtStep, piecesIn } from "../core/needs.ts";
import { formatAddress, formatBytes, formatCount } from "../core/units.ts";
import { snapped } from "./arena-list.ts";
import { fitting, widthOf } from "./label.ts";
import { labelOf } from "./model.ts";
import type { ArenaState } from "./paint-arena.ts";
import { paintsOf } from "./paints.ts";
import { aliveAt } from "./pick.ts";
import { at, type Box, meet, type Scale } from "./scale.ts";
import { hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import { TONE_ALPHA, toneOf } from "./tone.ts";

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

export interface MapHole {
  readonly low: number;
  readonly high: number;
  /** Whether no other hole of the step is larger, of those that could be used. */
  readonly largest: boolean;
  /** Above the capacity: nothing can be put there. */
  readonly above: boolean;
}

/** Free addresses below the peak at a step, lowest first, cut at the capacity. */
export function mapHoles({ model, arena }: Pick<ArenaState, "model" | "arena">, step: number): MapHole[] {
  const { plan } = model;
  const pieces = piecesIn(plan);
  const holes: { low: number; high: number }[] = [];
  let reached = 0;
  const taken = aliveAt(plan, arena, step).map((s) => {
    const k = pieceAtStep(pieces, s, step);
    const base = plan.storages.offset[s] ?? 0;
    return { low: base + (pieces.low[k] ?? 0), high: base + (pieces.high[k] ?? 0) };
  });
  taken.sort((a, b) => a.low - b.low);
  const peak = plan.arenas[arena]?.peak ?? 0;
  for (const { low, high } of [...taken, { low: peak, high: peak }]) {
    if (low > reached) holes.push({ low: reached, high: low });
    reached = Math.max(reached, high);
  }
  const limit = usableTop(plan, arena);
  const cut = holes.flatMap(({ low, high }) =>
    low < limit && limit < high
      ? [
          { low, high: limit },
          { low: limit, high },
        ]
      : [{ low, high }],
  );
  const usable = cut.filter(({ high }) => high <= limit);
  const most = usable.reduce((bytes, { low, high }) => Math.max(bytes, high - low), 0);
  const first = usable.find(({ low, high }) => high - low === most);
  return cut.map((hole) => ({ ...hole, largest: hole === first, above: hole.high > limit }));
}

/** Sizes of the holes that have room for words; the largest one bold. */
function paintHoles(
  surface: Surface,
  state: ArenaState,
  address: Scale,
  column: Box,
  step: number,
  theme: Theme,
): void {
  for (const { low, high, largest, above } of mapHoles(state, step)) {
    const y = at(address, high);
    const box = meet({ x: column.x + 1, y, w: column.w - 2, h: at(address, low) - y }, column);
    if (box === undefined || box.h < 13) continue;
    const size = formatBytes(high - low);
    const says = fitting(
      above ? [`${size} too high`, "too high"] : [`${size} free`, size],
      box.w - 6,
      10,
      theme.uiEm * (largest ? 1.08 : 1),
    );
    if (says === "") continue;
    const middle = box.y + box.h / 2;
    const w = widthOf(says, 10, theme.uiEm * (largest ? 1.08 : 1)) + 4;
    surface.fill(box.x + box.w / 2 - w / 2, middle - 6.5, w, 13, theme.hole, 0.9);
    surface.text(says, box.x + box.w / 2, middle + 0.5, {
      colour: theme.text2,
      size: 10,
      align: "center",
      bold: largest,
    });
  }
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
  paintHoles(surface, state, address, column, step, theme);
  for (const { storage, address: low, box } of mapBlocks(state, address, column, step)) {
    const fill = state.model.fill[storage] ?? 0;
    const tone = toneOf(plan, state.selected, storage);
    const dimmed = state.selected !== undefined;
    const ink = (dimmed ? paints.tonedInks[tone] : paints.inks)?.[fill] ?? theme.text;
    // no hatching is to shine through
    if (dimmed) surface.fill(box.x, box.y, box.w, box.h, theme.hole, 1);
    surface.fill(box.x, box.y, box.w, box.h, paints.fills[fill] ?? "", dimmed ? TONE_ALPHA[tone] : 1);
    if (box.h < 12) continue;
    const room = box.w - 6;
    const from = formatAddress(low, Math.floor(state.addresses[1]), state.base);
    const size = Math.min(9.5, room / (from.length * theme.monoEm));
    surface.text(from, box.x + 4, box.y + box.h - 6, { colour: ink, size, mono: true });
    const op = fitting([labelOf(state.model, storage)], room, 10.5, theme.uiEm);
    if (op !== "" && box.h >= 26) surface.text(op, box.x + 4, box.y + 9, { colour: ink, size: 10.5 });
  }
  surface.frame(column, theme.lineStrong, 1);
  // below the lowest of several lanes
  if (state.lane !== null && state.arena < plan.arenas.length - 1) return;
  const words = `at step ${formatCount(step)}`;
  const says = fitting([words, words.slice(3)], column.w + 14, 10.5, theme.uiEm);
  surface.text(says, column.x + column.w / 2, column.y + column.h + 13, {
    colour: theme.text,
    size: 10.5,
    align: "center",
  });
}
