/** The open graph in tiles in a small scratchpad: its settings, what was made of them, and what of it is pointed at. */

import { createStore } from "zustand/vanilla";
import type { BesideOriginal } from "../core/dialects/tiles/beside-original.ts";
import { UNIT_COSTS } from "../core/dialects/tiles/lanes.ts";
import type { Sweep } from "../core/dialects/tiles/sweep.ts";
import type { TilingSettings } from "../core/dialects/tiles/tile-graph.ts";
import type { GraphDocument } from "../core/document.ts";
import type { Problem } from "../core/result.ts";
import type { ScratchpadIndex, TiledMade, TiledRefused } from "../look/scratchpad/scratchpad.types.ts";
import type { Window } from "./session.ts";

export const DEFAULT_TILING: TilingSettings = {
  capacity: 256 * 1024,
  alignment: 64,
  policy: "furthest",
  loopOrder: "mnk",
  tile: [32, 32],
  elements: "own",
  padded: false,
  doubleBuffer: "off",
  forward: false,
  costs: UNIT_COSTS,
};

/** A schedule on the page, with what it was made of. */
export interface ShownTiling {
  readonly tiled: TiledMade;
  readonly index: ScratchpadIndex;
  readonly original: BesideOriginal | "gives up" | null;
  readonly settings: TilingSettings;
  readonly document: GraphDocument;
  /** Milliseconds of scheduling and proving. */
  readonly elapsed: number;
}

/** Why the present settings give no schedule; the last one stays on the page. */
export type Refusal =
  | { readonly kind: "needs"; readonly tiled: TiledRefused }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "crash"; readonly says: string };

export interface TilingState {
  readonly open: boolean;
  readonly settings: TilingSettings;
  /** The last schedule of the open document; null before the first. */
  readonly shown: ShownTiling | null;
  readonly refusal: Refusal | null;
  readonly working: boolean;
  /** LOADs by size as far as they are known; null before the first size. */
  readonly sweep: Sweep | null;
  readonly sweeping: boolean;
  /** Positions in the schedule. */
  readonly op: number | null;
  readonly hoverOp: number | null;
  /** Tile numbers of the program. */
  readonly tile: number | null;
  readonly hoverTile: number | null;
  /** Visible positions in the schedule, and visible addresses. Null: all. */
  readonly view: Window | null;
  readonly addresses: Window | null;
  /** The operation to be selected when the next schedule is there. */
  readonly sought: number | null;
}

export const tilingStore = createStore<TilingState>(() => ({
  open: false,
  settings: DEFAULT_TILING,
  shown: null,
  refusal: null,
  working: false,
  sweep: null,
  sweeping: false,
  op: null,
  hoverOp: null,
  tile: null,
  hoverTile: null,
  view: null,
  addresses: null,
  sought: null,
}));

/** Changes settings; what depends on them is made anew by the app. Equal ones change nothing. */
export function setTiling(change: Partial<TilingSettings>): void {
  tilingStore.setState((s) => {
    const settings = { ...s.settings, ...change };
    return JSON.stringify(settings) === JSON.stringify(s.settings) ? s : { settings };
  });
}

export function toggleScratchpad(): void {
  tilingStore.setState((s) => ({ open: !s.open }));
}

/** Lets go what is selected in the view; false when nothing was. */
export function letGoTiles(): boolean {
  const { open, op, tile } = tilingStore.getState();
  if (!open || (op === null && tile === null)) return false;
  tilingStore.setState({ op: null, tile: null });
  return true;
}

/** Leaves the view; false when it was not open. */
export function leaveScratchpad(): boolean {
  const { open } = tilingStore.getState();
  if (open) tilingStore.setState({ open: false });
  return open;
}
