import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Memplan, memplan } from "./driver.ts";

test("the exported plan is what the command line makes of the same document, and checks against it", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  const path = await app.save(/^memplan plan/i, info);
  const source = "public/examples/keyword-spotting.json";
  expect(memplan("check", path, source)).toMatchObject({ code: 0, out: expect.stringContaining("ok") });
  const own = memplan("plan", source, "--json", "-");
  expect(own.code).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(own.out);
});

test("a saved plan opens again exactly, checked, over the graph it was made from", async ({ page }, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  const peak = await page.getByTestId("summary-peak").textContent();
  const path = await app.save(/^memplan plan/i, info);
  await app.openFile("mine.plan.json", readFileSync(path));
  await expect(page).toHaveURL(/#document\/mine/);
  await app.ready();
  await expect(page.getByTestId("summary-peak")).toHaveText(peak ?? "");
  await expect(app.pane("summary")).toContainText("checked");
  await expect(app.pane("graph").locator("[data-testid^=node-]").first()).toBeVisible();
});

test("a plan that was tampered with is shown in red, with what is wrong", async ({ page }, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/keyword-spotting");
  const path = await app.save(/^memplan plan/i, info);
  const plan = JSON.parse(readFileSync(path, "utf8"));
  plan.stats.peakBytes -= 1;
  await app.openFile("wrong.plan.json", JSON.stringify(plan));
  await expect(app.pane("summary")).toHaveAttribute("data-wrong", "true");
  await app.openLower("Problems");
  await expect(app.pane("problems")).toContainText(/peak/i);
});

test("a pane is saved as SVG and as PNG", async ({ page }, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  const svg = readFileSync(await app.save(/Arena, SVG/, info), "utf8");
  expect(svg).toMatch(/^<svg /);
  expect(svg.match(/<rect/g)?.length ?? 0).toBeGreaterThan(30);
  const png = readFileSync(await app.save(/Timeline, PNG/, info));
  expect([...png.subarray(1, 4)]).toEqual([..."PNG"].map((c) => c.charCodeAt(0)));
  expect(png.length).toBeGreaterThan(5000);
});

test("a quick picture says what its colours stand for, and which of its rows it shows", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await page.getByLabel("Colour by").selectOption("operator");
  const svg = readFileSync(await app.save(/Timeline, SVG/, info), "utf8");
  const words = [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(words).toEqual(expect.arrayContaining(["GoogLeNet", "MaxPool", "FullyConnected", "20", "120"]));
  expect(words.join("\n")).toMatch(/^(rows )?1–\d+ of 38$/m);
});

test("the plan is copied to the clipboard", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Copy: .*plan/i }).click();
  await expect(page.getByTestId("notice")).toContainText("Copied");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({ format: "memplan", kind: "plan" });
});
