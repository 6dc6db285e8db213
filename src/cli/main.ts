/** The `memplan` program. */

import process from "node:process";
import { nodeIo } from "./io.ts";
import { run } from "./run.ts";

// Whoever reads our output may stop reading (`| head`): that ends us, quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), nodeIo(process.cwd()));
