import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, memplan } from "./driver.ts";

const view = (page: Page) => page.getByTestId("scratchpad");
const list = (page: Page) => page.getByRole("listbox", { name: "Operations of the schedule" });
const op = (page: Page, n: number) => list(page).getByRole("option", { name: new RegExp(`^${n} `) });
const details = (page: Page) => page.getByTestId("tile-details");
const size = (page: Page) => page.getByRole("slider", { name: "Size of the scratchpad" });
const grid = (page: Page, name: string) =>
  page.getByRole("application", { name: new RegExp(`^${name}, \\d+ × \\d+ tiles`) });

const SAMPLE = "public/examples/perceptron.json";

async function open(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit("/#sample/perceptron");
  await page.getByRole("button", { name: "Scratchpad", exact: true }).click();
  await expect(op(page, 0)).toBeVisible();
  return app;
}

/** Waits for the curve and takes a size in tiles of 4 KiB by keys. */
async function takeSize(page: Page, kib: number): Promise<void> {
  await expect(size(page)).toHaveAttribute("max", "14");
  await size(page).focus();
  await page.keyboard.press("Home");
  for (let i = 8; i < kib; i += 4) await page.keyboard.press("ArrowRight");
  await expect(size(page)).toHaveAttribute("aria-valuetext", new RegExp(`^${kib} KiB `));
}

test("the perceptron in tiles: every operation is a line, and lines, tiles and details are linked", async ({
  page,
}) => {
  await open(page);
  await expect(list(page).getByRole("option").first()).toHaveAttribute("aria-setsize", "99");
  await expect(op(page, 0)).toContainText("LOAD x(0, 0) -> @0x0000 (4096B)");
  await op(page, 2).click();
  await expect(details(page)).toContainText("relu1(0, 0) = x(0, 0) × w1(0, 0)");
  await expect(grid(page, "x").locator("[data-role=A]")).toHaveCount(1);
  await expect(grid(page, "w1").locator("[data-role=B]")).toHaveCount(1);
  await expect(grid(page, "relu1").locator("[data-role=Σ]")).toHaveCount(1);

  // keys walk through the list, to its end and back
  await list(page).focus();
  await page.keyboard.press("End");
  await expect(op(page, 98)).toHaveAttribute("aria-selected", "true");
  await expect(op(page, 98)).toContainText("STORE");
  await page.keyboard.press("ArrowUp");
  await expect(op(page, 97)).toHaveAttribute("aria-selected", "true");

  // a tile of a matrix is met where it is in the scratchpad next, by mouse and by keys
  await grid(page, "w3").click();
  await expect(list(page).getByRole("option", { selected: true })).toContainText("LOAD w3(0, 0)");
  await grid(page, "w1").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(details(page)).toContainText("w1(1, 0)");
  await page.keyboard.press("Enter");
  await expect(list(page).getByRole("option", { selected: true })).toContainText("LOAD w1(1, 0)");
});

test("pointing at a line or a tile lights what it means everywhere", async ({ page }) => {
  await open(page);
  await op(page, 1).hover();
  await expect(grid(page, "w1").locator("[data-role=B]")).toHaveCount(1);
  await expect(grid(page, "x").locator("[data-role]")).toHaveCount(0);
  await grid(page, "x").hover({ position: { x: 3, y: 3 } });
  await expect(op(page, 0)).toHaveAttribute("data-touches", "true");
  await expect(op(page, 2)).toHaveAttribute("data-touches", "true");
  await expect(op(page, 1)).toHaveAttribute("data-touches", "false");
  // what is selected here is selected in the graph and the inspector
  await op(page, 2).click();
  await expect(page.getByTestId("inspector")).toContainText("matmul1");
});

test("where the original gives up it says so, and the picture stays", async ({ page }) => {
  await open(page);
  await takeSize(page, 16);
  // the last size on the way has 145: this one is there when it says so
  await expect(list(page).getByRole("option").first()).toHaveAttribute("aria-setsize", "131");
  await view(page).getByRole("combobox", { name: "Evicts" }).selectOption("original");
  await expect(view(page)).toContainText(
    /Cannot allocate 4096 bytes for relu1\(\d, \d\)|no operand can be evicted/,
  );
  await expect(list(page).getByRole("option").first()).toHaveAttribute("aria-setsize", "131");
});

