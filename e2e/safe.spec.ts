import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, memplan, watch } from "./driver.ts";

/** `free` may run anywhere before `last`. */
const FORK = JSON.stringify({
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "fork",
  tensors: [
    { id: "x", bytes: 64, role: "input" },
    { id: "a", bytes: 1024 },
    { id: "b", bytes: 128 },
    { id: "c", bytes: 64 },
    { id: "d", bytes: 2048 },
    { id: "e", bytes: 32 },
  ],
  nodes: [
    { id: "first", op: "Op", inputs: ["x"], outputs: ["a"] },
    { id: "second", op: "Op", inputs: ["a"], outputs: ["b"] },
    { id: "third", op: "Op", inputs: ["b"], outputs: ["c"] },
    { id: "free", op: "Op", inputs: ["x"], outputs: ["d"] },
    { id: "last", op: "Op", inputs: ["c", "d"], outputs: ["e"] },
  ],
  outputs: ["e"],
});
const STEPS = 5;
/** Of the timeline, in pixels: left and right of its steps, and the middle of the strip in which they are dragged. */
const [LEFT, RIGHT, STRIP] = [76, 92, 9];

async function openFork(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openFile("fork.json", FORK);
  await expect(app.documentName).toContainText("fork");
  await app.ready();
  return app;
}

/** Points at a step of the strip and waits until it can be taken hold of. */
async function grabbable(page: Page, x: number, y: number): Promise<void> {
  const canvas = page.getByTestId("timeline").locator("canvas").last();
  await expect(async () => {
    await page.mouse.move(x - 1, y);
    await page.mouse.move(x, y);
    expect(await canvas.evaluate((c) => c.style.cursor)).toBe("grab");
  }).toPass();
}

/** Drags a step of `FORK` along the strip of the timeline to another. */
async function dragStep(page: Page, from: number, to: number): Promise<void> {
  const box = await page.getByTestId("timeline").boundingBox();
  if (box === null) throw new Error("the timeline is not on the page");
  const at = (step: number) => box.x + LEFT + ((box.width - LEFT - RIGHT) * (step + 0.5)) / STEPS;
  await grabbable(page, at(from), box.y + STRIP);
  await page.mouse.down();
  await page.mouse.move(at(to), box.y + STRIP, { steps: 4 });
  await page.mouse.up();
}

/** Waits until an edit is written, as tabs tell each other. */
async function written(page: Page, edit: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const channel = new BroadcastChannel("memplan");
    const heard = new Promise<void>((resolve) => {
      channel.onmessage = ({ data }) => String(data).startsWith("own:") && resolve();
    });
    Object.assign(globalThis, { heard });
  });
  await edit();
  await page.evaluate(() => (globalThis as unknown as { heard: Promise<void> }).heard);
}

const peak = (page: Page) => page.getByTestId("summary-peak");

test("dragging a step changes the order and the plan; undoing it gives back what was", async ({
  page,
  baseURL,
}) => {
  const seen = await watch(page, baseURL ?? "");
  const app = await openFork(page);
  const before = await peak(page).textContent();
  await dragStep(page, 3, 0);
  await expect(page.getByTestId("spoken")).toContainText("free");
  await app.planned();
  await expect(peak(page)).not.toHaveText(before ?? "");
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await app.planned();
  await expect(peak(page)).toHaveText(before ?? "");
  expect(seen.errors).toEqual([]);
});

