/** How the tests start Chromium: `CHROMIUM` names one, else Debian's when there, else the one that Playwright brought. */

import { existsSync } from "node:fs";
import process from "node:process";

const DEBIAN = "/usr/bin/chromium";

/** No calls home; and no sandbox for root, who is not allowed one. */
const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export function launchOptions(): { executablePath?: string; args: string[] } {
  const path = process.env.CHROMIUM ?? (existsSync(DEBIAN) ? DEBIAN : undefined);
  return path === undefined ? { args: ARGS } : { executablePath: path, args: ARGS };
}
