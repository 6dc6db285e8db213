import { expect, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

test("the palette finds a tensor by name and reveals it, with the keyboard alone", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/resnet-50");
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.keyboard.type("stem");
  await expect(page.getByRole("dialog").getByRole("option").first()).toContainText("stem");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(app.pane("inspector")).toContainText(/stem/);
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /stem/);
});

test("Enter pressed in the same breath as the words takes the first answer", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.keyboard.type("rows of the");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("radio", { name: "arenas", exact: true })).toBeChecked();
});

test("single keys can be turned off, and the sheet of keys says so", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await page.keyboard.press("KeyB");
  await expect(app.pane("table")).toBeVisible();
  await page.keyboard.press("Shift+Slash");
  await page.getByRole("button", { name: /Single-key shortcuts/ }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("KeyB");
  await expect(app.pane("table")).toBeVisible();
});

test("typing in a field gives no commands", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.openLower("Table");
  await app.pane("table").getByRole("searchbox").fill("");
  await app.pane("table").getByRole("searchbox").pressSequentially("bvp");
  await expect(app.pane("table")).toBeVisible();
  await expect(app.pane("table").getByRole("searchbox")).toHaveValue("bvp");
});

test("keys walk from tenant to tenant and along the data flow", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.find("down1.conv2", "tensor");
  await page.keyboard.press("Period");
  await expect(app.pane("arena")).not.toHaveAttribute("data-selected", /down1\.conv2/);
  await page.keyboard.press("Comma");
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /down1/);
  await page.keyboard.press("BracketRight");
  await expect(app.pane("inspector")).toContainText(/step/);
});

test("W zooms time, 0 shows everything again, T H switch nothing they should not", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  const label = () => app.pane("arena").getByRole("img").getAttribute("aria-label");
  const whole = await app.pane("arena").getAttribute("data-rects");
  for (let i = 0; i < 6; i++) await page.keyboard.press("KeyW");
  await expect(app.pane("arena")).not.toHaveAttribute("data-rects", whole ?? "");
  await page.keyboard.press("Digit0");
  await expect(app.pane("arena")).toHaveAttribute("data-rects", whole ?? "");
  expect(await label()).toMatch(/peak/);
});

test("F twice makes the selection large, and Shift+C goes through what the arena shows", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  const whole = await app.pane("arena").getAttribute("data-rects");
  await app.find("b2.expand", "tensor");
  await page.keyboard.press("KeyF");
  await page.keyboard.press("KeyF");
  await expect(app.pane("arena")).not.toHaveAttribute("data-rects", whole ?? "");
  for (const mode of ["reuse", "occupancy", "idle", "churn", "fragmentation", "tenants"]) {
    await page.keyboard.press("Shift+KeyC");
    await expect(app.pane("arena")).toHaveAttribute("data-heat", mode);
    await expect(page.getByLabel("What the arena shows")).toHaveValue(mode);
  }
});

test("the theme changes by its button and stays", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await app.ready();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
