import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** One source to two sinks by a Duplicate, beside a filter whose sides move different numbers of samples. */
const GRAPH = {
  format: "memplan",
  version: 1,
  kind: "dataflow",
  name: "fan",
  types: { f32: { bytes: 4 } },
  nodes: [
    { id: "mic", class: "Source", outputs: [{ name: "o", rate: 5, type: "f32" }] },
    {
      id: "filter",
      class: "Filter",
      inputs: [{ name: "i", rate: 7, type: "f32" }],
      outputs: [{ name: "o", rate: 7, type: "f32" }],
    },
    { id: "left", class: "Sink", inputs: [{ name: "i", rate: 7, type: "f32" }] },
    { id: "right", class: "Sink", inputs: [{ name: "i", rate: 7, type: "f32" }] },
  ],
  edges: [
    { from: ["mic", "o"], to: ["filter", "i"] },
    { from: ["filter", "o"], to: ["left", "i"] },
    { from: ["filter", "o"], to: ["right", "i"] },
  ],
};

const pane = (page: Page) => page.getByTestId("dataflow");
const row = (page: Page, id: string) =>
  pane(page)
    .getByRole("row")
    .filter({ has: page.getByText(id, { exact: true }) });

async function open(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit();
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("ControlOrMeta+KeyO");
  const name = "fan.json";
  await (await choosing).setFiles({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(GRAPH)),
  });
  await expect(page.getByTestId("summary")).toContainText("FIFOs");
  await app.ready();
  await pane(page).getByText("FIFOs", { exact: true }).click();
  await expect(row(page, "fifo0")).toBeVisible();
  return app;
}

test("the FIFOs of a graph stand beside CMSIS-Stream's, and its settings change them", async ({ page }) => {
  const app = await open(page);
  await expect(row(page, "fifo0")).toContainText("mic.o → filter.i");
  await expect(row(page, "fifo0")).toContainText("no: 5 ≠ 7");
  await expect(row(page, "fifo2")).toContainText("array, not copied");
  const totals = pane(page).getByLabel("Bytes of FIFOs");
  await expect(totals).toContainText("this plan");
  await expect(totals).toContainText("bound, any schedule");
  // planned as CMSIS-Stream does, this plan is its own
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByTestId("settings").getByRole("button", { name: "CMSIS-Stream", exact: true }).click();
  await app.planned();
  await page.getByRole("button", { name: "Dataflow" }).click();
  await expect(row(page, "fifo0")).toBeVisible();
  await expect(totals).not.toContainText("%");
});

test("a row chosen is chosen in every pane, with the change that would make it an array", async ({
  page,
}) => {
  await open(page);
  await row(page, "fifo0").click();
  await expect(page.getByTestId("inspector")).toContainText("fifo0");
  const why = page.getByTestId("fifo-why");
  await expect(why).toContainText("mic.o puts in 5 samples and filter.i takes out 7");
  await expect(why).toContainText("With 7 at mic.o it would be one");
  await expect(why).toContainText("no schedule keeps it below 11");
});

test("of two FIFOs the pane says why they cannot share, and goes to the step", async ({ page }) => {
  await open(page);
  await row(page, "fifo0").click();
  await row(page, "fifo1").click({ modifiers: ["Shift"] });
  const pair = page.getByTestId("fifo-pair");
  await expect(pair).toContainText("In this plan: ✗ may not share");
  await expect(pair).toContainText("fifo0 is no array, and only arrays share.");
  await pair.getByRole("button", { name: /^go to step/ }).click();
  // the inspector does not speak of other orders
  await expect(page.getByTestId("pair")).toContainText("planned for one schedule");
  await expect(page.getByTestId("pair-schedule")).toContainText("May not share");
  await pair.getByRole("button", { name: "back to fifo0" }).click();
  await row(page, "fifo1").click();
  await row(page, "fifo3").click({ modifiers: ["Shift"] });
  await expect(pair).toContainText("In this plan: ✓ share");
  await expect(pair).toContainText("dup0 makes them equal");
});

test("the pane can be read by everybody", async ({ page }) => {
  await open(page);
  await row(page, "fifo0").click();
  await expect(page.getByTestId("fifo-why")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[data-testid="dataflow"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
