import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

const NAME = "Prefill and decode with a shared KV cache";

const pane = (page: Page) => page.getByTestId("methods");
const tabs = (page: Page) => page.getByRole("tablist", { name: "Methods of the program" });
const part = (page: Page, name: string) => pane(page).getByText(name, { exact: true }).first();

async function open(page: Page): Promise<Memplan> {
  const memplan = new Memplan(page);
  await memplan.visit();
  await memplan.openSample(NAME);
  await expect(pane(page)).toBeVisible();
  return memplan;
}

test("a program opens its pane by itself, and something else folds it again", async ({ page, baseURL }) => {
  const seen = await watch(page, baseURL ?? "");
  const memplan = await open(page);
  await expect(tabs(page).getByRole("tab")).toHaveText([/^All/, /^prefill/, /^decode/]);
  await memplan.openSample("GoogLeNet");
  await expect(pane(page)).toBeHidden();
  await expect(tabs(page)).toBeHidden();
  expect(seen.errors).toEqual([]);
  expect(seen.foreign).toEqual([]);
});

test("tabs zoom all pictures to a method, and the keys go from one to the next", async ({ page }) => {
  const memplan = await open(page);
  const inView = () => memplan.pane("timeline").getAttribute("data-shown-rows");
  const whole = await inView();
  await tabs(page)
    .getByRole("tab", { name: /^decode/ })
    .click();
  await expect(tabs(page).getByRole("tab", { name: /^decode/ })).toHaveAttribute("aria-selected", "true");
  await expect.poll(inView).not.toBe(whole);
  // its part of the graph is there to be seen, from its beginning on
  await expect(memplan.pane("graph").getByText(/· 18$/)).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(tabs(page).getByRole("tab", { name: /^prefill/ })).toBeFocused();
  await expect(memplan.pane("graph").getByText(/· 1$/).first()).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(tabs(page).getByRole("tab", { name: /^All/ })).toHaveAttribute("aria-selected", "true");
  await expect.poll(inView).toBe(whole);
  // Shift+Q from anywhere
  await memplan.pane("timeline").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Shift+KeyQ");
  await expect(tabs(page).getByRole("tab", { name: /^prefill/ })).toHaveAttribute("aria-selected", "true");
});

test("the passes are steps with what each changed, and switching one runs all anew", async ({ page }) => {
  await open(page);
  await part(page, "Passes").click();
  const passes = pane(page).getByRole("list", { name: "Passes" });
  await passes.getByRole("button", { name: /Out-variants with allocations/ }).click();
  const nodes = pane(page).getByRole("list", { name: "Nodes", exact: true });
  await expect(nodes.getByRole("listitem").filter({ hasText: "alloc" }).first()).toBeVisible();
  const facts = pane(page).getByLabel("Before and after the pass", { exact: true });
  await expect(facts).toContainText(/nodes\s*18 → \d+/);
  const change = pane(page).getByRole("list", { name: "Changes of the pass" }).getByRole("button").first();
  await change.click();
  await expect(new Memplan(page).pane("inspector")).not.toContainText("the plan of a program");
  await passes.getByRole("checkbox", { name: /Out-variants/ }).uncheck();
  await expect(pane(page)).toContainText("This pass is switched off.");
  await expect(nodes.getByRole("listitem").filter({ hasText: "added" })).toHaveCount(0);
});

