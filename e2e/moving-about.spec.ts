import { expect, type Locator, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** A press at the one point of a pane, dragged to the other in steps; shares of the pane's size. */
async function drag(
  page: Page,
  pane: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const box = await pane.boundingBox();
  if (box === null) throw new Error("the pane is not on the page");
  const place = ([x, y]: readonly [number, number]) =>
    [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...place(from));
  await page.mouse.down();
  await page.mouse.move(...place([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...place(to));
  await page.mouse.up();
}

function canvasOf(app: Memplan, pane: "timeline" | "arena"): Locator {
  return app.pane(pane).locator("canvas[tabindex='0']");
}

function minimap(app: Memplan): Locator {
  return app.page.getByTestId("minimap");
}

async function dataOf(pane: Locator, name: string): Promise<string> {
  return pane.evaluate((element, key) => (element as HTMLElement).dataset[key] ?? "", name);
}

test("I drag over the arena, read what the area holds, widen it, zoom to it and take it away", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit();
  const arena = app.pane("arena");
  await drag(page, arena, [0.3, 0.4], [0.55, 0.75]);
  await expect.poll(() => dataOf(arena, "area")).toMatch(/^\d+,\d+,\d+,\d+$/);
  const [from = 0, to = 0] = (await dataOf(arena, "area")).split(",").map(Number);
  await expect(page.getByTestId("area-facts")).toContainText(`steps ${from}–${to - 1} (${to - from})`);
  await expect(page.getByTestId("spoken")).toContainText("in use");
  await expect(canvasOf(app, "timeline")).toHaveAttribute("aria-label", /Area of steps/);
  // its right edge is where the picture says
  const [x = 0, y = 0, w = 0, h = 0] = (await dataOf(arena, "areaAt")).split(",").map(Number);
  const box = await arena.boundingBox();
  if (box === null) throw new Error("the arena is not on the page");
  const share = (px: number, py: number) => [px / box.width, py / box.height] as const;
  await drag(page, arena, share(x + w, y + h / 2), share(x + w + 60, y + h / 2));
  await expect.poll(async () => Number((await dataOf(arena, "area")).split(",")[1])).toBeGreaterThan(to);
  await canvasOf(app, "arena").focus();
  await page.keyboard.press("Enter");
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", new RegExp(`^Steps ${from}–`));
  await page.keyboard.press("Escape");
  await expect.poll(() => dataOf(arena, "area")).toBe("");
  await expect(page.getByTestId("area-facts")).toBeHidden();
});

test("I drag over the rows of the timeline and get their steps; with Shift the picture moves instead", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit();
  const timeline = app.pane("timeline");
  await drag(page, timeline, [0.3, 0.8], [0.5, 0.9]);
  await expect.poll(() => dataOf(timeline, "area")).toMatch(/^\d+,\d+$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("w");
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", /^Steps/);
  const before = await minimap(app).getAttribute("aria-valuetext");
  await page.keyboard.down("Shift");
  await drag(page, timeline, [0.3, 0.8], [0.2, 0.8]);
  await page.keyboard.up("Shift");
  await expect(minimap(app)).not.toHaveAttribute("aria-valuetext", before ?? "");
  expect(await dataOf(timeline, "area")).toBe("");
});

test("R measures what is selected", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  await canvasOf(app, "arena").focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => dataOf(app.pane("arena"), "selected")).not.toBe("");
  await page.keyboard.press("r");
  await expect(page.getByTestId("area-facts")).toContainText("(100 %)");
});

test("the strip of all steps moves both pictures, with the mouse and with keys", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  await drag(page, minimap(app), [0.4, 0.5], [0.6, 0.5]);
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", /^Steps \d+–\d+ of 142 in sight$/);
  for (const pane of ["timeline", "arena"] as const)
    await expect(canvasOf(app, pane)).toHaveAttribute("aria-label", /In sight: steps/);
  await minimap(app).focus();
  await page.keyboard.press("Home");
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", /^Steps 0–/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", /–141 of 142 in sight$/);
  await minimap(app).locator("canvas").last().dblclick();
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", "All 142 steps in sight");
});

