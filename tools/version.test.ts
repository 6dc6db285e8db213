import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VERSION } from "../src/core/version.ts";

test("the version that plans are stamped with is the package's", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(VERSION).toBe(version);
});
