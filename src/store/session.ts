/** How the person looks at the picture: selection, hover, windows on time and address, modes. Not undone. */

import { createStore } from "zustand/vanilla";
import type { Settings } from "../core/settings.ts";

/** Something that can be pointed at, by its index in the plan's columns. */
export type Target =
  | { readonly kind: "storage"; readonly index: number }
  | { readonly kind: "tensor"; readonly index: number }
  | { readonly kind: "node"; readonly index: number }
  | { readonly kind: "buffer"; readonly index: number };

export type TimelineRows = "tensors" | "buffers";
export type HeatMode = "tenants" | "occupancy" | "reuse" | "idle";
export type GraphLayout = "steps" | "tidy";
export type Theme = "system" | "light" | "dark";

/** A half-open window [from, to), not necessarily whole numbers. */
export type Window = readonly [from: number, to: number];

export interface SessionState {
  readonly selection: Target | null;
  readonly hover: Target | null;
  /** The step at which the memory map is cut; null: the peak step. */
  readonly cursor: number | null;
  /** The step under the pointer, shown across timeline and arena. */
  readonly hoverStep: number | null;
  /** Visible steps, shared by timeline and arena. Null: all. */
  readonly time: Window | null;
  /** Visible addresses of the shown arena. Null: all. */
  readonly addresses: Window | null;
  /** Index of the arena that the arena pane shows. */
  readonly arena: number;
  readonly timelineRows: TimelineRows;
  readonly heat: HeatMode;
  readonly graphLayout: GraphLayout;
  readonly theme: Theme;
  readonly addressBase: "hex" | "dec";
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Text of the table's filter. */
  readonly filter: string;
  readonly lowerPane: "none" | "table" | "problems" | "settings";
  /** The setting that the settings pane is to show and give the focus; null once it has. */
  readonly soughtSetting: keyof Settings | null;
}

export const sessionStore = createStore<SessionState>(() => ({
  selection: null,
  hover: null,
  cursor: null,
  hoverStep: null,
  time: null,
  addresses: null,
  arena: 0,
  timelineRows: "buffers",
  heat: "tenants",
  graphLayout: "steps",
  theme: "system",
  addressBase: "hex",
  singleKeys: true,
  filter: "",
  lowerPane: "none",
  soughtSetting: null,
}));

/** Opens the settings at one of them. */
export function seekSetting(name: keyof Settings): void {
  sessionStore.setState({ lowerPane: "settings", soughtSetting: name });
}

function same(a: Target | null, b: Target | null): boolean {
  return a === b || (a !== null && b !== null && a.kind === b.kind && a.index === b.index);
}

/** Selects a target, or nothing. */
export function select(target: Target | null): void {
  sessionStore.setState((s) => (same(s.selection, target) ? s : { selection: target }));
}

/** Points at a target, or nothing; cheap when it is the same as before. */
export function point(target: Target | null): void {
  sessionStore.setState((s) => (same(s.hover, target) ? s : { hover: target }));
}

/** Puts the step cursor on a step; null puts it back on the peak. */
export function setCursor(step: number | null): void {
  sessionStore.setState((s) => (s.cursor === step ? s : { cursor: step }));
}
