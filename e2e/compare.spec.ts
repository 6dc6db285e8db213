import { readFileSync, writeFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { buildTflite } from "../src/formats/tflite/testing/build-tflite.ts";
import { Memplan, memplan } from "./driver.ts";

const comparison = (page: Page) => page.getByTestId("comparison");
const picture = (page: Page) => page.getByTestId("comparison-picture");
const pane = (page: Page) => page.getByTestId("compare");
const summary = (page: Page) => picture(page).locator("canvas[aria-label]");
const number = (page: Page, title: string) =>
  pane(page)
    .getByRole("row", { name: new RegExp(`^${title} `) })
    .first();

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.getByRole("dialog").getByRole("combobox").fill(title);
  await page.getByRole("dialog").getByRole("option").filter({ hasText: title }).first().click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** A point that the picture says of itself, in page pixels. */
async function placeOf(page: Page, what: string): Promise<{ x: number; y: number }> {
  await expect(picture(page)).toHaveAttribute(`data-${what}-at`, /^-?\d+,-?\d+$/);
  const [x = 0, y = 0] = ((await picture(page).getAttribute(`data-${what}-at`)) ?? "").split(",").map(Number);
  const box = await picture(page).boundingBox();
  return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y };
}

test("two placements of GoogLeNet: from the table of planners to both pictures, and back", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await app.openLower("Planners");
  await app
    .pane("planners")
    .getByRole("button", { name: "Compare no reuse with the present plan", exact: true })
    .click();
  await expect(comparison(page)).toBeVisible();
  await expect(pane(page)).toBeVisible();
  await expect(summary(page)).toHaveAttribute("aria-label", /A: no reuse.*B: present plan.*moved/);
  await expect(number(page, "peak")).toContainText("−");
  await expect(number(page, "Placement")).toContainText("none");
  // the open document goes on with its own settings
  await expect(app.pane("summary")).toContainText("best · as given");

  // a row of the table leads to the pictures, and a place in a picture to the row
  const grid = pane(page).getByRole("grid", { name: "Differences" });
  await grid.getByRole("row").nth(1).click();
  const inA = await placeOf(page, "selected-a");
  const inB = await placeOf(page, "selected-b");
  expect(inA.y).toBeLessThan(inB.y);
  await page.keyboard.press("Escape");
  await expect(picture(page)).not.toHaveAttribute("data-selected-a-at", /./);
  await page.mouse.click(inA.x, inA.y);
  await expect(grid.getByRole("row", { selected: true })).toHaveCount(1);
  await expect(picture(page)).toHaveAttribute("data-selected-b-at", /./);
  await page.mouse.move(inB.x, inB.y);
  await expect(picture(page)).toHaveAttribute("data-hover-a-at", /./);

  // sides change places, and the layout is one click away
  const before = await number(page, "peak").textContent();
  await page.keyboard.press("Shift+KeyX");
  await expect(summary(page)).toHaveAttribute("aria-label", /A: present plan.*B: no reuse/);
  expect(await number(page, "peak").textContent()).not.toBe(before);
  await comparison(page).getByText("overlay").click();
  await expect(picture(page)).toHaveAttribute("data-layout", "overlay");

  // Esc takes back what is selected, never the comparison; what ends it says how it comes back
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(comparison(page)).toBeVisible();
  await comparison(page).getByRole("button", { name: "End comparison" }).click();
  await expect(comparison(page)).toBeHidden();
  await expect(page.getByTestId("notice")).toContainText("“Compare again”");
  await pane(page).getByRole("button", { name: "Compare again with the no reuse" }).click();
  await expect(comparison(page)).toBeVisible();
  await command(page, "End the comparison");
  await expect(app.pane("arena")).toBeVisible();
  await expect(pane(page).getByRole("button", { name: "Hold this plan" })).toBeVisible();
});

test("hold the plan, change a setting, undo: the difference follows live", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await page.keyboard.press("x");
  await pane(page).getByRole("button", { name: "Hold this plan" }).click();
  await expect(summary(page)).toHaveAttribute("aria-label", /A: held plan.*Storages: \d+ stayed\.$/);
  await app.openLower("Settings");
  await app.choose("Placement", "no reuse");
  await expect(summary(page)).toHaveAttribute("aria-label", /B: present plan, peak 336 KiB.*moved/);
  await page.keyboard.press("x");
  await expect(number(page, "peak")).toContainText("336 KiB");
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(number(page, "peak")).not.toContainText("336 KiB");
  await expect(summary(page)).toHaveAttribute("aria-label", /Storages: \d+ stayed\.$/);
  await comparison(page).getByRole("button", { name: "End comparison" }).click();
  await expect(comparison(page)).toBeHidden();
});

test("kinds and sides filter the table, with counts and bytes", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await command(page, "Hold this plan to compare");
  await app.openLower("Settings");
  await app.choose("Placement", "no reuse");
  await page.keyboard.press("x");
  const grid = pane(page).getByRole("grid", { name: "Differences" });
  const legend = comparison(page).getByRole("group", { name: "What became of the storages" });
  const moved = legend.getByRole("button", { name: /^moved \d+$/ });
  await expect(moved).toBeVisible();
  const count = Number(((await moved.textContent()) ?? "").replace(/\D+/g, ""));
  await moved.click();
  await expect(grid).toHaveAttribute("aria-rowcount", String(count + 1));
  await legend.getByRole("button", { name: "Show all" }).click();
  await expect(grid).not.toHaveAttribute("aria-rowcount", String(count + 1));
  await pane(page)
    .getByRole("checkbox", { name: /^in both/ })
    .uncheck();
  await expect(pane(page)).toContainText("Nothing of this kind.");
});

