import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isLockMet, isNodeNewEnough, isStale, portFrom } from "./setup.mjs";

test.each([
  ["18.20.8", false],
  ["20.18.9", false],
  ["20.19.0", true],
  ["22.0.0", true],
])("Node %s is new enough: %s", (version, enough) => {
  expect(isNodeNewEnough(version)).toBe(enough);
});

test("a port comes from the environment, else it is the usual one", () => {
  expect(portFrom(undefined, 4173)).toBe(4173);
  expect(portFrom("", 4173)).toBe(4173);
  expect(portFrom("8080", 4173)).toBe(8080);
});

describe("a lock is met", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "2.0.0", optional: true },
    },
  };

  test("when each package is there in its version, those for other platforms aside", () => {
    expect(isLockMet(lock, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
  });

  test("but not when one is missing or of another version", () => {
    expect(isLockMet(lock, { packages: {} })).toBe(false);
    expect(isLockMet(lock, { packages: { "node_modules/a": { version: "1.0.1" } } })).toBe(false);
  });
});

describe("something built is stale", () => {
  let folder = "";
  const at = (seconds: number, ...path: string[]): string => {
    const file = join(folder, ...path);
    utimesSync(file, seconds, seconds);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "memplan-setup-"));
    mkdirSync(join(folder, "src"));
    for (const name of ["built", "src/a", "src/b"]) writeFileSync(join(folder, name), "");
    for (const name of ["src/a", "src/b", "src"]) at(100, name);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("when it is missing", () => {
    expect(isStale(join(folder, "gone"), [join(folder, "src")])).toBe(true);
  });

  test("when a source is newer, or one was taken away", () => {
    const [built, src] = [at(200, "built"), join(folder, "src")];
    expect(isStale(built, [src])).toBe(false);
    at(300, "src/b");
    expect(isStale(built, [src])).toBe(true);
    at(100, "src/b");
    rmSync(join(folder, "src/a"));
    expect(isStale(built, [src])).toBe(true);
  });
});
