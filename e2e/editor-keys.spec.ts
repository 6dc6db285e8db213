/** The keyboard of the editor: no key is lost or leaks while something loads, and the focus is always somewhere. */

import { expect, type Page, test } from "@playwright/test";
import { Editor } from "./editor.ts";

/** Holds scripts of that name back until it is told to let them go. */
async function hold(page: Page, name: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(new RegExp(`/assets/${name}-[^/]*\\.js$`), async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** A new drawing: input x, relu1, relu2. */
async function draw(page: Page): Promise<Editor> {
  const editor = new Editor(page);
  await editor.app.visit("/#sample/u-net");
  await page.keyboard.press("Alt+KeyN");
  await expect(page.getByTestId("invitation")).toBeVisible();
  for (const text of ["input 1x16x28x28", "Relu", "Relu"]) await editor.add(text);
  await editor.planned();
  return editor;
}

const focused = (page: Page) => page.locator("*:focus");

async function expectCanvas(editor: Editor): Promise<void> {
  await expect(editor.canvas).toBeFocused();
}

test("what is typed after N while the palette still loads is all in its field", async ({ page }) => {
  const editor = new Editor(page);
  const release = await hold(page, "Adding");
  await editor.app.visit("/#sample/u-net");
  await page.keyboard.press("Alt+KeyN");
  await expect(page.getByTestId("invitation")).toBeVisible();
  await page.keyboard.press("KeyN");
  await page.keyboard.type("inxyz");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("put 1x16x28x28");
  release();
  await expect(editor.palette).toHaveValue("input 1x16x28x28");
  await expect(editor.app.pane("inspector")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(editor.box("input-x")).toBeVisible();
});

test("keys that are pressed before the page is there are given to it", async ({ page }) => {
  const editor = new Editor(page);
  const release = await hold(page, "index");
  await page.goto("/", { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("#root") !== null);
  await page.keyboard.press("Alt+KeyN");
  await page.keyboard.press("KeyN");
  await page.keyboard.type("input 1x16x28x28");
  release();
  await expect(editor.palette).toHaveValue("input 1x16x28x28");
  await expect(editor.app.pane("inspector")).toBeVisible();
});

test("N before the first document is there waits for it", async ({ page }) => {
  const editor = new Editor(page);
  const release = await hold(page, "planner.worker");
  await page.goto("/#sample/u-net");
  await expect(page.getByTestId("window")).toBeVisible();
  await page.keyboard.press("KeyN");
  await page.keyboard.type("input");
  release();
  await expect(editor.palette).toHaveValue("input");
  await expect(editor.app.pane("inspector")).toBeVisible();
});

for (const held of ["Hands", "edits"])
  test(`what is typed after F2 while ${held} still loads is the name`, async ({ page }) => {
    const release = await hold(page, held);
    const editor = new Editor(page);
    await editor.app.visit("/#sample/u-net");
    await editor.app.find("down1.conv2", "node");
    await page.keyboard.press("F2");
    await page.keyboard.type("tabtwo");
    await page.keyboard.press("Enter");
    release();
    await expect(editor.box("node-tabtwo")).toBeVisible();
    await expect(editor.app.pane("inspector")).toBeVisible();
  });

test("after an edit of many the same boxes stay chosen", async ({ page }) => {
  const editor = await draw(page);
  const inspector = editor.app.pane("inspector");
  await page.keyboard.press("ControlOrMeta+KeyA");
  await expect(inspector).toContainText("2 nodes, 1 value chosen");
  for (const type of ["int8", "float16"]) {
    await inspector.getByLabel("dtype").selectOption(type);
    await editor.planned();
    await expect(inspector).toContainText("2 nodes, 1 value chosen");
    await expect(inspector.getByLabel("dtype")).toHaveValue(type);
  }
  await inspector.getByRole("checkbox", { name: "output of the graph" }).check();
  await editor.planned();
  await expect(inspector).toContainText("2 nodes, 1 value chosen");
});

test("M marks as output, and M again takes the mark back", async ({ page }) => {
  const editor = await draw(page);
  await page.keyboard.press("KeyM");
  await expect(editor.box("output-relu2")).toBeVisible();
  await page.keyboard.press("KeyM");
  await expect(editor.box("output-relu2")).toBeHidden();
  await page.keyboard.press("KeyM");
  await expect(editor.box("output-relu2")).toBeVisible();
});

test("Ctrl A chooses all boxes wherever the focus is, but in fields the text", async ({ page }) => {
  const editor = await draw(page);
  const inspector = editor.app.pane("inspector");
  for (const pane of ["timeline", "arena"] as const) {
    await editor.app.pane(pane).locator("canvas[tabindex='0']").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+KeyA");
    await expect(inspector).toContainText("2 nodes, 1 value chosen");
  }
  expect(await page.evaluate(() => getSelection()?.isCollapsed)).toBe(true);
  await editor.canvas.focus();
  await page.keyboard.press("Escape");
  await inspector.getByRole("textbox").first().focus();
  await page.keyboard.press("ControlOrMeta+KeyA");
  await expect(editor.spoken).not.toContainText("nothing");
  await expect(inspector).not.toContainText("2 nodes, 1 value chosen");
});

test("Escape in a field restores it, and then gives the focus to the canvas", async ({ page }) => {
  const editor = await draw(page);
  const name = editor.app.pane("inspector").getByLabel("name", { exact: true }).first();
  await name.fill("other");
  await page.keyboard.press("Escape");
  await expect(name).toHaveValue("relu2");
  await expect(name).toBeFocused();
  await page.keyboard.press("Escape");
  await expectCanvas(editor);
  // what was chosen still is
  await expect(name).toHaveValue("relu2");
});

test("F6 walks from pane to pane and Shift F6 back", async ({ page }) => {
  const editor = await draw(page);
  await editor.app.openLower("Table");
  await editor.canvas.focus();
  const at = () =>
    focused(page).evaluate((e) => e.closest("[id^=split-]:not(#split-upper, #split-centre)")?.id);
  for (const pane of ["timeline", "arena", "inspector", "lower", "graph"]) {
    await page.keyboard.press("F6");
    await expect.poll(at).toBe(`split-${pane}`);
  }
  await expectCanvas(editor);
  await page.keyboard.press("Shift+F6");
  await expect.poll(at).toBe("split-lower");
});

test("a new title of a group gives the focus back to the canvas", async ({ page }) => {
  const editor = await draw(page);
  await page.keyboard.press("ControlOrMeta+KeyA");
  await page.keyboard.press("ControlOrMeta+KeyG");
  await expect(editor.spoken).toContainText(/^Grouped/);
  await page.keyboard.press("F2");
  await expect(page.locator("[data-name-field]:focus")).toBeVisible();
  await page.keyboard.type("stem");
  await page.keyboard.press("Enter");
  await expectCanvas(editor);
  await expect(editor.app.pane("inspector").getByLabel("title", { exact: true })).toHaveValue("stem");
});

/** Takes the first answer of the palette once it is there: what had the focus when it came is what gets it back. */
async function seek(page: Page, text: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+KeyK");
  await expect(page.getByRole("dialog", { name: "Find" }).getByRole("combobox")).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("after the palette the focus is where it was, or at the canvas", async ({ page }) => {
  const editor = await draw(page);
  await seek(page, "fit every");
  await expectCanvas(editor);
  const arena = editor.app.pane("arena").locator("canvas[tabindex='0']");
  await arena.focus();
  await seek(page, "relu1");
  await expect(arena).toBeFocused();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await seek(page, "relu2");
  await expectCanvas(editor);
});

test("Alt and arrows move chosen boxes wherever the focus is, also where a layout has placed them", async ({
  page,
}) => {
  const editor = await draw(page);
  const graph = editor.app.pane("graph");
  await editor.app.pane("arena").locator("canvas[tabindex='0']").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(editor.spoken).toContainText("Moved relu2");
  await expect(graph).toHaveAttribute("data-layout", "free");
  const x = () =>
    editor.box("node-relu2").evaluate((box) => new DOMMatrix(getComputedStyle(box).transform).e);
  void x;
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await expect(editor.spoken).toContainText("Moved relu2");
  await editor.app.openSample("U-Net");
  await expect(graph).toHaveAttribute("data-layout", "steps");
  await editor.app.find("down1.conv2", "node");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("Alt+ArrowRight");
  await expect(graph).toHaveAttribute("data-layout", "free");
});
