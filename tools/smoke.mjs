// Builds the command line and plans, then checks, every sample with it, as a script would.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensureCli, ROOT, stop } from "./setup.mjs";

/** The one sample that is made not to fit. */
const TOO_LARGE = "over-capacity";
const program = await ensureCli();
const folder = mkdtempSync(join(tmpdir(), "memplan-smoke-"));

function memplan(expected, ...args) {
  const ran = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });
  if (ran.status === expected) return;
  rmSync(folder, { recursive: true });
  stop(`memplan ${args.join(" ")} ended with ${ran.status}, not ${expected}:\n${ran.stdout}${ran.stderr}`);
}

const examples = JSON.parse(readFileSync(join(ROOT, "public/examples/index.json"), "utf8"));
for (const { id } of examples) {
  const file = join(ROOT, `public/examples/${id}.json`);
  const expected = id === TOO_LARGE ? 1 : 0;
  memplan(expected, "plan", file, "--json", `${id}.plan.json`);
  memplan(expected, "check", `${id}.plan.json`, file);
}
memplan(0, "list");
memplan(2, "plan", "missing.json");
rmSync(folder, { recursive: true });
process.stdout.write(`${examples.length} samples planned and checked\n`);
