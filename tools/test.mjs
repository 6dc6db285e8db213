// `npm test`: everything a change must pass, cheapest first, each step with its name and seconds. Ends at the first failure.
import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import process from "node:process";
import { findChromium } from "./chromium.mjs";
import { ensureInstalled, ROOT, stop, toolEnv } from "./setup.mjs";

ensureInstalled();
const chromium = await findChromium();
if (chromium === undefined) {
  stop(
    "The tests need a Chromium and none can be had: install one, or set CHROMIUM to the path of yours.",
    2,
  );
}

/** A port that nobody uses, so that the tests never meet a page that somebody is serving. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const env = toolEnv({ CHROMIUM: chromium, PORT: String(await freePort()), CI: "1" });
const node = process.execPath;
const STEPS = [
  ["types", "tsc", ["-b"]],
  ["lint", "biome", ["ci", "--error-on-warnings", ...(process.stdout.isTTY ? [] : ["--colors=off"])]],
  ["unused code", "knip", []],
  ["unit, layers and properties", "vitest", ["run", "--project", "unit"]],
  ["build", "vite", ["build", "--logLevel", "warn"]],
  ["size of the start", node, ["tools/budget.mjs"]],
  ["command line", node, ["tools/smoke.mjs"]],
  ["components", "vitest", ["run", "--project", "browser"]],
  ["end to end", "playwright", ["test"]],
];

const began = Date.now();
for (const [name, command, args] of STEPS) {
  process.stdout.write(`\n── ${name}\n`);
  const start = Date.now();
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  if (error) stop(`\nFAILED: ${name} could not be started (${error.message}).`);
  if (status !== 0) stop(`\nFAILED: ${name}, after ${seconds} s.`);
  process.stdout.write(`── ${name}: passed in ${seconds} s\n`);
}
process.stdout.write(
  `\nAll ${STEPS.length} steps passed in ${((Date.now() - began) / 1000).toFixed(0)} s.\n`,
);
