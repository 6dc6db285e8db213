import { expect, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

test("what is selected in the table lights up in the graph, the timeline, the arena and the inspector", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.openLower("Table");
  await app.pane("table").getByRole("searchbox").fill("down1.conv2");
  await app.pane("table").getByRole("row").filter({ hasText: "down1.conv2" }).first().click();
  await expect(app.pane("timeline")).toHaveAttribute("data-selected", /down1\.conv2/);
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /down1\.conv2/);
  await expect(app.pane("inspector")).toContainText("16 MiB");
  await expect(app.pane("graph").getByTestId("node-down1.conv2")).toHaveAttribute("data-lit", "producer");
});

test("pointing at a rectangle of the arena lights it up in the timeline and the graph", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.find("down1.conv2", "tensor");
  const at = await app.placeOf("arena", "selected");
  await page.keyboard.press("Escape");
  await expect(app.pane("arena")).not.toHaveAttribute("data-selected", /./);
  await page.mouse.move(at.x, at.y);
  await expect(app.pane("arena")).toHaveAttribute("data-hover", /down1\.conv2/);
  await expect(app.pane("timeline")).toHaveAttribute("data-hover", /down1\.conv2/);
  await expect(app.pane("graph").locator("[data-lit=producer]").first()).toBeVisible();
  await page.mouse.click(at.x, at.y);
  await expect(app.pane("timeline")).toHaveAttribute("data-selected", /down1\.conv2/);
});

test("pointing at a bar of the timeline lights it up in the arena, and a click there keeps it", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  await app.find("b1.project", "tensor");
  const at = await app.placeOf("timeline", "selected");
  await page.keyboard.press("Escape");
  await page.mouse.move(at.x, at.y);
  await expect(app.pane("arena")).toHaveAttribute("data-hover", /b1\.project/);
  await page.mouse.click(at.x, at.y);
  await expect(app.pane("inspector")).toContainText("b1.project");
});

test("a node of the graph can be clicked, and what it makes is selected everywhere", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  const node = app.pane("graph").locator("[data-testid^=node-]").first();
  const id = ((await node.getAttribute("data-testid")) ?? "").replace("node-", "");
  await node.click();
  await expect(app.pane("inspector")).toContainText(id);
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /./);
});

test("the step cursor is one: moved by keys it stands in the timeline, the arena and the inspector", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  const before = Number(await app.pane("timeline").getAttribute("data-step"));
  await page.keyboard.press("KeyK");
  await page.keyboard.press("KeyK");
  await expect(app.pane("timeline")).toHaveAttribute("data-step", String(before + 2));
  await expect(app.pane("arena")).toHaveAttribute("data-step", String(before + 2));
  await page.keyboard.press("KeyP");
  await expect(app.pane("arena")).toHaveAttribute("data-step", String(before));
});

test("the table sorts by size and filters by the grammar of its box", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  await app.openLower("Table");
  const table = app.pane("table");
  await table.getByRole("searchbox").fill("size>1MiB");
  await expect(page.getByTestId("table-count")).toContainText(/^\d+ of \d+/);
  await table.getByRole("button", { name: /^Size/ }).click();
  await expect(table.getByRole("columnheader", { name: /Size/ })).toHaveAttribute(
    "aria-sort",
    /ascending|descending/,
  );
  for (const row of await table.getByRole("row").filter({ hasText: "int8" }).all()) {
    await expect(row).toContainText("MiB");
  }
});

test("a right click on a thing offers where to go from it and what to copy", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.find("down1.conv2", "tensor");
  const at = await app.placeOf("arena", "selected");
  await page.keyboard.press("Escape");
  await page.mouse.move(at.x, at.y);
  await expect(app.pane("arena")).toHaveAttribute("data-hover", /down1/);
  await page.mouse.click(at.x, at.y, { button: "right" });
  await page.getByRole("menuitem", { name: /Copy its addresses/ }).click();
  await expect(page.getByTestId("notice")).toContainText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("[0x0200_0000, 0x0300_0000)");
  await page.mouse.click(at.x, at.y, { button: "right" });
  await page.getByRole("menuitem", { name: /Next tenant/ }).click();
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /./);
  await expect(app.pane("arena")).not.toHaveAttribute("data-selected", /down1/);
});
