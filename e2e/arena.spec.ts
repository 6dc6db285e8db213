import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** Switches something on or off in the arena's own menu. */
async function show(page: Page, title: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Show on the arena" }).click();
  await page.getByRole("menuitemcheckbox", { name: title }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
}

/** A point of the arena's pane in pixels of the page, by its shares of width and height. */
async function pointIn(app: Memplan, across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await app.pane("arena").boundingBox();
  if (box === null) throw new Error("the arena is not on the page");
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

test("a hole that is clicked says how large it is, how long it stays idle, and who could have used it", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/best-fit-fragments");
  const hole = await pointIn(app, 0.3, 0.2);
  await page.mouse.move(hole.x, hole.y);
  await expect(app.pane("arena").getByRole("tooltip")).toContainText("8 KiB (8,192 B) × 8 steps");
  await page.mouse.click(hole.x, hole.y);
  const facts = page.getByRole("region", { name: "Hole" });
  await expect(facts).toContainText("8 KiB (8,192 B)");
  await expect(facts).toContainText("steps 0–7 (8)");
  await expect(facts).toContainText("Nobody could have used it");
  await expect(app.pane("arena")).toHaveAttribute("data-asked", /^\d+$/);
  await page.keyboard.press("Escape");
  await expect(app.pane("arena")).not.toHaveAttribute("data-asked", /./);
  await expect(facts).toBeHidden();
});

test("an address typed in full tells who lived there, in turn, with the idle steps between", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/best-fit-fragments");
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.getByRole("dialog").getByRole("combobox").fill("who lived at an address");
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Address asked about" });
  await field.fill("0x4800");
  await field.press("Enter");
  const chain = page.getByRole("region", { name: "Address 0x4800" });
  await expect(chain).toContainText("idle, steps 0–7 (8)");
  await expect(chain.getByRole("button", { name: /copy/ })).toBeVisible();
  await expect(chain).toContainText("idle, step 10, to the end");
  await field.fill("0xFFFF");
  await field.press("Enter");
  await expect(chain.getByRole("alert")).toContainText("up to 0x5FFF");
});

test("two memories stand above each other as lanes, and each is picked in its own", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/two-memories");
  const alone = Number(await app.pane("arena").getAttribute("data-rects"));
  await show(page, /All arenas as lanes/);
  await expect(app.pane("arena")).toHaveAttribute("data-shows", /lanes/);
  expect(Number(await app.pane("arena").getAttribute("data-rects"))).toBeGreaterThan(alone);
  for (const name of ["b1.pointwise", "b3.pointwise"]) {
    await app.find(name, "tensor");
    const at = await app.placeOf("arena", "selected");
    await page.keyboard.press("Escape");
    await expect(app.pane("arena")).not.toHaveAttribute("data-selected", /./);
    await page.mouse.click(at.x, at.y);
    await expect(app.pane("arena")).toHaveAttribute("data-selected", new RegExp(name));
  }
});

test("ghosts and explanations are switched in the arena's menu, and the menu says which are on", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const before = (await app.pane("arena").getAttribute("data-peak-at")) ?? "";
  await show(page, /Ghost without reuse/);
  // the plan is now the lower part of the picture
  await expect(app.pane("arena")).not.toHaveAttribute("data-peak-at", before);
  await show(page, /Live at the peak/);
  await expect(app.pane("arena")).toHaveAttribute("data-shows", "no-reuse bound peak views padding");
  await page.getByRole("button", { name: "Show on the arena" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: /Live at the peak/ })).toBeChecked();
  await expect(page.getByRole("menuitemcheckbox", { name: /Stack under/ })).not.toBeChecked();
});

test("the stack under what is selected goes down to the floor", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await show(page, /Stack under the selection/);
  await app.find("norm2", "tensor");
  await expect(app.pane("arena")).toHaveAttribute("data-stack", "conv3,floor");
});

test("addresses zoom on their own, and the track at the right edge says where one is and scrolls", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const before = (await app.pane("arena").getAttribute("data-peak-at")) ?? "";
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+KeyW");
  await expect(app.pane("arena")).not.toHaveAttribute("data-peak-at", before);
  const zoomed = (await app.pane("arena").getAttribute("data-peak-at")) ?? "";
  const box = await app.pane("arena").boundingBox();
  if (box === null) throw new Error("the arena is not on the page");
  const x = box.x + box.width - 92 + 5;
  await page.mouse.move(x, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(app.pane("arena")).not.toHaveAttribute("data-peak-at", zoomed);
});

test("every heat mode has its scale, and the tooltip of a cell says its number", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const modes = page.getByLabel("What the arena shows");
  const at = await pointIn(app, 0.13, 0.6);
  const says: Readonly<Record<string, RegExp>> = {
    occupancy: /% of this cell is in use/,
    churn: /of this cell’s bytes begin or end, a step.*moved/,
    reuse: /tenants? over the whole plan/,
  };
  for (const [mode, words] of Object.entries(says)) {
    await modes.selectOption(mode);
    await expect(app.pane("arena")).toHaveAttribute("data-heat", mode);
    await page.mouse.move(at.x, at.y - 1);
    await page.mouse.move(at.x, at.y);
    await expect(app.pane("arena").getByRole("tooltip")).toContainText(words);
  }
  await modes.selectOption("fragmentation");
  const hole = await pointIn(app, 0.6, 0.25);
  await page.mouse.move(hole.x, hole.y);
  await expect(app.pane("arena").getByRole("tooltip")).toContainText(/fragmented.*% at step/);
});

test("what does not fit is hatched, named, and listed with the bytes that are above the capacity", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/best-fit-fragments");
  const list = page.getByRole("region", { name: "Above the capacity" });
  await expect(list).toContainText("by 8 KiB");
  await list.getByRole("button", { name: /copy/ }).click();
  await expect(app.pane("arena")).toHaveAttribute("data-selected", "copy");
  const at = await app.placeOf("arena", "selected");
  await page.mouse.move(at.x, at.y);
  await expect(app.pane("arena").getByRole("tooltip")).toContainText("8 KiB above the capacity");
});
