/** How the picture is looked at. */

import { NEXT_HEAT, NEXT_THEME, nextBackend } from "../doings.ts";
import { toggleAnyOrder } from "../freedom.ts";
import { meanAllClasses, nextColourBy } from "../legend.ts";
import { request } from "../requests.ts";
import { sessionStore } from "../session.ts";
import type { Command } from "./command.ts";

export const VIEW: readonly Command[] = [
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
    run: () => sessionStore.setState((s) => ({ addressBase: s.addressBase === "hex" ? "dec" : "hex" })),
  },
  {
    id: "colour-by",
    title: "Colour by the next: buffer, role, operator, dtype, size, lifetime, layer, slack",
    group: "View",
    keys: ["KeyC"],
    run: nextColourBy,
  },
  {
    id: "all-classes",
    title: "Show all classes of the legend",
    group: "View",
    keys: [],
    run: meanAllClasses,
  },
  {
    id: "colour",
    title: "Colour the arena by tenants, reuse, occupancy, idle time, churn, fragmentation",
    group: "View",
    keys: ["Shift+KeyC"],
    run: () => sessionStore.setState((s) => ({ heat: NEXT_HEAT[s.heat] })),
  },
  {
    id: "backend",
    title: "Draw large arenas with: whatever is faster, Canvas 2D, WebGL2",
    group: "View",
    keys: [],
    run: nextBackend,
  },
  {
    id: "hud",
    title: "Say what a frame of the arena draws and costs",
    group: "View",
    keys: [],
    run: () => sessionStore.setState((s) => ({ hud: !s.hud })),
  },
  {
    id: "theme",
    title: "Theme: system, dark, light",
    group: "View",
    keys: [],
    run: () => sessionStore.setState((s) => ({ theme: NEXT_THEME[s.theme] })),
  },
  {
    id: "any-order",
    title: "Plan for this schedule or for any order",
    group: "View",
    keys: ["Shift+KeyO"],
    run: toggleAnyOrder,
  },
];
