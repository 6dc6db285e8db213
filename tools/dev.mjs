// `npm run dev`: installs what is missing and serves the sources with hot reload. PORT and HOST are respected.
import process from "node:process";
import { ensureInstalled, portFrom, ROOT } from "./setup.mjs";

process.chdir(ROOT);
ensureInstalled();
const { createServer } = await import("vite");
const server = await createServer({
  root: ROOT,
  server: { host: process.env.HOST ?? "127.0.0.1", port: portFrom(process.env.PORT, 5173) },
});
await server.listen();
server.printUrls();
server.bindCLIShortcuts({ print: true });
