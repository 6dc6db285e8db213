// Fails when what the page loads at its start outgrows its budget. Counts index.html, its scripts and styles, and what
// those import at once (gzip bytes); what comes later, such as workers and ELK, is shown apart.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import { ROOT, stop } from "./setup.mjs";

const BUDGET = 250_000;
const DIST = join(ROOT, "dist");
const LOADED = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g;
/** `import"./a.js"` and `from"./a.js"`, not `import("./a.js")`. */
const IMPORTED = /(?:\bimport|\bfrom)\s*["'](\.[^"']+\.js)["']/g;

const size = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const started = new Map();
const waiting = [join(DIST, "index.html")];
for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
  if (started.has(path)) continue;
  started.set(path, size(path));
  const links = path.endsWith(".css")
    ? []
    : readFileSync(path, "utf8").matchAll(path.endsWith(".html") ? LOADED : IMPORTED);
  for (const [, link] of links) waiting.push(join(dirname(path), link));
}

const say = (path, bytes) => process.stdout.write(`${String(bytes).padStart(9)}  ${relative(DIST, path)}\n`);
for (const [path, bytes] of started) say(path, bytes);
const total = [...started.values()].reduce((sum, bytes) => sum + bytes, 0);
process.stdout.write(`${String(total).padStart(9)}  at start, of ${BUDGET}\n\nlater:\n`);
for (const name of readdirSync(join(DIST, "assets"))) {
  const path = join(DIST, "assets", name);
  if (/\.(js|css)$/.test(name) && !started.has(path)) say(path, size(path));
}
// the start cannot be a page without a script: then this has stopped looking in the right place
if (started.size < 2) stop("dist/index.html loads no script: build the page first.");
if (total > BUDGET)
  stop(`The start of the page is ${total - BUDGET} bytes over its budget of ${BUDGET} (gzip).`);
