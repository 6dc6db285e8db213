import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

const pane = (page: Page) => page.getByTestId("arms");
const grid = (page: Page) => page.getByRole("grid", { name: "Buffers and arms" });
const head = (page: Page, arm: string) =>
  grid(page).getByRole("columnheader", { name: new RegExp(`^Arm ${arm}(;|$)`) });
const row = (page: Page, buffer: string) =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: buffer, exact: true }) });
const cell = (page: Page, buffer: string, arm: string) =>
  row(page, buffer).getByRole("gridcell", { name: new RegExp(`^${arm}: `) });
const changed = (page: Page) => page.getByRole("status", { name: "What the last change did to sharing" });

async function open(page: Page, sample: string): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit(`/#sample/${sample}`);
  await expect(grid(page)).toBeVisible();
  await expect(page.getByTestId("slots-sum")).toBeVisible();
  return app;
}

/** The peak of the plan as the strip under the title says it. */
async function peak(app: Memplan, text: string): Promise<void> {
  await app.planned();
  await expect(app.pane("summary")).toContainText(text);
}

test("a program is drawn from nothing by keyboard: arms, buffers, accesses, a parallel pair", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit();
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.getByRole("dialog").getByRole("combobox").fill("new program of arms");
  await page.keyboard.press("Enter");
  await expect(head(page, "A")).toBeVisible();
  await app.planned();

  // two more arms after the first, and two more buffers
  await head(page, "A").focus();
  await page.keyboard.press("n");
  await expect(head(page, "B")).toBeFocused();
  await page.keyboard.press("n");
  await expect(head(page, "C")).toBeFocused();
  await row(page, "a").getByRole("rowheader").focus();
  await page.keyboard.press("n");
  await expect(row(page, "b").getByRole("rowheader")).toBeFocused();
  await page.keyboard.press("F2");
  await page.keyboard.type("tile");
  await page.keyboard.press("Enter");
  await expect(row(page, "tile").getByRole("rowheader")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("3 KiB");
  await page.keyboard.press("Enter");
  await expect(row(page, "tile")).toContainText("3 KiB");

  // a lives in A, tile in B: one slot does for both
  await cell(page, "a", "A").focus();
  await page.keyboard.press("b");
  await expect(cell(page, "a", "A")).toHaveAccessibleName("A: writes all of it, then reads it");
  await cell(page, "tile", "B").focus();
  await page.keyboard.press("b");
  await page.getByTestId("arms-side").getByText("sharing", { exact: true }).click();
  await expect(page.getByTestId("slots-sum")).toContainText(
    "1 slot, the fewest there can be: 3 KiB instead of 4 KiB",
  );
  await peak(app, "3 KiB");

  // side by side they need memory each
  await head(page, "B").focus();
  await page.keyboard.press("p");
  await expect(changed(page)).toContainText("stopped sharing:a–tile");
  await expect(page.getByTestId("slots-sum")).toContainText("2 slots");
  await peak(app, "4 KiB");
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(changed(page)).toContainText("may share now:a–tile");
  await peak(app, "3 KiB");
  await page.keyboard.press("ControlOrMeta+Shift+KeyZ");
  await expect(changed(page)).toContainText("stopped sharing:a–tile");

  // it is kept: a reload brings it back with its pane
  await expect(page).toHaveURL(/#document\/own/);
  await page.reload();
  await app.ready();
  await expect(cell(page, "tile", "B")).toHaveAccessibleName("B: writes all of it, then reads it");
});

test("a program is drawn from nothing by mouse", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  await page.getByRole("button", { name: "Samples", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "New program of arms" }).click();
  await expect(head(page, "A")).toBeVisible();
  await pane(page).getByRole("button", { name: "+ beside" }).click();
  await expect(head(page, "B")).toBeVisible();
  await pane(page).getByRole("button", { name: "+ buffer" }).click();
  await expect(row(page, "b")).toBeVisible();
  for (const [buffer, arm] of [
    ["a", "A"],
    ["b", "B"],
  ] as const) {
    await cell(page, buffer, arm).click();
    await page.getByRole("menuitem", { name: "Write, then read" }).click();
    await expect(cell(page, buffer, arm)).toHaveAccessibleName(`${arm}: writes all of it, then reads it`);
  }
  await app.planned();
  await peak(app, "2 KiB");
  await head(page, "B").click();
  await page.getByRole("combobox", { name: "B is to A" }).selectOption("after");
  await expect(changed(page)).toContainText("may share now:a–b");
  await peak(app, "1 KiB");
});

test("a program opens with its pane: both rules, slots with a proof, and the plan of the other panes", async ({
  page,
}) => {
  const app = await open(page, "megakernel-arms");
  await expect(row(page, "weights")).toContainText(/host input.*✓.*·/);
  await expect(row(page, "normed")).toContainText(/transient.*·.*✓/);
  await expect(page.getByTestId("arms-side")).toContainText("original rule");
  await expect(page.getByTestId("certificate")).toContainText(
    "no two of them may ever share, so there are no fewer",
  );
  await expect(page.getByTestId("arms-arena")).toContainText("an arena of 10.25 MiB");
  await expect(app.pane("summary")).toContainText("10.25 MiB");
  // another document has no use for the pane that opened by itself
  await app.openSample("Perceptron");
  await expect(pane(page)).toBeHidden();
});

test("rows and arms are linked with timeline, arena, graph and inspector", async ({ page }) => {
  const app = await open(page, "arms-fork-join");
  await row(page, "left 1").getByRole("rowheader").click();
  await expect(app.pane("inspector")).toContainText("left 1");
  const place = await app.placeOf("arena", "selected");
  await row(page, "sum").getByRole("rowheader").click();
  await page.mouse.move(place.x, place.y);
  await expect(row(page, "left 1")).toHaveAttribute("data-hovered", "true");
  await page.mouse.click(place.x, place.y);
  await expect(row(page, "left 1")).toHaveAttribute("aria-selected", "true");
  await head(page, "join").click();
  await expect(app.pane("inspector")).toContainText("join");
});

test("the pane passes the accessibility check with each of its panels", async ({ page }) => {
  test.slow();
  await open(page, "arms-fork-join");
  for (const tab of ["sharing", "arm", "buffer", "marks"]) {
    await page.getByTestId("arms-side").getByText(tab, { exact: true }).first().click();
    const found = await new AxeBuilder({ page }).include('[data-testid="arms"]').analyze();
    expect(
      found.violations.map(({ id, nodes }) => [tab, id, nodes.map(({ html }) => html.slice(0, 160))]),
    ).toEqual([]);
  }
});
