// `npm run bench`: bundles bench/ and runs it in this program.
import process from "node:process";
import { ensureInstalled, importTypeScript, ROOT, stop } from "./setup.mjs";

ensureInstalled();
const { bench } = await importTypeScript("bench/index.ts");
/** What cannot be bundled with the rest. */
async function frameTools() {
  const [{ build, preview }, { chromium }] = await Promise.all([import("vite"), import("@playwright/test")]);
  return { root: ROOT, build, preview, chromium };
}

try {
  const say = (text) => process.stdout.write(text);
  await bench(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd(), say, frameTools);
} catch (thrown) {
  stop(thrown instanceof Error ? thrown.message : String(thrown), 2);
}
