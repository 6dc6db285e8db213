import { expect, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

test("another placement changes the plan, and the gap closes", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await expect(page.getByTestId("summary-peak")).toContainText("208 KiB");
  await app.openLower("Settings");
  await app.choose("Placement", "first fit");
  await expect(page.getByTestId("summary-peak")).toContainText("128 KiB");
  await expect(page.getByTestId("summary-peak")).toContainText("optimal");
});

test("a capacity typed with a unit gives a verdict, and nonsense is refused beside the field", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  await app.openLower("Settings");
  const capacity = app.pane("settings").getByRole("textbox", { name: "Capacity" });
  await capacity.fill("1MiB");
  await capacity.press("Enter");
  await expect(page.getByTestId("summary-fit")).toHaveAttribute("data-fits", "false");
  await capacity.fill("2MiB");
  await capacity.press("Enter");
  await expect(page.getByTestId("summary-fit")).toHaveAttribute("data-fits", "true");
  await capacity.fill("lots");
  await capacity.press("Enter");
  await expect(capacity).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByTestId("summary-fit")).toHaveAttribute("data-fits", "true");
});

test("slots are buffers of their own, as large as their largest tenant", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/resnet-50");
  await app.openLower("Settings");
  await app.pane("settings").getByLabel("Slots").check();
  await expect(page.getByTestId("summary-buffers")).toContainText(/→ 4$/);
  await app.choose("Share", "same type");
  await expect(page.getByTestId("summary-buffers")).not.toContainText(/→ 4$/);
});

test("settings stay with the document over a reload", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openLower("Settings");
  await app.choose("Placement", "no reuse");
  await expect(page.getByTestId("summary-peak")).toContainText("336 KiB");
  await page.waitForTimeout(600);
  await page.reload();
  await app.ready();
  await expect(page.getByTestId("summary-peak")).toContainText("336 KiB");
});
