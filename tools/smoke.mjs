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

function expect(expected, command, args) {
  const ran = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  if (ran.status === expected) return ran.stdout;
  rmSync(folder, { recursive: true });
  return stop(
    `${command} ${args.join(" ")} ended with ${ran.status}, not ${expected}:\n${ran.stdout}${ran.stderr}`,
  );
}

function memplan(expected, ...args) {
  return expect(expected, process.execPath, [program, ...args]);
}

const examples = JSON.parse(readFileSync(join(ROOT, "public/examples/index.json"), "utf8"));
for (const { id } of examples) {
  const file = join(ROOT, `public/examples/${id}.json`);
  const expected = id === TOO_LARGE ? 1 : 0;
  memplan(expected, "plan", file, "--json", `${id}.plan.json`);
  memplan(expected, "check", `${id}.plan.json`, file);
}
memplan(2, "plan", "missing.json");
// through npm, from another folder: paths are meant from there, and nothing but the answer is printed
const throughNpm = expect(0, "npm", [
  "--prefix",
  ROOT,
  "run",
  "-s",
  "memplan",
  "--",
  "check",
  `${examples[0].id}.plan.json`,
]);
if (throughNpm !== "ok\n") stop(`npm run -s memplan printed more than its answer:\n${throughNpm}`);
rmSync(folder, { recursive: true });
process.stdout.write(`${examples.length} samples planned and checked\n`);
