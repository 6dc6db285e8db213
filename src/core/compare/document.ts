/** The difference of two plans as a document that is written: the same plans give the same bytes. */

import type { PlanStats } from "../document.ts";
import type { Plan } from "../plan.types.ts";
import { SETTINGS } from "../settings.ts";
import { VERSION } from "../version.ts";
import { type Comparison, KINDS, type Kind } from "./comparison.types.ts";

export interface ComparedSide {
  readonly name: string;
  readonly kind: Plan["kind"];
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
  readonly steps: number;
  readonly stats: PlanStats;
}

export interface ComparedPlace {
  readonly arena: string;
  readonly buffer: string;
  readonly offset: number;
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
}

export interface ComparedStorage {
  /** Its id in B; in A when it went. */
  readonly id: string;
  /** All that holds, the weightiest first; totals count it by the first. */
  readonly what: readonly Kind[];
  readonly a: ComparedPlace | null;
  readonly b: ComparedPlace | null;
}

export interface ComparedArena {
  readonly id: string;
  readonly a: { readonly peak: number; readonly lowerBound: number; readonly capacity: number | null } | null;
  readonly b: { readonly peak: number; readonly lowerBound: number; readonly capacity: number | null } | null;
}

export interface ComparisonDocument {
  readonly format: "memplan";
  readonly version: 1;
  readonly kind: "comparison";
  readonly name: string;
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  /** Storages and real bytes by kind. */
  readonly totals: Readonly<Record<Kind, { storages: number; aBytes: number; bBytes: number }>>;
  readonly arenas: readonly ComparedArena[];
  /** Ids of nodes in the order in which they run; `moved` are the fewest that must change their place. */
  readonly order: {
    readonly common: number;
    readonly moved: readonly string[];
    readonly came: readonly string[];
    readonly went: readonly string[];
  };
  /** Those that differ: as B lists them, then those of A alone. */
  readonly storages: readonly ComparedStorage[];
  readonly producer: { readonly name: string; readonly version: string };
}

function sideOf(plan: Plan): ComparedSide {
  return {
    name: plan.name,
    kind: plan.kind,
    settings: Object.fromEntries(SETTINGS.map(({ name }) => [name, plan.settings[name]])),
    steps: plan.steps,
    stats: plan.stats,
  };
}

function placeOf({ storages, arenas, buffers }: Plan, s: number): ComparedPlace | null {
  if (s < 0) return null;
  return {
    arena: arenas[storages.arena[s] ?? 0]?.id ?? "",
    buffer: buffers.id[storages.buffer[s] ?? 0] ?? "",
    offset: storages.offset[s] ?? 0,
    bytes: storages.bytes[s] ?? 0,
    start: storages.start[s] ?? 0,
    end: storages.end[s] ?? 0,
  };
}

/** Kinds of a set of bits, the weightiest first. */
export function kindsIn(bits: number): readonly Kind[] {
  return KINDS.filter((_, k) => (bits & (1 << k)) !== 0);
}

const SAME = KINDS.indexOf("same");

/** What differs, in columns as it was found. */
export function toComparisonDocument(comparison: Comparison): ComparisonDocument {
  const { a, b, inA, bitsA, bitsB, kindA, kindB, totals, order } = comparison;
  const storages: ComparedStorage[] = [];
  for (let s = 0; s < b.storages.count; s++) {
    if (kindB[s] === SAME) continue;
    const id = b.storages.id[s] ?? "";
    storages.push({ id, what: kindsIn(bitsB[s] ?? 0), a: placeOf(a, inA[s] ?? -1), b: placeOf(b, s) });
  }
  for (let s = 0; s < a.storages.count; s++) {
    if (KINDS[kindA[s] ?? 0] !== "went") continue;
    storages.push({ id: a.storages.id[s] ?? "", what: kindsIn(bitsA[s] ?? 0), a: placeOf(a, s), b: null });
  }
  const named = ({ nodes }: Plan, list: Int32Array) => Array.from(list, (n) => nodes.id[n] ?? "");
  const numbers = (arena: Plan["arenas"][number] | null) =>
    arena && { peak: arena.peak, lowerBound: arena.lowerBound, capacity: arena.capacity };
  return {
    format: "memplan",
    version: 1,
    kind: "comparison",
    name: a.name === b.name ? a.name : `${a.name} and ${b.name}`,
    a: sideOf(a),
    b: sideOf(b),
    totals: Object.fromEntries(
      totals.map(({ kind, ...rest }) => [kind, rest]),
    ) as ComparisonDocument["totals"],
    arenas: comparison.arenas.map((pair) => ({ id: pair.id, a: numbers(pair.a), b: numbers(pair.b) })),
    order: {
      common: order.common,
      moved: named(b, order.moved),
      came: named(b, order.came),
      went: named(a, order.went),
    },
    storages,
    producer: { name: "memplan", version: VERSION },
  };
}
