/** CPU time of frames: builds the page, opens synthetic plans in headless Chromium, and pans and zooms them. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserType, CDPSession, Page } from "@playwright/test";
import type { build, preview } from "vite";
import { launchOptions } from "../../tools/launch.ts";
import { viewsOf } from "./views.ts";

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
  /** Milliseconds from the file to its picture. */
  readonly opened: number;
}

/** Views of the plain way: it would take minutes otherwise. */
export const PLAIN_EVERY = 8;

export function percentile(times: Times, share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: begin, length, and of that its thread's own. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** Of every frame drawn meanwhile what its whole task took of the main thread: scripts, layout, putting canvases on the page. */
async function framesOf(session: CDPSession, draw: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = [];
  const keep = ({ value }: { value: object[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  session.on("Tracing.dataCollected", keep);
  const includedCategories = ["devtools.timeline", "toplevel"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await draw();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", keep);
  const tasks = events.filter(({ name }) => name === "ThreadControllerImpl::RunTask");
  const frames = new Set<TraceEvent>();
  for (const { name, pid, tid, ts } of events) {
    if (name !== "FireAnimationFrame") continue;
    const around = tasks.find(
      (task) => task.pid === pid && task.tid === tid && task.ts <= ts && ts < task.ts + (task.dur ?? 0),
    );
    if (around !== undefined) frames.add(around);
  }
  return [...frames].map(({ dur = 0, tdur = dur }) => tdur / 1000);
}

async function measure(page: Page, session: CDPSession, count: number): Promise<FrameTimes> {
  const views = viewsOf();
  const opened = await page.evaluate((n) => globalThis.frameBench.open(n), count);
  await page.evaluate((first) => globalThis.frameBench.show(first), views.slice(0, 1));
  await page.evaluate(() => globalThis.frameBench.rest());
  let rects = 0;
  const ours = await framesOf(session, async () => {
    rects = await page.evaluate((all) => globalThis.frameBench.show(all), views);
  });
  await page.evaluate(() => globalThis.frameBench.rest());
  const some = views.filter((_, i) => i % PLAIN_EVERY === 0);
  const plain = await framesOf(session, () =>
    page.evaluate((all) => globalThis.frameBench.drawAll(all), some),
  );
  return { count, ours, plain, rects, opened };
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
