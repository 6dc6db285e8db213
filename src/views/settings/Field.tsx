/** One setting: its control by kind, what it does, and the way back to what it was at the start. */

import { type RefObject, useEffect, useId, useRef } from "react";
import { useStore } from "zustand";
import { DEFAULT_SETTINGS, type SettingDef, type Settings } from "../../core/settings.ts";
import { formatBytes } from "../../core/units.ts";
import { changeSettings } from "../../store/change-settings.ts";
import { sessionStore } from "../../store/session.ts";
import { Choices } from "./Choices.tsx";
import { NumberField } from "./NumberField.tsx";
import { OperatorsField } from "./OperatorsField.tsx";
import css from "./SettingsPanel.module.css";

type Value = Settings[keyof Settings];

function set(setting: SettingDef, value: Value): void {
  changeSettings({ [setting.name]: value });
}

/** `idle`: why it has no effect now; undefined when it has. */
export function Field(props: { setting: SettingDef; value: Value; idle: string | undefined }) {
  const { setting, value, idle } = props;
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  useSought(setting.name, whole);
  const initial = DEFAULT_SETTINGS[setting.name];
  const control = <Control setting={setting} value={value} id={id} disabled={idle !== undefined} />;
  return (
    <div
      ref={whole}
      className={css.field}
      data-changed={value !== initial && idle === undefined}
      data-setting={setting.name}
    >
      <div className={css.label}>
        {setting.kind === "switch" && control}
        {setting.kind === "choice" ? (
          <span id={id}>{setting.title}</span>
        ) : (
          <label htmlFor={id}>{setting.title}</label>
        )}
        {(setting.name === "place" || (setting.name === "order" && idle === undefined)) && (
          <button
            type="button"
            className={css.back}
            title="Shows what each makes of this document"
            aria-label={`Compare: ${setting.title}`}
            onClick={() => sessionStore.setState({ lowerPane: "planners" })}
          >
            compare
          </button>
        )}
        {value !== initial && idle === undefined && (
          <button
            type="button"
            className={css.back}
            title={`Back to ${wordsOf(setting, initial)}`}
            aria-label={`Reset ${setting.title} to ${wordsOf(setting, initial)}`}
            onClick={() => set(setting, initial)}
          >
            reset
          </button>
        )}
      </div>
      <p className={css.says} id={`${id}-says`}>
        {setting.says}
        {idle !== undefined && <b> {idle}</b>}
      </p>
      {setting.kind !== "switch" && control}
    </div>
  );
}

/** Comes into view and takes the focus when it is the setting that someone went for. */
function useSought(name: keyof Settings, whole: RefObject<HTMLDivElement | null>): void {
  const sought = useStore(sessionStore, (s) => s.soughtSetting === name);
  useEffect(() => {
    if (!sought) return;
    whole.current?.scrollIntoView({ block: "center" });
    const control = (which: string) => whole.current?.querySelector<HTMLInputElement>(which);
    (control("input:checked") ?? control("input"))?.focus();
    sessionStore.setState({ soughtSetting: null });
  }, [sought, whole]);
}

function wordsOf(setting: SettingDef, value: Value): string {
  switch (setting.kind) {
    case "choice":
      return setting.choices.find((c) => c.id === value)?.title ?? String(value);
    case "switch":
      return value === true ? "on" : "off";
    case "bytes":
      return typeof value === "number" ? formatBytes(value) : "empty";
    case "integer":
      return String(value);
    case "seconds":
      return typeof value === "number" ? `${value} s` : "empty";
    case "names":
      return value === "" ? "empty" : String(value);
  }
}

function Control(props: { setting: SettingDef; value: Value; id: string; disabled: boolean }) {
  const { setting, value, id, disabled } = props;
  switch (setting.kind) {
    case "choice":
      return (
        <Choices
          id={id}
          choices={setting.choices}
          value={String(value)}
          disabled={disabled}
          onChange={(choice) => set(setting, choice)}
        />
      );
    case "switch":
      return (
        <input
          id={id}
          type="checkbox"
          role="switch"
          className={css.switch}
          checked={value === true}
          aria-checked={value === true}
          aria-describedby={`${id}-says`}
          disabled={disabled}
          onChange={(e) => set(setting, e.target.checked)}
        />
      );
    case "names":
      return (
        <OperatorsField
          setting={setting}
          id={id}
          value={String(value)}
          disabled={disabled}
          onChange={(names) => set(setting, names)}
        />
      );
    case "bytes":
    case "integer":
    case "seconds":
      return (
        <NumberField
          id={id}
          kind={setting.kind}
          least={setting.least}
          value={typeof value === "number" ? value : null}
          disabled={disabled}
          onChange={(n) => set(setting, n)}
        />
      );
  }
}
