import { defineConfig } from "vite";

/** The command line as one file, so that it can be replaced in one move. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: "src/cli/main.ts",
    outDir: "dist-cli",
    target: "node20",
    rolldownOptions: {
      output: { entryFileNames: "memplan.mjs", banner: "#!/usr/bin/env node", codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
});
