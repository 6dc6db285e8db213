/** From flags to settings: the table says what each value may be. */

import { PRESETS, settingsOf } from "../core/presets.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { DEFAULT_SETTINGS, SETTINGS, type SettingDef, type Settings } from "../core/settings.ts";
import { parseBytes } from "../core/units.ts";
import { type FlagDef, type Parsed, SETTING_FLAGS, suggest, valueOfFlag } from "./flags.ts";

export const SIZE_FLAGS: readonly FlagDef[] = [
  {
    flag: "set",
    value: "NAME=N",
    many: true,
    says: "A value for a symbol of shapes, such as T=256; repeatable.",
  },
  { flag: "dim", value: "NAME=N", many: true, says: "The same as --set." },
];

/** What a command that plans understands. */
export const PLANNING_FLAGS: readonly FlagDef[] = [
  {
    flag: "preset",
    value: PRESETS.map((p) => p.id).join("|"),
    says: "The settings of a runtime; flags beside it win.",
  },
  ...SETTING_FLAGS,
  ...SIZE_FLAGS,
];

/** Whether any flag asks for a plan of a certain kind. */
export function asksForPlan(parsed: Parsed): boolean {
  return PLANNING_FLAGS.some(
    ({ flag }) => !SIZE_FLAGS.some((own) => own.flag === flag) && parsed.values.has(flag),
  );
}

function wrong(flag: string, text: string, is: string, help: string): Result<never> {
  return fail("bad-value", `--${flag} ${text} is not ${is}.`, { help });
}

function readValue(setting: SettingDef, text: string): Result<string | number | boolean | null> {
  const { flag } = setting;
  switch (setting.kind) {
    case "choice": {
      const ids = setting.choices.map((c) => c.id);
      if (ids.includes(text)) return ok(text);
      return wrong(flag, text, `one of its values`, suggest(text, ids));
    }
    case "switch":
      if (text === "on" || text === "off") return ok(text === "on");
      return wrong(flag, text, "on or off", `Write --${flag} on or --${flag} off.`);
    case "bytes": {
      const bytes = parseBytes(text);
      if (bytes !== undefined && bytes >= setting.least) return ok(bytes);
      return wrong(
        flag,
        text,
        `a size of at least ${setting.least} B`,
        "Sizes look like 262144, 256KiB or 0x40000.",
      );
    }
    case "integer": {
      const n = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (Number.isSafeInteger(n) && n >= setting.least) return ok(n);
      return wrong(flag, text, `a whole number from ${setting.least}`, `Write --${flag} ${setting.initial}.`);
    }
    case "seconds": {
      const n = text.trim() === "" ? Number.NaN : Number(text);
      if (Number.isFinite(n) && n >= setting.least) return ok(n);
      return wrong(flag, text, "a number of seconds above 0", `Write --${flag} 10.`);
    }
    case "names":
      return ok(text);
  }
}

const OF_REFERENCE: readonly (keyof Settings)[] = [
  "sinkPriority",
  "memoryOptimization",
  "duplicateOptimization",
  "colouringVisits",
];

/** The defaults, then the preset, then each flag. */
export function readSettingFlags(parsed: Parsed): Result<Settings> {
  const preset = valueOfFlag(parsed, "preset");
  const base = preset === undefined ? DEFAULT_SETTINGS : settingsOf(preset);
  if (base === undefined) {
    const ids = PRESETS.map((p) => p.id);
    return wrong("preset", preset ?? "", "a preset", suggest(preset ?? "", ids));
  }
  const given: Record<string, string | number | boolean | null> = {};
  for (const setting of SETTINGS) {
    const text = valueOfFlag(parsed, setting.flag);
    if (text === undefined) continue;
    const value = readValue(setting, text);
    if (!value.ok) return value;
    given[setting.name] = value.value;
  }
  // whoever says how CMSIS-Stream is to plan wants its plan, unless they name a placement of ours
  const asReference = OF_REFERENCE.some((name) => name in given) && !("fifos" in given || "place" in given);
  return ok({ ...base, ...(asReference ? { fifos: "reference" } : {}), ...given });
}
