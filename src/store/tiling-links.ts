/** Selection and pointing in the scratchpad view, which light up what the same means on the rest of the page. */

import { matrixOf } from "../core/dialects/tiles/program.types.ts";
import { OP } from "../core/dialects/tiles/schedule.types.ts";
import { outcomeStore } from "./outcome.ts";
import { point, select, type Target, type Window } from "./session.ts";
import { type ShownTiling, type TilingState, tilingStore } from "./tiling.ts";

/** The tensor of a tile in the plan on the page; null when that is of another document. */
export function targetOfTile({ tiled }: ShownTiling, tile: number): Target | null {
  const name = tiled.program.matrices[matrixOf(tiled.program, tile)]?.name;
  const { picture } = outcomeStore.getState();
  const index = name === undefined ? undefined : picture?.graph?.tensorIndex.get(name);
  return index === undefined ? null : { kind: "tensor", index };
}

/** What an operation is of: the node of an EXEC, the tensor of a transfer. */
export function targetOfOp(shown: ShownTiling, op: number): Target | null {
  const { ops } = shown.tiled.schedule;
  if (ops.kind[op] !== OP.exec) return targetOfTile(shown, ops.tile[op] ?? 0);
  const { program } = shown.tiled;
  const id = program.ops[program.steps.op[ops.step[op] ?? 0] ?? 0]?.nodes[0];
  const { picture } = outcomeStore.getState();
  const index = id === undefined ? undefined : picture?.graph?.nodeIndex.get(id);
  return index === undefined ? null : { kind: "node", index };
}

function change(state: Partial<TilingState>): void {
  const now = tilingStore.getState();
  if (Object.entries(state).some(([key, value]) => Reflect.get(now, key) !== value))
    tilingStore.setState(state);
}

/** Points at an operation, or at nothing; cheap when it is the same as before. */
export function pointOp(op: number | null): void {
  const { shown } = tilingStore.getState();
  change({ hoverOp: op, hoverTile: null });
  if (shown !== null) point(op === null ? null : targetOfOp(shown, op));
}

/** Points at a place of the picture: the operation of its column, and the tile that is there. */
export function pointPlace(op: number, tile: number | null): void {
  const { shown } = tilingStore.getState();
  change({ hoverOp: op, hoverTile: tile });
  if (shown !== null) point(tile === null ? targetOfOp(shown, op) : targetOfTile(shown, tile));
}

/** Points at a tile, wherever it is. */
export function pointTile(tile: number | null): void {
  const { shown } = tilingStore.getState();
  change({ hoverTile: tile, hoverOp: null });
  if (shown !== null) point(tile === null ? null : targetOfTile(shown, tile));
}

/** Selects an operation, and the tile that it moves or works on. */
export function chooseOp(op: number | null): void {
  const { shown } = tilingStore.getState();
  if (shown === null) return;
  const tile = op === null ? null : (shown.tiled.schedule.ops.tile[op] ?? null);
  change({ op, tile });
  select(op === null ? null : targetOfOp(shown, op));
}

/** Selects a tile, wherever it is, and no operation. */
export function chooseTile(tile: number | null): void {
  const { shown } = tilingStore.getState();
  if (shown === null) return;
  change({ op: null, tile });
  select(tile === null ? null : targetOfTile(shown, tile));
}

/** Selects an operation, and a tile that lies beside what it does. */
export function chooseTileAt(op: number, tile: number): void {
  const { shown } = tilingStore.getState();
  if (shown === null) return;
  change({ op, tile });
  select(targetOfTile(shown, tile));
}

/** Selects the operation that needed the room, and the tile that went. */
export function chooseEviction(position: number): void {
  const eviction = tilingStore.getState().shown?.tiled.schedule.evictions[position];
  if (eviction !== undefined) chooseTileAt(eviction.op, eviction.tile);
}

/** Share of the view that is kept free around what is brought into it. */
const AIR = 0.1;

/** The window moved by the least that shows [from, to) with some air. */
export function revealed(view: Window, from: number, to: number, all: Window): Window {
  const width = view[1] - view[0];
  const air = width * AIR;
  if (from >= view[0] && to <= view[1]) return view;
  const start = from < view[0] ? from - air : to - width + air;
  const kept = Math.min(Math.max(start, all[0]), Math.max(all[0], all[1] - width));
  return [kept, kept + width];
}

/** Brings an operation into view; a view of all shows it already. */
export function revealOp(op: number): void {
  const { shown, view } = tilingStore.getState();
  if (shown === null || view === null) return;
  change({ view: revealed(view, op, op + 1, [0, shown.tiled.schedule.ops.count]) });
}

/** Selects an operation and brings it into view. */
export function goToOp(op: number): void {
  chooseOp(op);
  revealOp(op);
}
