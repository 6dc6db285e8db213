import { expect, type Page, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

const CSV = "id,lower,upper,size\na,0,3,64\nb,3,9,64\n";

test("a reload brings back the document, and recent ones are listed and can be forgotten", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit();
  await app.openFile("mine.csv", CSV);
  await expect(page.getByTestId("summary-peak")).toContainText("64 B");
  await app.documentName.click();
  await expect(page.getByRole("menuitem", { name: /^mine/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await app.ready();
  await expect(app.documentName).toContainText("mine");
  await page.goto("about:blank");
  await app.visit("/");
  await expect(app.documentName).toContainText("mine");
  await page.getByRole("button", { name: "Samples", exact: true }).click();
  await page.getByRole("button", { name: "Forget mine" }).click();
  await expect(page.getByRole("button", { name: "Forget mine" })).toBeHidden();
});

test("back and forward go through the documents that were open", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  await app.openSample("ResNet-50");
  await expect(app.documentName).toContainText("ResNet-50");
  await page.goBack();
  await expect(app.documentName).toContainText("U-Net");
  await page.goForward();
  await expect(app.documentName).toContainText("ResNet-50");
});

test("a place in the address bar that is nowhere falls back to a working plan", async ({ page, baseURL }) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit("/#document/own:never-was");
  await expect(page.getByTestId("summary-peak")).toBeVisible();
  await expect(page.getByTestId("notice")).toContainText("kept in another browser");
  await expect(page).toHaveURL(/#sample\/googlenet$/);
  // typed over what is open: it stays open, and the address bar says so
  await page.evaluate(() => {
    location.hash = "plan=zzz";
  });
  await expect(page.getByTestId("notice")).toContainText("This address names no document");
  await expect(page).toHaveURL(/#sample\/googlenet$/);
  await expect(app.documentName).toContainText("GoogLeNet");
  expect(seen.errors).toEqual([]);
});

test("once loaded the page works without a network, also after a reload", async ({ page, context }) => {
  const app = new Memplan(page);
  await app.visit();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    // the first visit is not yet controlled: its files are in the cache when the worker is active
  });
  await context.setOffline(true);
  await page.reload();
  await app.ready();
  await app.openSample("U-Net");
  await expect(page.getByTestId("summary-peak")).toContainText("64 MiB");
  await app.openLower("Table");
  await page.keyboard.press("Shift+Slash");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("a worker that dies is replaced, and the document is still there", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  const planner = page.workers().find((w) => w.url().includes("planner"));
  await planner?.evaluate(() => {
    setTimeout(() => {
      throw new Error("killed by a test");
    });
  });
  await app.openLower("Settings");
  await app.choose("Placement", "first fit");
  await expect(page.getByTestId("summary-peak")).toContainText("128 KiB");
});

/** Keeps the planner's thread busy, as a long plan would; with `last`, it dies at the end. */
function occupy(page: Page, milliseconds: number, last: "dies" | "lives"): void {
  const planner = page.workers().find((w) => w.url().includes("planner"));
  planner
    ?.evaluate(
      ([ms, end]) => {
        if (end === "dies") {
          setTimeout(() => {
            throw new Error("killed by a test");
          });
        }
        const until = Date.now() + ms;
        while (Date.now() < until);
      },
      [milliseconds, last] as const,
    )
    .catch(() => {
      // the page ended this worker: that is what the test is about
    });
}

test("long work says what it is and can be cancelled; the picture stays, and one click plans again", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openLower("Settings");
  occupy(page, 30_000, "lives");
  await app.choose("Placement", "first fit");
  const status = page.getByTestId("status");
  await expect(status).toContainText("Planning");
  await status.getByRole("button", { name: "Cancel" }).click();
  await expect(status).toContainText("not planned since the last change");
  await expect(page.getByTestId("summary-peak")).toContainText("208 KiB");
  await status.getByRole("button", { name: "Plan now" }).click();
  await expect(page.getByTestId("summary-peak")).toContainText("128 KiB");
  await app.ready();
});

test("a planner that dies at work says so, and one click restarts it", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/greedy-gap");
  await app.openLower("Settings");
  occupy(page, 2000, "dies");
  await app.choose("Placement", "first fit");
  await expect(page.getByTestId("crash")).toContainText("killed by a test");
  await expect(page.getByTestId("summary-peak")).toContainText("208 KiB");
  await page.getByRole("button", { name: "Restart the planner" }).click();
  await expect(page.getByTestId("summary-peak")).toContainText("128 KiB");
  await expect(page.getByTestId("crash")).toBeHidden();
});
