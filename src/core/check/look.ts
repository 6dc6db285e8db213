/** The plan as the checker looks at it: ids resolved, sizes padded, lifetimes sorted once for every sweep. */

import type { PlanDocument } from "../document.ts";
import { cutAtGaps, type Pieces } from "./gaps.ts";
import type { Report } from "./report.ts";

/** The settings that decide what is right; absent ones as the settings panel has them at first. */
export interface Rules {
  readonly order: string;
  readonly lifetimes: string;
  /** Of a graph whose plan must hold in every order: happens-before decides who may share, not the times. */
  readonly anyOrder: boolean;
  /** "" when the plan does not say. */
  readonly place: string;
  readonly slots: boolean;
  readonly share: string;
  /** Bytes; null: as the document says. */
  readonly alignment: number | null;
  /** Bytes, of the first arena; null: as the document says. */
  readonly capacity: number | null;
  readonly views: boolean;
  readonly inplace: boolean;
  /** Operators that may not share that way, whatever their rights. */
  readonly viewsExcept: ReadonlySet<string>;
  readonly inplaceExcept: ReadonlySet<string>;
  readonly preserveInputs: boolean;
  readonly constants: boolean;
  readonly state: boolean;
}

export interface Look {
  readonly plan: PlanDocument;
  readonly rules: Rules;
  readonly report: Report;
  /** Positions by id; of two with one id the first. */
  readonly arenas: ReadonlyMap<string, number>;
  readonly storages: ReadonlyMap<string, number>;
  readonly buffers: ReadonlyMap<string, number>;
  /** Position of each storage's arena, −1 when there is no such arena. */
  readonly arenaOf: Int32Array;
  /** Bytes of each storage rounded up to the alignment of its arena. */
  readonly padded: Float64Array;
  /** What the storages in known arenas need when. */
  readonly pieces: Pieces;
  /** Pieces by start and by end. */
  readonly byStart: Int32Array;
  readonly byEnd: Int32Array;
}

function readRules({ settings, source }: PlanDocument): Rules {
  const has = (name: string) => (Object.hasOwn(settings, name) ? settings[name] : undefined);
  const text = (name: string, initial: string) => {
    const value = has(name);
    return typeof value === "string" ? value : initial;
  };
  const flag = (name: string, initial: boolean) => {
    const value = has(name);
    return typeof value === "boolean" ? value : initial;
  };
  const bytes = (name: string) => {
    const value = has(name);
    return typeof value === "number" ? value : null;
  };
  const names = (name: string) =>
    new Set(
      text(name, "")
        .split(",")
        .map((word) => word.trim()),
    );
  const lifetimes = text("lifetimes", "schedule");
  // TFLM gives every tensor memory of its own
  const shares = lifetimes !== "tflm";
  return {
    order: text("order", "given"),
    lifetimes,
    anyOrder: lifetimes === "any-order" && source.kind !== "lifetimes",
    place: text("place", ""),
    slots: flag("slots", false),
    share: text("share", "any"),
    alignment: bytes("alignment"),
    capacity: bytes("capacity"),
    views: shares && flag("views", true),
    inplace: shares && flag("inplace", true),
    viewsExcept: names("viewsExcept"),
    inplaceExcept: names("inplaceExcept"),
    preserveInputs: flag("preserveInputs", false),
    constants: flag("constants", false),
    state: flag("state", true),
  };
}

/** Positions by id; of two with one id the first. */
export function indexOf(things: readonly { readonly id: string }[]): Map<string, number> {
  const index = new Map<string, number>();
  things.forEach((thing, i) => {
    if (!index.has(thing.id)) index.set(thing.id, i);
  });
  return index;
}

/** `bytes` rounded up to a multiple of `alignment`. */
export function padTo(bytes: number, alignment: number): number {
  return bytes + ((alignment - (bytes % alignment)) % alignment);
}

/** Expects numbers that `checkSanity` let pass. */
export function lookAt(plan: PlanDocument, report: Report): Look {
  const arenas = indexOf(plan.arenas);
  const { storages } = plan;
  const arenaOf = Int32Array.from(storages, (s) => arenas.get(s.arena) ?? -1);
  const padded = Float64Array.from(storages, (s, i) =>
    padTo(s.bytes, plan.arenas[arenaOf[i] ?? -1]?.alignment ?? 1),
  );
  const block = (i: number) => plan.arenas[arenaOf[i] ?? -1]?.alignment ?? 1;
  const pieces = cutAtGaps(plan, arenaOf, padded, block);
  const every = Int32Array.from(pieces.owner.keys());
  return {
    plan,
    rules: readRules(plan),
    report,
    arenas,
    storages: indexOf(storages),
    buffers: indexOf(plan.buffers),
    arenaOf,
    padded,
    pieces,
    byStart: every.toSorted((a, b) => at(pieces.start, a) - at(pieces.start, b)),
    byEnd: every.toSorted((a, b) => at(pieces.end, a) - at(pieces.end, b)),
  };
}

/** A column's number at a position that is known to be there. */
export function at(column: ArrayLike<number>, i: number): number {
  return column[i] ?? 0;
}
