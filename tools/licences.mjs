// Writes public/licences.txt: the packages that the page contains, with the texts of their licences. `--check` only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ensureInstalled, ROOT, stop } from "./setup.mjs";

const TARGET = join(ROOT, "public/licences.txt");
const RULE = "-".repeat(78);

/** The licence text that a package brings, with line ends and blank edges made equal. */
function licenceText(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.|-mit|$)/i.test(file));
  return name === undefined ? "" : readFileSync(join(folder, name), "utf8").replace(/\r\n/g, "\n").trim();
}

function homeOf(manifest) {
  const url = typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
  const plain = (url ?? manifest.homepage ?? "").replace(/^git\+/, "").replace(/\.git$/, "");
  return /^[\w-]+\/[\w.-]+$/.test(plain)
    ? `https://github.com/${plain}`
    : plain.replace(/^git:\/\//, "https://");
}

/** Production packages of the lock, by name; a package that is there twice in one version is named once. */
function packages() {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const found = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    const folder = join(ROOT, path);
    if (path === "" || entry.dev || entry.devOptional || entry.optional || !existsSync(folder)) continue;
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const { name, version, license } = manifest;
    // types leave no trace in the page
    if (name.startsWith("@types/")) continue;
    found.set(`${name} ${version}`, {
      license: license ?? "see text",
      home: homeOf(manifest),
      text: licenceText(folder),
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function licences() {
  const list = packages();
  const byText = new Map();
  for (const [name, { text }] of list) if (text !== "") byText.set(text, [...(byText.get(text) ?? []), name]);
  const rows = list.map(([name, { license, home }]) => `${name}  (${license})  ${home}`.trimEnd());
  const texts = [...byText].map(([text, names]) => `${RULE}\n${names.join("\n")}\n\n${text}\n`);
  return `memplan is built from the following packages.

elkjs is made available under the Eclipse Public License 2.0; its source code can be had from
https://github.com/kieler/elkjs and comes unchanged with this page.

${rows.join("\n")}

${texts.join("\n")}`;
}

ensureInstalled();
if (process.argv.includes("--check")) {
  const fresh = existsSync(TARGET) && readFileSync(TARGET, "utf8") === licences();
  if (!fresh) stop("public/licences.txt is out of date: run node tools/licences.mjs.");
} else {
  writeFileSync(TARGET, licences());
}
