import { describe, expect, test } from "vitest";
import { TILE, tileSpan } from "../look/tiles/levels.ts";
import type { Tile, TileAsk } from "../look/tiles/tile.types.ts";
import type { ArenaFrame } from "./arena-list.ts";
import type { TileImage } from "./blit.ts";
import { at } from "./scale.ts";
import { frameOf, randomPlan } from "./testing/frames.ts";
import { makeTileLayer } from "./tiles.ts";
import type { TileLayer, TileLook, TileSource } from "./tiles.types.ts";

const LOOK: TileLook = { by: "buffer", heat: "tenants", mask: undefined, palette: new Uint8Array(3) };

interface Pending {
  readonly ask: TileAsk;
  readonly answer: (tile: Tile | null) => void;
}

/** A source that answers when it is told to. */
function made() {
  const pending: Pending[] = [];
  const asked: TileAsk[] = [];
  const masks: number[] = [];
  let changes = 0;
  const source: TileSource = {
    tile: (ask) =>
      new Promise((answer) => {
        asked.push(ask);
        pending.push({ ask, answer });
      }),
    mask: async ({ version }) => masks.push(version),
    count: async () => 77,
  };
  const image = (): TileImage => ({ close: () => {} }) as TileImage;
  const layer = makeTileLayer(
    source,
    async () => image(),
    () => changes++,
  );
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  /** Answers everything that is asked for, and what follows from it. */
  const answerAll = async () => {
    while (pending.length > 0) {
      const { ask, answer } = pending.shift() ?? {};
      const big = Int32Array.of((ask?.column ?? 0) % 5, 7);
      answer?.({ pixels: new Uint8ClampedArray(4 * TILE * TILE), big, top: 0 });
      await settle();
    }
  };
  return { layer, asked, pending, masks, answerAll, changes: () => changes };
}

/** A plan so long that a pixel is many steps. */
const plan = {
  ...randomPlan(1, 60),
  steps: 1_000_000,
  arenas: [{ id: "a", capacity: null, alignment: 1, peak: 2 ** 22, lowerBound: 0, optimal: false }],
};
const frame = (
  time: readonly [number, number],
  addresses: readonly [number, number] = [0, 2 ** 22],
): ArenaFrame => frameOf(plan, time, addresses);

/** Pixels of the plot that the blits cover, each once. */
function covered(
  { plot }: ArenaFrame,
  shown: ReturnType<TileLayer["show"]>,
): { area: number; once: boolean } {
  const seen = new Uint8Array(plot.w * plot.h);
  let once = true;
  for (const { to } of shown.blits)
    for (let y = Math.max(plot.y, to.y); y < Math.min(plot.y + plot.h, to.y + to.h); y++)
      for (let x = Math.max(plot.x, to.x); x < Math.min(plot.x + plot.w, to.x + to.w); x++) {
        const i = (y - plot.y) * plot.w + x - plot.x;
        if (seen[i] === 1) once = false;
        seen[i] = 1;
      }
  return { area: seen.reduce((n, one) => n + one, 0), once };
}

describe("the tiles of a large arena", () => {
  test("fill the plot without gap or overlap once they are there, and then somebody counts", async () => {
    const { layer, answerAll } = made();
    const view = frame([100_000, 700_000]);
    expect(layer.show(view, LOOK).blits).toEqual([]);
    await answerAll();
    const shown = layer.show(view, LOOK);
    expect(shown.complete).toBe(true);
    expect(covered(view, shown)).toEqual({ area: view.plot.w * view.plot.h, once: true });
    // it is counted once the window has rested
    await expect.poll(() => layer.show(view, LOOK).inView).toBe(77);
    // each piece once, whichever tiles have it
    expect([...shown.big]).toEqual([...new Set(shown.big)].sort((a, b) => a - b));
  });

  test("stand in for those of another level until these have come", async () => {
    const { layer, answerAll, pending } = made();
    layer.show(frame([0, 1_000_000]), LOOK);
    await answerAll();
    for (const view of [
      frame([200_000, 500_000]),
      frame([300_000, 310_000]),
      frame([300_000, 310_000], [0, 50_000]),
    ]) {
      const shown = layer.show(view, LOOK);
      expect(shown.complete).toBe(false);
      expect(covered(view, shown)).toEqual({ area: view.plot.w * view.plot.h, once: true });
    }
    pending.length = 0;
  });

  test("come for what is looked at now: what was asked for on the way is not", async () => {
    const { layer, asked, answerAll } = made();
    layer.show(frame([0, 1_000_000]), LOOK);
    await answerAll();
    const before = asked.length;
    layer.show(frame([0, 10_000]), LOOK);
    layer.show(frame([400_000, 410_000]), LOOK);
    const last = frame([800_000, 810_000]);
    layer.show(last, LOOK);
    await answerAll();
    // two were under way already
    const late = asked.slice(before + 2);
    expect(late.length).toBeGreaterThan(0);
    for (const { level, column } of late) {
      const [from, to] = tileSpan(level.steps, column);
      expect(at(last.time, to)).toBeGreaterThan(last.plot.x - 2 * TILE * 2);
      expect(at(last.time, from)).toBeLessThan(last.plot.x + last.plot.w + 2 * TILE * 2);
    }
    expect(layer.show(last, LOOK).complete).toBe(true);
  });

  test("are asked for beyond the window, so that a pan finds them", async () => {
    const { layer, answerAll } = made();
    layer.show(frame([400_000, 500_000]), LOOK);
    await answerAll();
    expect(layer.show(frame([405_000, 505_000]), LOOK).complete).toBe(true);
  });

  test("are others for another mask, while those of the last stay on the page", async () => {
    const { layer, answerAll, masks, asked } = made();
    const view = frame([0, 1_000_000]);
    layer.show(view, LOOK);
    await answerAll();
    const masked = { ...LOOK, mask: new Uint8Array(60) };
    const shown = layer.show(view, masked);
    expect(masks).toEqual([1]);
    expect(shown.complete).toBe(false);
    expect(covered(view, shown).area).toBe(view.plot.w * view.plot.h);
    await answerAll();
    expect(asked.at(-1)?.mask).toBe(1);
    expect(layer.show(view, masked).complete).toBe(true);
    expect(masks).toEqual([1]);
  });

  test("of an earlier plan do not come back", async () => {
    const { layer, pending, answerAll } = made();
    const view = frame([0, 1_000_000]);
    layer.show(view, LOOK);
    layer.clear();
    await answerAll();
    expect(pending).toEqual([]);
    expect(layer.show(view, LOOK).blits).toEqual([]);
  });
});
