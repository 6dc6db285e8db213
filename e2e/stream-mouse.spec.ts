/** A dataflow graph drawn with the mouse from nothing: nodes, connections, places, forms, and what takes it back. */

import { expect, type Locator, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

const form = (page: Page) => page.getByTestId("stream-form");
const graph = (page: Page) => page.getByTestId("graph");
const actor = (page: Page, id: string) => page.getByTestId(`actor-${id}`);
const lines = (page: Page) => page.locator("[data-testid^=line-]");
const port = (page: Page, id: string, side: "source" | "target", name: string) =>
  actor(page, id).locator(`.react-flow__handle.${side}[data-handleid="${name}"]`);

interface Spot {
  readonly x: number;
  readonly y: number;
}

async function middle(of: Locator): Promise<Spot> {
  await expect(of).toBeVisible();
  const box = await of.boundingBox();
  if (box === null) throw new Error("it is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A point of the canvas, in shares of its size. */
async function at(page: Page, x: number, y: number): Promise<Spot> {
  const box = await graph(page).locator(".react-flow").boundingBox();
  if (box === null) throw new Error("the canvas is not on the page");
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

/** In small moves, as a hand makes them. */
async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Gives the palette that the mouse has opened a line. */
async function take(page: Page, line: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox").fill(line);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function begin(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit();
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.getByRole("dialog").getByRole("combobox").fill("new dataflow graph");
  await page
    .getByRole("dialog")
    .getByRole("option", { name: /New dataflow graph/ })
    .click();
  await expect(graph(page)).toContainText("Double-click to add a node");
  return app;
}

/** Double-clicks where the canvas is free. */
async function add(page: Page, spot: Spot, line: string, id: string): Promise<void> {
  await page.mouse.dblclick(spot.x, spot.y);
  await take(page, line);
  await expect(actor(page, id)).toBeVisible();
  await expect(form(page)).toContainText(`Node ${id}`);
}

/** A source and a sink beside each other, of five samples a firing. */
async function two(page: Page): Promise<void> {
  await add(page, await at(page, 0.15, 0.3), "source 5 mic", "mic");
  await add(page, await at(page, 0.62, 0.3), "sink 5 out", "out");
}

async function connect(page: Page, from: Locator, to: Locator): Promise<void> {
  await drag(page, await middle(from), await middle(to));
}

/** The same place on the page, but for pixels that are lost to rounding. */
async function expectNear(of: Locator, spot: Spot, far: number): Promise<void> {
  await expect
    .poll(async () => {
      const now = await middle(of);
      return Math.max(Math.abs(now.x - spot.x), Math.abs(now.y - spot.y));
    })
    .toBeLessThan(far);
}

test("nodes are put where somebody double-clicks, joined by a drag, and planned", async ({ page }) => {
  const app = await begin(page);
  const spot = await at(page, 0.15, 0.3);
  await add(page, spot, "source 5 mic", "mic");
  const box = await actor(page, "mic").boundingBox();
  expect(Math.abs((box?.x ?? 0) - spot.x)).toBeLessThan(4);
  expect(Math.abs((box?.y ?? 0) - spot.y)).toBeLessThan(4);
  await add(page, await at(page, 0.62, 0.3), "sink 5 out", "out");
  await connect(page, port(page, "mic", "source", "o"), port(page, "out", "target", "i"));
  await expect(form(page)).toContainText("mic.o → out.i");
  await expect(lines(page)).toHaveCount(1);
  await app.planned();
  await expect(app.pane("summary")).toContainText("20 B");

  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(lines(page)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+KeyZ");
  await expect(lines(page)).toHaveCount(1);
});

test("a drag to the empty canvas makes the node that comes next, at either end", async ({ page }) => {
  await begin(page);
  await add(page, await at(page, 0.35, 0.3), "node 7 fir", "fir");
  await drag(page, await middle(port(page, "fir", "source", "o")), await at(page, 0.75, 0.6));
  await expect(page.getByRole("dialog", { name: "Add after fir.o" })).toBeVisible();
  await take(page, "sink 5 out");
  await drag(page, await middle(port(page, "fir", "target", "i")), await at(page, 0.08, 0.7));
  await expect(page.getByRole("dialog", { name: "Add before fir.i" })).toBeVisible();
  await take(page, "source 5 mic");
  await expect(lines(page)).toHaveCount(2);
  await expect(page.getByTestId("unplanned")).toBeHidden();
});

test("a drag that cannot connect says why where it ended, and changes nothing", async ({ page }) => {
  await begin(page);
  await two(page);
  await add(page, await at(page, 0.15, 0.7), "source 5 other", "other");
  await connect(page, port(page, "mic", "source", "o"), port(page, "out", "target", "i"));
  await expect(lines(page)).toHaveCount(1);
  await connect(page, port(page, "other", "source", "o"), port(page, "out", "target", "i"));
  await expect(page.getByTestId("refused")).toContainText("out.i is fed by mic.o already");
  await expect(lines(page)).toHaveCount(1);

  // of another type; the sink is free again
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(lines(page)).toHaveCount(0);
  const free = await at(page, 0.5, 0.9);
  await page.mouse.click(free.x, free.y);
  await form(page).getByRole("textbox", { name: "new type" }).fill("q15_t");
  await page.keyboard.press("Enter");
  await port(page, "out", "target", "i").click();
  await form(page).getByLabel("Type of the input i").selectOption("q15_t");
  await connect(page, port(page, "mic", "source", "o"), port(page, "out", "target", "i"));
  await expect(page.getByTestId("refused")).toContainText("mic.o gives float, but out.i takes q15_t");
  await expect(lines(page)).toHaveCount(0);
});

test("a click on a port shows its form, with what feeds it", async ({ page }) => {
  await begin(page);
  await two(page);
  await port(page, "out", "target", "i").click();
  await expect(form(page)).toContainText("Node out");
  await expect(port(page, "out", "target", "i")).toHaveAttribute("data-chosen", "true");
  await form(page).getByLabel("fed by").selectOption("mic.o");
  await expect(lines(page)).toHaveCount(1);
  await port(page, "mic", "source", "o").click();
  await expect(form(page).getByTestId("port-outputs-o").getByText("place")).toBeVisible();
  // what is deleted then is the port, with what was connected to it
  await page.keyboard.press("Delete");
  await expect(port(page, "mic", "source", "o")).toHaveCount(0);
  await expect(lines(page)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(lines(page)).toHaveCount(1);
});

test("a box is moved by one step that is kept, and deleting it is taken back", async ({ page }) => {
  const app = await begin(page);
  await two(page);
  await connect(page, port(page, "mic", "source", "o"), port(page, "out", "target", "i"));
  await expect(lines(page)).toHaveCount(1);
  const from = await middle(actor(page, "mic"));
  const to = { x: from.x + 20, y: from.y + 120 };
  // beside its ports
  await drag(page, { x: from.x, y: from.y - 8 }, { x: to.x, y: to.y - 8 });
  // the first pixels of a drag tell it from a click
  await expectNear(actor(page, "mic"), to, 16);
  await expect(page.getByTestId("spoken")).toContainText("Moved mic");
  const moved = await middle(actor(page, "mic"));
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expectNear(actor(page, "mic"), from, 3);
  await page.keyboard.press("ControlOrMeta+Shift+KeyZ");
  await expectNear(actor(page, "mic"), moved, 3);

  await actor(page, "mic").click({ position: { x: 12, y: 6 } });
  await expect(form(page)).toContainText("Node mic");
  await page.keyboard.press("Delete");
  await expect(actor(page, "mic")).toHaveCount(0);
  await expect(lines(page)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(actor(page, "mic")).toBeVisible();
  await expect(lines(page)).toHaveCount(1);

  // kept in this browser: one box is below the other, as they were left
  await app.planned();
  await page.reload();
  await app.ready();
  await expect(lines(page)).toHaveCount(1);
  await expect
    .poll(async () => (await middle(actor(page, "mic"))).y - (await middle(actor(page, "out"))).y)
    .toBeGreaterThan(60);
});

test("a node is copied and cut with the browser's own clipboard, and pasted under another name", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await begin(page);
  await two(page);
  await connect(page, port(page, "mic", "source", "o"), port(page, "out", "target", "i"));
  await expect(lines(page)).toHaveCount(1);
  await actor(page, "mic").click({ position: { x: 12, y: 6 } });
  await expect(form(page)).toContainText("Node mic");
  await page.keyboard.press("ControlOrMeta+KeyC");
  await expect(page.getByTestId("spoken")).toContainText("Copied mic");
  await page.keyboard.press("ControlOrMeta+KeyV");
  await expect(actor(page, "mic2")).toBeVisible();
  await expect(form(page)).toContainText("Node mic2");
  await expect(lines(page)).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+KeyX");
  await expect(actor(page, "mic2")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(actor(page, "mic2")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(actor(page, "mic2")).toHaveCount(0);

  // in a graph it has no place
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(graph(page)).toContainText("Double-click or press N");
  await page.keyboard.press("ControlOrMeta+KeyV");
  await expect(page.getByTestId("spoken")).toContainText("cannot be put into a graph");
});

test("keys of boxes move the chosen node, or say what a dataflow graph has instead", async ({ page }) => {
  await begin(page);
  await two(page);
  await actor(page, "out").click({ position: { x: 12, y: 6 } });
  await expect(form(page)).toContainText("Node out");
  const from = await middle(actor(page, "out"));
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByTestId("spoken")).toContainText("Moved out");
  await expect.poll(async () => (await middle(actor(page, "out"))).y).toBeGreaterThan(from.y + 2);
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expectNear(actor(page, "out"), from, 3);
  await page.keyboard.press("ControlOrMeta+KeyG");
  await expect(page.getByTestId("spoken")).toContainText("A dataflow graph has no groups");
  await page.keyboard.press("Shift+Slash");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await expect(sheet).toContainText("Duplicate");
  await expect(sheet).not.toContainText("Ungroup");
});
