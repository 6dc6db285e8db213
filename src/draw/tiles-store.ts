/** Tiles as images, the least recently shown forgotten first once they take too many bytes. */

import type { TileImage } from "./blit.ts";

export interface StoredTile {
  readonly image: TileImage;
  /** Rows of the largest pieces of it. */
  readonly big: Int32Array;
}

export interface TileStore {
  /** The tile, which is in use from now on. */
  readonly get: (key: string) => StoredTile | undefined;
  readonly has: (key: string) => boolean;
  readonly put: (key: string, tile: StoredTile, bytes: number) => void;
  readonly clear: () => void;
  readonly bytes: () => number;
}

/** `most`: bytes. What is put in last stays, however large. */
export function makeTileStore(most: number): TileStore {
  const tiles = new Map<string, { readonly tile: StoredTile; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string) => {
    const found = tiles.get(key);
    if (found === undefined) return;
    tiles.delete(key);
    total -= found.bytes;
    found.tile.image.close?.();
  };
  return {
    has: (key) => tiles.has(key),
    bytes: () => total,
    get(key) {
      const found = tiles.get(key);
      if (found === undefined) return undefined;
      tiles.delete(key);
      tiles.set(key, found);
      return found.tile;
    },
    put(key, tile, bytes) {
      drop(key);
      tiles.set(key, { tile, bytes });
      total += bytes;
      for (const oldest of tiles.keys()) {
        if (total <= most || tiles.size === 1) break;
        drop(oldest);
      }
    },
    clear() {
      for (const key of [...tiles.keys()]) drop(key);
    },
  };
}