test("planners stand beside ours, and one click makes the page's plan as ExecuTorch would", async ({
  page,
}) => {
  const memplan = await open(page);
  await part(page, "Planning").click();
  const ways = pane(page).getByRole("table", { name: "Ways to plan" });
  await expect(ways.getByRole("row", { name: /^naive/ })).toContainText("2.44 MiB");
  await ways.getByRole("button", { name: "Vulkan" }).click();
  await expect(ways.getByRole("button", { name: "Vulkan" })).toHaveAttribute("aria-pressed", "true");
  await pane(page).getByRole("checkbox", { name: "inputs" }).uncheck();
  const specs = pane(page).getByRole("table", { name: "Planned tensors in collection order" });
  await expect(specs.getByRole("row").nth(1)).not.toContainText("tokens");
  await pane(page).getByRole("button", { name: "Show ExecuTorch's" }).click();
  await memplan.ready();
  await expect(memplan.pane("summary")).toContainText("ExecuTorch");
  await pane(page).getByRole("button", { name: "Plan with ours" }).click();
  await memplan.ready();
  await expect(memplan.pane("summary")).not.toContainText("ExecuTorch");
});

test("what methods share is edited, checked, undone, and kept over a reload", async ({ page }) => {
  const memplan = await open(page);
  await part(page, "Shared").click();
  await expect(pane(page).getByRole("row", { name: /^k_cache/ })).toContainText("changes");
  await expect(pane(page).getByLabel("Totals of the program")).toContainText(/shared, once\s*2 MiB/);
  await pane(page).getByLabel("Alignment of v_cache").fill("4194304");
  await page.keyboard.press("Enter");
  await memplan.planned();
  await expect(pane(page).getByRole("row", { name: /^v_cache/ })).toContainText("0x0040_0000");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await memplan.planned();
  await expect(pane(page).getByRole("row", { name: /^v_cache/ })).toContainText("0x0010_0000");
  await pane(page).getByLabel("Share", { exact: true }).selectOption("none");
  await memplan.planned();
  await expect(pane(page)).toContainText("Nothing is shared");
  await expect(page.getByTestId("method-tabs")).not.toContainText("shared");
  await memplan.ready();
  await page.reload();
  await memplan.ready();
  await part(page, "Shared").click();
  await expect(pane(page)).toContainText("Nothing is shared");
});

test("the shared region is one block over all steps, and pointing at it lights it up in the arena", async ({
  page,
}) => {
  const memplan = await open(page);
  await part(page, "Shared").click();
  await pane(page)
    .getByRole("button", { name: /^v_cache, 1 MiB at/ })
    .click();
  await expect(memplan.pane("inspector")).toContainText("v_cache");
  await expect(memplan.pane("inspector")).toContainText("steps 0–31 (32)");
});

test("the alignment of each choice has its price", async ({ page }) => {
  await open(page);
  await part(page, "Alignment").click();
  const costs = pane(page).getByRole("region", { name: "What each alignment costs" });
  await expect(costs.getByRole("rowheader")).toHaveText(["1", "4", "16", "64", "128"]);
  await expect(costs).toContainText("least");
});

test("a graph has passes and planners too, and lifetimes say what the pane is for", async ({
  page,
}, info) => {
  const memplan = new Memplan(page);
  await memplan.visit();
  await memplan.openSample("GoogLeNet");
  await page.keyboard.press("KeyQ");
  await expect(pane(page).getByRole("list", { name: "Passes" })).toBeVisible();
  await expect(part(page, "Shared")).toBeHidden();
  await part(page, "Planning").click();
  await expect(pane(page).getByRole("row", { name: /^greedy/ })).toContainText("MiB");
  await memplan.openFile("two.csv", "id,lower,upper,size\na,0,3,4\nb,1,5,8\n");
  await memplan.ready();
  await expect(pane(page)).toContainText("Lifetimes only");
  expect(info.errors).toEqual([]);
});

test("a program is saved as a table of its plan, and as the pass that applies it", async ({ page }, info) => {
  const memplan = await open(page);
  const python = readFileSync(await memplan.save(/^ExecuTorch planning pass/, info), "utf8");
  expect(python).toContain("mem_offset");
  expect(python).toContain("k_cache");
  const table = JSON.parse(readFileSync(await memplan.save(/^ExecuTorch places, JSON/, info), "utf8"));
  expect(table.methods[1].sizes).toEqual([0, 65_024, 2_097_152]);
});
