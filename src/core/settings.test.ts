import { describe, expect, test } from "vitest";
import { PRESETS, settingsOf } from "./presets.ts";
import { DEFAULT_SETTINGS, readSettings, SETTINGS } from "./settings.ts";

describe("settings", () => {
  test("of every preset are allowed", () => {
    for (const preset of PRESETS) {
      expect(readSettings(preset.settings)).toEqual({ ok: true, value: settingsOf(preset.id) });
    }
    expect(settingsOf("magic")).toBeUndefined();
  });

  test("by default are allowed, and every choice is one of its table", () => {
    expect(readSettings({ ...DEFAULT_SETTINGS })).toEqual({ ok: true, value: DEFAULT_SETTINGS });
    for (const setting of SETTINGS) {
      if (setting.kind === "choice") expect(setting.choices.map((c) => c.id)).toContain(setting.initial);
    }
  });

  test("are read over a base", () => {
    const base = { ...DEFAULT_SETTINGS, seed: 7 };
    expect(readSettings({ alignment: 64, views: false }, base)).toEqual({
      ok: true,
      value: { ...base, alignment: 64, views: false },
    });
  });

  test.each([
    [{ plaze: "none" }, "plaze", "place"],
    [{ place: "magic" }, "place", "greedy-by-size"],
    [{ alignment: 0 }, "alignment", "from 1 up"],
    [{ alignment: "16" }, "alignment", "bytes"],
    [{ capacity: -1 }, "capacity", "from 0 up"],
    [{ views: "on" }, "views", "true or false"],
    [{ seed: 1.5 }, "seed", "whole number"],
    [{ seed: null }, "seed", "whole number"],
  ])("%o are refused with their name and what is allowed", (values, name, allowed) => {
    const read = readSettings(values);
    if (read.ok) throw new Error("they were read");
    expect(read.problem.message).toContain(name);
    expect(read.problem.help).toContain(allowed);
  });
});
