// `npm start`: installs what is missing, builds, serves the page and says where. PORT and HOST are respected.
import process from "node:process";
import { ensureInstalled, ensurePage, portFrom, ROOT } from "./setup.mjs";

process.chdir(ROOT);
ensureInstalled();
await ensurePage();
const { preview } = await import("vite");
const server = await preview({
  root: ROOT,
  logLevel: "warn",
  preview: {
    host: process.env.HOST ?? "127.0.0.1",
    port: portFrom(process.env.PORT, 4173),
    strictPort: false,
  },
});
const [url] = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])];
process.stdout.write(`\nmemplan is ready:  ${url}\n\nOpen it in a browser; Ctrl C ends it.\n`);