test("I mark steps, walk from mark to mark, and hear how far they are apart", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  const timeline = app.pane("timeline");
  const first = Number(await dataOf(timeline, "step"));
  await page.keyboard.press("Shift+M");
  await canvasOf(app, "timeline").focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+M");
  await expect(page.getByTestId("spoken")).toContainText("20 steps after the mark before it");
  await expect.poll(() => dataOf(timeline, "marks")).toBe(`${first},${first + 20}`);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect.poll(() => dataOf(timeline, "step")).toBe(String(first));
  await expect(page.getByTestId("spoken")).toContainText("Mark 1 of 2");
  await page.keyboard.press("Shift+M");
  await expect.poll(() => dataOf(app.pane("arena"), "marks")).toBe(String(first + 20));
});

test("with the arrows I walk to neighbours, in time and in address, and each says itself", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit();
  const arena = app.pane("arena");
  const line = page.getByTestId("selection-line");
  await canvasOf(app, "arena").focus();
  await page.keyboard.press("ArrowUp");
  await expect(line).toContainText(/alive with \d+ others? at step \d+/);
  const lowest = await dataOf(arena, "selected");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => dataOf(arena, "selected")).not.toBe(lowest);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => dataOf(arena, "selected")).toBe(lowest);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => dataOf(arena, "selected")).not.toBe(lowest);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByTestId("spoken")).toContainText("Nobody before it");
  await page.keyboard.press("Enter");
  await expect(minimap(app)).toHaveAttribute("aria-valuetext", /^Steps/);
  // in the timeline: along the row, and from row to row
  const timeline = app.pane("timeline");
  await canvasOf(app, "timeline").focus();
  await page.keyboard.press("Home");
  const inRow = await dataOf(timeline, "selected");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => dataOf(timeline, "selected")).not.toBe(inRow);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(line).toContainText("alive with");
});

test("the cursor goes on by itself until I press a key, and P leads back to the peak", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  const timeline = app.pane("timeline");
  const peak = await dataOf(timeline, "step");
  await page.keyboard.press("Shift+P");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(async () => Number(await dataOf(timeline, "step"))).toBeGreaterThan(12);
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  await page.keyboard.press("p");
  await expect.poll(() => dataOf(timeline, "step")).toBe(peak);
  await expect(page.getByTestId("spoken")).toContainText(`Peak: step ${peak}`);
});

test("where colours are forced the cursor and the words take the system's", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const app = new Memplan(page);
  await app.visit();
  const timeline = app.pane("timeline");
  await expect.poll(() => dataOf(timeline, "step")).not.toBe("");
  const found = await timeline.evaluate((pane) => {
    const probe = document.createElement("span");
    probe.style.setProperty("forced-color-adjust", "none");
    probe.style.color = "Highlight";
    pane.append(probe);
    const wanted = (getComputedStyle(probe).color.match(/\d+/g) ?? []).slice(0, 3).map(Number);
    probe.remove();
    const canvas = pane.querySelector<HTMLCanvasElement>("canvas[tabindex='0']");
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let same = 0;
    for (let i = 0; i + 3 < pixels.length; i += 4)
      if (pixels[i + 3] === 255 && wanted.every((value, k) => pixels[i + k] === value)) same++;
    return same;
  });
  // the cursor's line and the tab with its step
  expect(found).toBeGreaterThan(200);
});

test("at 200 % in a small window both pictures are there, and everything in their heads can be reached", async ({
  page,
}) => {
  await page.setViewportSize({ width: 720, height: 450 });
  const app = new Memplan(page);
  await app.visit();
  for (const pane of ["timeline", "arena"] as const) {
    const box = await app.pane(pane).boundingBox();
    expect(box?.height ?? 0).toBeGreaterThan(60);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(450);
    await canvasOf(app, pane).focus();
    await expect(canvasOf(app, pane)).toBeFocused();
    await expect(canvasOf(app, pane)).toHaveAttribute("role", "application");
  }
  await expect(minimap(app)).toBeVisible();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: /^Find a tensor/ })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: "Keyboard shortcuts" })).toBeInViewport({ ratio: 1 });
  await expect(app.pane("graph").getByText("by hand")).toBeInViewport({ ratio: 1 });
  const settings = page.getByTestId("summary-settings");
  await settings.scrollIntoViewIfNeeded();
  await expect(settings).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("w");
  await expect(canvasOf(app, "timeline")).toHaveAttribute("aria-label", /In sight: steps/);
});
