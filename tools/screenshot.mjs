// `npm run screenshot`: the pictures of the README, taken from the built page. `-- <sample> <folder> <width>x<height>` for others.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { findChromium } from "./chromium.mjs";
import { ensureInstalled, ensurePage, importTypeScript, ROOT, stop } from "./setup.mjs";

const [sample = "googlenet", folder = join(ROOT, "docs"), size = "1440x900"] = process.argv.slice(2);
const [width = 1440, height = 900] = size.split("x").map(Number);

process.chdir(ROOT);
ensureInstalled();
await ensurePage();
const found = await findChromium();
if (found === undefined)
  stop("No Chromium can be had: install one, or set CHROMIUM to the path of yours.", 2);
process.env.CHROMIUM = found;

const { preview } = await import("vite");
const { chromium } = await import("@playwright/test");
const { launchOptions } = await importTypeScript("tools/launch.ts");
const server = await preview({ root: ROOT, logLevel: "warn", preview: { host: "127.0.0.1", port: 4300 } });
const browser = await chromium.launch(launchOptions());
mkdirSync(folder, { recursive: true });
for (const [colorScheme, name] of [
  ["light", "screenshot.png"],
  ["dark", "screenshot-dark.png"],
]) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
  await page.goto(`${server.resolvedUrls.local[0]}#sample/${sample}`, { waitUntil: "networkidle" });
  await page.waitForSelector('[data-testid="window"][data-state="planned"]');
  // the step with the peak in all panes, as somebody would look at it
  await page.keyboard.press("p");
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: resolve(folder, name) });
  await page.close();
  process.stdout.write(`${join(folder, name)}\n`);
}
await browser.close();
await server.close();
