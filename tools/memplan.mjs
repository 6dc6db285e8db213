// `npm run -s memplan -- …`: the command line, built when needed, as if it were installed.
import process from "node:process";
import { pathToFileURL } from "node:url";
import { ensureCli, ensureInstalled } from "./setup.mjs";

ensureInstalled({ quiet: true });
const program = await ensureCli();
// npm runs scripts in the package's folder; paths are meant from where the person stands
if (process.env.npm_lifecycle_event === "memplan" && process.env.INIT_CWD)
  process.chdir(process.env.INIT_CWD);
process.argv = [process.argv[0], program, ...process.argv.slice(2)];
await import(pathToFileURL(program).href);
