/** What the arena draws of a large plan: an index and tiles, both from a worker. Loaded when the first large plan comes. */

import { rgb } from "d3";
import type { Plan } from "../../core/plan.types.ts";
import { fewInView } from "../../draw/arena-list.ts";
import { type ArenaState, arenaFrame } from "../../draw/paint-arena.ts";
import { type Paints, paintsOf } from "../../draw/paints.ts";
import type { Theme } from "../../draw/theme.ts";
import { makeTileLayer, tileImage } from "../../draw/tiles.ts";
import type { TileLayer } from "../../draw/tiles.types.ts";
import { FEW, type Large } from "../../draw/tiles-paint.ts";
import { spatialFrom } from "../../look/spatial.ts";
import { keepSpatial, spatialOf } from "../../look/spatial-kept.ts";
import { largeSource } from "../../store/large.ts";
import { makeCard } from "./card.ts";

const NONE = new Int32Array(0);

const palettes = new WeakMap<Paints, Uint8Array>();

/** Red, green, blue of every fill. */
function paletteOf(theme: Theme): Uint8Array {
  const paints = paintsOf(theme);
  let palette = palettes.get(paints);
  if (palette === undefined) {
    palette = Uint8Array.from(
      paints.fills.flatMap((fill) => {
        const { r, g, b } = rgb(fill);
        return [r, g, b];
      }),
    );
    palettes.set(paints, palette);
  }
  return palette;
}

export interface LargeArena {
  /** What a frame draws of an arena; of one that is new on the page nothing at first. */
  readonly show: (state: ArenaState, theme: Theme) => Large;
  readonly stop: () => void;
}

/** `changed` hears that a frame would look better now. */
export function makeLargeArena(changed: () => void): LargeArena {
  const layers = new Map<number, TileLayer>();
  const card = makeCard(changed);
  let plan: Plan | undefined;
  let indexed = new Set<number>();

  function clear(): void {
    for (const layer of layers.values()) layer.clear();
    layers.clear();
    indexed = new Set();
  }

  function layerOf(arena: number): TileLayer | undefined {
    const source = largeSource();
    let layer = layers.get(arena);
    if (layer === undefined && source !== undefined) {
      layer = makeTileLayer(source, tileImage, changed);
      layers.set(arena, layer);
    }
    return layer;
  }

  function index(of: Plan, arena: number): void {
    if (indexed.has(arena) || spatialOf(of, arena) !== undefined) return;
    indexed.add(arena);
    largeSource()
      ?.spatial(arena)
      .then(
        (bytes) => {
          if (plan !== of) return;
          keepSpatial(of, arena, spatialFrom(of, arena, bytes));
          changed();
        },
        () => indexed.delete(arena),
      );
  }

  return {
    show(state, theme) {
      const { model, arena, heat, selected } = state;
      if (plan !== model.plan) {
        clear();
        plan = model.plan;
      }
      const frame = arenaFrame(state);
      const few = heat === "tenants" ? fewInView(frame, FEW) : undefined;
      if (few !== undefined) return { rows: few, tiles: null };
      const layer = layerOf(arena);
      if (layer === undefined) return { rows: NONE, tiles: null };
      const look = { by: model.by, heat, mask: selected?.mask, palette: paletteOf(theme) };
      const tiles = layer.show(frame, look);
      // after the tiles: the picture comes first
      if (tiles.complete) index(model.plan, arena);
      // the tiles stay at hand for where the card gives up, and say which rectangles have room for words
      const blit = card.draw(state, theme);
      if (blit === undefined) return { rows: tiles.big, tiles };
      return { rows: tiles.big, tiles: { ...tiles, blits: [blit] }, card: true };
    },
    stop() {
      clear();
      card.stop();
    },
  };
}
