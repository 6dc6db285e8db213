// Fails when what the page loads at its start outgrows its budget (gzip bytes; ELK comes later and is counted apart).
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = {
  "index.js": 160_000,
  "index.css": 8_000,
  "planner.worker.js": 20_000,
  "elk-worker.min.js": 480_000,
};
let over = 0;
for (const file of readdirSync("dist/assets").filter((f) => /\.(js|css)$/.test(f))) {
  const name = file.replace(/-[\w-]{8}(?=\.\w+$)/, "");
  const size = gzipSync(readFileSync(`dist/assets/${file}`), { level: 9 }).length;
  const most = BUDGET[name] ?? 0;
  if (size > most) over++;
  process.stdout.write(`${size > most ? "OVER" : "ok  "} ${name} ${size} of ${most}\n`);
}
process.exit(over ? 1 : 0);