/** Five tensors of 32 bytes; `words` are the metadata that TFLM reads. */
function tfliteWith(words: readonly number[]): Uint8Array {
  return buildTflite({
    subgraphs: [
      {
        tensors: ["x", "p", "q", "r", "y"].map((name) => ({ name, shape: [1, 4096] })),
        inputs: [0],
        outputs: [4],
        operators: [
          { op: "RELU", inputs: [0], outputs: [1] },
          { op: "LOGISTIC", inputs: [1], outputs: [2] },
          { op: "TANH", inputs: [2], outputs: [3] },
          { op: "ADD", inputs: [0, 3], outputs: [4] },
        ],
      },
    ],
    metadata: [{ name: "OfflineMemoryAllocation", words: [1, 0, words.length, ...words] }],
  });
}

test("a plan shipped in a TFLite file is offered at once, and compared", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openFile("shipped.tflite", tfliteWith([0, 4096, 8192, 12288, 16384]));
  const offer = page.getByTestId("offer");
  await expect(offer).toContainText(/This file ships a plan: 20 KiB; ours \d+ KiB\./);
  await offer.getByRole("button", { name: "Compare" }).click();
  await expect(summary(page)).toHaveAttribute(
    "aria-label",
    /A: shipped plan \(OfflineMemoryAllocation\), peak 20 KiB/,
  );
  await expect(offer).toBeHidden();
  await comparison(page).getByRole("button", { name: "End comparison" }).click();
  await expect(offer).toBeVisible();
  await offer.getByRole("button", { name: "Dismiss" }).click();
  await expect(offer).toBeHidden();
});

test("two versions of a model stand on one axis, and the difference exports as the command line writes it", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  const graph = (layers: number) =>
    JSON.stringify({
      format: "memplan",
      version: 1,
      kind: "graph",
      name: "net",
      tensors: Array.from({ length: layers + 1 }, (_, t) => ({
        id: t === layers ? "out" : `t${t}`,
        bytes: 1024 * (t + 1),
        ...(t === 0 ? { role: "input" } : {}),
      })),
      nodes: Array.from({ length: layers }, (_, n) => ({
        id: n === layers - 1 ? "last" : `n${n}`,
        op: "Op",
        inputs: [`t${n}`],
        outputs: [n === layers - 1 ? "out" : `t${n + 1}`],
      })),
      outputs: ["out"],
    });
  const [small, large] = [info.outputPath("small.json"), info.outputPath("large.json")];
  writeFileSync(small, graph(4));
  writeFileSync(large, graph(6));
  await app.visit("/#sample/greedy-gap");
  await app.openFile("large.json", graph(6));
  await app.ready();
  await page.keyboard.press("x");
  const chooser = page.waitForEvent("filechooser");
  await pane(page).getByRole("button", { name: "Open a file to compare…" }).click();
  await (await chooser).setFiles(small);
  await expect(summary(page)).toHaveAttribute("aria-label", /A: small.json.*2 nodes came, 0 went/);
  await expect(picture(page)).toHaveAttribute("data-columns", "6");
  await expect(app.documentName).toContainText("net");
  await expect(number(page, "nodes")).toContainText("2 came");
  const download = page.waitForEvent("download");
  await pane(page).getByRole("button", { name: "Export JSON" }).click();
  const saved = await (await download).path();
  const told = memplan("compare", small, large, "--json", "-");
  expect(told.err).toBe("");
  expect(readFileSync(saved, "utf8")).toBe(told.out);
});

test("an imported plan is compared with ours of the same document", async ({ page }, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openLower("Settings");
  await app.choose("Placement", "no reuse");
  await app.ready();
  const path = await app.save(/^memplan plan/i, info);
  await page.getByRole("button", { name: /^Reset Placement/ }).click();
  await app.ready();
  await app.openFile("mine.plan.json", readFileSync(path));
  const offer = page.getByTestId("offer");
  await expect(offer).toContainText("a plan of a document that is here too");
  await offer.getByRole("button", { name: "Compare with ours" }).click();
  await expect(summary(page)).toHaveAttribute("aria-label", /A: our plan.*B: present plan, peak 336 KiB/);
});

for (const scheme of ["light", "dark"] as const) {
  test(`the comparison has no serious fault for assistive technology, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const app = new Memplan(page);
    await app.visit("/#sample/greedy-gap");
    await command(page, "Hold this plan to compare");
    await app.openLower("Settings");
    await app.choose("Placement", "no reuse");
    await page.keyboard.press("x");
    await expect(summary(page)).toHaveAttribute("aria-label", /moved/);
    const found = await new AxeBuilder({ page })
      .include("[data-testid=comparison]")
      .include("[data-testid=compare]")
      .analyze();
    const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`)).toEqual([]);
  });
}
