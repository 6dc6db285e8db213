import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

/** Opens a dialog of the export menu. */
async function choose(page: Page, entry: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).first().click();
}

/** The link of what is open. */
async function linkOf(page: Page): Promise<string> {
  await choose(page, /^Share…/);
  const field = page.getByTestId("share-link");
  await expect(field).toHaveValue(/#share\//);
  const link = await field.inputValue();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  return link;
}

/** A graph whose names do not deflate: too large for a link. */
function manyNodes(count: number): string {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 0x7fffffff;
    return seed.toString(36);
  };
  const names = Array.from({ length: count }, () => random() + random() + random());
  const tensors = names.map((name, i) => ({ id: `t${name}`, bytes: 64 + ((i * 7919) % 4096) }));
  const nodes = names.map((name, i) => ({
    id: `n${name}`,
    op: "Op",
    inputs: i === 0 ? [] : [`t${names[i - 1]}`],
    outputs: [`t${name}`],
  }));
  const outputs = [`t${names.at(-1)}`];
  return JSON.stringify({
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "many",
    tensors,
    nodes,
    outputs,
  });
}

test("a link opens the same plan, looked at in the same way, in a browser that knows nothing of it", async ({
  page,
  browser,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.openLower("Settings");
  await app.pane("settings").getByLabel("Alignment").fill("64");
  await page.keyboard.press("Enter");
  await app.planned();
  await app.ready();
  await app.find("down2.conv1", "tensor");
  await page.keyboard.press("f");
  await page.keyboard.press("f");
  const selected = await app.pane("arena").getAttribute("data-selected");
  const link = await linkOf(page);
  const plan = readFileSync(await app.save(/^memplan plan/i, info), "utf8");

  const context = await browser.newContext({ acceptDownloads: true });
  const other = new Memplan(await context.newPage());
  await other.visit(link);
  await expect(other.page).toHaveURL(/#document\/link:/);
  expect(readFileSync(await other.save(/^memplan plan/i, info), "utf8")).toBe(plan);
  await expect(other.pane("inspector")).toContainText("down2.conv1");
  if (selected !== null) await expect(other.pane("arena")).toHaveAttribute("data-selected", selected);
  await expect(other.pane("settings")).toBeVisible();
  // the document is kept under its own place, and a reload finds it
  await other.page.reload();
  await other.ready();
  await expect(other.documentName).toContainText("U-Net");
  await context.close();
});

test("a link with a search leaves the focus alone, and the graph begins at what is selected", async ({
  page,
  browser,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  await app.find("flatten", "node");
  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: "Find storages" }).fill("conv");
  const link = await linkOf(page);

  const other = new Memplan(await (await browser.newContext()).newPage());
  await other.visit(link);
  const field = other.page.getByRole("combobox", { name: "Find storages" });
  await expect(field).toHaveValue("conv");
  await expect(other.page.getByTestId("find-count")).toContainText(/of \d+ storages/);
  await expect(field).not.toBeFocused();
  await expect(other.pane("graph").locator('[data-id="node:flatten"]')).toBeInViewport();
});

test("a link without the view opens the document as a whole", async ({ page, browser }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.find("down2.conv1", "tensor");
  await choose(page, /^Share…/);
  const field = page.getByTestId("share-link");
  await expect(field).toHaveValue(/#share\//);
  const whole = await field.inputValue();
  await page.getByLabel(/with view/).uncheck();
  await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(whole.length);
  const link = await field.inputValue();
  const other = new Memplan(await browser.newPage());
  await other.visit(link);
  await expect(other.pane("inspector")).toContainText("the plan of a graph");
  await other.page.close();
});

test("copying the link says so, and pasting it into the page opens it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  await choose(page, /^Share…/);
  await expect(page.getByTestId("share-link")).toHaveValue(/#share\//);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await page.keyboard.press("Escape");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await app.openSample("U-Net");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, link);
  await expect(page).toHaveURL(/#document\/link:/);
  await app.ready();
  await expect(app.documentName).toContainText(/in-place/i);
  // dragged from another window it opens, too
  await app.openSample("U-Net");
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", text);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, link);
  await expect(page).toHaveURL(/#document\/link:/);
  await app.ready();
  await expect(app.documentName).toContainText(/in-place/i);
});

test("a link that is cut or foreign says what is wrong, and the open document stays", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  const link = await linkOf(page);
  const fragment = link.slice(link.indexOf("#"));
  const [head, body = ""] = fragment.split(".");
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `${head}.${body.slice(0, 100)}`,
  );
  await expect(app.trouble).toContainText("This link is cut: of its document 100 of its");
  await expect(page).toHaveURL(/#sample\/in-place-chain$/);
  await expect(app.documentName).toContainText(/in-place/i);
  await page.evaluate(() => {
    location.hash = "#share/nonsense";
  });
  await expect(app.trouble).toContainText("not even its beginning can be read");
  // as the first thing that a browser opens, too
  await page.goto("about:blank");
  await page.goto("/#share/nonsense");
  await app.ready();
  await expect(app.trouble).toContainText("not even its beginning can be read");
});

test("a link of a newer version opens what it can and says so", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  const link = await linkOf(page);
  const newer = await page.evaluate(
    async (fragment) => {
      const bytesOf = (text: string) =>
        Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
      const through = async (
        bytes: Uint8Array<ArrayBuffer>,
        by: ReadableWritablePair<Uint8Array, BufferSource>,
      ) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(by)).arrayBuffer());
      const [head = "", ...rest] = fragment.slice("#share/".length).split(".");
      const text = new TextDecoder().decode(
        await through(bytesOf(head).subarray(4), new DecompressionStream("deflate-raw")),
      );
      const changed = { ...JSON.parse(text), version: 2, producer: "8.0.0" };
      changed.settings = { ...changed.settings, place: "by-oracle", colourOfSky: "blue" };
      const json = new TextEncoder().encode(JSON.stringify(changed));
      let sum = 0xffffffff;
      for (const byte of json) {
        sum ^= byte;
        for (let k = 0; k < 8; k++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
      }
      const packed = await through(json, new CompressionStream("deflate-raw"));
      const all = new Uint8Array(4 + packed.length);
      new DataView(all.buffer).setUint32(0, (sum ^ 0xffffffff) >>> 0, true);
      all.set(packed, 4);
      const coded = btoa(String.fromCharCode(...all))
        .replaceAll("+", "-")
        .replaceAll("/", "_");
      return `#share/${[coded.replace(/=+$/, ""), ...rest].join(".")}`;
    },
    link.slice(link.indexOf("#")),
  );
  await page.goto("about:blank");
  await page.goto(`/${newer}`);
  await expect(page.getByTestId("notice")).toContainText("made by a newer version (memplan 8.0.0)");
  await expect(page.getByTestId("notice")).toContainText("place, colourOfSky");
  await app.ready();
  await expect(app.documentName).toContainText(/in-place/i);
});

test("what is too large for a link becomes a file that shows the plan from disk, without a network", async ({
  page,
  browser,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.openFile("many.json", manyNodes(4500));
  await app.ready();
  await choose(page, /^Share…/);
  await expect(page.getByTestId("share-size")).toContainText("Too large for a link");
  await expect(page.getByRole("button", { name: "Copy link" })).toBeDisabled();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save HTML file" }).click();
  const path = info.outputPath("many.html");
  await (await download).saveAs(path);

  const context = await browser.newContext();
  const file = await context.newPage();
  const seen = await watch(file, "file://");
  await file.goto(pathToFileURL(path).href);
  await expect(file.getByTestId("summary-peak")).toBeVisible();
  await expect(file.getByRole("contentinfo")).toContainText("too large for this file");
  expect(seen.errors).toEqual([]);
  await context.close();
});

test("the file is used like the page: select with the mouse, search, colour, table, theme, save", async ({
  page,
  browser,
}, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/googlenet");
  const plan = readFileSync(await app.save(/^memplan plan/i, info), "utf8");
  const path = await app.save(/^HTML file/, info);

  const context = await browser.newContext({ acceptDownloads: true, colorScheme: "light" });
  const file = new Memplan(await context.newPage());
  const seen = await watch(file.page, "file://");
  await file.page.goto(pathToFileURL(path).href);
  await expect(file.page).toHaveTitle("GoogLeNet · memplan");
  await expect(file.page.getByTestId("summary-peak")).toHaveText(
    (await page.getByTestId("summary-peak").textContent()) ?? "",
  );
  await expect(file.pane("summary")).toContainText("checked");
  await expect(file.pane("graph").locator("[data-testid^=node-]").first()).toBeVisible();

  // the mouse on a rectangle that the table says where to find
  await file.page.getByRole("button", { name: "Table" }).click();
  await file.pane("table").getByRole("row").filter({ hasText: "norm2" }).first().click();
  const at = await file.placeOf("arena", "selected");
  await file.page.keyboard.press("Escape");
  await expect(file.pane("arena")).not.toHaveAttribute("data-selected-at", /\d/);
  await file.page.mouse.click(at.x, at.y);
  await expect(file.pane("inspector")).toContainText("norm2");

  await file.page.keyboard.press("Slash");
  await file.page.keyboard.type("norm2");
  await expect(file.page.getByTestId("find-count")).toContainText("1 of 84 storages");
  await file.page.getByRole("button", { name: "Change the theme" }).click();
  await expect(file.page.locator("html")).toHaveAttribute("data-theme", "dark");

  const download = file.page.waitForEvent("download");
  await file.page.getByRole("button", { name: "Save the plan as JSON" }).click();
  const saved = info.outputPath("again.plan.json");
  await (await download).saveAs(saved);
  expect(JSON.parse(readFileSync(saved, "utf8"))).toEqual(JSON.parse(plan));
  expect(seen.errors).toEqual([]);
  expect(seen.requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
  await context.close();
});

test("a plan that is wrong is red in its file, too", async ({ page, browser }, info) => {
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  const plan = JSON.parse(readFileSync(await app.save(/^memplan plan/i, info), "utf8"));
  plan.stats.peakBytes -= 1;
  await app.openFile("wrong.plan.json", JSON.stringify(plan));
  await expect(app.pane("summary")).toHaveAttribute("data-wrong", "true");
  const path = await app.save(/^HTML file/, info);
  const file = new Memplan(await browser.newPage());
  await file.page.goto(pathToFileURL(path).href);
  await expect(file.pane("summary")).toHaveAttribute("data-wrong", "true");
  await file.page.close();
});
