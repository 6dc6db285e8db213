/** What commands do that takes more than a line. */

import type { HeatMode } from "../look/look.types.ts";
import { dropArea } from "./area.ts";
import { ask, askedStore } from "./asking.ts";
import { choose, chosenStore } from "./chosen.ts";
import { closeFinding } from "./finding.ts";
import { meanAllClasses } from "./legend.ts";
import { outcomeStore } from "./outcome.ts";
import { rename, renamingStore } from "./renaming.ts";
import { services } from "./services.ts";
import {
  type Backend,
  type LowerPane,
  leavePair,
  point,
  select,
  sessionStore,
  startPairing,
  type Theme,
} from "./session.ts";
import { notify, shellStore, showDialog } from "./shell.ts";
import { hideSpot } from "./spot.ts";
import { leaveScratchpad, letGoTiles } from "./tiling.ts";

export function toggleLower(pane: LowerPane): void {
  sessionStore.setState((s) => ({ lowerPane: s.lowerPane === pane ? "none" : pane }));
}

const NEXT_BACKEND: Record<Backend, Backend> = { auto: "canvas", canvas: "webgl", webgl: "auto" };
const BACKEND_SAYS: Record<Backend, string> = {
  auto: "Large arenas are drawn with whatever is measured to be faster.",
  canvas: "Large arenas are drawn with Canvas 2D.",
  webgl: "Large arenas are drawn with WebGL2, where the browser has it.",
};

export function nextBackend(): void {
  const backend = NEXT_BACKEND[sessionStore.getState().backend];
  sessionStore.setState({ backend });
  notify(BACKEND_SAYS[backend]);
}

export const NEXT_THEME: Record<Theme, Theme> = { system: "dark", dark: "light", light: "system" };

export const NEXT_HEAT: Record<HeatMode, HeatMode> = {
  tenants: "reuse",
  reuse: "occupancy",
  occupancy: "idle",
  idle: "churn",
  churn: "fragmentation",
  fragmentation: "tenants",
};

/** The inspector asks for the second and then answers, so it has to be there. */
export function pickSecond(): void {
  if (sessionStore.getState().selection === null) {
    notify("Select something first, then pick what it should share with.");
    return;
  }
  shellStore.setState({ inspectorShown: true });
  startPairing();
}

/** Closes, cancels or clears: the innermost thing first. */
export function retreat(): void {
  const { work, trouble } = outcomeStore.getState();
  if (shellStore.getState().dialog !== null) showDialog(null);
  else if (askedStore.getState().asked !== null) ask(null);
  else if (renamingStore.getState().key !== null) rename(null);
  else if (work !== null) services().cancel();
  else if (trouble !== null) outcomeStore.setState({ trouble: null });
  else if (!leavePair() && !hideSpot() && !dropArea()) {
    const { selection, spot } = sessionStore.getState();
    const nothing = selection === null && spot === null && chosenStore.getState().keys.length === 0;
    // what is selected there is mostly selected here too: one key lets go of both
    const tiles = letGoTiles();
    point(null);
    select(null);
    sessionStore.setState({ spot: null });
    choose([]);
    if (!nothing || tiles || leaveScratchpad()) return;
    const { onlyClasses } = sessionStore.getState();
    if (onlyClasses.length > 0) meanAllClasses();
    else closeFinding();
  }
}
