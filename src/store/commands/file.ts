/** Files in and out. */

import { documentStore } from "../document.ts";
import { later } from "../later.ts";
import { services } from "../services.ts";
import { showDialog } from "../shell.ts";
import type { Command } from "./command.ts";

/** The format of the open document itself; of a plan or lifetimes the graph is asked for, and told why there is none. */
function ownFormat(): string {
  const kind = documentStore.getState().document?.kind;
  return kind === "arms" || kind === "methods" ? kind : "graph";
}

export const FILE: readonly Command[] = [
  { id: "new", title: "New drawing", group: "File", keys: ["Alt+KeyN"], run: () => services().newDrawing() },
  {
    id: "open",
    title: "Open a file…",
    group: "File",
    keys: ["$mod+KeyO"],
    run: () => services().chooseFile(),
  },
  {
    id: "samples",
    title: "Samples and recent documents…",
    group: "File",
    keys: [],
    run: () => showDialog("gallery"),
  },
  {
    id: "save-plan",
    title: "Export the plan as JSON",
    group: "File",
    keys: ["$mod+KeyS"],
    run: () => later(services().saveAs("plan")),
  },
  {
    id: "save-graph",
    title: "Export the document as JSON",
    group: "File",
    keys: ["$mod+Shift+KeyS"],
    run: () => later(services().saveAs(ownFormat())),
  },
  {
    id: "copy-plan",
    title: "Copy the plan as JSON",
    group: "File",
    keys: [],
    run: () => later(services().copyAs("plan")),
  },
  {
    id: "copy-markdown",
    title: "Copy a summary as Markdown",
    group: "File",
    keys: [],
    run: () => later(services().copyAs("markdown")),
  },
  {
    id: "share",
    title: "Share: a link that holds the document…",
    group: "File",
    keys: [],
    run: () => showDialog("share"),
  },
  {
    id: "picture",
    title: "Picture of a pane, for a paper or a talk…",
    group: "File",
    keys: [],
    run: () => showDialog("picture"),
  },
  {
    id: "save-html",
    title: "Save as an HTML file that opens anywhere",
    group: "File",
    keys: [],
    run: () => later(services().saveHtml()),
  },
  {
    id: "save-csv",
    title: "Export as MiniMalloc CSV",
    group: "File",
    keys: [],
    run: () => later(services().saveAs("minimalloc")),
  },
];
