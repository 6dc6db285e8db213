import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

interface Sample {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
}
const samples = JSON.parse(readFileSync("public/examples/index.json", "utf8")) as readonly Sample[];

test("every sample of the gallery opens, says what it teaches, is planned and passes its check", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  expect(samples.length).toBeGreaterThanOrEqual(8);
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit();
  for (const sample of samples) {
    await page.getByRole("button", { name: "Samples", exact: true }).click();
    const card = page.getByTestId("samples").getByRole("button", { name: sample.title });
    await expect(card).toContainText(sample.teaches);
    await card.click();
    await expect(page).toHaveURL(new RegExp(`#sample/${sample.id}$`));
    await app.ready();
    await expect(app.pane("summary")).toContainText("checked");
    await expect(app.pane("arena")).toHaveAttribute("data-rects", /[1-9]/);
    await expect(app.pane("timeline")).toHaveAttribute("data-rects", /[1-9]/);
  }
  expect(seen.errors).toEqual([]);
  expect(seen.foreign).toEqual([]);
});

test("the sample that does not fit says by how much and because of what", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/over-capacity");
  await expect(page.getByTestId("summary-fit")).toHaveAttribute("data-fits", "false");
  await expect(page.getByTestId("summary-fit")).toContainText(/over by/);
  await app.openLower("Problems");
  await expect(app.pane("problems")).toContainText(/does not fit/i);
});

test("lifetimes alone are shown without a graph, and say so", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/best-fit-fragments");
  await expect(app.pane("graph")).toBeHidden();
  await expect(app.pane("inspector")).toContainText("lifetimes only: there is no graph");
});
