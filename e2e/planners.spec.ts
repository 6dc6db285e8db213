import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";
import { hardCsv } from "./hard.ts";

const part = (page: Page, id: "place" | "order") => page.getByTestId(`compare-${id}`);

test("placements and orders are measured side by side, and a click takes one", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await page.keyboard.press("l");
  await expect(app.pane("planners")).toBeVisible();
  const placements = part(page, "place");
  await expect(placements.getByRole("status")).toHaveText(/^(\d+) of \1 measured$/);
  await expect(part(page, "order").getByRole("status")).toHaveText(/^(\d+) of \1 measured$/);
  const worst = placements.getByRole("row", { name: /no reuse/ });
  await expect(worst).toContainText("336 KiB");
  await expect(placements.getByRole("row").nth(1)).toContainText("128 KiB");
  await expect(placements.getByRole("row").nth(1)).toContainText("optimal");
  await worst.click();
  await expect(page.getByTestId("summary-peak")).toContainText("336 KiB");
  await expect(placements.getByRole("button", { pressed: true })).toHaveText("no reuse");
  // the placements are as good as before; the orders were measured with another placement
  await expect(placements.getByRole("status")).toHaveText(/measured/);
  await expect(part(page, "order").getByRole("status")).toContainText("of other settings");
  await part(page, "order").getByRole("button", { name: "Run again" }).click();
  await expect(part(page, "order").getByRole("status")).toHaveText(/^(\d+) of \1 measured$/);
  // and the settings panel takes it back
  await app.openLower("Settings");
  await page.getByRole("button", { name: /^Reset Placement/ }).click();
  await expect(page.getByTestId("summary-peak")).not.toContainText("336 KiB");
});

test("measuring can be cancelled, which loses nothing, and taken up again", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openFile("hard.csv", hardCsv());
  await expect(app.documentName).toContainText("hard");
  await app.openLower("Settings");
  await app.choose("Placement", "hill climb");
  const budget = app.pane("settings").getByRole("textbox", { name: "Search budget" });
  await budget.fill("1000000000000");
  await budget.press("Enter");
  await app.searching();
  await app.openLower("Planners");
  const placements = part(page, "place");
  const searching = placements.getByRole("row").filter({ hasText: "searching" }).first();
  await expect(searching).toContainText("KiB");
  await placements.getByRole("button", { name: "Cancel all" }).click();
  await expect(placements.getByRole("row").filter({ hasText: "cancelled" }).first()).toContainText(/[KM]iB/);
  await expect(placements.getByRole("button", { name: "Run the rest" })).toBeVisible();
  await expect(placements.getByRole("row", { name: /no reuse/ })).toContainText("MiB");
  // the search on the page is its own
  await app.searching();
  await expect(part(page, "order")).toContainText("nothing to put in order");
});

for (const scheme of ["light", "dark"] as const) {
  test(`the comparison has no serious fault for assistive technology, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const app = new Memplan(page);
    await app.visit("/#sample/greedy-gap");
    await app.openLower("Planners");
    await expect(part(page, "order").getByRole("status")).toHaveText(/^(\d+) of \1 measured$/);
    const found = await new AxeBuilder({ page }).include("[data-testid=planners]").analyze();
    const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`)).toEqual([]);
  });
}
