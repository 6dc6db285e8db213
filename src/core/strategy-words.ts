/** Settings in one line of words. */

import { PRESETS } from "./presets.ts";
import { SETTINGS, type Settings } from "./settings.ts";
import { formatCount } from "./units.ts";

/** `preset TFLM, placement greedy by size, order as given …`: every choice by its title, and what is not as it was at first. */
export function sayStrategy(settings: Settings): string {
  const preset = PRESETS.find((p) =>
    SETTINGS.every(({ name }) => (p.settings[name] ?? settings[name]) === settings[name]),
  );
  const said = SETTINGS.flatMap((setting) => {
    const value = settings[setting.name];
    if (setting.name === "share" && !settings.slots) return [];
    if (setting.kind === "choice") {
      const title = setting.choices.find((c) => c.id === value)?.title ?? String(value);
      return [`${setting.title.toLowerCase()} ${title}`];
    }
    if (value === setting.initial) return [];
    if (setting.kind === "switch") return [`${setting.title.toLowerCase()} ${value ? "on" : "off"}`];
    const text = typeof value === "number" ? formatCount(value) : String(value);
    return [`${setting.title.toLowerCase()} ${text}`];
  });
  return [...(preset === undefined ? [] : [`preset ${preset.title}`]), ...said].join(", ");
}