test("Escape lets a dragged step go, and a plain click there moves the cursor", async ({ page }) => {
  await openFork(page);
  const shown = page.getByTestId("window");
  const revision = await shown.getAttribute("data-document-revision");
  const box = await page.getByTestId("timeline").boundingBox();
  await grabbable(page, (box?.x ?? 0) + LEFT + 20, (box?.y ?? 0) + STRIP);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + LEFT + 300, (box?.y ?? 0) + STRIP, { steps: 3 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(shown).toHaveAttribute("data-document-revision", revision ?? "");
  await page.mouse.click((box?.x ?? 0) + LEFT + 20, (box?.y ?? 0) + STRIP);
  await expect(page.getByTestId("timeline")).toHaveAttribute("data-step", "0");
});

test("an edit survives a reload right after it, with a place of its own; the file is as it was", async ({
  page,
}) => {
  const app = await openFork(page);
  const before = await peak(page).textContent();
  await dragStep(page, 3, 0);
  await expect(page).toHaveURL(/#document\/own:/);
  await page.reload();
  await app.ready();
  await expect(app.documentName).toContainText("fork");
  await expect(peak(page)).not.toHaveText(before ?? "");
  await page.getByRole("button", { name: "Samples", exact: true }).click();
  const recents = page.getByRole("dialog").getByRole("button", { name: /^fork/ });
  await expect(recents).toHaveCount(2);
  await expect(recents.filter({ hasText: "edited" })).toHaveCount(1);
  await recents.filter({ hasNotText: "edited" }).click();
  await app.ready();
  await expect(peak(page)).toHaveText(before ?? "");
});

test("an edit survives a page that is closed right after it", async ({ page, context }) => {
  await openFork(page);
  const before = await peak(page).textContent();
  await dragStep(page, 3, 0);
  await expect(page).toHaveURL(/#document\/own:/);
  await page.close({ runBeforeUnload: true });
  const next = await context.newPage();
  const app = new Memplan(next);
  await app.visit("/");
  await expect(app.documentName).toContainText("fork");
  await expect(peak(next)).not.toHaveText(before ?? "");
});

test("picking a sample again after an edit gives the sample as it came, and the edit is kept beside it", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  const title = await app.documentName.textContent();
  const name = page.getByTestId("inspector").getByRole("textbox", { name: "name", exact: true }).first();
  await name.fill("mine");
  await name.press("Enter");
  await expect(page).toHaveURL(/#document\/own:/);
  await expect(app.documentName).toContainText("mine");
  await page.goto("/#sample/greedy-gap");
  await expect(app.documentName).toHaveText(title ?? "");
  await app.documentName.click();
  await page.getByRole("menuitem", { name: /^mine/ }).click();
  await expect(app.documentName).toContainText("mine");
});

test("a tab that edits what another tab changed goes on as a copy, and says so", async ({
  page,
  context,
}) => {
  const app = await openFork(page);
  await written(page, () => dragStep(page, 3, 0));
  await app.planned();
  const first = page.url();
  const other = await context.newPage();
  const two = new Memplan(other);
  await two.visit(first.slice(first.indexOf("/#")));
  await written(page, () => dragStep(other, 0, 2));
  await two.planned();
  await dragStep(page, 0, 3);
  await expect(page.getByTestId("notice")).toContainText("Another tab changed this document");
  expect(page.url()).not.toBe(first);
  expect(other.url()).toBe(first);
});

test("a new drawing is planned with nothing in it, and every pane stands", async ({ page, baseURL }) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(app.documentName).toContainText("Untitled");
  await app.planned();
  for (const pane of ["Table", "Problems", "Settings", "Planners"] as const) await app.openLower(pane);
  await expect(page.getByTestId("window")).not.toContainText(/NaN|Infinity|undefined/);
  expect(seen.errors).toEqual([]);
  // nothing was drawn: nothing is kept
  await app.openSample("U-Net");
  await page.getByRole("button", { name: "Samples", exact: true }).click();
  await expect(page.getByRole("button", { name: "Forget Untitled" })).toBeHidden();
});

test("the plan that is exported right after an edit is of the edited graph", async ({ page }, info) => {
  const app = await openFork(page);
  await dragStep(page, 3, 0);
  const plan = await app.save(/^memplan plan/i, info);
  expect(JSON.parse(readFileSync(plan, "utf8")).order[0]).toBe("free");
  const graph = await app.save(/^memplan graph/i, info);
  expect(JSON.parse(readFileSync(graph, "utf8")).order[0]).toBe("free");
  const own = memplan("plan", graph, "--json", "-");
  expect(JSON.parse(own.out).stats).toEqual(JSON.parse(readFileSync(plan, "utf8")).stats);
});
