// What every command of this folder shares: the right Node, installed packages, fresh builds. Nothing here needs a package
// until `ensureInstalled` has run, so each command works in an empty clone.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/memplan");
const LEAST_NODE = [20, 19];

/** What the page is built from, and what the command line is; relative to the root. */
export const PAGE_SOURCES = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "tsconfig.base.json",
  "package-lock.json",
];
const CLI_SOURCES = ["src/cli", "src/core", "src/formats", "vite.cli.config.ts", "package-lock.json"];

/** Ends the process with one sentence. */
export function stop(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** Whether `version` ("20.19.3") is new enough. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

/** Whether what is installed is what the lock asks for; packages for other platforms may be missing. */
export function isLockMet(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === "" || wanted.optional || wanted.devOptional || wanted.peer) return true;
    return installed.packages?.[path]?.version === wanted.version;
  });
}

/** Newest change of a file, or of anything in a folder, in milliseconds; a folder's own time tells of deletions. */
export function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((last, name) => Math.max(last, newest(join(path, name))), stat.mtimeMs);
}

/** Whether `built` is missing or older than one of its sources. */
export function isStale(built, sources) {
  const made = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined || sources.some((source) => newest(source) > made);
}

/** The port that `text` (of $PORT) names, else `usual`. */
export function portFrom(text, usual) {
  if (text === undefined || text === "") return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    stop(`PORT is ${text}, which is not a port: use 1 to 65535.`, 2);
  return port;
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function isInstalled() {
  const [lock, installed] = [join(ROOT, "package-lock.json"), join(ROOT, "node_modules/.package-lock.json")];
  if (!existsSync(installed)) return false;
  // a checkout touches the lock without changing it, so a newer one is read before anything is installed
  return !isStale(installed, [lock]) || isLockMet(readJson(lock), readJson(installed));
}

/** Environment with the installed tools first on the path. */
export function toolEnv(more = {}) {
  const path = `${join(ROOT, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`;
  return { ...process.env, PATH: path, ...more };
}

function npm(args, stdio) {
  const cli = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio };
  const ran = cli?.endsWith(".js")
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync("npm", args, options);
  return ran.status === 0;
}

/** Checks Node and installs the packages of the lock when they are not there. `quiet`: for commands whose output is read by programs. */
export function ensureInstalled({ quiet = false } = {}) {
  if (!isNodeNewEnough(process.versions.node)) {
    stop(
      `memplan needs Node ${LEAST_NODE.join(".")} or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org and run the command again.`,
      2,
    );
  }
  if (isInstalled()) return;
  if (!quiet) process.stdout.write("Installing packages (once; a minute or so) …\n");
  const stdio = ["ignore", quiet ? "ignore" : "inherit", "inherit"];
  // development packages build the page, whatever NODE_ENV says
  const flags = ["--include=dev", "--no-fund", "--no-audit", "--loglevel=error"];
  if (npm(["ci", ...flags], stdio)) return;
  process.stderr.write("npm ci did not succeed; trying npm install …\n");
  if (npm(["install", "--no-save", ...flags], stdio)) return;
  stop(
    "The packages could not be installed: see npm's message above (is there a network?), then run the command again.",
  );
}

/** Builds the page into dist when it is missing or older than its sources. */
export async function ensurePage() {
  if (
    !isStale(
      join(ROOT, "dist/index.html"),
      PAGE_SOURCES.map((s) => join(ROOT, s)),
    )
  )
    return;
  process.stdout.write("Building the page …\n");
  const { build } = await import("vite");
  try {
    await build({ root: ROOT, logLevel: "warn" });
  } catch (error) {
    stop(`The page could not be built.\n${error.message}`);
  }
}

/** Builds the command line when it is missing or stale, and says where it is. Several processes may do so at once. */
export async function ensureCli() {
  const target = join(ROOT, "dist-cli/memplan.mjs");
  if (
    !isStale(
      target,
      CLI_SOURCES.map((s) => join(ROOT, s)),
    )
  )
    return target;
  const { build } = await import("vite");
  const outDir = join(CACHE, `cli-${process.pid}`);
  await build({
    root: ROOT,
    configFile: join(ROOT, "vite.cli.config.ts"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
  mkdirSync(join(ROOT, "dist-cli"), { recursive: true });
  // a rename is whole: nobody ever runs half a file
  renameSync(join(outDir, "memplan.mjs"), target);
  rmSync(outDir, { recursive: true });
  return target;
}

/** Bundles a TypeScript module for this Node and imports it; `entry` is relative to the root. */
export async function importTypeScript(entry) {
  const { build } = await import("vite");
  const outDir = join(CACHE, `module-${process.pid}`);
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      ssr: join(ROOT, entry),
      outDir,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "module.mjs" } },
    },
    ssr: { noExternal: true },
  });
  try {
    return await import(pathToFileURL(join(outDir, "module.mjs")).href);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
