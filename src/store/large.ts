/** Who answers for the arenas of a large picture: tiles, indices, counts. The app gives it; there is none before. */

import type { Chunks } from "../look/chunks.ts";
import type { CountAsk, MaskAsk, Tile, TileAsk } from "../look/tiles/tile.types.ts";

/** All reject when the picture is no longer the one on the page. */
export interface LargeSource {
  readonly tile: (ask: TileAsk) => Promise<Tile | null>;
  readonly mask: (ask: MaskAsk) => Promise<unknown>;
  /** While one is counted only the newest of the rest waits; the others reject. */
  readonly count: (ask: CountAsk) => Promise<number>;
  /** The spatial index of an arena (look/spatial.ts). */
  readonly spatial: (arena: number) => Promise<Uint8Array>;
  /** Its pieces as a graphics card takes them. */
  readonly chunks: (arena: number) => Promise<Chunks>;
}

let source: LargeSource | undefined;

/** Called once by the app. */
export function provideLarge(given: LargeSource): void {
  source = given;
}

export function largeSource(): LargeSource | undefined {
  return source;
}
