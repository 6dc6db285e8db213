/** Tips say only what is under the pointer, also when keys and lists change the picture while the pointer rests. */

import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

type Pane = "arena" | "timeline";

/** Puts the pointer on a point of a pane, where it then rests over something that has a tip. */
async function rest(page: Page, app: Memplan, pane: Pane, at: { x: number; y: number }): Promise<void> {
  const box = await app.pane(pane).boundingBox();
  const [x, y] = [(box?.x ?? 0) + at.x, (box?.y ?? 0) + at.y];
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  await expect(app.pane(pane).getByRole("tooltip")).toBeVisible({ timeout: 500 });
}

/** Opens a sample and clicks the storage at the lowest addresses a quarter into the program, which is in the first row. */
async function chosen(page: Page, pane: Pane): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const { width = 0, height = 0 } = (await app.pane(pane).boundingBox()) ?? {};
  const row = Number(((await app.pane(pane).getAttribute("data-rows-at")) ?? "").split(",")[0]);
  await rest(page, app, pane, { x: 76 + (width - 168) * 0.2, y: pane === "arena" ? height - 34 : row });
  await page.mouse.down();
  await page.mouse.up();
  await expect(app.pane(pane)).toHaveAttribute("data-selected-at", /,/);
  return app;
}

for (const pane of ["arena", "timeline"] as const) {
  test(`a tip of the ${pane} stays after a click, and goes when keys change what is there`, async ({
    page,
  }) => {
    const app = await chosen(page, pane);
    const tip = app.pane(pane).getByRole("tooltip");
    await expect(tip).toContainText("made by");
    for (const keys of [["f", "f"], ["w"], ["c"], ["Escape"]]) {
      // its place is known once it is painted
      await expect(async () => {
        const at = (await app.pane(pane).getAttribute("data-selected-at")) ?? "";
        const [x = 0, y = 0] = at.split(",").map(Number);
        await rest(page, app, pane, { x, y });
      }).toPass();
      for (const key of keys) await page.keyboard.press(key);
      await expect(tip).toBeHidden();
    }
  });
}

test("a tip of the arena goes when its cells show something else", async ({ page }) => {
  const app = await chosen(page, "arena");
  await page.keyboard.press("Shift+C");
  await expect(app.pane("arena")).toHaveAttribute("data-heat", /^(?!tenants)/);
  await expect(app.pane("arena").getByRole("tooltip")).toBeHidden();
});

test("forced colours tell what is chosen and pressed from what is not", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const ground = (name: string, kind: "button" | "text") =>
    (kind === "button"
      ? page.getByRole("button", { name, exact: true })
      : app.pane("timeline").locator("xpath=ancestor::section").getByText(name, { exact: true })
    ).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground("Inspector", "button")).not.toBe(await ground("Planners", "button"));
  expect(await ground("buffers", "text")).not.toBe(await ground("tensors", "text"));
});
