/** Settings of a plan as data: the panel, the command line's flags, its help and the plan document come from this table. */

import { isCount } from "./bytes.ts";
import type { SourceDocument } from "./document.ts";
import { LIFETIMES } from "./life/index.ts";
import { ORDERS } from "./order/index.ts";
import { PLACEMENTS } from "./place/index.ts";
import { fail, ok, type Result } from "./result.ts";
import { STREAM_SETTINGS } from "./settings-stream.ts";

/** What a person can choose by name in a table of strategies. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  /** One sentence: what it does and when to take it. */
  readonly says: string;
}

/** What decides which storages may share a buffer in slot mode. */
export const SHARES: readonly Choice[] = [
  {
    id: "any",
    title: "any size",
    says: "Any storage may take any free buffer; the buffer grows to its largest tenant.",
  },
  {
    id: "fits",
    title: "fits",
    says: "A storage takes a buffer only if it is not larger than the first tenant.",
  },
  { id: "bytes", title: "same bytes", says: "Only storages of equal size share a buffer." },
  { id: "type", title: "same type", says: "Only storages of equal dtype and shape share a buffer." },
];

export interface Settings {
  readonly order: string;
  readonly lifetimes: string;
  readonly place: string;
  readonly slots: boolean;
  readonly share: string;
  /** Bytes; null: as the document says, else 1. */
  readonly alignment: number | null;
  /** Bytes, of the first arena; null: as the document says, else unlimited. */
  readonly capacity: number | null;
  readonly inplace: boolean;
  readonly views: boolean;
  /** Operators that may not write in place, names separated by commas. */
  readonly inplaceExcept: string;
  /** Operators whose outputs are copies rather than views. */
  readonly viewsExcept: string;
  readonly preserveInputs: boolean;
  /** Whether constants live in the arena, throughout. */
  readonly constants: boolean;
  /** Whether state lives in the arena, throughout. */
  readonly state: boolean;
  readonly seed: number;
  /** Search steps that placement and order may spend, each. */
  readonly budget: number;
  /** Of dataflow graphs, as are those that follow. */
  readonly schedule: string;
  readonly fifos: string;
  readonly sinkPriority: string;
  readonly memoryOptimization: string;
  readonly duplicateOptimization: string;
  readonly streamMode: string;
  /** Visits after which the exact colouring of CMSIS-Stream gives up. */
  readonly colouringVisits: number;
  /** Seconds; null: none. Core has no clock: whoever calls it makes `Watch.stop` of this. */
  readonly timeLimit: number | null;
}

interface SettingBase {
  readonly name: keyof Settings;
  /** The command line's flag without its dashes. */
  readonly flag: string;
  readonly title: string;
  readonly says: string;
  /** The one kind of document that it means something to; absent: any. */
  readonly only?: SourceDocument["kind"];
}
export type SettingDef =
  | (SettingBase & { readonly kind: "choice"; readonly choices: readonly Choice[]; readonly initial: string })
  | (SettingBase & { readonly kind: "switch"; readonly initial: boolean })
  | (SettingBase & { readonly kind: "bytes"; readonly least: number; readonly initial: number | null })
  | (SettingBase & { readonly kind: "integer"; readonly least: number; readonly initial: number })
  | (SettingBase & { readonly kind: "seconds"; readonly least: number; readonly initial: number | null })
  /** Names separated by commas. */
  | (SettingBase & { readonly kind: "names"; readonly initial: string });

