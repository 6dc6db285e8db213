import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

function lines(command: string, args: readonly string[]): readonly string[] {
  const ran = spawnSync(command, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (ran.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${ran.stderr}`);
  return ran.stdout.split("\n").filter((line) => line !== "");
}

test("every TypeScript file is checked by some tsconfig", { timeout: 60_000 }, () => {
  const configs = readdirSync(ROOT).filter((name) => /^tsconfig\.(?!base)\w+\.json$/.test(name));
  const checked = new Set(
    configs.flatMap((config) =>
      lines("node_modules/.bin/tsc", ["-p", config, "--listFilesOnly"]).map((file) =>
        relative(ROOT, resolve(ROOT, file)),
      ),
    ),
  );
  const tracked = lines("git", ["ls-files", "*.ts", "*.tsx"]);
  expect(tracked.length).toBeGreaterThan(0);
  expect(tracked.filter((file) => !checked.has(file))).toEqual([]);
});
