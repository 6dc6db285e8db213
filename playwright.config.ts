import process from "node:process";
import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./tools/launch.ts";

const port = Number(process.env.PORT ?? 4173);
const url = `http://127.0.0.1:${port}`;

/** The built page, as it will be served. */
export default defineConfig({
  testDir: "e2e",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // what passes only when run again is listed as flaky: a race to be mended, no reason to stop a change
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: [["list"]],
  use: {
    baseURL: url,
    trace: "retain-on-failure",
    ...devices["Desktop Chrome"],
    launchOptions: launchOptions(),
  },
  webServer: {
    command: `node_modules/.bin/vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url,
    reuseExistingServer: !process.env.CI,
  },
});
