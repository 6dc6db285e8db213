// `npm run bench`: bundles bench/ and runs it in this program.
import process from "node:process";
import { ensureInstalled, importTypeScript, ROOT } from "./setup.mjs";

ensureInstalled();
const { bench } = await importTypeScript("bench/index.ts");
await bench(ROOT, (text) => process.stdout.write(text));
