import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";

test("public/licences.txt names what is installed; if not: node tools/licences.mjs", {
  timeout: 60_000,
}, () => {
  const tool = resolve(import.meta.dirname, "licences.mjs");
  const { status, stderr } = spawnSync(process.execPath, [tool, "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
