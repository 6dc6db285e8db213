/**
 * The tiles of a large arena on the page: what a frame draws of those that are there, and what is asked for. Drawing never
 * waits: where a tile is missing, what the last levels have of its place stands in for it.
 */

import { type Level, TILE, type TileBlock, tileSpan } from "../look/tiles/levels.ts";
import type { MaskAsk, Tile, TileAsk } from "../look/tiles/tile.types.ts";
import type { ArenaFrame } from "./arena-list.ts";
import type { Blit, TileImage } from "./blit.ts";
import type { TileLayer, TileLook, TileSource } from "./tiles.types.ts";
import { makeTileStore, type StoredTile } from "./tiles-store.ts";
import {
  aroundBlock,
  blockOf,
  blockUnder,
  fromMiddle,
  levelOf,
  overviewOf,
  partOf,
  windowOf,
} from "./tiles-view.ts";

/** Bytes of tiles that are kept: some 250. */
const MOST_BYTES = 64 * 2 ** 20;
/** Tiles under way: the worker always has a next one, and what is asked last does not wait for many. */
const UNDER_WAY = 2;
/** Milliseconds that a window stays before somebody counts what is in it. */
const REST = 120;
/** Levels looked back to where a tile is missing. */
const LEVELS_BACK = 6;

/** Tiles of one level and look, as they were shown once. */
interface Layer {
  readonly look: string;
  readonly level: Level;
}

const keyOf = (look: string, level: Level, column: number, row: number) =>
  `${look}/${level.steps},${level.bytes}/${column},${row}`;

const sameLayer = (a: Layer, b: Layer) =>
  a.look === b.look && a.level.steps === b.level.steps && a.level.bytes === b.level.bytes;

