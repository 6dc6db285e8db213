import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

/** What each folder of src may import besides itself: other folders, then packages. */
const MAY: Record<string, { folders: string[]; packages: string[] }> = {
  core: { folders: [], packages: [] },
  look: { folders: ["core"], packages: ["flatbush"] },
  formats: {
    folders: ["core"],
    packages: ["valibot", "flatbuffers", "@noble/hashes", "yaml", "@ts-graphviz/ast"],
  },
  worker: { folders: ["core", "look", "formats"], packages: ["comlink", "elkjs", "flatbush"] },
  store: { folders: ["core", "look"], packages: ["zustand", "idb-keyval"] },
  draw: { folders: ["core", "look"], packages: ["d3", "flatbush"] },
  ui: {
    folders: ["core"],
    packages: ["react", "@base-ui/react", "@tanstack/react-table", "@tanstack/react-virtual"],
  },
  views: {
    folders: ["core", "look", "store", "draw", "ui"],
    packages: [
      "react",
      "@xyflow/react",
      "d3",
      "flatbush",
      "zustand",
      "@tanstack/react-table",
      "@tanstack/react-virtual",
    ],
  },
  app: {
    folders: ["core", "look", "formats", "worker", "store", "draw", "ui", "views"],
    packages: ["react", "react-dom", "zustand", "@base-ui/react", "react-resizable-panels", "tinykeys"],
  },
  viewer: {
    folders: ["core", "look", "worker", "store", "draw", "ui", "views"],
    packages: ["react", "react-dom", "zustand", "tinykeys"],
  },
  cli: {
    folders: ["core", "formats"],
    packages: ["node:fs", "node:fs/promises", "node:util", "node:path", "node:process"],
  },
};

/** The independent checker: may know the documents, never what plans them. */
const CHECKER = /^core\/check(\/[a-z-]+)?\.ts$/;
const CHECKER_MAY = /^core\/(document\.ts|check\.types\.ts|check\/[a-z-]+\.ts)$/;

/** What tests lean on may use what runs them; nothing else does. */
const TESTING = /\/testing\//;
const RUNNERS = ["vitest", "vitest-browser-react"];

const SRC = resolve(import.meta.dirname, "../src");
// a word of a type such as "from" is no import
const IMPORT = /(?:(?<!["'-])\bfrom|\bimport|\bnew URL\()\s*\(?\s*["']([^"'\n]+)["']/g;

function packageOf(spec: string): string {
  if (spec.startsWith("node:")) return spec;
  const parts = spec.split("/");
  return spec.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? spec);
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$|\.d\.ts$/.test(f),
);

test.each(files)("%s imports only what its folder may", (file) => {
  const folder = file.split("/")[0] ?? "";
  const may = MAY[folder];
  if (may === undefined) throw new Error(`${folder} has no entry in the table of layers`);
  const strays: string[] = [];
  for (const [, spec = ""] of readFileSync(join(SRC, file), "utf8").matchAll(IMPORT)) {
    if (!spec.startsWith(".")) {
      const runs = TESTING.test(file) && RUNNERS.includes(packageOf(spec));
      if (!runs && !may.packages.includes(packageOf(spec))) strays.push(spec);
      continue;
    }
    const path = relative(SRC, resolve(dirname(join(SRC, file)), spec));
    const [to = "", there = ""] = path.split("/");
    if (to !== folder && !may.folders.includes(to)) strays.push(spec);
    if (folder === "views" && to === "views" && there !== file.split("/")[1]) strays.push(spec);
    if (CHECKER.test(file) && !CHECKER_MAY.test(path)) strays.push(spec);
  }
  expect(strays).toEqual([]);
});
