/** Keys of the focused picture: left and right walk the operations, up and down what is there at the selected one. */

import { eachResidency, residencyOfTile } from "../../../look/scratchpad/finding.ts";
import { NONE } from "../../../look/scratchpad/scratchpad.types.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { chooseTileAt, goToOp } from "../../../store/tiling-links.ts";
import { zoomToResidency } from "./obey.ts";

function withShown(act: (shown: ShownTiling, op: number | null) => boolean): () => boolean {
  return () => {
    const { shown, op } = tilingStore.getState();
    return shown !== null && shown.tiled.schedule.ops.count > 0 && act(shown, op);
  };
}

function lastOp({ tiled }: ShownTiling): number {
  return tiled.schedule.ops.count - 1;
}

/** Without a selection the walk begins at the left end of what is in view. */
function walk(by: number): () => boolean {
  return withShown((shown, op) => {
    const start = Math.floor(tilingStore.getState().view?.[0] ?? 0);
    goToOp(op === null ? start : Math.min(Math.max(0, op + by), lastOp(shown)));
    return true;
  });
}

/** The next operation before or after that moves the selected tile, or works on it or with it. */
function walkTile(by: 1 | -1): () => boolean {
  return withShown(({ tiled }, op) => {
    const { tile } = tilingStore.getState();
    if (op === null || tile === null) return false;
    const { ops } = tiled.schedule;
    const { a, b, d } = tiled.program.steps;
    for (let i = op + by; i >= 0 && i < ops.count; i += by) {
      const s = ops.step[i] ?? 0;
      const reads = ops.kind[i] === 1 && (a[s] === tile || b[s] === tile || d[s] === tile);
      if (ops.tile[i] !== tile && !reads) continue;
      goToOp(i);
      chooseTileAt(i, tile);
      return true;
    }
    return true;
  });
}

/** The tile above or below the selected one, as they lie at the selected operation. */
function walkTiles(by: 1 | -1): () => boolean {
  return withShown(({ index }, op) => {
    if (op === null) return false;
    const { address, tile } = index.residencies;
    const there: number[] = [];
    eachResidency(index, op, op + 1, (r) => there.push(r));
    there.sort((r, q) => (address[r] ?? 0) - (address[q] ?? 0));
    const selected = tilingStore.getState().tile;
    const at = there.findIndex((r) => tile[r] === selected);
    const next = at < 0 ? (by > 0 ? there[0] : there.at(-1)) : there[at + by];
    if (next !== undefined) chooseTileAt(op, tile[next] ?? 0);
    return true;
  });
}

/** By their names in draw/focus.ts. */
export const PICTURE_KEYS: Readonly<Record<string, () => boolean>> = {
  ArrowLeft: walk(-1),
  ArrowRight: walk(1),
  "Shift+ArrowLeft": walk(-10),
  "Shift+ArrowRight": walk(10),
  "Control+ArrowLeft": walkTile(-1),
  "Control+ArrowRight": walkTile(1),
  ArrowUp: walkTiles(1),
  ArrowDown: walkTiles(-1),
  Home: withShown(() => {
    goToOp(0);
    return true;
  }),
  End: withShown((shown) => {
    goToOp(lastOp(shown));
    return true;
  }),
  Enter: withShown((shown, op) => {
    const { tile } = tilingStore.getState();
    if (op === null || tile === null) return false;
    const r = residencyOfTile(shown.index, tile, op);
    if (r === NONE) return false;
    zoomToResidency(shown, r);
    return true;
  }),
};
