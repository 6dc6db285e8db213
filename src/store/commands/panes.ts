/** What is folded out. */

import { toggleLower } from "../doings.ts";
import { services } from "../services.ts";
import { shellStore } from "../shell.ts";
import type { Command } from "./command.ts";

export const PANES: readonly Command[] = [
  {
    id: "next-pane",
    title: "Go to the next pane",
    group: "Panes",
    keys: ["F6"],
    run: () => services().walkPanes(1),
  },
  {
    id: "previous-pane",
    title: "Go to the pane before",
    group: "Panes",
    keys: ["Shift+F6"],
    run: () => services().walkPanes(-1),
  },
  { id: "table", title: "Table of buffers", group: "Panes", keys: ["KeyB"], run: () => toggleLower("table") },
  {
    id: "problems",
    title: "Problems and checks",
    group: "Panes",
    keys: ["KeyV"],
    run: () => toggleLower("problems"),
  },
  {
    id: "settings",
    title: "Settings of the plan",
    group: "Panes",
    keys: ["Semicolon"],
    run: () => toggleLower("settings"),
  },
  {
    id: "planners",
    title: "Planners side by side: placements and orders",
    group: "Panes",
    keys: ["KeyL"],
    run: () => toggleLower("planners"),
  },
  {
    id: "freedom",
    title: "Order freedom: reuse that holds in any order",
    group: "Panes",
    keys: ["KeyO"],
    run: () => toggleLower("freedom"),
  },
  {
    id: "sizes",
    title: "Sizes: what symbols are worth",
    group: "Panes",
    keys: ["KeyZ"],
    run: () => toggleLower("sizes"),
  },
  {
    id: "arms",
    title: "Arms: buffers of a megakernel, and what they may share",
    group: "Panes",
    keys: ["Shift+KeyR"],
    run: () => toggleLower("arms"),
  },
  {
    id: "methods",
    title: "Methods: passes, planning and shared state of a program",
    group: "Panes",
    keys: ["KeyQ"],
    run: () => toggleLower("methods"),
  },
  {
    id: "dataflow",
    title: "Dataflow: schedule, FIFOs, references and latency",
    group: "Panes",
    keys: ["KeyY"],
    run: () => toggleLower("dataflow"),
  },
  {
    id: "graph",
    title: "Show or fold the graph",
    group: "Panes",
    keys: [],
    run: () => shellStore.setState((s) => ({ graphShown: !s.graphShown })),
  },
  {
    id: "inspector",
    title: "Show or fold the inspector",
    group: "Panes",
    keys: ["KeyI"],
    run: () => shellStore.setState((s) => ({ inspectorShown: !s.inspectorShown })),
  },
];