test("the curve leads to where the original is wrong, and one policy on to the right values", async ({
  page,
}) => {
  await open(page);
  await page.getByRole("button", { name: "corrupt at 36 KiB" }).click();
  await expect(op(page, 14)).toHaveAttribute("aria-selected", "true");
  await expect(op(page, 14)).toHaveAccessibleName(/wrong$/);
  await expect(details(page)).toContainText(/Wrong: .*x\(0, 0\)/);

  // the same by pointing at the cross of the curve
  await size(page).focus();
  await page.keyboard.press("End");
  await expect(list(page).getByRole("option", { selected: true })).toHaveCount(0);
  const curve = page.getByTestId("tile-sweep").getByRole("img");
  const [x = 0, y = 0] = ((await curve.getAttribute("data-corrupt-at")) ?? "").split(",").map(Number);
  await curve.click({ position: { x, y } });
  await expect(op(page, 14)).toHaveAttribute("aria-selected", "true");

  await view(page).getByRole("combobox", { name: "Evicts" }).selectOption("furthest");
  await expect(list(page).getByText("wrong", { exact: true })).toHaveCount(0);
  await expect(
    list(page)
      .getByText(/^evict /)
      .first(),
  ).toBeAttached();
});

test("an eviction tells its victim, the next use and who else would have gone", async ({ page }) => {
  await open(page);
  await takeSize(page, 16);
  await list(page)
    .getByText(/^evict /)
    .first()
    .click();
  await expect(details(page)).toContainText(/Evicted \w+\(\d, \d\), needed next in step \d+/);
  const rows = details(page).getByRole("table").first().getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText(/furthest.*\(the same\)/);
  await details(page)
    .getByText(/loaded again by/)
    .getByRole("button")
    .last()
    .click();
  await expect(list(page).getByRole("option", { selected: true })).toContainText("LOAD");
});

test("too small a scratchpad says what must be together, and the picture stays", async ({ page }) => {
  await open(page);
  await takeSize(page, 12);
  await expect(list(page).getByRole("option").first()).not.toHaveAttribute("aria-setsize", "99");
  const before = await list(page).getByRole("option").first().getAttribute("aria-setsize");
  await takeSize(page, 8);
  await expect(view(page)).toContainText(
    /needs x\(0, 0\), w1\(0, 0\), relu1\(0, 0\) together: 12,288 B of 8,192 B/,
  );
  await expect(list(page).getByRole("option").first()).toHaveAttribute("aria-setsize", before ?? "");
});

test("what is exported is what the command line writes, to the byte", async ({ page, context }, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await takeSize(page, 36);
  const menu = async (entry: string) => {
    await page.getByRole("button", { name: "Export schedule" }).click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  const saving = page.waitForEvent("download");
  await menu("Save as JSON");
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("Perceptron-in-tiles.tiles.json");
  const path = info.outputPath("page.json");
  await saved.saveAs(path);
  const other = info.outputPath("line.json");
  memplan("tile", SAMPLE, "--sram", "36KiB", "--json", other);
  expect(readFileSync(path, "utf8")).toBe(readFileSync(other, "utf8"));

  await menu("Copy as text");
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain("LOAD x(0, 0) -> @0x0000");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    "49 loads emitted (at least 39)",
  );
});

test("the view passes the accessibility check, Escape leaves it, and Shift+T comes back", async ({
  page,
}) => {
  await open(page);
  await op(page, 2).click();
  const found = await new AxeBuilder({ page }).include('[data-testid="scratchpad"]').analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual(
    [],
  );
  await page.keyboard.press("Escape");
  await expect(details(page)).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(view(page)).toBeHidden();
  await page.keyboard.press("Shift+KeyT");
  await expect(view(page)).toBeVisible();
});
