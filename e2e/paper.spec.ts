import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, memplan } from "./driver.ts";

async function openPicture(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Picture…/ }).click();
  await expect(page.getByTestId("picture-preview")).toBeVisible();
}

/** Chooses in one of the dialog's switches. */
async function choose(page: Page, group: string, choice: string): Promise<void> {
  await page
    .getByRole("dialog")
    .getByRole("group", { name: group, exact: true })
    .getByText(choice, { exact: true })
    .click();
}

async function saved(page: Page, button: RegExp, path: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: button }).click();
  await (await download).saveAs(path);
  return readFileSync(path);
}

/** Width and height of a PNG, in pixels. */
function sizeOfPng(png: Buffer): readonly [number, number] {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test("every pane becomes a picture with title, legend and numbers, in either theme", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  const peak = (await page.getByTestId("summary-peak").textContent()) ?? "";
  await openPicture(page);
  const grounds = new Set<string>();
  for (const pane of ["Timeline", "Arena", "Graph"]) {
    for (const theme of ["light", "dark"]) {
      await choose(page, "Pane", pane);
      await choose(page, "Theme of the picture", theme);
      const svg = (await saved(page, /^Save SVG/, info.outputPath(`${pane}-${theme}.svg`))).toString();
      expect(svg).toMatch(/^<svg /);
      expect(svg).toContain(">U-Net</text>");
      expect(svg).toMatch(/memplan\s0\./);
      expect(svg).toContain("lower bound");
      expect(svg).toContain(peak.split(" ")[0] ?? "");
      grounds.add(/<rect x="0" y="0"[^>]* fill="([^"]+)"/.exec(svg)?.[1] ?? "");
    }
  }
  expect([...grounds].sort()).toEqual(["#14181f", "#fff"]);
});

test("a PNG has the size and the scale that were asked for, and its ground can be left out", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  await openPicture(page);
  await choose(page, "Format", "PNG");
  await choose(page, "Scale", "3×");
  await page.getByLabel("as on the page").uncheck();
  await page.getByLabel("width").fill("600");
  await page.getByLabel("height").fill("300");
  await page.getByLabel("Title").fill("");
  await page.getByLabel("legend and numbers").uncheck();
  await expect(page.getByTestId("picture-size")).toHaveText("1,800 × 900 pixels");
  expect(sizeOfPng(await saved(page, /^Save PNG/, info.outputPath("plain.png")))).toEqual([1800, 900]);
  await choose(page, "Format", "SVG");
  await page.getByLabel("transparent ground").check();
  await expect(page.getByTestId("picture-size")).toHaveText("600 × 300 pixels");
  const svg = (await saved(page, /^Save SVG/, info.outputPath("plain.svg"))).toString();
  expect(svg).not.toMatch(/<rect x="0" y="0" width="600" height="300"[^>/]* fill=/);
});

test("colours that stand for classes are told below the picture", async ({ page }, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await page.keyboard.press("c");
  await openPicture(page);
  await choose(page, "Pane", "Timeline");
  const svg = (await saved(page, /^Save SVG/, info.outputPath("classes.svg"))).toString();
  expect(svg).toContain(">intermediate</text>");
});

test("the picture is copied as PNG, and the summary as Markdown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  await openPicture(page);
  await page.getByRole("button", { name: "Copy as PNG" }).click();
  await expect(page.getByTestId("notice")).toContainText("Copied the picture");
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((i) => i.types));
  expect(types).toContain("image/png");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect(page.getByTestId("notice")).toContainText("Copied to the clipboard");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  // what the command line writes of the same document
  const own = memplan("convert", "public/examples/keyword-spotting.json", "--to", "markdown");
  expect(own.code).toBe(0);
  expect(text).toBe(own.out);
  expect(text).toMatch(/^# Memory plan of [\s\S]*no violation/);
});
