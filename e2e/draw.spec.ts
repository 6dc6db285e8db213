import { readFileSync } from "node:fs";
import { expect, type Page, type TestInfo, test } from "@playwright/test";
import { memplan } from "./driver.ts";
import { Editor } from "./editor.ts";

const INPUT = "input 1x16x28x28";
const BOXES = [
  "input-x",
  "node-conv1",
  "node-relu1",
  "node-conv2",
  "node-add1",
  "node-relu2",
  "output-relu2",
];
/** The input, which the sum still needs, and what enters and leaves the second convolution; the rest is written in place. */
const PEAK = 3 * 16 * 28 * 28 * 4;

async function drawnWhole(editor: Editor): Promise<void> {
  for (const box of BOXES) await expect(editor.box(box)).toBeVisible();
}

/** Undo all, redo all, reload, export; the command line finds the same peak in what was exported. */
async function liveOn(
  editor: Editor,
  press: { readonly undo: () => Promise<void>; readonly redo: () => Promise<void> },
  info: TestInfo,
): Promise<void> {
  await editor.planned();
  const peak = editor.page.getByTestId("summary-peak");
  const shown = (await peak.textContent()) ?? "";
  const steps = await editor.allOf("Undo", press.undo);
  expect(steps).toBeGreaterThanOrEqual(BOXES.length);
  await expect(editor.app.pane("graph")).toContainText("Double-click or press N");
  for (const box of BOXES) await expect(editor.box(box)).toHaveCount(0);
  expect(await editor.allOf("Redo", press.redo)).toBe(steps);
  await drawnWhole(editor);
  await editor.planned();
  await expect(peak).toHaveText(shown);
  await editor.page.reload();
  await editor.app.ready();
  await drawnWhole(editor);
  await expect(peak).toHaveText(shown);
  const graph = await editor.app.save(/graph as JSON|memplan graph/i, info);
  const plan = await editor.app.save(/^memplan plan/i, info);
  const made = memplan("plan", graph, "--json", "-");
  expect(made.err).toBe("");
  const { stats, settings } = JSON.parse(made.out);
  expect(stats.peakBytes).toBe(PEAK);
  const own = JSON.parse(readFileSync(plan, "utf8"));
  expect(own.stats).toEqual(stats);
  expect(own.settings).toEqual(settings);
  expect(memplan("check", plan, graph)).toMatchObject({ code: 0 });
}

function quiet(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") said.push(m.text());
  });
  page.on("pageerror", (e) => said.push(e.message));
  return said;
}

test("a residual block is drawn from nothing with the mouse, and lives on", async ({ page }, info) => {
  const said = quiet(page);
  await page.setViewportSize({ width: 1440, height: 1000 });
  const editor = new Editor(page);
  await editor.app.visit();
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(editor.app.pane("graph")).toContainText("Double-click or press N");
  const column = (row: number) => editor.at(0.4, 0.06 + 0.13 * row);
  const top = await column(0);
  await page.mouse.dblclick(top.x, top.y);
  await editor.take(INPUT);
  await expect(editor.box("input-x")).toBeVisible();
  await editor.grow("input-x", "conv 16 3x3", await column(1));
  await editor.grow("node-conv1", "relu", await column(2));
  await editor.grow("node-relu1", "conv 16 3x3", await column(3));
  await editor.grow("node-conv2", "add", await column(4));
  await editor.connect("input-x", "node-add1", "in:1");
  await editor.grow("node-add1", "relu", await column(5));
  await editor.grow("node-relu2", "output", await column(6));
  await drawnWhole(editor);
  await expect(editor.box("node-add1")).toContainText("49 KiB");
  const button = (name: RegExp) => () => page.getByRole("button", { name }).click();
  await liveOn(editor, { undo: button(/^Undo/), redo: button(/^Redo/) }, info);
  expect(said).toEqual([]);
});

test("a residual block is drawn from nothing with the keyboard alone, and lives on", async ({
  page,
}, info) => {
  const said = quiet(page);
  const editor = new Editor(page);
  await editor.app.visit();
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.keyboard.type("new drawing");
  await page.keyboard.press("Enter");
  await expect(editor.app.pane("graph")).toContainText("Double-click or press N");
  await expect(editor.canvas).toBeFocused();
  for (const text of [INPUT, "conv 16 3x3", "relu", "conv 16 3x3", "add"]) await editor.add(text);
  await expect(editor.spoken).toContainText("add1");
  // up along the chain to the input, and from there a connection to the sum
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(editor.box("input-x")).toHaveAttribute("data-lit", "selected");
  await page.keyboard.press("KeyE");
  await expect(editor.palette).toBeFocused();
  await page.keyboard.type("add1");
  await page.keyboard.press("Enter");
  await expect(editor.palette).toBeHidden();
  await expect(editor.spoken).toContainText("Connected x to add1");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(editor.box("node-add1")).toHaveAttribute("data-lit", "selected");
  await editor.add("relu");
  await page.keyboard.press("KeyM");
  await drawnWhole(editor);
  const key = (keys: string) => () => page.keyboard.press(keys);
  await liveOn(editor, { undo: key("ControlOrMeta+KeyZ"), redo: key("ControlOrMeta+Shift+KeyZ") }, info);
  expect(said).toEqual([]);
});
