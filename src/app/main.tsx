/** Start-up: workers, services, keys, the first document, then the window. */

import "../ui/tokens.css";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { start } from "./start.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html lost its root element");
start();
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </CSPProvider>
  </StrictMode>,
);
