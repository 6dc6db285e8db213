import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** `late` reads `v` and may come after `next`, which the baseline lets write over it. */
const LATE = JSON.stringify({
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "a late reader",
  tensors: ["x", "v", "a", "b", "u", "w", "z"].map((id) => ({
    id,
    bytes: 4096,
    ...(id === "x" ? { role: "input" } : {}),
  })),
  nodes: [
    ["make", "x", "v"],
    ["quick", "v", "a"],
    ["late", "v", "b"],
    ["next", "a", "u"],
    ["more", "u", "w"],
    ["join", "w b", "z"],
  ].map(([id = "", inputs = "", output = ""]) => ({
    id,
    op: "Conv",
    inputs: inputs.split(" "),
    outputs: [output],
  })),
  outputs: ["z"],
});

/** Opens the pane and waits until it knows what freedom costs. */
async function openFreedom(app: Memplan, page: Page) {
  await page.getByRole("contentinfo").getByRole("button", { name: "Order freedom" }).click();
  await expect(app.pane("freedom")).toBeVisible();
  await expect(page.getByTestId("freedom-cost")).toBeVisible();
}

test("one click plans for any order: the pane says what it costs, and the pictures say that times are of one order", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await openFreedom(app, page);
  await expect(page.getByTestId("freedom-cost")).toContainText(/freedom costs\+\d+ buffers/);
  await app.pane("freedom").getByText("any order", { exact: true }).click();
  await app.ready();
  const holds = "times are of one order; the plan holds for any";
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(holds);
  await expect(page.getByRole("region", { name: "Arena" })).toContainText(holds);
  await expect(page.getByTestId("summary")).toContainText("checked");
  await app.pane("freedom").getByText("this schedule", { exact: true }).click();
  await app.ready();
  await expect(page.getByRole("region", { name: "Timeline" })).not.toContainText(holds);
});

test("the proof of the least buffers lights up in the rows, the graph, the timeline and the arena until Escape", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.press("Shift+KeyO");
  await app.ready();
  await openFreedom(app, page);
  await page.getByRole("button", { name: "Show proof of least buffers" }).click();
  await expect(page.getByTestId("freedom-proof")).toContainText(
    /No two of the \d+ lit can share ever: no plan has fewer/,
  );
  await expect(app.pane("freedom").locator("[data-proof]").first()).toBeVisible();
  await expect(app.pane("graph").locator("[data-lit=bound]").first()).toBeVisible();
  await expect(app.pane("timeline")).toHaveAttribute("data-spot", /,/);
  await expect(app.pane("arena")).toHaveAttribute("data-spot", /,/);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("freedom-proof")).toHaveCount(0);
  await expect(app.pane("arena")).not.toHaveAttribute("data-spot", /./);
  await expect(app.pane("graph").locator("[data-lit=bound]")).toHaveCount(0);
});

test("the link between two tenants says why one may follow the other, and the way is lit in the graph", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.keyboard.press("Shift+KeyO");
  await app.ready();
  await openFreedom(app, page);
  await app
    .pane("freedom")
    .getByRole("button", { name: /^Why .* may follow/ })
    .nth(2)
    .click();
  await expect(page.getByTestId("pair-any")).toContainText("May share, whatever the order");
  await expect(page.getByTestId("pair-paths").getByRole("listitem").first()).toContainText("→");
  await expect(app.pane("graph").locator("[data-lit=path], [data-lit=running]").first()).toBeVisible();
});

test("two tensors, the second with Shift held, are told apart by an execution that is walked step by step", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const graph = app.pane("graph");
  // two branches of one module: neither waits for the other
  await app.find("3a.3x3reduce", "tensor");
  const at = await app.placeOf("arena", "selected");
  await page.keyboard.press("Escape");
  await app.find("3a.5x5reduce", "tensor");
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down("Shift");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up("Shift");
  await expect(app.pane("arena")).toHaveAttribute("data-second", /3x3reduce/);
  await expect(page.getByTestId("pair-any")).toContainText("some order breaks it");
  const clash = page
    .getByRole("listbox", { name: "Steps of the execution" })
    .getByRole("option", { selected: true });
  await expect(clash).toContainText("clash");
  await expect(graph.locator("[data-lit=clash]").first()).toBeVisible();
  await page.getByRole("button", { name: "Previous step of the execution" }).click();
  await expect(clash).not.toContainText("clash");
  await expect(graph.locator("[data-lit=running]").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("pair")).toHaveCount(0);
  await expect(app.pane("arena")).toHaveAttribute("data-selected", /5x5reduce/);
  await expect(app.pane("arena")).not.toHaveAttribute("data-second", /./);
});

test("a second is taken in the graph with Ctrl held, in the table with Shift, and a plain click begins anew", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const graph = app.pane("graph");
  await graph.locator("[data-peak]").click();
  await expect(graph.locator("[data-lit=selected]")).toHaveCount(1);
  await graph.getByTestId("node-pool2").click({ modifiers: ["Control"] });
  await expect(page.getByTestId("pair")).toBeVisible();
  await expect(app.pane("timeline")).toHaveAttribute("data-second", /./);
  await app.openLower("Table");
  const rows = app.pane("table").getByRole("row");
  await rows.nth(2).click();
  await expect(page.getByTestId("pair")).toHaveCount(0);
  await rows.nth(4).click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("pair-schedule")).toBeVisible();
});

test("without a mouse a second is picked by key and by name, and the schedule has its own answer", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.find("down1.conv2", "tensor");
  await page.keyboard.press("KeyT");
  await expect(app.pane("inspector")).toContainText("Pick the second");
  await app.find("down2.conv2", "tensor");
  await expect(page.getByTestId("pair-schedule")).toContainText("May not share");
  await expect(page.getByTestId("pair")).toContainText(/both in steps \d/);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("pair")).toHaveCount(0);
});

test("the baseline shows its clashes in red, and one of them can be walked", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  await app.openFile("late.json", LATE);
  await expect(app.documentName).toContainText("a late reader");
  await app.ready();
  await openFreedom(app, page);
  await app.pane("freedom").getByText("reverse greedy", { exact: true }).click();
  await expect(page.getByTestId("baseline-says")).toContainText(/clash(es)? in some order: this is no plan/);
  await app
    .pane("freedom")
    .getByRole("button", { name: /^How .* clash/ })
    .first()
    .click();
  await expect(page.getByTestId("execution")).toBeVisible();
  await page.getByRole("listbox", { name: "Steps of the execution" }).focus();
  await page.keyboard.press("Home");
  await expect(
    page.getByRole("listbox", { name: "Steps of the execution" }).getByRole("option", { selected: true }),
  ).toContainText("make");
});

test("lifetimes without a graph say that no other order is known", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/best-fit-fragments");
  await page.keyboard.press("KeyO");
  await expect(app.pane("freedom")).toContainText("nobody knows which other orders there are");
  await expect(app.pane("freedom").getByTestId("chains")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pane and the pair pass the accessibility rules in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const app = new Memplan(page);
    await app.visit("/#sample/googlenet");
    await openFreedom(app, page);
    await app
      .pane("freedom")
      .getByRole("button", { name: /^Why .* may follow/ })
      .first()
      .click();
    await expect(page.getByTestId("pair-any")).toBeVisible();
    const found = await new AxeBuilder({ page })
      .include("[data-testid=freedom]")
      .include("[data-testid=inspector]")
      .analyze();
    expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
  });
}
