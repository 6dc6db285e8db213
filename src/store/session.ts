/** How the person looks at the picture: selection, hover, windows on time and address, modes. Not undone. */

import { createStore } from "zustand/vanilla";
import type { Settings } from "../core/settings.ts";
import type { Explained, Ghost } from "../look/layers.ts";
import type { ColourBy, HeatMode } from "../look/look.types.ts";
import type { RowKind, RowSort } from "../look/rows.ts";

export type { Explained, Ghost };

/** Something that can be pointed at, by its index in the plan's columns. */
export type Target =
  | { readonly kind: "storage"; readonly index: number }
  | { readonly kind: "tensor"; readonly index: number }
  | { readonly kind: "node"; readonly index: number }
  | { readonly kind: "buffer"; readonly index: number };

/** "free": where a person has put each box, as the document says. */
export type GraphLayout = "steps" | "tidy" | "free";
export type Theme = "system" | "light" | "dark";

/** What draws the rectangles: chosen by measuring, unless a person says which. */
export type Backend = "auto" | "canvas" | "webgl";

export type LowerPane =
  | "none"
  | "table"
  | "problems"
  | "settings"
  | "planners"
  | "freedom"
  | "sizes"
  | "compare"
  | "arms"
  | "methods"
  | "dataflow";

/** A half-open window [from, to), not necessarily whole numbers. */
export type Window = readonly [from: number, to: number];

/** A part of the picture that somebody measures: whole steps, and addresses of one arena; null: all of its addresses. */
export interface Area {
  readonly arena: number;
  readonly steps: Window;
  readonly addresses: Window | null;
}

/** An address of an arena at a step: a byte of a storage, or of a hole. */
export interface Spot {
  readonly arena: number;
  readonly address: number;
  readonly step: number;
}

export interface SessionState {
  readonly selection: Target | null;
  /** A second thing beside the selection: the inspector tells whether the two may share. Null without a selection. */
  readonly second: Target | null;
  /** Whether what is selected next becomes the second, until someone leaves it. */
  readonly pairing: boolean;
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
  readonly timelineRows: RowKind;
  readonly rowSort: RowSort;
  /** Whether rows go from the greatest to the least. */
  readonly rowsDown: boolean;
  /** Ids of groups of rows that are folded; null while nobody has folded or unfolded any. */
  readonly foldedRows: ReadonlySet<string> | null;
  readonly colourBy: ColourBy;
  /** Classes of the legend that are meant; the rest is dimmed. Empty: all. */
  readonly onlyClasses: readonly string[];
  /** What is searched for: the table shows it alone, the pictures dim the rest. */
  readonly find: string;
  readonly area: Area | null;
  /** Steps that somebody has marked, ascending. */
  readonly marks: readonly number[];
  /** Whether the cursor goes on by itself. */
  readonly playing: boolean;
  /** The address that somebody asks about. */
  readonly spot: Spot | null;
  /** Whether all arenas are shown as lanes, one above the other. */
  readonly lanes: boolean;
  readonly ghosts: readonly Ghost[];
  readonly explained: readonly Explained[];
  readonly backend: Backend;
  /** Whether the arena says how many rectangles a frame draws, and how long that takes. */
  readonly hud: boolean;
  readonly heat: HeatMode;
  readonly graphLayout: GraphLayout;
  /** Whether constants are drawn as boxes in every graph; those placed by hand always are. */
  readonly constantsShown: boolean;
  readonly theme: Theme;
  readonly addressBase: "hex" | "dec";
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly lowerPane: LowerPane;
  /** The setting that the settings pane is to show and give the focus; null once it has. */
  readonly soughtSetting: keyof Settings | null;
}

export const sessionStore = createStore<SessionState>(() => ({
  selection: null,
  second: null,
  pairing: false,
  hover: null,
  cursor: null,
  hoverStep: null,
  time: null,
  addresses: null,
  arena: 0,
  timelineRows: "buffers",
  rowSort: "start",
  rowsDown: false,
  foldedRows: null,
  colourBy: "buffer",
  onlyClasses: [],
  find: "",
  area: null,
  marks: [],
  playing: false,
  spot: null,
  lanes: false,
  ghosts: ["bound"],
  explained: ["views", "padding"],
  backend: "auto",
  hud: false,
  heat: "tenants",
  graphLayout: "steps",
  constantsShown: false,
  theme: "system",
  addressBase: "hex",
  singleKeys: true,
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

/** Selects a target alone, or nothing. While a pair is being picked, the target becomes its second. */
export function select(target: Target | null): void {
  sessionStore.setState((s) => {
    if (target === null) return { selection: null, second: null, pairing: false };
    if (s.pairing && s.selection !== null) return beside(s, target);
    return same(s.selection, target) && s.second === null ? s : { selection: target, second: null };
  });
}

/** Selects a target beside the one selected; the same one again takes it back. */
export function selectAlso(target: Target): void {
  sessionStore.setState((s) => {
    if (s.selection === null) return { selection: target };
    return same(s.second, target) ? { second: null, pairing: false } : beside(s, target);
  });
}

function beside(s: SessionState, target: Target): Partial<SessionState> {
  return same(s.selection, target) || same(s.second, target) ? s : { second: target };
}

/** From now on what is selected becomes the second of a pair; without a selection nothing happens. */
export function startPairing(): void {
  sessionStore.setState((s) => (s.selection === null ? s : { pairing: true }));
}

/** Forgets the second and goes on with the selection alone; false when there was neither. */
export function leavePair(): boolean {
  const { second, pairing } = sessionStore.getState();
  if (second === null && !pairing) return false;
  sessionStore.setState({ second: null, pairing: false });
  return true;
}

/** Points at a target, or nothing; cheap when it is the same as before. */
export function point(target: Target | null): void {
  sessionStore.setState((s) => (same(s.hover, target) ? s : { hover: target }));
}

/** Puts the step cursor on a step; null puts it back on the peak. */
export function setCursor(step: number | null): void {
  sessionStore.setState((s) => (s.cursor === step ? s : { cursor: step }));
}
