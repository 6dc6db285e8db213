import { readFileSync, writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, memplan } from "./driver.ts";
import { hardCsv } from "./hard.ts";

/** Opens a document that nobody solves soon, with a budget that nobody spends soon, and waits for the first picture of its search. */
async function search(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openFile("hard.csv", hardCsv());
  await expect(app.documentName).toContainText("hard");
  await app.openLower("Settings");
  await app.choose("Placement", "hill climb");
  const budget = app.pane("settings").getByRole("textbox", { name: "Search budget" });
  await budget.fill("1000000000000");
  await budget.press("Enter");
  await app.searching();
  return app;
}

const peak = (page: Page) => page.getByTestId("summary-peak");

test("the best so far is the picture while the search goes on, and can be taken as it is", async ({
  page,
}) => {
  const app = await search(page);
  await expect(page.getByTestId("status")).toContainText("above the bound");
  await expect(peak(page)).toContainText("not proven");
  await app.find("42", "tensor");
  await page.getByRole("button", { name: "Use this" }).click();
  await expect(page.getByTestId("status")).toContainText("search ended early");
  const taken = await peak(page).textContent();
  await app.ready();
  await expect(peak(page)).toHaveText(taken ?? "");
  await expect(app.pane("inspector")).toContainText("42");
  await expect(app.pane("summary")).toContainText("checked");
  // searching again never shows worse than what is there
  await page.getByRole("button", { name: "Search again" }).click();
  await app.searching();
  await expect(peak(page)).toHaveText(taken ?? "");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("status")).toContainText("search ended early");
});

test("what is exported is what is shown, during the search and after it", async ({ page }, info) => {
  const app = await search(page);
  const source = info.outputPath("hard.csv");
  writeFileSync(source, hardCsv());
  const early = await app.save(/^memplan plan/i, info);
  expect(memplan("check", early, source)).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(early, "utf8")).settings.endedEarly).toBe(true);
  await app.searching();
  await page.keyboard.press("Escape");
  await app.ready();
  const path = await app.save(/^memplan plan/i, info);
  expect(memplan("check", path, source)).toMatchObject({ code: 0 });
  const { stats, settings } = JSON.parse(readFileSync(path, "utf8"));
  expect(settings.endedEarly).toBe(true);
  await expect(page.getByTitle(/^Peak: /)).toHaveAttribute(
    "title",
    new RegExp(`\\(${stats.peakBytes.toLocaleString("en-US")} B\\)`),
  );
  const again = await app.save(/^memplan plan/i, info);
  expect(readFileSync(again, "utf8")).toBe(readFileSync(path, "utf8"));
});

test("a broken file during a search is answered, and the search goes on", async ({ page }) => {
  const app = await search(page);
  const before = await peak(page).textContent();
  await app.openFile("broken.json", '{"format":"memplan",');
  await expect(app.trouble).toContainText("broken.json");
  await app.searching();
  await expect(app.documentName).toContainText("hard");
  const bytes = (text: string | null) => Number.parseFloat(text ?? "");
  expect(bytes(await peak(page).textContent())).toBeLessThanOrEqual(bytes(before));
  await expect(page.getByRole("button", { name: "Use this" })).toBeVisible();
});

test("a change during a search is planned at once, and what the old search finds is not shown", async ({
  page,
}) => {
  const app = await search(page);
  await app.choose("Placement", "no reuse");
  await app.ready();
  const settled = await peak(page).textContent();
  await page.waitForTimeout(700);
  await expect(peak(page)).toHaveText(settled ?? "");
  await expect(page.getByTestId("status")).not.toContainText("searching");
});

test("a time limit ends the search with the best found, and says so", async ({ page }) => {
  const app = await search(page);
  const limit = app.pane("settings").getByRole("textbox", { name: "Time limit" });
  await limit.fill("1");
  await limit.press("Enter");
  await expect(page.getByTestId("status")).toContainText("search ended early");
  await app.ready();
  await expect(app.pane("summary")).toContainText("checked");
});
