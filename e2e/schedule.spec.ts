import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

const picture = (page: Page) => page.getByTestId("schedule-picture");
const loops = (page: Page) => page.getByRole("region", { name: "Schedule in loops" });
const size = (page: Page) => page.getByTestId("schedule-size");
const compared = (page: Page) => page.getByTestId("schedule-compared");
const chart = (page: Page) => picture(page).getByRole("application").or(picture(page).getByRole("img"));

async function open(page: Page, sample: string): Promise<Memplan> {
  const app = new Memplan(page);
  // a search for the least memory goes first, and shows what it has found so far
  await app.visit(`/#sample/${sample}`);
  await expect(size(page)).toBeVisible();
  return app;
}

test("blocks of five through a filter of seven: nineteen firings are a line of loops that unfold", async ({
  page,
}) => {
  await open(page, "stream-rates");
  await expect(size(page)).toHaveText(/^19 firings as \d+ names$/);
  const names = Number(((await size(page).textContent()) ?? "").match(/as (\d+)/)?.[1]);
  expect(names).toBeLessThan(14);
  await expect(picture(page)).toHaveAttribute("data-columns", String(names));
  const loop = loops(page)
    .getByRole("button", { name: /^Loop of/ })
    .first();
  await loop.click();
  await expect(loop).toHaveAttribute("aria-expanded", "true");
  await expect
    .poll(async () => Number(await picture(page).getAttribute("data-columns")))
    .toBeGreaterThan(names);
  await page.getByRole("button", { name: "Fold all" }).click();
  await expect(picture(page)).toHaveAttribute("data-columns", String(names));
  // the same by mouse, at the bar over the columns
  const [x = 0, y = 0] =
    ((await picture(page).getAttribute("data-loops")) ?? "").split(" ")[0]?.split(",").map(Number) ?? [];
  await chart(page).click({ position: { x, y } });
  await expect(loop).toHaveAttribute("aria-expanded", "true");
});

test("the cursor walks by keys in the schedule, and the timeline goes with it", async ({ page }) => {
  const app = await open(page, "stream-rates");
  await chart(page).focus();
  await page.keyboard.press("Home");
  await expect(app.pane("timeline")).toHaveAttribute("data-step", "0");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(app.pane("timeline")).toHaveAttribute("data-step", "2");
  await expect(picture(page)).toHaveAttribute("data-step", "2");
  await page.keyboard.press("End");
  await expect(app.pane("timeline")).toHaveAttribute("data-step", "18");
  await page.keyboard.press("Enter");
  await expect(app.pane("inspector")).toContainText("sink");
});

test("from compact disc to tape: 612 firings in loops, and step by step", async ({ page }) => {
  await open(page, "stream-cd-to-dat");
  await expect(size(page)).toContainText("612 firings as");
  await expect.poll(async () => Number(await picture(page).getAttribute("data-columns"))).toBeLessThan(200);
  await page.getByTestId("schedule").getByRole("radio", { name: "steps" }).check({ force: true });
  await expect(picture(page)).toHaveAttribute("data-columns", "612");
  await page.getByTestId("schedule").getByRole("radio", { name: "loops" }).check({ force: true });
  await page.getByRole("button", { name: "Unfold all" }).click();
  await expect(picture(page)).toHaveAttribute("data-columns", "612");
});

test("CMSIS-Stream's own schedule and memory are one click away, and the numbers change", async ({
  page,
}) => {
  const app = await open(page, "stream-keyword-spotting");
  await expect(compared(page)).toBeVisible();
  const before = await app.pane("summary").textContent();
  await page
    .getByTestId("schedule")
    .getByRole("radio", { name: "CMSIS-Stream", exact: true })
    .check({ force: true });
  await app.planned();
  await expect(app.pane("summary")).not.toHaveText(before ?? "");
  await expect(page.getByTestId("schedule-facts")).toContainText("This is CMSIS-Stream’s schedule");
});

for (const scheme of ["light", "dark"] as const) {
  test(`the section can be used by everyone, in the ${scheme} theme and on a small screen`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 1024, height: 768 });
    await open(page, "stream-rates");
    await expect(compared(page)).toBeVisible();
    const found = await new AxeBuilder({ page }).include('[data-testid="schedule"]').analyze();
    expect(found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    // the picture has room for lanes
    const box = await picture(page).boundingBox();
    expect(box?.height ?? 0).toBeGreaterThan(90);
  });
}
