/** The graph pane of dataflow documents: drawn, looked at, linked with the plan, moved and connected by hand. */

import { expect, type Locator, type Page, test } from "@playwright/test";
import { echo, fiveSevenFive, voices } from "../tools/examples/dataflow.ts";
import { Memplan } from "./driver.ts";

async function openStream(page: Page, document: object): Promise<{ app: Memplan; graph: Locator }> {
  const app = new Memplan(page);
  await app.visit();
  await app.openFile("stream.json", JSON.stringify(document));
  const graph = page.getByTestId("graph");
  await expect(graph).toHaveAttribute("data-layout", "stream");
  await expect(graph).toHaveAttribute("aria-busy", "false");
  return { app, graph };
}

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (box === null) throw new Error("it is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a chain shows who fires how often, from left to right, and what its FIFOs hold at the cursor", async ({
  page,
}) => {
  const { graph } = await openStream(page, fiveSevenFive());
  await expect(graph.getByRole("group", { name: /^source, Source, fires 7 times, 1 output/ })).toBeVisible();
  await expect(
    graph.getByRole("group", { name: /^processing, ProcessingNode, fires 5 times/ }),
  ).toBeVisible();
  const [source, filter, sink] = await Promise.all(
    ["source", "processing", "sink"].map((id) => middle(graph.getByTestId(`actor-${id}`))),
  );
  expect(source?.x).toBeLessThan(filter?.x ?? 0);
  expect(filter?.x).toBeLessThan(sink?.x ?? 0);
  await expect(graph.getByTestId("held")).toHaveCount(2);
  await expect(graph.locator("[data-firing]")).toHaveCount(1);
});

test("a click on a box selects its firing, one on a line its FIFO, one beside them nothing", async ({
  page,
}) => {
  const { graph } = await openStream(page, fiveSevenFive());
  const inspector = page.getByTestId("inspector");
  await graph.getByTestId("actor-sink").click();
  await expect(graph.getByTestId("actor-sink")).toHaveAttribute("data-lit", "selected");
  await expect(inspector).toContainText("sink");
  await graph.getByTestId("line-actor:sink/i").locator("path").first().click({ force: true });
  await expect(graph.getByTestId("line-actor:sink/i")).toHaveAttribute("data-lit", "selected");
  await expect(inspector).toContainText("fifo1");
  const { x, y } = await middle(graph.getByTestId("actor-source"));
  await page.mouse.click(x, y + 140);
  await expect(graph.locator("[data-lit=selected]")).toHaveCount(0);
});

test("arrow keys walk along FIFOs, and Enter selects", async ({ page }) => {
  const { graph } = await openStream(page, echo());
  await graph.locator(".react-flow").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Home");
  await expect(graph.getByTestId("actor-mic")).toHaveAttribute("data-current", "true");
  await page.keyboard.press("ArrowRight");
  await expect(graph.getByTestId("actor-add")).toHaveAttribute("data-current", "true");
  await page.keyboard.press("ArrowRight");
  await expect(graph.getByTestId("duplicate-dup0")).toHaveAttribute("data-current", "true");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(graph.getByTestId("actor-add")).toHaveAttribute("data-lit", "selected");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(graph.locator("[data-testid^=line-][data-lit=selected]")).toHaveCount(1);
});

test("a loop shows its delay, and the line goes back to where it came from", async ({ page }) => {
  const { graph } = await openStream(page, echo());
  await expect(graph.getByTestId("delay")).toHaveText("256");
  await expect(graph.getByTestId("line-actor:add/ib")).toHaveAttribute("data-kind", "fifo");
  await expect(graph.getByTestId("line-actor:add/ia")).toHaveAttribute("data-kind", "array");
});

test("a box stays where it is dropped, one undo takes it back", async ({ page }) => {
  const { graph } = await openStream(page, fiveSevenFive());
  const box = graph.getByTestId("actor-processing");
  const from = await middle(box);
  await page.mouse.move(from.x, from.y - 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 40, { steps: 4 });
  await page.mouse.move(from.x, from.y + 92, { steps: 4 });
  await page.mouse.up();
  await expect(graph.getByRole("button", { name: "tidy" })).toBeVisible();
  const to = await middle(box);
  // the first pixels of a drag tell it from a click
  expect(Math.abs(to.y - from.y - 100)).toBeLessThan(16);
  await page.keyboard.press("Control+z");
  await expect(graph.getByRole("button", { name: "tidy" })).toBeHidden();
  await expect.poll(async () => Math.abs((await middle(box)).y - from.y)).toBeLessThan(3);
});

test("what cannot be connected is refused where it was tried", async ({ page }) => {
  const { graph } = await openStream(page, fiveSevenFive());
  const from = await middle(graph.getByTestId("actor-source").locator(".react-flow__handle-right"));
  const to = await middle(graph.getByTestId("actor-sink").locator(".react-flow__handle-left"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x - 20, to.y + 20, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect(graph.getByTestId("refused")).toContainText("sink");
});

test("512 nodes are drawn, read from near and seen as a whole from afar", async ({ page }) => {
  const { graph } = await openStream(page, voices());
  await expect(graph.locator("[data-testid^=actor-]").first()).toBeVisible();
  await expect.poll(() => graph.locator("[data-testid^=actor-]").count()).toBeLessThan(200);
  await graph.getByRole("button", { name: "Fit the graph" }).click();
  await expect(graph.getByTestId("stream-overview")).toBeAttached();
  await expect(graph.locator("[data-testid^=actor-]")).toHaveCount(0);
  await graph.getByTestId("stream-overview").waitFor();
  const body = await middle(graph);
  await page.mouse.dblclick(body.x, body.y);
  await expect(graph.locator("[data-testid^=actor-]").first()).toBeVisible();
});
