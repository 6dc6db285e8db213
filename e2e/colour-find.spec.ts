import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

const bar = (page: Page) => page.getByTestId("find-bar");
const field = (page: Page) => bar(page).getByRole("combobox");
const count = (page: Page) => page.getByTestId("find-count");
const legend = (page: Page) => page.getByTestId("legend");
const colourBy = (page: Page) => page.getByRole("combobox", { name: "Colour by" });

async function faults(page: Page, selector: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" ")}`);
}

test("a person searches from the keyboard, walks the matches and goes back to the whole", async ({
  page,
  baseURL,
}) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.press("Slash");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("op:conv size>300KiB");
  await expect(count(page)).toContainText(/^7 of 84 storages, [\d.]+ MiB$/);
  await page.keyboard.press("Enter");
  await expect(count(page)).toContainText("match 1");
  await expect(app.pane("inspector")).toContainText("conv1");
  await app.placeOf("timeline", "selected");
  await app.placeOf("arena", "selected");
  await page.keyboard.press("Enter");
  await expect(count(page)).toContainText("match 2");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await expect(count(page)).toContainText("match 7");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();
  await page.keyboard.press("Escape");
  await page.keyboard.press("F3");
  await expect(field(page)).toHaveValue("");
  expect(seen.errors).toEqual([]);
});

test("what is typed right after the key that opens the search is not lost to shortcuts", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.type("/op:conv");
  await expect(field(page)).toHaveValue("op:conv");
  await expect(app.pane("freedom")).toBeHidden();
  await expect(count(page)).toContainText("of 84 storages");
});

test("the rest steps back in the graph, and the table shows what the search means", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await app.openLower("Table");
  await page.getByRole("button", { name: "Find storages" }).click();
  await field(page).fill("op:LRN");
  await expect(count(page)).toContainText("2 of 84");
  await expect(page.getByTestId("table-count")).toContainText("2 of");
  await expect(page.getByRole("searchbox", { name: "Filter the table" })).toHaveValue("op:LRN");
  await expect(page.locator("[data-testid^=node-][data-lit=found]").first()).toBeVisible();
  await expect(page.locator("[data-dim]").first()).toBeAttached();
  await page.getByRole("button", { name: "Close the search" }).click();
  await expect(page.locator("[data-lit=found]")).toHaveCount(0);
  await expect(page.getByTestId("table-count")).toContainText("rows");
});

test("a person colours by operator and looks at one class, at two, and at all again", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await expect(legend(page)).toBeHidden();
  await colourBy(page).selectOption("operator");
  const pools = legend(page).getByRole("button", { name: /^MaxPool: / });
  await pools.click();
  await expect(pools).toHaveAttribute("aria-pressed", "true");
  await app.openLower("Table");
  await expect(page.getByTestId("table-count")).toContainText("13 of");
  await legend(page)
    .getByRole("button", { name: /^LRN: / })
    .click({ modifiers: ["ControlOrMeta"] });
  await expect(page.getByTestId("table-count")).toContainText("15 of");
  await page.keyboard.press("Slash");
  await field(page).fill("size>500KiB");
  await expect(count(page)).toContainText(/^\d+ of 84/);
  await field(page).fill("");
  await page.keyboard.press("Escape");
  await legend(page).getByRole("button", { name: "all" }).click();
  await expect(page.getByTestId("table-count")).toContainText("rows");
});

test("classes keep their colours over a re-plan, and the choice is kept for the next visit", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.press("KeyC");
  await page.keyboard.press("KeyC");
  await expect(colourBy(page)).toHaveValue("operator");
  const colours = () =>
    legend(page)
      .locator("[data-class] svg")
      .evaluateAll((all) => all.map((svg) => getComputedStyle(svg).backgroundColor).sort());
  await expect.poll(async () => (await colours()).length).toBeGreaterThan(4);
  const before = await colours();
  await app.openLower("Settings");
  await app.choose("Placement", "no reuse");
  await app.ready();
  expect(await colours()).toEqual(before);
  await page.reload();
  await app.ready();
  await expect(colourBy(page)).toHaveValue("operator");
  await expect(legend(page)).toBeVisible();
});

test("an address is gone to, and an expression without end is answered", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.press("Slash");
  await field(page).fill("/(a+)+$/");
  await expect(count(page)).toContainText("of 84");
  await field(page).fill("/(?=a)/");
  await expect(bar(page).getByRole("alert")).toContainText("looks around");
  await field(page).fill("addr:0x300000");
  await page.keyboard.press("Enter");
  await expect(count(page)).toContainText("match 1");
});

test("the palette hands a text with fields to the search", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.getByRole("dialog").getByRole("combobox").fill("role:input");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(field(page)).toHaveValue("role:input");
  await expect(count(page)).toContainText("1 of 84");
});

test("search and legend have no fault that axe knows", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await colourBy(page).selectOption("operator");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Find storages" }).click();
  expect(await faults(page, "[data-testid=find-bar]")).toEqual([]);
  await field(page).pressSequentially("role:");
  await expect(bar(page).getByRole("option").first()).toBeVisible();
  expect(await faults(page, "[data-testid=find-bar]")).toEqual([]);
  await field(page).fill("size>");
  await expect(bar(page).getByRole("alert")).toBeVisible();
  expect(await faults(page, "[data-testid=find-bar]")).toEqual([]);
  await legend(page).getByRole("button", { name: /^Conv/ }).click();
  expect(await faults(page, "[data-testid=legend]")).toEqual([]);
});
