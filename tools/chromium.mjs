// Finds a Chromium for the tests, or gets one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { ROOT, toolEnv } from "./setup.mjs";

const DEBIAN = "/usr/bin/chromium";

/** Where other systems keep browsers of this family. */
const ELSEWHERE = [
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Ubuntu's /usr/bin/chromium-browser without snap is a script that only says how to install it. */
function runs(path) {
  return (
    existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 }).status === 0
  );
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version");
}

function apt() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args) =>
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
  // fonts are only a recommendation of the package, and without one no text has a width
  return (
    run("update", "-qq") &&
    run("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core")
  );
}

/** Path of a Chromium; undefined when none is there and none can be had. `$CHROMIUM` wins. */
export async function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) return named;
  if (runs(DEBIAN)) return DEBIAN;
  const known = (await playwrightsOwn()) ?? ELSEWHERE.find(runs);
  if (known !== undefined) return known;
  if (isRootOnDebian()) {
    process.stdout.write("Installing Chromium (once) …\n");
    if (apt() && runs(DEBIAN)) return DEBIAN;
  }
  process.stdout.write("Fetching Playwright's Chromium (once) …\n");
  const options = { cwd: ROOT, env: toolEnv(), stdio: ["ignore", "ignore", "inherit"] };
  // Ubuntu's package is a snap, so there too this is the way; root may install the libraries that it needs
  const libraries = isRootOnDebian() ? ["--with-deps"] : [];
  spawnSync("playwright", ["install", ...libraries, "chromium"], options);
  return playwrightsOwn();
}
