import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, runnerImport } from "vite";
import { buildViewer } from "./vite.viewer.config.ts";

/** What the built page may load: itself and nothing else. Workers get the same from `preview.headers`. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The development server needs inline scripts and a socket, so only the build carries the policy. */
function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: CSP },
        injectTo: "head-prepend",
      },
    ],
  };
}

/** Emits viewer.html, the page of files that show one plan; a development server makes it when it is asked for. */
function viewerFile(): Plugin {
  const made = () => buildViewer([strategiesByName()]);
  return {
    name: "viewer-file",
    configureServer({ middlewares }) {
      middlewares.use("/viewer.html", (_request, response, next) => {
        made().then((html) => response.setHeader("Content-Type", "text/html").end(html), next);
      });
    },
    async generateBundle() {
      // workers are bundles of their own, and need none
      if (this.environment.config.isWorker) return;
      this.emitFile({ type: "asset", fileName: "viewer.html", source: await made() });
    },
  };
}

/** Emits sw.js with the list of everything that the built page may need. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const built = Object.keys(bundle).filter((f) => !f.endsWith(".map") && f !== "index.html");
        const copied = readdirSync("public", { recursive: true, withFileTypes: true })
          .filter((f) => f.isFile() && !f.name.startsWith("_"))
          .map((f) => join(f.parentPath, f.name));
        const hash = createHash("sha256");
        for (const name of built) hash.update(name);
        // its name does not change with its contents
        const viewer = bundle["viewer.html"];
        if (viewer?.type === "asset") hash.update(viewer.source);
        for (const path of copied) hash.update(readFileSync(path));
        const files = [
          "./",
          ...built,
          ...copied.map((p) => p.replace(/^public[\\/]/, "").replaceAll("\\", "/")),
        ];
        const source = readFileSync("tools/service-worker.js", "utf8")
          .replace("__FILES__", JSON.stringify(files))
          .replace("__VERSION__", hash.digest("hex").slice(0, 12));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

const STRATEGIES = /\/src\/core\/(order|place|life)\/index\.ts$/;

/**
 * The page names strategies and never runs one: of their tables it gets what is data, so that no planner's code is part of
 * its start. Workers are built apart and get the tables whole.
 */
function strategiesByName(): Plugin {
  return {
    name: "strategies-by-name",
    apply: "build",
    async load(id) {
      if (!STRATEGIES.test(id)) return null;
      const { module } = await runnerImport<Record<string, unknown>>(id);
      return Object.entries(module)
        .filter(([, table]) => Array.isArray(table))
        .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`)
        .join("\n");
    },
  };
}

/**
 * Puts all that the start imports into one chunk. Left to itself the bundler gives every set of modules that something later
 * needs too a chunk of its own: two dozen requests, and 7 KB (gzip) more.
 */
function startInOnePiece(): Plugin {
  const started = new Set<string>();
  return {
    name: "start-in-one-piece",
    apply: "build",
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [{ debugName: "start", name: (id: string) => (started.has(id) ? "start" : null) }],
            },
          },
        },
      },
    }),
    buildEnd() {
      started.clear();
      const waiting = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry === true);
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (started.has(id)) continue;
        started.add(id);
        waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [
    react(),
    strategiesByName(),
    startInOnePiece(),
    contentSecurityPolicy(),
    viewerFile(),
    serviceWorker(),
  ],
  worker: { format: "es" },
  // tools/budget.mjs judges the size of the start, by what crosses the wire
  build: {
    chunkSizeWarningLimit: 1000,
    target: "es2023",
    sourcemap: true,
    modulePreload: { polyfill: false },
  },
  preview: { headers: { "Content-Security-Policy": CSP } },
});
