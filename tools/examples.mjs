// Writes public/examples from tools/examples: `npm run examples` after changing a sample.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ensureInstalled, importTypeScript, ROOT } from "./setup.mjs";

ensureInstalled();

const { exampleFiles } = await importTypeScript("tools/examples/index.ts");
const folder = join(ROOT, "public/examples");
const files = exampleFiles();
mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) if (!files.has(old)) rmSync(join(folder, old));
let bytes = 0;
for (const [name, text] of files) {
  writeFileSync(join(folder, name), text);
  bytes += text.length;
}
process.stdout.write(`${files.size} files, ${bytes} bytes in public/examples\n`);
