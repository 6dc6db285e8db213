// `npm run latency`: milliseconds from an edit to the picture of its plan, in the built page in Chromium.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensureInstalled, importTypeScript, ROOT } from "./setup.mjs";

const EDITS = 30;
/** How edits follow each other: milliseconds from one to the next. */
const PACES = [
  ["one a second", 1000],
  ["10 a second", 100],
];

function row(what, first, all) {
  const seen = all.filter((ms) => ms >= 0).sort((a, b) => a - b);
  const at = (share) =>
    Math.round(seen[Math.min(seen.length - 1, Math.floor(seen.length * share))] ?? Number.NaN);
  const numbers = [Math.round(first), at(0.5), at(0.9), at(1), all.length - seen.length];
  return `${what.padEnd(48)}${numbers.map((n) => String(n).padStart(10)).join("")}\n`;
}

ensureInstalled();
process.chdir(ROOT);
const { build, preview } = await import("vite");
const { chromium } = await import("@playwright/test");
const { LATENCY_CASES, launchOptions } = await importTypeScript("bench/latency.ts");
const outDir = mkdtempSync(join(tmpdir(), "memplan-latency-"));
await build({ logLevel: "error", build: { outDir, rollupOptions: { input: "bench/latency/index.html" } } });
const server = await preview({
  logLevel: "error",
  build: { outDir },
  preview: { port: 0, host: "127.0.0.1" },
});
const browser = await chromium.launch(launchOptions());
try {
  const head = ["first", "median", "90 %", "worst", "overtaken"].map((word) => word.padStart(10)).join("");
  process.stdout.write(`${"ms from edit to picture".padEnd(48)}${head}\n`);
  for (const { what, document, settings } of LATENCY_CASES) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.resolvedUrls.local[0]}bench/latency/index.html`);
    await page.evaluate(([graph, given]) => globalThis.latency.open(graph, given), [document, settings]);
    const [first] = await page.evaluate(() => globalThis.latency.edit(1, 0));
    for (const [how, every] of PACES) {
      const all = await page.evaluate(([n, ms]) => globalThis.latency.edit(n, ms), [EDITS, every]);
      process.stdout.write(row(`${what}: ${how}`, first, all));
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}
process.exit();
