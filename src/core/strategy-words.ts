/** Settings in one line of words. */

import type { SourceDocument } from "./document.ts";
import { forcedBy } from "./forced.ts";
import { whyIdle } from "./idle.ts";
import { presetsFor } from "./presets.ts";
import { SETTINGS, type Settings } from "./settings.ts";
import { AS_DOCUMENT } from "./settings-stream.ts";
import { formatCount } from "./units.ts";

/** `preset TFLM, placement greedy by size, order as given …`: every choice by its title but what is left to the document, and what is not as it was at first. */
export function sayStrategy(settings: Settings, kind: SourceDocument["kind"]): string {
  const preset = presetsFor(kind).find((p) =>
    SETTINGS.every(({ name }) => (p.settings[name] ?? settings[name]) === settings[name]),
  );
  // what a dialect decides is worth a word where it could be otherwise: firings have no other order than their schedule
  const told = kind === "dataflow" ? [] : forcedBy(kind).map(({ name }) => name);
  const said = SETTINGS.flatMap((setting) => {
    const value = settings[setting.name];
    const name = setting.title.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
    if (setting.only !== undefined && setting.only !== kind) return [];
    if (!told.includes(setting.name) && whyIdle(setting.name, kind, settings) !== undefined) return [];
    if (setting.kind === "choice") {
      if (value === AS_DOCUMENT) return [];
      const title = setting.choices.find((c) => c.id === value)?.title ?? String(value);
      return [`${name} ${title}`];
    }
    if (value === setting.initial) return [];
    if (setting.kind === "switch") return [`${name} ${value ? "on" : "off"}`];
    const text = typeof value === "number" ? formatCount(value) : String(value);
    return [`${name} ${text}`];
  });
  return [...(preset === undefined ? [] : [`preset ${preset.title}`]), ...said].join(", ");
}