export const SETTINGS: readonly SettingDef[] = [
  {
    name: "capacity",
    flag: "capacity",
    kind: "bytes",
    title: "Capacity",
    least: 0,
    initial: null,
    says: "How many bytes the first arena has. Empty: as the document says, else no limit.",
  },
  {
    name: "alignment",
    flag: "alignment",
    kind: "bytes",
    title: "Alignment",
    least: 1,
    initial: null,
    says: "Every address is a multiple of this, and sizes are rounded up to it. Empty: as the document says, else 1.",
  },
  {
    name: "place",
    flag: "place",
    kind: "choice",
    title: "Placement",
    choices: PLACEMENTS,
    initial: "best",
    says: "The algorithm that gives each storage its address.",
  },
  {
    name: "order",
    flag: "order",
    kind: "choice",
    title: "Order",
    choices: ORDERS,
    initial: "given",
    says: "The order in which the nodes run.",
  },
  {
    name: "lifetimes",
    flag: "lifetimes",
    kind: "choice",
    title: "Lifetimes",
    choices: LIFETIMES,
    initial: "schedule",
    says: "The rule that says from when to when a storage must be kept.",
  },
  {
    name: "inplace",
    flag: "inplace",
    kind: "switch",
    title: "In-place",
    initial: true,
    says: "An output may be written over an input that nobody needs afterwards, where the node allows it.",
  },
  {
    name: "views",
    flag: "views",
    kind: "switch",
    title: "Views",
    initial: true,
    says: "Reshape and its kin own no memory: they are a look at their input.",
  },
  {
    name: "inplaceExcept",
    flag: "inplace-except",
    kind: "names",
    title: "Not in place",
    initial: "",
    says: "Operators that always write their output to bytes of its own, by name: Add, Relu.",
  },
  {
    name: "viewsExcept",
    flag: "views-except",
    kind: "names",
    title: "Not as views",
    initial: "",
    says: "Operators whose output is a copy though it could be a view, by name: Reshape, Slice.",
  },
  {
    name: "preserveInputs",
    flag: "preserve-inputs",
    kind: "switch",
    title: "Preserve inputs",
    initial: false,
    says: "Graph inputs keep their bytes to the end and are never overwritten.",
  },
  {
    name: "slots",
    flag: "slots",
    kind: "switch",
    title: "Slots",
    initial: false,
    says: "Separate allocations, each as large as its largest tenant, instead of offsets in one arena.",
  },
  {
    name: "share",
    flag: "share",
    kind: "choice",
    title: "Share",
    choices: SHARES,
    initial: "any",
    says: "Which storages may share a slot.",
  },
  {
    name: "constants",
    flag: "constants",
    kind: "switch",
    title: "Constants in arena",
    initial: false,
    says: "Weights take room in the arena throughout, instead of living elsewhere (flash).",
  },
  {
    name: "state",
    flag: "state",
    kind: "switch",
    title: "State in arena",
    initial: true,
    says: "State (variables, caches) takes room in the arena throughout and never shares.",
  },
  {
    name: "seed",
    flag: "seed",
    kind: "integer",
    title: "Seed",
    least: 0,
    initial: 1,
    says: "Start of the random numbers that some strategies use; the same seed gives the same plan.",
  },
  {
    name: "budget",
    flag: "budget",
    kind: "integer",
    title: "Search budget",
    least: 0,
    initial: 2_000_000,
    says: "How many search steps placement and order may spend, each: the same budget gives the same plan on any machine.",
  },
  {
    name: "timeLimit",
    flag: "time-limit",
    kind: "seconds",
    title: "Time limit",
    least: 0.001,
    initial: null,
    says: "Seconds after which a search gives the best it has found; the plan says so. Empty: the budget alone decides.",
  },
  ...STREAM_SETTINGS,
];

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  SETTINGS.map((s) => [s.name, s.initial]),
) as unknown as Settings;

/**
 * Settings from values by name, over `base`. Fails at the first name that is no setting ("unknown-setting") and at the
 * first value that is out of its range ("bad-setting"); the help says what is allowed.
 */
export function readSettings(
  values: Readonly<Record<string, unknown>>,
  base: Settings = DEFAULT_SETTINGS,
): Result<Settings> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const setting = SETTINGS.find((s) => s.name === name);
    if (setting === undefined) {
      const help = `Settings are ${SETTINGS.map((s) => s.name).join(", ")}.`;
      return fail("unknown-setting", `There is no setting called ${JSON.stringify(name)}.`, { help });
    }
    if (!allows(setting, value)) {
      const message = `The setting ${name} cannot be ${JSON.stringify(value) ?? String(value)}.`;
      return fail("bad-setting", message, { help: `${setting.title}: ${allowed(setting)}.` });
    }
    read[name] = value;
  }
  return ok({ ...base, ...read });
}

function allows(setting: SettingDef, value: unknown): boolean {
  switch (setting.kind) {
    case "choice":
      return setting.choices.some((choice) => choice.id === value);
    case "switch":
      return typeof value === "boolean";
    case "bytes":
      return value === null || (isCount(value) && value >= setting.least);
    case "integer":
      return isCount(value) && value >= setting.least;
    case "seconds":
      return value === null || (Number.isFinite(value) && (value as number) >= setting.least);
    case "names":
      return typeof value === "string";
  }
}

function allowed(setting: SettingDef): string {
  switch (setting.kind) {
    case "choice":
      return `one of ${setting.choices.map((choice) => choice.id).join(", ")}`;
    case "switch":
      return "true or false";
    case "bytes":
      return `a whole number of bytes from ${setting.least} up, or null`;
    case "integer":
      return `a whole number from ${setting.least} up`;
    case "seconds":
      return `a number of seconds from ${setting.least} up, or null`;
    case "names":
      return "names separated by commas";
  }
}
