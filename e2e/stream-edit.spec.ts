import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

const form = (page: Page) => page.getByTestId("stream-form");
const fault = (page: Page) => page.getByTestId("stream-form-fault");
const actor = (page: Page, id: string) => page.getByTestId(`actor-${id}`);
const field = (page: Page, name: string) => form(page).getByRole("textbox", { name, exact: true });

/** Opens a dataflow graph without nodes by the palette. */
async function begin(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit();
  await page.keyboard.press("ControlOrMeta+KeyK");
  await page.getByRole("dialog").getByRole("combobox").fill("new dataflow graph");
  await page.keyboard.press("Enter");
  await expect(form(page)).toContainText("0 nodes");
  return app;
}

/** Gives the palette that a key opens a line. */
async function give(page: Page, key: string, line: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** source 5 → processing 7 → 7 → sink 5, each new node behind the one before. */
async function drawSimple(page: Page): Promise<void> {
  await give(page, "n", "source 5 source");
  await expect(form(page)).toContainText("Node source");
  await give(page, "n", "node 7 processing");
  await expect(form(page)).toContainText("Node processing");
  await give(page, "n", "sink 5 sink");
  await expect(form(page)).toContainText("Node sink");
}

async function peak(app: Memplan, text: string): Promise<void> {
  await app.planned();
  await expect(app.pane("summary")).toContainText(text);
}

test("a graph is drawn from nothing by keys, planned, contradicted, and put right by undo", async ({
  page,
}) => {
  const app = await begin(page);
  await drawSimple(page);
  await expect(actor(page, "processing")).toBeVisible();
  await peak(app, "88 B");
  await expect(form(page)).toContainText("Node sink");

  // an input more waits for its edge; then what it takes never evens out with what the other takes
  await form(page).getByRole("button", { name: "Add an input" }).click();
  await expect(page.getByTestId("unplanned")).toContainText("Nothing feeds input ia");
  // the plan of the graph before is still there
  await expect(app.pane("summary")).toContainText("88 B");
  await form(page).getByRole("button", { name: "More of the input ia" }).click();
  await form(page).getByLabel("fed by").selectOption("source.o");
  await expect(page.getByTestId("unplanned")).toBeHidden();
  await field(page, "Rate of the input ia").fill("3");
  await field(page, "Rate of the input ia").press("Enter");
  await expect(fault(page)).toContainText("The rates contradict each other");
  await expect(actor(page, "sink")).toHaveAttribute("data-fault", "true");

  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(fault(page)).toBeHidden();
  await expect(actor(page, "sink")).not.toHaveAttribute("data-fault");
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(fault(page)).toBeHidden();
  await peak(app, "88 B");

  // it is kept in this browser
  await page.reload();
  await app.ready();
  await expect(actor(page, "processing")).toBeVisible();
  await expect(app.pane("summary")).toContainText("88 B");
});

test("nodes are added apart, connected by the list of inputs, renamed, copied and deleted", async ({
  page,
}) => {
  const app = await begin(page);
  await give(page, "Shift+N", "source 5 mic");
  await give(page, "Shift+N", "sink 5 out");
  await expect(page.getByTestId("unplanned")).toContainText("Nothing feeds input i");
  await actor(page, "mic").click();
  await expect(form(page)).toContainText("Node mic");
  await give(page, "e", "out");
  await peak(app, "20 B");
  await actor(page, "out").click();
  await page.keyboard.press("F2");
  await expect(field(page, "name")).toBeFocused();
  await page.keyboard.type("speaker");
  await page.keyboard.press("Enter");
  await expect(actor(page, "speaker")).toBeVisible();
  await actor(page, "speaker").click();
  await page.keyboard.press("ControlOrMeta+KeyD");
  await expect(actor(page, "speaker2")).toBeVisible();
  await expect(form(page)).toContainText("Node speaker2");
  await page.keyboard.press("Delete");
  await expect(actor(page, "speaker2")).toBeHidden();
  await peak(app, "20 B");
});

test("with the graph folded, what is chosen by its firing is removed too", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/stream-rates");
  await expect(page.getByTestId("schedule-size")).toHaveText(/^19 firings/);
  await actor(page, "sink").waitFor();
  await give(page, "ControlOrMeta+k", "Show or fold the graph");
  await expect(page.getByTestId("graph")).toBeHidden();
  await page.getByTestId("schedule-picture").locator("canvas").last().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(app.pane("inspector")).toContainText("sink");
  await page.keyboard.press("Delete");
  await give(page, "ControlOrMeta+k", "Show or fold the graph");
  await expect(actor(page, "source")).toBeVisible();
  await expect(actor(page, "sink")).toBeHidden();
});

test("a loop without delay says how many samples it lacks, and one click adds them", async ({ page }) => {
  const app = await begin(page);
  await give(page, "n", "source 5 source");
  await give(page, "n", "function of two 5 mix");
  await give(page, "n", "node 5 process");
  await expect(form(page)).toContainText("Node process");
  await give(page, "e", "mix.ib");
  await expect(fault(page)).toContainText("lacks 5 samples");
  await fault(page)
    .getByRole("button", { name: /Add 5 samples of delay/ })
    .click();
  await expect(fault(page)).toBeHidden();
  await app.planned();
  await page.getByRole("button", { name: "Fit the graph" }).click();
  await expect(page.getByTestId("delay")).toHaveText("5");
  await expect(field(page, "delay")).toHaveValue("5");
});

test("the forms are refused in words at their fields, and pass the checks for everybody", async ({
  page,
}) => {
  await begin(page);
  await drawSimple(page);
  const rate = field(page, "Rate of the input i");
  await rate.fill("0");
  await rate.press("Enter");
  await expect(form(page).getByRole("alert")).toContainText("A rate is a whole number from 1 up");
  await rate.press("Escape");
  await expect(rate).toHaveValue("5");
  await field(page, "name").fill("source");
  await field(page, "name").press("Enter");
  await expect(form(page).getByRole("alert")).toContainText("Another node is called source.");
  await field(page, "name").press("Escape");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const found = await new AxeBuilder({ page }).include("[data-testid=stream-form]").analyze();
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});
