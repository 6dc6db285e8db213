/** The settings of the plan, made from their table: every one with a name, what it does, and what each choice does. */

import { useStore } from "zustand";
import { type Forced, forcedBy, heardSettings } from "../../core/forced.ts";
import { PRESETS } from "../../core/presets.ts";
import { DEFAULT_SETTINGS, SETTINGS, type SettingDef, type Settings } from "../../core/settings.ts";
import { changeSettings } from "../../store/change-settings.ts";
import { documentStore } from "../../store/document.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Field } from "./Field.tsx";
import css from "./SettingsPanel.module.css";

/** Why a setting has no effect now; undefined when it has one. */
function idleReason(setting: SettingDef, settings: Settings, forced: readonly Forced[]): string | undefined {
  const fixed = forced.find(({ name }) => name === setting.name);
  if (fixed !== undefined) return `Fixed by this document. ${fixed.says}`;
  return setting.name === "share" && !settings.slots ? "Only with slots." : undefined;
}

/** Whether all that a preset says is so. */
function holds(preset: Partial<Settings>, settings: Settings): boolean {
  return (Object.keys(preset) as (keyof Settings)[]).every((name) => preset[name] === settings[name]);
}

export function SettingsPanel() {
  const settings = useStore(documentStore, (s) => s.settings);
  const kind = useStore(documentStore, (s) => s.document?.kind);
  const forced = kind === undefined ? [] : forcedBy(kind);
  const heard = kind === undefined ? settings : heardSettings(kind, settings);
  const shown = useStore(documentStore, (s) => s.document?.kind === "plan");
  const changed = SETTINGS.filter((s) => settings[s.name] !== DEFAULT_SETTINGS[s.name]).length;
  return (
    <section className={css.pane} aria-label="Settings" data-testid="settings">
      <PaneHead title="Settings" says={changed === 0 ? "all as at the start" : `${changed} changed`}>
        <button
          type="button"
          className={css.reset}
          disabled={changed === 0}
          onClick={() => changeSettings(DEFAULT_SETTINGS)}
        >
          Reset all
        </button>
      </PaneHead>
      <div className={css.body}>
        {shown && (
          <p className={css.note} role="note">
            The open document is a finished plan. It is shown as it is; settings take effect when its model is
            open.
          </p>
        )}
        <Presets settings={settings} />
        <div className={css.fields}>
          {SETTINGS.filter(({ only }) => only === undefined || only === kind).map((setting) => (
            <Field
              key={setting.name}
              setting={setting}
              value={heard[setting.name]}
              idle={idleReason(setting, settings, forced)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

function Presets(props: { settings: Settings }) {
  return (
    <fieldset className={css.presets}>
      <legend className={css.legend}>Plan like</legend>
      {PRESETS.map((preset) => (
        <div key={preset.id} className={css.preset}>
          <button
            type="button"
            className={css.presetButton}
            aria-pressed={holds(preset.settings, props.settings)}
            onClick={() => changeSettings(preset.settings)}
          >
            {preset.title}
          </button>
          <span className={css.says}>{preset.says}</span>
        </div>
      ))}
    </fieldset>
  );
}
