/** Changes how the document is planned: a step of the history like an edit. */

import { SETTINGS, type Settings } from "../core/settings.ts";
import { documentStore } from "./document.ts";
import { commit } from "./history.ts";

function valueText(value: Settings[keyof Settings]): string {
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  return String(value);
}

/** Changes some settings; does nothing when none differs. */
export function changeSettings(change: Partial<Settings>): void {
  const { settings, document } = documentStore.getState();
  const changed = SETTINGS.filter(({ name }) => name in change && change[name] !== settings[name]);
  const [first] = changed;
  if (first === undefined) return;
  const now = { ...settings, ...change };
  const says =
    changed.length === 1
      ? `Set ${first.title.toLowerCase()} to ${valueText(now[first.name])}`
      : `Changed ${changed.length} settings`;
  if (document === null) documentStore.setState((s) => ({ settings: now, revision: s.revision + 1 }));
  else commit(says, { settings: now }, { merge: `settings ${changed.map((s) => s.name).join()}` });
}
