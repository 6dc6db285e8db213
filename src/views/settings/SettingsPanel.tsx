/** The settings of the plan, made from their table: every one with a name, what it does, and what each choice does. */

import { useStore } from "zustand";
import { heardSettings } from "../../core/forced.ts";
import { whyIdle } from "../../core/idle.ts";
import { presetsFor } from "../../core/presets.ts";
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from "../../core/settings.ts";
import { changeSettings } from "../../store/change-settings.ts";
import { documentStore } from "../../store/document.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Field } from "./Field.tsx";
import css from "./SettingsPanel.module.css";

/** Whether all that a preset says is so. */
function holds(preset: Partial<Settings>, settings: Settings): boolean {
  return (Object.keys(preset) as (keyof Settings)[]).every((name) => preset[name] === settings[name]);
}

export function SettingsPanel() {
  const settings = useStore(documentStore, (s) => s.settings);
  const kind = useStore(documentStore, (s) => s.document?.kind);
  const heard = kind === undefined ? settings : heardSettings(kind, settings);
  const shown = useStore(documentStore, (s) => s.document?.kind === "plan");
  const own = SETTINGS.filter(({ only }) => only === undefined || only === kind);
  const changed = own.filter((s) => settings[s.name] !== DEFAULT_SETTINGS[s.name]).length;
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
        <Presets settings={settings} presets={presetsFor(kind)} />
        <div className={css.fields}>
          {own.map((setting) => (
            <Field
              key={setting.name}
              setting={setting}
              value={heard[setting.name]}
              idle={whyIdle(setting.name, kind, settings)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

function Presets(props: { settings: Settings; presets: ReturnType<typeof presetsFor> }) {
  return (
    <fieldset className={css.presets}>
      <legend className={css.legend}>Plan like</legend>
      {props.presets.map((preset) => (
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
