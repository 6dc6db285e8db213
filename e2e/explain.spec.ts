import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** Layers of changing size, each of which also reads what was made four layers before. */
function longGraph(nodes: number): string {
  const id = (n: number) => `t${Math.max(0, n)}`;
  const list = Array.from({ length: nodes }, (_, k) => ({
    id: `n${k + 1}`,
    op: "Op",
    inputs: [...new Set([id(k), id(k - 4)])],
    outputs: [id(k + 1)],
  }));
  const tensors = Array.from({ length: nodes + 1 }, (_, k) => ({
    id: id(k),
    bytes: 64 * (1 + ((k * 37) % 29)),
    ...(k === 0 ? { role: "input" } : {}),
  }));
  const head = { format: "memplan", version: 1, kind: "graph", name: "long" };
  return JSON.stringify({ ...head, tensors, nodes: list, outputs: [id(nodes)] });
}

test("the peak is explained: what runs, who is alive, and what the bound would lose without each", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/densenet-121");
  const why = page.getByRole("region", { name: "Why is the peak here" });
  await expect(why).toContainText("runs then");
  await expect(why).toContainText(/−[\d.]+ KiB of the bound without it/);
});

test("a storage tells what it rests on, and a click goes there", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/densenet-121");
  await app.find("d1.l4.conv2", "tensor");
  const rests = page.getByTestId("why-here");
  await expect(rests).toContainText("the bottom of the arena");
  const first = rests.getByRole("button").first();
  const name = ((await first.textContent()) ?? "").split(/to 0x/)[0] ?? "";
  await first.click();
  await expect(app.pane("inspector").getByRole("heading", { level: 3 }).first()).toContainText(name);
});

test("changes are tried in the background, listed by what they save, and applied by a click", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openLower("Settings");
  await app.choose("Placement", "no reuse");
  await app.ready();
  const before = await page.getByTestId("summary-peak").textContent();
  const helps = page.getByRole("region", { name: "What would help" });
  await helps.getByRole("button", { name: "Try changes" }).click();
  await expect(helps.getByRole("status")).toContainText(/\d+ tried/, { timeout: 30_000 });
  const best = page.getByTestId("helps").getByRole("listitem").first();
  await expect(best).toContainText(/−[\d.]+ KiB/);
  await best.getByRole("button", { name: /^Apply/ }).click();
  await app.ready();
  await expect(page.getByTestId("summary-peak")).not.toHaveText(before ?? "");
  await expect(helps).toContainText("of the plan before");
});

test("a search for what would help can be cancelled, and what it found stays", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  // so large that the changes are not all tried before anyone can click
  await app.openFile("long.json", longGraph(4_000));
  await expect(app.documentName).toContainText("long");
  await app.ready();
  const helps = page.getByRole("region", { name: "What would help" });
  await helps.getByRole("button", { name: "Try changes" }).click();
  await expect(helps.getByRole("status")).toContainText(/of \d+/);
  await helps.getByRole("button", { name: "Cancel" }).click();
  await expect(helps.getByRole("status")).toContainText("cancelled");
  await expect(helps.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("an operator that may not write in place is ticked in the inspector and shows in the settings", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/densenet-121");
  const inplace = page.getByRole("region", { name: "In place" });
  await expect(inplace).toContainText(/\d+ taken/);
  await page.getByRole("checkbox", { name: "Relu may be in place" }).click();
  await app.ready();
  await expect(inplace.getByRole("listitem").filter({ hasText: "Relu" }).last()).toContainText("0 of");
  await app.openLower("Settings");
  const group = app.pane("settings").getByRole("group", { name: "Not in place" });
  await expect(group.getByRole("checkbox", { name: /^Relu/ })).toBeChecked();
});

test("the explanations pass the accessibility rules", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/densenet-121");
  await expect(page.getByRole("img", { name: /^Free bytes over/ })).toBeVisible();
  const found = await new AxeBuilder({ page }).include("[data-testid=inspector]").analyze();
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
});
