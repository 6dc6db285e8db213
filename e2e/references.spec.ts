import { expect, type Locator, type Page, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

const pane = (page: Page) => page.getByTestId("references");
const trace = (page: Page) => page.getByRole("table", { name: "Trace of references" });
const firing = (page: Page, id: string) =>
  trace(page)
    .getByRole("row")
    .filter({ has: page.getByRole("cell", { name: id, exact: true }) });
const costs = (page: Page, row: string) =>
  page.getByRole("table", { name: "What references cost" }).getByRole("row", { name: new RegExp(`^${row}`) });
const copyNode = (page: Page, id: string) =>
  page.getByRole("table", { name: "Copy nodes" }).getByRole("row", { name: new RegExp(`^${id}`) });

async function toReferences(page: Page): Promise<void> {
  const dataflow = page.getByTestId("dataflow");
  await dataflow.getByText("References", { exact: true }).click();
  await expect(trace(page)).toBeVisible();
}

async function openShared(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit("/#sample/stream-references");
  await toReferences(page);
  return app;
}

const port = (name: string) => ({ name, rate: 1, type: "ref" });

/** A buffer that two want to write into, and a copy that nobody needs. */
const ILL = {
  format: "memplan",
  version: 1,
  kind: "dataflow",
  name: "two writers of one buffer",
  types: { block: { bytes: 1024 }, ref: { sharedOf: "block" } },
  nodes: [
    { id: "take", class: "BufferSource", outputs: [port("o")] },
    { id: "left", class: "InPlace", inputs: [port("i")], outputs: [port("o")] },
    { id: "more", class: "InPlace", inputs: [port("i")], outputs: [port("o")] },
    { id: "right", class: "BufferSink", inputs: [port("i")] },
    { id: "other", class: "BufferSource", outputs: [port("o")] },
    { id: "idle", class: "BufferCopy", inputs: [port("i")], outputs: [port("o")] },
    { id: "join", class: "BufferSink", inputs: [port("i"), port("j")] },
  ],
  edges: [
    { from: ["take", "o"], to: ["left", "i"] },
    { from: ["take", "o"], to: ["right", "i"] },
    { from: ["left", "o"], to: ["more", "i"] },
    { from: ["more", "o"], to: ["join", "j"] },
    { from: ["other", "o"], to: ["idle", "i"] },
    { from: ["idle", "o"], to: ["join", "i"] },
  ],
};

async function openIll(page: Page): Promise<Memplan> {
  const app = new Memplan(page);
  await app.visit();
  await app.drop("ill.json", Buffer.from(JSON.stringify(ILL)));
  await expect(app.documentName).toContainText(ILL.name);
  await app.ready();
  await toReferences(page);
  return app;
}

async function isChosen(row: Locator): Promise<void> {
  await expect(row).toHaveAttribute("data-chosen", "true");
}

test("the trace is stepped through by mouse and arrow keys, and says what FIFOs hold", async ({ page }) => {
  await openShared(page);
  await firing(page, "buf1").click();
  await isChosen(firing(page, "buf1"));
  const contents = page.getByTestId("reference-contents");
  await expect(contents).toContainText("After buf1: fifo4 #0");
  await page.keyboard.press("ArrowDown");
  await isChosen(firing(page, "dup0"));
  await expect(contents).toContainText("After dup0:");
  await expect(contents).toContainText("fifo5 #0");
  await expect(contents).toContainText("fifo6 #0");
  await page.keyboard.press("ArrowUp");
  await isChosen(firing(page, "buf1"));
});

test("copies are told by the graph alone, in this schedule, and over all forty", async ({ page }) => {
  await openShared(page);
  await expect(costs(page, "Copies \\d")).toContainText("0 to 1");
  await expect(pane(page)).toContainText("over 40 schedules");
  await expect(copyNode(page, "bufCopy")).toContainText("copies");
  await expect(copyNode(page, "bufCopy")).toContainText("no copy");
  await expect(copyNode(page, "bufCopy")).toContainText("1 copy");
  await expect(costs(page, "Pool, reset each time")).toContainText("2 to 3");
  await expect(costs(page, "Pool, taking back")).toContainText("2 to 3");
});

test("slots that keep what was read make every copy a copy", async ({ page }) => {
  await openShared(page);
  await pane(page).getByText("when overwritten").click();
  await expect(costs(page, "Copies \\d").getByRole("cell").first()).toContainText("1");
});

test("the branch that copies is made the last, and need not copy", async ({ page }) => {
  const app = await openShared(page);
  const keeps = page.getByRole("list", { name: "Who can keep the buffer" });
  await expect(keeps).toContainText("bufCopy");
  const last = page.getByRole("button", { name: "Make these branches last" });
  if (await last.isVisible()) await last.click();
  await app.planned();
  await expect(keeps).toContainText("keeps the buffer here, as it comes after processing");
  await expect(costs(page, "Copies \\d").getByRole("cell").first()).toHaveText("0");
});

test("a write into a shared buffer is red, is mended by one button, and comes back by undo", async ({
  page,
}) => {
  const app = await openIll(page);
  const errors = page.getByRole("region", { name: "Type errors" });
  await expect(errors).toContainText("left.i wants a buffer of its own, but dup0 shares it");
  await expect(errors.getByText("1 error follows from that")).toBeVisible();
  await errors.getByRole("button", { name: "Insert 1 copy" }).click();
  await app.planned();
  await expect(errors).toBeHidden();
  await expect(copyNode(page, "bufCopy0")).toBeVisible();
  await expect(pane(page)).toContainText("no hazard in any schedule");
  await page.keyboard.press("ControlOrMeta+z");
  await app.planned();
  await expect(errors).toContainText("left.i wants a buffer of its own");
});

test("a hazard is told with its node, port and step, and leads to the step", async ({ page }) => {
  await openIll(page);
  await pane(page).getByText("when overwritten").click();
  const hazards = page.getByRole("region", { name: "Hazards" });
  await expect(hazards).toContainText(/left\.i writes into #\d at step \d/);
  await hazards.getByRole("button", { name: "left.i" }).click();
  await isChosen(firing(page, "⚠ left"));
});

test("a copy that nobody needs is taken away", async ({ page }) => {
  const app = await openIll(page);
  await page.getByRole("button", { name: "Remove idle" }).click();
  await app.planned();
  await expect(page.getByRole("region", { name: "Copies that nobody needs" })).toBeHidden();
  await expect(firing(page, "idle")).toBeHidden();
});

test("a node of the tables is shown in the graph, and roles are told", async ({ page }) => {
  await openShared(page);
  const roles = page.getByRole("table", { name: "Roles of nodes" });
  const processing = roles.getByRole("row").filter({ hasText: "processing" });
  await expect(processing).toContainText("must own b → o; reads and releases i");
  await processing.click();
  await isChosen(processing);
  await pane(page).getByText("Status", { exact: true }).click();
  const statuses = page.getByRole("table", { name: "Status of FIFOs" });
  await expect(statuses.getByRole("row").filter({ hasText: "dup0.aaaaaa" })).toContainText("shared");
  await expect(statuses.getByRole("row").filter({ hasText: "buf2.o" })).toContainText("unique");
});
