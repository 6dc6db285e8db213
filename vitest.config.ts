import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { launchOptions } from "./tools/launch.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["{src,tools,bench}/**/*.test.ts"],
          exclude: ["**/*.browser.test.tsx"],
          // a machine may be as busy as it likes: what matters is what comes out
          testTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        optimizeDeps: {
          include: [
            "react",
            "react-dom",
            "react/jsx-dev-runtime",
            "vitest-browser-react",
            "zustand",
            "zustand/vanilla",
            "zustand/react/shallow",
            "d3",
            "flatbush",
            "@tanstack/react-table",
            "@tanstack/react-virtual",
            "@xyflow/react",
            "@base-ui/react/autocomplete",
            "@base-ui/react/menu",
            "comlink",
            "idb-keyval",
            "tinykeys",
          ],
        },
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.tsx"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
