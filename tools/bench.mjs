// `npm run bench`: bundles bench/ and runs it in this program.
import process from "node:process";
import { ensureInstalled, importTypeScript, stop } from "./setup.mjs";

ensureInstalled();
const { bench } = await importTypeScript("bench/index.ts");
try {
  await bench(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd(), (text) =>
    process.stdout.write(text),
  );
} catch (thrown) {
  stop(thrown instanceof Error ? thrown.message : String(thrown), 2);
}
