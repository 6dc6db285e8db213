/** CPU time of frames: builds the page, opens synthetic plans in headless Chromium, and pans and zooms them. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserType, CDPSession, Page } from "@playwright/test";
import type { build, preview } from "vite";
import { launchOptions } from "../../tools/launch.ts";
import { type View, viewsOf } from "./views.ts";

/** What it takes besides: brought by who runs this, since it cannot be bundled. */
export interface FrameTools {
  /** The folder of the project. */
  readonly root: string;
  readonly chromium: BrowserType;
  readonly build: typeof build;
  readonly preview: typeof preview;
}

/** Milliseconds of the page's main thread, of every frame in turn. */
type Times = readonly number[];

export interface FrameTimes {
  readonly count: number;
  readonly ours: Times;
  /** Every rectangle in view drawn one by one. */
  readonly plain: Times;
  /** Most rectangles of one of our frames. */
  readonly rects: number;
  /** Median of a frame in which nothing is drawn, taken off all others. */
  readonly empty: number;
  /** Milliseconds from the file to its picture. */
  readonly opened: number;
}

/** Views of the plain way: it would take minutes otherwise. */
export const PLAIN_EVERY = 8;

export function percentile(times: Times, share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

/** The main thread's own time of each view; waiting for others does not count. */
async function timesOf(
  session: CDPSession,
  views: readonly View[],
  show: (view: View) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const view of views) {
    const before = await busy(session);
    await show(view);
    times.push((await busy(session)) - before);
  }
  return times;
}

/** Frames in which nothing is drawn. */
const EMPTY = 15;

async function measure(page: Page, session: CDPSession, count: number): Promise<FrameTimes> {
  const views = viewsOf();
  const opened = await page.evaluate((n) => globalThis.frameBench.open(n), count);
  const first = views[0];
  if (first !== undefined) await page.evaluate((view) => globalThis.frameBench.show(view), first);
  await page.evaluate(() => globalThis.frameBench.rest());
  const nothing = await timesOf(session, views.slice(0, EMPTY), () =>
    page.evaluate(() => globalThis.frameBench.empty()),
  );
  const empty = percentile(nothing, 0.5);
  let rects = 0;
  const ours = await timesOf(session, views, async (view) => {
    rects = Math.max(rects, await page.evaluate((to) => globalThis.frameBench.show(to), view));
  });
  await page.evaluate(() => globalThis.frameBench.rest());
  const some = views.filter((_, i) => i % PLAIN_EVERY === 0);
  const plain = await timesOf(session, some, (view) =>
    page.evaluate((to) => globalThis.frameBench.drawAll(to), view),
  );
  const less = (times: Times) => times.map((time) => Math.max(0, time - empty));
  return { count, ours: less(ours), plain: less(plain), rects, empty, opened };
}

export async function measureFrames(
  { root, chromium, build, preview }: FrameTools,
  counts: readonly number[],
  done: (times: FrameTimes) => void,
): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), "memplan-frames-"));
  const input = join(root, "bench/frames/index.html");
  await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true, rolldownOptions: { input } } });
  const server = await preview({
    root,
    logLevel: "error",
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1" },
  });
  const browser = await chromium.launch(launchOptions());
  try {
    for (const count of counts) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      await page.goto(`${server.resolvedUrls?.local[0] ?? ""}bench/frames/index.html`);
      await page.waitForFunction(() => globalThis.frameBench !== undefined);
      done(await measure(page, session, count));
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true });
  }
}
