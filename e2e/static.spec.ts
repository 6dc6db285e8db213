import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { expect, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

const DIST = process.env.DIST ?? "dist";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Any plain web server with the site in a folder of it: no headers of its own, no fallbacks. */
function serveUnder(prefix: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const file = join(
      DIST,
      normalize(path.slice(prefix.length) || "/"),
      path.endsWith("/") ? "index.html" : "",
    );
    if (!path.startsWith(prefix) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

let server: Server;
let origin: string;
test.beforeAll(async () => {
  server = await serveUnder("/tools/memplan/");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  server.close();
});

test("the site works under a sub-path of a plain web server, and asks for nothing outside it", async ({
  page,
}) => {
  const seen = await watch(page, origin);
  const app = new Memplan(page);
  await app.visit(`${origin}/tools/memplan/`);
  await app.openSample("U-Net");
  await expect(page.getByTestId("summary-peak")).toContainText("64 MiB");
  await app.openLower("Table");
  expect(
    seen.requests.filter((r) => !r.startsWith(`${origin}/tools/memplan/`) && !/^(data|blob):/.test(r)),
  ).toEqual([]);
  expect(seen.errors).toEqual([]);
});

test("after the start the page asks for nothing more, whatever one does", async ({ page }) => {
  const seen = await watch(page, origin);
  const app = new Memplan(page);
  await app.visit(`${origin}/tools/memplan/`);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForTimeout(500);
  const before = seen.requests.length;
  for (const pane of ["Table", "Problems", "Settings"] as const) await app.openLower(pane);
  await app.choose("Placement", "no reuse");
  await app.ready();
  await app.openFile("a.csv", "id,lower,upper,size\na,0,3,64\n");
  await expect(page.getByTestId("summary-peak")).toContainText("64 B");
  await page.keyboard.press("Shift+Slash");
  await expect(page.getByRole("dialog")).toBeVisible();
  // browsers look at the icon again when the address changes
  expect(seen.requests.slice(before).filter((r) => !/^(data|blob):|icon\.svg$/.test(r))).toEqual([]);
});

test("the page carries a strict policy, and the policy bites", async ({ page }) => {
  await new Memplan(page).visit(`${origin}/tools/memplan/`);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  const tried = await page.evaluate(async () => {
    // the policy is lifted for what the test itself evaluates, not for what runs after it
    await new Promise((resolve) => setTimeout(resolve));
    const evaluated = (() => {
      try {
        return String(new Function("return 1")());
      } catch (e) {
        return (e as Error).name;
      }
    })();
    const fetched = await fetch("http://127.0.0.2:9/").then(
      () => "sent",
      () => "refused",
    );
    const style = document.createElement("style");
    style.textContent = "body { letter-spacing: 9px }";
    document.head.append(style);
    return { evaluated, fetched, spacing: getComputedStyle(document.body).letterSpacing };
  });
  expect(tried).toEqual({ evaluated: "EvalError", fetched: "refused", spacing: "normal" });
});

test("the policy holds in the planner's worker too when it comes as a header", async ({ page }) => {
  await new Memplan(page).visit("/");
  const planner = page.workers().find((w) => w.url().includes("planner"));
  const tried = await planner?.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    try {
      return String(new Function("return 1")());
    } catch (e) {
      return (e as Error).name;
    }
  });
  expect(tried).toBe("EvalError");
});
