/** The plan on the page by ExecuTorch's rules or by ours: settings that are changed in one step. */

import { settingsOf } from "../core/presets.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { changeSettings } from "./change-settings.ts";
import { documentStore } from "./document.ts";
import { endMerge } from "./history.ts";

const PRESET = "executorch";

/** What the preset says of planning that our own settings say otherwise. */
function presetChange(): Partial<Settings> {
  const preset = settingsOf(PRESET) ?? DEFAULT_SETTINGS;
  const names = Object.keys(preset) as (keyof Settings)[];
  return Object.fromEntries(
    names.filter((n) => preset[n] !== DEFAULT_SETTINGS[n]).map((n) => [n, preset[n]]),
  );
}

/** Whether the plan on the page is made by ExecuTorch's rules. */
export function plansAsExecutorch(settings: Settings): boolean {
  return settings.place === settingsOf(PRESET)?.place;
}

/** What was set before ExecuTorch's rules were taken; of another document it means nothing. */
let before: { readonly opening: number; readonly settings: Settings } | null = null;

export function planAsExecutorch(): void {
  const { settings, opening } = documentStore.getState();
  before = { opening, settings };
  endMerge();
  changeSettings(presetChange());
}

/** Gives back what was set before, or our defaults. */
export function planWithOurs(): void {
  const own = before?.opening === documentStore.getState().opening ? before.settings : DEFAULT_SETTINGS;
  const names = Object.keys(presetChange()) as (keyof Settings)[];
  endMerge();
  changeSettings(Object.fromEntries(names.map((n) => [n, own[n]])));
}
