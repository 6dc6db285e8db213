/** Flags of a command: those of the settings come from their table, each other one is named where it is used. */

import { parseArgs } from "node:util";
import { fail, ok, type Result } from "../core/result.ts";
import { SETTINGS, type SettingDef } from "../core/settings.ts";

export interface FlagDef {
  readonly flag: string;
  /** What stands for the value in the help; absent: a switch. */
  readonly value?: string;
  readonly many?: boolean;
  readonly says: string;
}

export interface Parsed {
  readonly files: readonly string[];
  /** Values by flag, in the order given. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

const ON_OFF = ["on", "off"];

function placeholderOf(setting: SettingDef): string {
  switch (setting.kind) {
    case "choice":
      return setting.choices.map((c) => c.id).join("|");
    case "switch":
      return "on|off";
    case "bytes":
      return "BYTES";
    case "integer":
      return "N";
    case "seconds":
      return "SECONDS";
    case "names":
      return "A,B";
  }
}

/** The settings as flags. */
export const SETTING_FLAGS: readonly FlagDef[] = SETTINGS.map((s) => ({
  flag: s.flag,
  value: placeholderOf(s),
  says: s.says,
}));

/** Switches may stand alone (`--slots` is `--slots on`), so that a file may follow them. */
function joinSwitches(argv: readonly string[], switches: ReadonlySet<string>): string[] {
  const joined: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? "";
    if (arg === "--") return [...joined, ...argv.slice(i)];
    const flag = arg.startsWith("--") ? arg.slice(2) : "";
    const next = argv[i + 1] ?? "";
    if (!switches.has(flag)) joined.push(arg);
    else if (ON_OFF.includes(next)) {
      joined.push(`${arg}=${next}`);
      i++;
    } else joined.push(`${arg}=on`);
  }
  return joined;
}

/** Letters to change, add or drop to make `b` of `a`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** "Did you mean x?", or all that there is. */
export function suggest(wanted: string, known: readonly string[]): string {
  const [near] = known
    .map((name) => ({ name, far: distance(wanted, name) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far);
  return near === undefined ? `There is ${known.join(", ")}.` : `Did you mean ${near.name}?`;
}

/** Splits the arguments of a command. Problems: a flag it does not know, a value too few or given twice. */
export function parseFlags(
  argv: readonly string[],
  command: string,
  flags: readonly FlagDef[],
): Result<Parsed> {
  const switches = new Set(
    flags.filter((f) => f.value === undefined || f.value === "on|off").map((f) => f.flag),
  );
  const { tokens } = parseArgs({
    args: joinSwitches(argv, switches),
    options: Object.fromEntries(flags.map((f) => [f.flag, { type: "string" as const, multiple: true }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const files: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const def = flags.find((f) => f.flag === token.name);
    if (def === undefined) {
      const help = suggest(
        token.rawName,
        flags.map((f) => `--${f.flag}`),
      );
      return fail("unknown-flag", `memplan ${command} has no ${token.rawName}.`, { help });
    }
    if (token.value === undefined) {
      return fail("no-value", `--${def.flag} needs a value.`, { help: `Write --${def.flag} ${def.value}.` });
    }
    const before = values.get(def.flag) ?? [];
    if (before.length > 0 && !def.many) {
      return fail("given-twice", `--${def.flag} is given twice.`, { help: "Give it once." });
    }
    values.set(def.flag, [...before, token.value]);
  }
  return ok({ files, values });
}

/** The value of a flag that is given at most once. */
export function valueOfFlag(parsed: Parsed, flag: string): string | undefined {
  return parsed.values.get(flag)?.[0];
}

/** Exactly so many files. */
export function takeFiles(
  parsed: Parsed,
  least: number,
  most: number,
  usage: string,
): Result<readonly string[]> {
  const count = parsed.files.length;
  if (count >= least && count <= most) return ok(parsed.files);
  const message = count < least ? "A file is missing." : `${parsed.files[most]} is one file too many.`;
  return fail("files", message, { help: `Write memplan ${usage}.` });
}
