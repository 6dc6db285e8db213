import { expect, type Locator, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** Names of the rows in view; of headers with + (folded) or −. */
async function rows(pane: Locator): Promise<string[]> {
  return ((await pane.getAttribute("data-shown-rows")) ?? "").split("|");
}

/** Clicks the name of a row. */
async function clickRow(pane: Locator, name: string): Promise<void> {
  const [first = 0, tall = 0] = ((await pane.getAttribute("data-rows-at")) ?? "").split(",").map(Number);
  const row = (await rows(pane)).indexOf(name);
  expect(row).toBeGreaterThanOrEqual(0);
  await pane.click({ position: { x: 40, y: first + row * tall } });
}

test("someone looks at a net by its blocks: groups, folded to one row each, sorted by what the peak would save", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/resnet-50");
  const pane = app.pane("timeline");
  await page.getByRole("radio", { name: "groups", exact: true }).check({ force: true });
  await expect(pane).toHaveAttribute("data-shown-rows", /-stem/);
  await page.getByRole("button", { name: "fold", exact: true }).click();
  await expect.poll(async () => (await rows(pane)).every((name) => name.startsWith("+"))).toBe(true);
  await page.getByLabel("Sort rows by").selectOption("savings");
  // the peak is in the first stage: without that it falls most
  await expect.poll(async () => (await rows(pane))[0]).toBe("+s1");
  await clickRow(pane, "+s1");
  await expect(pane).toHaveAttribute("data-shown-rows", /^-s1\|b\d\./);
  await clickRow(pane, "-s1");
  await expect.poll(async () => (await rows(pane))[0]).toBe("+s1");
});

test("the same by keys alone, and the page remembers rows and sorting", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/two-memories");
  const pane = app.pane("timeline");
  await page.keyboard.press("u");
  await expect(pane).toHaveAttribute("data-shown-rows", /^-sram\|/);
  await page.keyboard.press("Shift+G");
  await expect(pane).toHaveAttribute("data-shown-rows", /^\+sram\|-dtcm\|/);
  await page.keyboard.press("Shift+U");
  await expect(page.getByLabel("Sort rows by")).toHaveValue("size");
  await page.reload();
  await app.ready();
  await expect(page.getByLabel("Sort rows by")).toHaveValue("size");
  await expect(page.getByRole("radio", { name: "arenas", exact: true })).toBeChecked();
  // what was folded is of the document that was open then
  await expect(pane).toHaveAttribute("data-shown-rows", /^-sram\|/);
});

test("many rows are reached by the thumb, the wheel and Page Down", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/densenet-121");
  const pane = app.pane("timeline");
  await page.getByRole("radio", { name: "tensors", exact: true }).check({ force: true });
  await expect.poll(async () => Number(await pane.getAttribute("data-rows"))).toBeGreaterThan(200);
  const top = (await rows(pane))[0];
  const [x = 0, y = 0] = ((await pane.getAttribute("data-thumb-at")) ?? "").split(",").map(Number);
  const box = await pane.boundingBox();
  if (box === null) throw new Error("the timeline is not on the page");
  await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.down();
  await page.mouse.move(box.x + x, box.y + y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await rows(pane))[0]).not.toBe(top);
  const after = (await rows(pane))[0];
  await pane.locator("canvas").last().focus();
  await page.keyboard.press("PageDown");
  await expect.poll(async () => (await rows(pane))[0]).not.toBe(after);
  await page.keyboard.press("PageUp");
  await expect.poll(async () => (await rows(pane))[0]).toBe(after);
});

test("a long program says how many steps a pixel is, and keeps its peak in sight", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  const buffers = Array.from(
    { length: 12_000 },
    (_, i) => `b${i},${i >> 1},${(i >> 1) + 1},${i === 7001 ? 4096 : 64}`,
  );
  await app.openFile("long.csv", ["id,lower,upper,size", ...buffers].join("\n"));
  const pane = app.pane("timeline");
  await expect(pane).toHaveAttribute("data-merged", /^1 px = \d+(\.\d)? steps; bars merged$/, {
    timeout: 30_000,
  });
  const peak = ((await pane.getAttribute("data-peak-at")) ?? "").split(",").map(Number);
  expect(peak[1]).toBeLessThan(60);
  expect(Number(await pane.getAttribute("data-rects"))).toBeLessThan(4000);
});
