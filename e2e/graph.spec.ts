import { expect, type Locator, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** A chain of `nodes` operations with a shortcut around every fourth. */
function chain(nodes: number): string {
  const value = (i: number) => (i < 0 ? "x" : `t${i}`);
  return JSON.stringify({
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "a long chain",
    tensors: [
      { id: "x", bytes: 4096, role: "input" },
      ...Array.from({ length: nodes }, (_, i) => ({ id: value(i), bytes: 1024 * (1 + (i % 5)) })),
    ],
    nodes: Array.from({ length: nodes }, (_, i) => ({
      id: `n${i}`,
      op: i % 4 === 3 ? "Add" : "Conv",
      inputs: i % 4 === 3 ? [value(i - 1), value(i - 4)] : [value(i - 1)],
      outputs: [value(i)],
    })),
    outputs: [value(nodes - 1)],
  });
}

/** Whether `inner` lies wholly inside `outer`. */
async function isInside(inner: Locator, outer: Locator): Promise<boolean> {
  const [a, b] = await Promise.all([inner.boundingBox(), outer.boundingBox()]);
  return (
    a !== null &&
    b !== null &&
    a.x >= b.x &&
    a.y >= b.y &&
    a.x + a.width <= b.x + b.width &&
    a.y + a.height <= b.y + b.height
  );
}

test("the graph opens at its peak, in the middle of the pane, and is not cut off", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const graph = app.pane("graph");
  const peak = graph.locator("[data-peak]");
  await expect(peak).toBeVisible();
  expect(await isInside(peak, graph)).toBe(true);
  const [box, pane] = await Promise.all([peak.boundingBox(), graph.boundingBox()]);
  if (box === null || pane === null) throw new Error("the graph is not on the page");
  expect(Math.abs(box.x + box.width / 2 - (pane.x + pane.width / 2))).toBeLessThan(pane.width / 4);
});

test("a graph can be tidied and put back by step, and what is selected stays in view", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const graph = app.pane("graph");
  await graph.locator("[data-peak]").click();
  const selected = graph.locator("[data-lit=selected]");
  await expect(selected).toHaveCount(1);
  await graph.getByText("tidy", { exact: true }).click();
  await expect(graph).toHaveAttribute("data-layout", "tidy");
  await expect(graph).toHaveAttribute("aria-busy", "false");
  await expect.poll(() => isInside(selected, graph)).toBe(true);
  await graph.getByText("by step", { exact: true }).click();
  await expect(graph).toHaveAttribute("data-layout", "steps");
  await expect.poll(() => isInside(selected, graph)).toBe(true);
});

test("the keyboard walks down a chain, and Enter selects what it reached everywhere", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/mobilenet-v2");
  const graph = app.pane("graph");
  await graph.getByRole("application").focus();
  await page.keyboard.press("Home");
  await expect(graph.locator("[data-current]")).toHaveCount(1);
  for (let step = 1; step <= 6; step++) {
    await page.keyboard.press("ArrowDown");
    await expect(graph.locator("[aria-live]")).toContainText(`step ${step}`);
  }
  const reached = graph.locator("[data-current]");
  const id = ((await reached.getAttribute("data-testid")) ?? "").replace("node-", "");
  await page.keyboard.press("Enter");
  await expect(reached).toHaveAttribute("data-lit", "selected");
  await expect(app.pane("inspector")).toContainText(id);
  await expect(app.pane("timeline")).toHaveAttribute("data-selected", /./);
});

test("from afar a large graph is a picture in which a node can be selected, and a double click leads back", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  await app.openFile("chain.json", chain(600));
  await expect(app.documentName).toContainText("a long chain");
  await app.ready();
  const graph = app.pane("graph");
  await expect(graph.locator("[data-testid^=node-]").first()).toBeVisible();
  await graph.getByRole("button", { name: "Fit the graph" }).click();
  await expect(graph.getByTestId("graph-overview")).toBeVisible();
  await expect(graph.locator("[data-testid^=node-]")).toHaveCount(0);
  const surface = graph.getByRole("application");
  const box = await surface.boundingBox();
  if (box === null) throw new Error("the graph is not on the page");
  const middle = { x: box.width / 2, y: box.height / 2 };
  await surface.hover({ position: middle });
  await expect(app.pane("arena")).toHaveAttribute("data-hover", /./);
  await surface.click({ position: middle });
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /./);
  await surface.dblclick({ position: middle });
  await expect(graph.locator("[data-testid^=node-]").first()).toBeVisible();
  await expect(graph.getByTestId("graph-overview")).toHaveCount(0);
});

test("a graph too large to tidy says so and stays by step", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  await app.openFile("chain.json", chain(1600));
  await expect(app.documentName).toContainText("a long chain");
  await app.ready();
  const graph = app.pane("graph");
  await graph.getByText("tidy", { exact: true }).click();
  await expect(app.trouble).toContainText("up to 1,500");
  await expect(graph.getByRole("radio", { name: "by step" })).toBeChecked();
});
