/** Every command of the page, once: menus, keys, the palette and tests are made from this table. */

import { later, NEXT_HEAT, NEXT_THEME, pickSecond, retreat, toggleLower } from "./doings.ts";
import { toggleAnyOrder } from "./freedom.ts";
import { request } from "./requests.ts";
import { services } from "./services.ts";
import { sessionStore } from "./session.ts";
import { shellStore, showDialog } from "./shell.ts";
import { goToPeak, stepBy, walkTenants, walkToConsumer, walkToProducer } from "./walk.ts";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: "File" | "View" | "Go" | "Panes" | "Help";
  /** Physical keys ("KeyW", "Shift+KeyW", "$mod+KeyK"), each a way to give the command. */
  readonly keys: readonly string[];
  readonly run: () => void;
}

const { setState } = sessionStore;

export const COMMANDS: readonly Command[] = [
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
    id: "copy-plan",
    title: "Copy the plan as JSON",
    group: "File",
    keys: [],
    run: () => later(services().copyAs("plan")),
  },
  {
    id: "save-csv",
    title: "Export as MiniMalloc CSV",
    group: "File",
    keys: [],
    run: () => later(services().saveAs("minimalloc")),
  },
  {
    id: "palette",
    title: "Find a command, a tensor or a node…",
    group: "Go",
    keys: ["$mod+KeyK", "$mod+Shift+KeyP", "Slash"],
    run: () => showDialog("palette"),
  },
  { id: "peak", title: "Go to the peak", group: "Go", keys: ["KeyP"], run: goToPeak },
  { id: "next-step", title: "Next step", group: "Go", keys: ["KeyK"], run: () => stepBy(1) },
  { id: "previous-step", title: "Previous step", group: "Go", keys: ["KeyJ"], run: () => stepBy(-1) },
  {
    id: "next-tenant",
    title: "Next tenant of these bytes",
    group: "Go",
    keys: ["Period"],
    run: () => walkTenants(1),
  },
  {
    id: "previous-tenant",
    title: "Previous tenant of these bytes",
    group: "Go",
    keys: ["Comma"],
    run: () => walkTenants(-1),
  },
  { id: "producer", title: "Go to the producer", group: "Go", keys: ["BracketLeft"], run: walkToProducer },
  {
    id: "consumer",
    title: "Go to the next consumer",
    group: "Go",
    keys: ["BracketRight"],
    run: walkToConsumer,
  },
  {
    id: "pair",
    title: "May two share memory? Pick a second beside the selection",
    group: "Go",
    keys: ["KeyT"],
    run: pickSecond,
  },
  {
    id: "reveal",
    title: "Centre the selection",
    group: "Go",
    keys: ["KeyF"],
    run: () => {
      const { selection } = sessionStore.getState();
      if (selection !== null) request({ kind: "reveal", target: selection });
    },
  },
  {
    id: "zoom-to",
    title: "Zoom to the selection",
    group: "Go",
    keys: ["KeyF KeyF"],
    run: () => {
      const { selection } = sessionStore.getState();
      if (selection !== null) request({ kind: "zoom-to", target: selection });
    },
  },
  {
    id: "fit",
    title: "Fit everything",
    group: "View",
    keys: ["Digit0", "Home"],
    run: () => request({ kind: "fit" }),
  },
  {
    id: "zoom-in",
    title: "Zoom in on time",
    group: "View",
    keys: ["KeyW", "Equal"],
    run: () => request({ kind: "zoom-time", factor: 1.5 }),
  },
  {
    id: "zoom-out",
    title: "Zoom out of time",
    group: "View",
    keys: ["KeyS", "Minus"],
    run: () => request({ kind: "zoom-time", factor: 1 / 1.5 }),
  },
  {
    id: "earlier",
    title: "Move to earlier steps",
    group: "View",
    keys: ["KeyA"],
    run: () => request({ kind: "pan-time", fraction: -0.25 }),
  },
  {
    id: "later",
    title: "Move to later steps",
    group: "View",
    keys: ["KeyD"],
    run: () => request({ kind: "pan-time", fraction: 0.25 }),
  },
  {
    id: "zoom-in-address",
    title: "Zoom in on addresses",
    group: "View",
    keys: ["Shift+KeyW"],
    run: () => request({ kind: "zoom-address", factor: 1.5 }),
  },
  {
    id: "zoom-out-address",
    title: "Zoom out of addresses",
    group: "View",
    keys: ["Shift+KeyS"],
    run: () => request({ kind: "zoom-address", factor: 1 / 1.5 }),
  },
  {
    id: "lower-address",
    title: "Move to lower addresses",
    group: "View",
    keys: ["Shift+KeyA"],
    run: () => request({ kind: "pan-address", fraction: -0.25 }),
  },
  {
    id: "higher-address",
    title: "Move to higher addresses",
    group: "View",
    keys: ["Shift+KeyD"],
    run: () => request({ kind: "pan-address", fraction: 0.25 }),
  },
  {
    id: "hex",
    title: "Addresses in hexadecimal or decimal",
    group: "View",
    keys: ["KeyH"],
    run: () => setState((s) => ({ addressBase: s.addressBase === "hex" ? "dec" : "hex" })),
  },
  {
    id: "colour",
    title: "Colour the arena by tenants, reuse, occupancy, idle time",
    group: "View",
    keys: ["KeyC"],
    run: () => setState((s) => ({ heat: NEXT_HEAT[s.heat] })),
  },
  {
    id: "rows",
    title: "Rows of the timeline: buffers or tensors",
    group: "View",
    keys: [],
    run: () => setState((s) => ({ timelineRows: s.timelineRows === "buffers" ? "tensors" : "buffers" })),
  },
  {
    id: "theme",
    title: "Theme: system, dark, light",
    group: "View",
    keys: [],
    run: () => setState((s) => ({ theme: NEXT_THEME[s.theme] })),
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
    id: "any-order",
    title: "Plan for this schedule or for any order",
    group: "View",
    keys: ["Shift+KeyO"],
    run: toggleAnyOrder,
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
  {
    id: "escape",
    title: "Close, cancel or clear the selection",
    group: "Go",
    keys: ["Escape"],
    run: retreat,
  },
  {
    id: "single-keys",
    title: "Turn single-key shortcuts on or off",
    group: "Help",
    keys: [],
    run: () => setState((s) => ({ singleKeys: !s.singleKeys })),
  },
  {
    id: "keys",
    title: "Keyboard shortcuts",
    group: "Help",
    keys: ["Shift+Slash"],
    run: () => showDialog("keys"),
  },
];

/** Runs a command of the table by its id. */
export function runCommand(id: string): void {
  const command = COMMANDS.find((c) => c.id === id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  command.run();
}
