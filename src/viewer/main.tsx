/** Start of a file that shows one plan: no network, no worker, nothing kept. */

import "../ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { documentStore, openDocument } from "../store/document.ts";
import { findingStore } from "../store/finding.ts";
import { isLarge } from "../store/looks.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import { readView } from "../store/shared-view.ts";
import { type Read, readData } from "./data.ts";
import { startKeys } from "./keys.ts";
import { startLarge } from "./large.ts";
import { startLooks } from "./looks.ts";
import { MOST_NODES, startPlacing } from "./place.ts";
import { startServices } from "./services.ts";
import { startTheme } from "./theme.ts";
import { Viewer } from "./Viewer.tsx";

function show({ plan, source, picture, view }: Read): void {
  openDocument(plan, { format: "plan", key: "", source });
  const { revision, opening } = documentStore.getState();
  const shown = { ...picture, revision, opening };
  if (isLarge(shown)) startLarge(shown);
  outcomeStore.setState({ picture: shown });
  if (view !== null) {
    const { state } = readView(view, picture.plan);
    sessionStore.setState(state);
    findingStore.setState({ shown: state.find !== undefined && state.find !== "" });
  }
  startLooks();
  if ((picture.graph?.nodes ?? 0) <= MOST_NODES) startPlacing();
}

function save({ plan }: Read): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(plan, null, 1)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${plan.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.plan.json`;
  link.click();
  // the download has its own hold on the data once it has begun
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const root = document.getElementById("root");
const data = readData(document.getElementById("memplan-data")?.textContent ?? "");
if (root === null) throw new Error("the viewer lost its root element");
startTheme();
startServices();
if (data.ok) {
  show(data.value);
  startKeys();
  createRoot(root).render(
    <StrictMode>
      <Viewer save={() => save(data.value)} />
    </StrictMode>,
  );
} else {
  root.textContent = `${data.problem.message} ${data.problem.help}`;
}
