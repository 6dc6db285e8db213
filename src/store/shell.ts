/** What of the window itself is open: dialogs, folded panes, lists that menus show. */

import { createStore } from "zustand/vanilla";
import type { FormatInfo } from "../core/format-info.ts";
import type { RecentInfo, SampleInfo } from "./services.ts";

export type DialogId = "palette" | "keys" | "gallery" | "history" | "share" | "picture";

export interface ShellState {
  readonly dialog: DialogId | null;
  /** What is typed into the palette. */
  readonly sought: string;
  /** Enter was given before the palette was there: its first answer is taken when it comes. */
  readonly soughtFirst: boolean;
  /** What can be read and written; filled when the planner has started. */
  readonly formats: readonly FormatInfo[];
  readonly samples: readonly SampleInfo[];
  readonly recents: readonly RecentInfo[];
  readonly graphShown: boolean;
  readonly inspectorShown: boolean;
  /** A short notice that goes by itself: "Copied". */
  readonly notice: string;
}

export const shellStore = createStore<ShellState>(() => ({
  dialog: null,
  sought: "",
  soughtFirst: false,
  formats: [],
  samples: [],
  recents: [],
  graphShown: true,
  inspectorShown: true,
  notice: "",
}));

export function showDialog(dialog: DialogId | null): void {
  shellStore.setState({ dialog, sought: "", soughtFirst: false });
}

export function notify(notice: string): void {
  shellStore.setState({ notice });
}