/** `makeImage` turns the pixels of a tile into an image; `changed` hears that a frame would look better now. */
export function makeTileLayer(
  source: TileSource,
  makeImage: (pixels: Tile["pixels"]) => Promise<TileImage>,
  changed: () => void,
): TileLayer {
  const store = makeTileStore(MOST_BYTES);
  const palettes = new Map<Uint8Array, number>();
  const underWay = new Set<string>();
  let wanted: { readonly key: string; readonly ask: TileAsk }[] = [];
  /** Keys of the tiles that the last frame missed, or would have shown in place of these. */
  let missed = new Set<string>();
  let layers: Layer[] = [];
  let mask: MaskAsk = { version: 0, mask: new Uint8Array(0) };
  let resting: ReturnType<typeof setTimeout> | undefined;
  let counted: { readonly window: string; readonly count: number | undefined } | undefined;
  /** Of the last frame: which tiles, and the large pieces of all of them. */
  /** Where the scales of heat modes end, by arena and mode. */
  const tops = new Map<string, number>();
  let drawn: { readonly tiles: readonly StoredTile[]; readonly big: Int32Array } | undefined;
  /** Answers to questions of an earlier turn are of another plan. */
  let turn = 0;

  function maskVersion(now: Uint8Array | undefined): number {
    if (now === undefined) return 0;
    if (mask.mask !== now) {
      mask = { version: mask.version + 1, mask: now };
      source.mask(mask).catch(() => {});
    }
    return mask.version;
  }

  /** All that the pixels of a tile hang on, but its place. */
  function lookOf(arena: number, { by, heat, palette }: TileLook, version: number): string {
    const colours = palettes.get(palette) ?? palettes.size;
    palettes.set(palette, colours);
    return heat === "tenants" ? `${arena}/${by}/${version}/${colours}` : `${arena}/${heat}/${colours}`;
  }

  async function fetch(key: string, ask: TileAsk): Promise<void> {
    const mine = turn;
    underWay.add(key);
    try {
      const tile = await source.tile(ask);
      if (tile !== null && mine === turn) {
        const image = await makeImage(tile.pixels);
        if (mine !== turn) image.close?.();
        else {
          tops.set(`${ask.arena}/${ask.heat}`, tile.top);
          store.put(key, { image, big: tile.big }, tile.pixels.byteLength + tile.big.byteLength);
          // what lies beyond the window is no reason to draw
          if (missed.has(key)) changed();
        }
      }
      underWay.delete(key);
      pump();
    } catch {
      // the plan has gone, or the worker; the next frame asks again
      underWay.delete(key);
    }
  }

  function pump(): void {
    while (underWay.size < UNDER_WAY) {
      const next = wanted.shift();
      if (next === undefined) return;
      if (!underWay.has(next.key) && !store.has(next.key)) void fetch(next.key, next.ask);
    }
  }

  /** All tiles of a block in a layer; undefined when one is missing. */
  function tilesOf(look: string, block: TileBlock): StoredTile[] | undefined {
    const found: StoredTile[] = [];
    for (let column = block.columns[0]; column < block.columns[1]; column++) {
      for (let row = block.rows[0]; row < block.rows[1]; row++) {
        const tile = store.get(keyOf(look, block.level, column, row));
        if (tile === undefined) return undefined;
        found.push(tile);
      }
    }
    return found;
  }

  /** The large pieces of these tiles, each once. */
  function bigOf(tiles: readonly StoredTile[]): Int32Array {
    if (drawn?.tiles.length === tiles.length && drawn.tiles.every((tile, i) => tile === tiles[i]))
      return drawn.big;
    const all = new Int32Array(tiles.reduce((sum, tile) => sum + tile.big.length, 0));
    let n = 0;
    for (const tile of tiles) {
      all.set(tile.big, n);
      n += tile.big.length;
    }
    all.sort();
    drawn = { tiles, big: all.filter((k, i) => i === 0 || k !== all[i - 1]) };
    return drawn.big;
  }

  function countIn(frame: ArenaFrame, complete: boolean): number | undefined {
    const ask = { arena: frame.arena, ...windowOf(frame) };
    const window = `${ask.arena}/${ask.steps.join()}/${ask.addresses.join()}`;
    if (counted?.window === window) return counted.count;
    clearTimeout(resting);
    if (!complete) return undefined;
    counted = { window, count: undefined };
    const mine = turn;
    resting = setTimeout(() => {
      source.count(ask).then(
        (count) => {
          if (counted?.window !== window || mine !== turn) return;
          counted = { window, count };
          changed();
        },
        () => {},
      );
    }, REST);
    return undefined;
  }

  return {
    show(frame, look) {
      const version = maskVersion(look.mask);
      const name = lookOf(frame.arena, look, version);
      const level = levelOf(frame);
      const now: Layer = { look: name, level };
      if (layers[0] === undefined || !sameLayer(layers[0], now))
        layers = [now, ...layers.filter((layer) => !sameLayer(layer, now))].slice(0, LEVELS_BACK);
      const overview = overviewOf(frame);
      // tiles of other arenas show other addresses
      const here = layers.slice(1).filter((layer) => layer.look.startsWith(`${frame.arena}/`));
      const back = [...here, { look: name, level: overview.level }];
      const { by, heat, palette } = look;
      const blits: Blit[] = [];
      const tiles: StoredTile[] = [];
      const asks: typeof wanted = [];
      const want = (of: Level) => (column: number, row: number) => {
        const key = keyOf(name, of, column, row);
        if (store.has(key)) return;
        asks.push({
          key,
          ask: { arena: frame.arena, level: of, column, row, by, heat, mask: version, palette },
        });
      };
      const draw = (layer: Layer, block: TileBlock, of: readonly StoredTile[], region: TileRegion) => {
        let i = 0;
        for (let column = block.columns[0]; column < block.columns[1]; column++) {
          for (let row = block.rows[0]; row < block.rows[1]; row++) {
            const tile = of[i++];
            if (tile === undefined) continue;
            const { from, to } = partOf(frame, layer.level, column, row, region);
            if (to.w > 0 && to.h > 0 && from.w > 0 && from.h > 0) blits.push({ image: tile.image, from, to });
            if (!tiles.includes(tile)) tiles.push(tile);
          }
        }
      };
      const block = blockOf(frame, level);
      let complete = true;
      missed = new Set();
      fromMiddle(overview, (column, row) => {
        // it may stand in for others
        missed.add(keyOf(name, overview.level, column, row));
        want(overview.level)(column, row);
      });
      fromMiddle(block, (column, row) => {
        const region = { steps: tileSpan(level.steps, column), addresses: tileSpan(level.bytes, row) };
        const own = { level, columns: [column, column + 1], rows: [row, row + 1] } as const;
        const there = tilesOf(name, own);
        if (there !== undefined) return draw(now, own, there, region);
        complete = false;
        missed.add(keyOf(name, level, column, row));
        want(level)(column, row);
        for (const layer of back) {
          const under = blockUnder({ level, column, row }, layer.level, frame);
          const found = under === undefined ? undefined : tilesOf(layer.look, under);
          if (under === undefined || found === undefined) continue;
          return draw(layer, under, found, region);
        }
      });
      fromMiddle(aroundBlock(frame, block), want(level));
      wanted = asks;
      pump();
      return {
        blits,
        big: bigOf(tiles),
        level,
        complete,
        inView: countIn(frame, complete),
        top: tops.get(`${frame.arena}/${heat}`),
      };
    },
    clear() {
      turn++;
      clearTimeout(resting);
      store.clear();
      wanted = [];
      layers = [];
      underWay.clear();
      counted = undefined;
      tops.clear();
      drawn = undefined;
      mask = { version: mask.version, mask: new Uint8Array(0) };
    },
  };
}

interface TileRegion {
  readonly steps: readonly [from: number, to: number];
  readonly addresses: readonly [from: number, to: number];
}

/** The image of a tile's pixels. */
export function tileImage(pixels: Tile["pixels"]): Promise<TileImage> {
  return createImageBitmap(new ImageData(pixels, TILE, TILE));
}
