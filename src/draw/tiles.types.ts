/** What the tiles of a large arena are asked from, and what a frame draws of them. */

import type { ColourBy } from "../look/look.types.ts";
import type { Level } from "../look/tiles/levels.ts";
import type { CountAsk, MaskAsk, Tile, TileAsk } from "../look/tiles/tile.types.ts";
import type { ArenaFrame } from "./arena-list.ts";
import type { Blit } from "./blit.ts";

/** Who makes tiles: a worker that has the plan. All reject when the plan has gone. */
export interface TileSource {
  /** Null when its mask is not the present one. */
  readonly tile: (ask: TileAsk) => Promise<Tile | null>;
  readonly mask: (ask: MaskAsk) => Promise<unknown>;
  readonly count: (ask: CountAsk) => Promise<number>;
}

/** What the tiles of a frame depend on besides its scales. */
export interface TileLook {
  readonly by: ColourBy;
  readonly heat: TileAsk["heat"];
  /** Storages that stand out, 1 each. */
  readonly mask: Uint8Array | undefined;
  readonly palette: Uint8Array;
}

/** What a frame draws of a large arena. */
export interface TilesShown {
  readonly blits: readonly Blit[];
  /** Rows of pieces that are drawn over them, each once. */
  readonly big: Int32Array;
  readonly level: Level;
  /** Whether every tile in view is of this level and look. */
  readonly complete: boolean;
  /** How many storages are in view; undefined until somebody has counted. */
  readonly inView: number | undefined;
  /** The number at which the scale of the heat mode ends; undefined until a tile has told, and without a mode. */
  readonly top: number | undefined;
}

export interface TileLayer {
  readonly show: (frame: ArenaFrame, look: TileLook) => TilesShown;
  /** Forgets all tiles: the plan is another. */
  readonly clear: () => void;
}
