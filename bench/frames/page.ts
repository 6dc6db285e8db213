/** The page with an end for the measurement of frames: opens a synthetic plan, pans and zooms it, and draws all of it plainly. */

import "../../src/app/main.tsx";
import { documentStore } from "../../src/store/document.ts";
import { outcomeStore } from "../../src/store/outcome.ts";
import { services } from "../../src/store/services.ts";
import { sessionStore } from "../../src/store/session.ts";
import { syntheticCsv } from "../synthetic.ts";
import type { View } from "./views.ts";

export interface Frames {
  /** Opens a plan of so many buffers and waits for its picture. Answers with the milliseconds that took. */
  readonly open: (count: number) => Promise<number>;
  /** Shows parts of the arena, one a frame; resolves with the most rectangles that the arena drew one by one. */
  readonly show: (views: readonly View[]) => Promise<number>;
  /** The same on a canvas of the same size, every rectangle in view one by one: what one would write first. */
  readonly drawAll: (views: readonly View[]) => Promise<void>;
  /** Waits until nothing is drawn any more. */
  readonly rest: () => Promise<void>;
}

declare global {
  var frameBench: Frames;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** The next frame, and its end. */
const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

const arena = () => document.querySelector<HTMLElement>('[data-testid="arena"]');

function planNow() {
  const { picture } = outcomeStore.getState();
  if (picture === null) throw new Error("nothing is planned");
  return picture.plan;
}

function rangesOf({ time, addresses }: View) {
  const plan = planNow();
  const peak = plan.arenas[0]?.peak ?? 1;
  return {
    time: [time[0] * plan.steps, time[1] * plan.steps] as const,
    addresses: [addresses[0] * peak, addresses[1] * peak] as const,
  };
}

let sheet: HTMLCanvasElement | undefined;

function plainCanvas(): HTMLCanvasElement {
  const size = arena()?.querySelector("canvas");
  sheet ??= document.body.appendChild(document.createElement("canvas"));
  sheet.width = size?.width ?? 1000;
  sheet.height = size?.height ?? 400;
  sheet.style.cssText = "position:fixed;left:0;top:0;z-index:1";
  return sheet;
}

const COLOURS = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"];

function drawPlainly(view: View): Promise<void> {
  const { time, addresses } = rangesOf(view);
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const canvas = plainCanvas();
      const context = canvas.getContext("2d");
      const { count, start, end, offset, padded, buffer } = planNow().storages;
      const across = canvas.width / (time[1] - time[0]);
      const up = canvas.height / (addresses[1] - addresses[0]);
      for (let s = 0; s < count; s++) {
        const x0 = ((start[s] ?? 0) - time[0]) * across;
        const x1 = ((end[s] ?? 0) - time[0]) * across;
        const y0 = canvas.height - ((offset[s] ?? 0) - addresses[0]) * up;
        const y1 = y0 - (padded[s] ?? 0) * up;
        if (context === null || x1 <= 0 || x0 >= canvas.width || y0 <= 0 || y1 >= canvas.height) continue;
        context.fillStyle = COLOURS[(buffer[s] ?? 0) % COLOURS.length] ?? "";
        context.fillRect(x0, y1, Math.max(1, x1 - x0), Math.max(1, y0 - y1));
      }
      setTimeout(resolve);
    }),
  );
}

globalThis.frameBench = {
  async open(count) {
    sheet?.remove();
    sheet = undefined;
    const file = new File([syntheticCsv(count, 1, true)], `synthetic-${count}.csv`);
    // the way without a graphics card
    sessionStore.setState({ backend: "canvas" });
    const begun = performance.now();
    void services().openFile(file);
    for (;;) {
      await wait(20);
      const { picture, work, crash, trouble } = outcomeStore.getState();
      if (crash !== null) throw new Error(crash);
      if (trouble !== null) throw new Error(trouble.problem.message);
      const shown =
        picture?.plan.storages.count === count && picture.revision === documentStore.getState().revision;
      if (shown && work === null) break;
    }
    await frame();
    return performance.now() - begun;
  },
  async show(views) {
    sheet?.remove();
    sheet = undefined;
    let rects = 0;
    for (const view of views) {
      sessionStore.setState(rangesOf(view));
      await frame();
      rects = Math.max(rects, Number(arena()?.dataset.rects ?? 0));
    }
    return rects;
  },
  async drawAll(views) {
    for (const view of views) await drawPlainly(view);
  },
  async rest() {
    let calm = 0;
    let before = "";
    // the caption's numbers and the tiles come from a worker: nothing is drawn until the first are there, then two calm looks
    while (calm < 2) {
      await wait(150);
      const now = JSON.stringify(arena()?.dataset ?? {});
      calm = now === before && arena()?.dataset.rects !== undefined ? calm + 1 : 0;
      before = now;
    }
  },
};
