/** From flags to what a method is planned with: the table of options says what each value may be. */

import {
  DEFAULT_METHOD_OPTIONS,
  METHOD_OPTIONS,
  type MethodOptions,
  type OptionDef,
} from "../core/dialects/executorch/method-options.ts";
import { PASSES } from "../core/dialects/executorch/passes/index.ts";
import type { PlanMemory } from "../core/dialects/executorch/plan/specs.types.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { parseBytes } from "../core/units.ts";
import { type FlagDef, type Parsed, suggest, valueOfFlag } from "./flags.ts";

/** `allocInputs` is `--alloc-inputs`. */
function flagOf({ id }: OptionDef): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function placeholderOf(option: OptionDef): string {
  switch (option.kind) {
    case "switch":
      return "on|off";
    case "bytes":
      return "BYTES";
    case "names":
      return "A,B|all";
    case "memories":
      return "BYTES:ALIGNMENT,…";
    case "choice": {
      const ids = option.choices.map(({ id }) => id);
      return ids.join(option.several === true ? "," : "|");
    }
  }
}

export const METHOD_FLAGS: readonly FlagDef[] = [
  ...METHOD_OPTIONS.map((option) => ({
    flag: flagOf(option),
    value: placeholderOf(option),
    says: option.says,
  })),
  { flag: "pass", value: "NAME=on|off", many: true, says: "Switches a pass; repeatable." },
];

type Value = string | number | boolean | null | readonly string[] | readonly PlanMemory[];

function wrong(option: OptionDef, text: string, help: string): Result<never> {
  return fail("bad-value", `--${flagOf(option)} ${text} is not one of its values.`, { help });
}

function readValue(option: OptionDef, text: string): Result<Value> {
  switch (option.kind) {
    case "switch":
      return text === "on" || text === "off" ? ok(text === "on") : wrong(option, text, "Write on or off.");
    case "bytes": {
      const bytes = parseBytes(text);
      if (bytes !== undefined && bytes >= option.least) return ok(bytes);
      return wrong(option, text, "Sizes look like 16 or 4KiB.");
    }
    case "names":
      return ok(text === "all" ? text : text.split(",").filter((name) => name !== ""));
    case "memories":
      return readMemories(option, text);
    case "choice": {
      const ids = option.choices.map(({ id }) => id);
      const wanted = option.several === true ? text.split(",") : [text];
      const stray = wanted.find((id) => !ids.includes(id));
      if (stray !== undefined) return wrong(option, text, suggest(stray, ids));
      return ok(option.several === true ? wanted : text);
    }
  }
}

function readMemories(option: OptionDef, text: string): Result<PlanMemory[]> {
  const memories: PlanMemory[] = [];
  for (const part of text.split(",")) {
    const [size = "", alignment = "1"] = part.split(":");
    const [bytes, multiple] = [parseBytes(size), parseBytes(alignment)];
    if (bytes === undefined || multiple === undefined || multiple < 1) {
      return wrong(option, text, "Write --memories 64KiB:16,1MiB:16.");
    }
    memories.push({ bytes, alignment: multiple });
  }
  return ok(memories);
}

/** The defaults, then each flag. */
export function readMethodFlags(parsed: Parsed): Result<MethodOptions> {
  const given: Record<string, Value> = {};
  for (const option of METHOD_OPTIONS) {
    const text = valueOfFlag(parsed, flagOf(option));
    if (text === undefined) continue;
    const value = readValue(option, text);
    if (!value.ok) return value;
    given[option.id] = value.value;
  }
  const passes: Record<string, boolean> = {};
  for (const text of parsed.values.get("pass") ?? []) {
    const [id = "", state = "on"] = text.split("=");
    const known = PASSES.map((pass) => pass.id);
    if (!known.includes(id))
      return fail("bad-value", `There is no pass ${id}.`, { help: suggest(id, known) });
    if (state !== "on" && state !== "off") {
      return fail("bad-value", `--pass ${text} is neither on nor off.`, { help: `Write --pass ${id}=off.` });
    }
    passes[id] = state === "on";
  }
  // the table has one row an option, and each value was read by its row
  return ok({ ...DEFAULT_METHOD_OPTIONS, ...given, passes } as MethodOptions);
}
