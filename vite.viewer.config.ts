import { createHash } from "node:crypto";
import react from "@vitejs/plugin-react";
import { build, type InlineConfig, type Plugin } from "vite";

/** What the page puts its data in place of (src/app/sharing-file.ts). */
const PLACE = "<!--memplan-data-->";

/** Modules that a file which only shows never calls, and what stands there instead. */
const UNUSED: readonly (readonly [module: RegExp, instead: string])[] = [
  [/\/src\/views\/inspector\/edit\/Edit\.tsx$/, "export const Edit = () => null;"],
  [/\/src\/store\/edits\.ts$/, "export {};"],
];

function withoutEditing(): Plugin {
  return {
    name: "without-editing",
    enforce: "pre",
    load: (id) => UNUSED.find(([module]) => module.test(id))?.[1] ?? null,
  };
}

function config(plugins: readonly Plugin[]): InlineConfig {
  return {
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [react(), withoutEditing(), ...plugins],
    build: {
      write: false,
      target: "es2023",
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: "src/viewer/main.tsx", output: { codeSplitting: false } },
    },
  };
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** One file may load nothing, and runs no script but its own. */
function page(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data: blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<link rel="icon" href="data:,">',
    "<title>memplan</title>",
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    '<div id="root"></div>',
    PLACE,
    `<script type="module">${script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** Builds src/viewer into one HTML text. `plugins`: those of the page that its sources need. */
export async function buildViewer(plugins: readonly Plugin[]): Promise<string> {
  const built = await build(config(plugins));
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((b) => ("output" in b ? b.output : []));
  const scripts = outputs.flatMap((o) => (o.type === "chunk" ? [o.code] : []));
  const styles = outputs.flatMap((o) =>
    o.type === "asset" && o.fileName.endsWith(".css") ? [String(o.source)] : [],
  );
  const [script] = scripts;
  if (script === undefined || scripts.length > 1)
    throw new Error(`the viewer must be one script, and is ${scripts.length}`);
  // nothing in it may end its element, or look like the place of the data
  const safe = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3c!--");
  return page(safe, styles.join("\n").replaceAll("</style", "<\\/style"));
}
