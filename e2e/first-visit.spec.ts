import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

test("a first visit lands on a working plan, with every pane alive and nothing sent away", async ({
  page,
  baseURL,
}) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit();
  await expect(app.documentName).toContainText("GoogLeNet");
  await expect(page.getByTestId("summary-peak")).toContainText("4.59 MiB");
  await expect(page.getByTestId("summary-bound")).toContainText("4.59 MiB");
  await expect(app.pane("timeline").getByRole("img")).toHaveAttribute(
    "aria-label",
    /Timeline.*peak 4\.59 MiB/,
  );
  await expect(app.pane("arena").getByRole("img")).toHaveAttribute("aria-label", /Arena.*peak 4\.59 MiB/);
  await expect(app.pane("graph").locator("[data-testid^=node-]").first()).toBeVisible();
  await expect(app.pane("inspector")).toContainText("Why is the peak here");
  expect(seen.foreign).toEqual([]);
  expect(seen.errors).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the page has no serious accessibility fault in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const app = new Memplan(page);
    await app.visit();
    for (const pane of ["Table", "Problems", "Settings"] as const) {
      await app.openLower(pane);
      const found = await new AxeBuilder({ page }).analyze();
      const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
      expect(serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`)).toEqual([]);
    }
    await page.keyboard.press("Shift+Slash");
    await expect(page.getByRole("dialog")).toBeVisible();
    const dialog = await new AxeBuilder({ page }).include("dialog").analyze();
    expect(
      dialog.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id),
    ).toEqual([]);
  });
}

test("nothing is clipped or spills at the smallest size that we promise", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await new Memplan(page).visit();
  const spill = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(spill).toBe(0);
  for (const id of ["summary-peak", "summary-bound", "summary-total", "summary-buffers", "summary-fit"]) {
    const box = await page.getByTestId(id).boundingBox();
    expect(box, id).not.toBeNull();
    expect((box?.x ?? 0) + (box?.width ?? 0), id).toBeLessThanOrEqual(1024);
  }
  // with two memories, too, the settings are there to be clicked
  await new Memplan(page).visit("/#sample/two-memories");
  await page.getByTestId("summary-settings").click();
  await expect(page.getByTestId("settings")).toBeVisible();
});
