/** Our own planner on the same lives and arenas, beside ExecuTorch's plan: bytes, bound and difference of each arena. */

import { alignUp } from "../../../align.ts";
import type { LifetimesDocument } from "../../../document.ts";
import { planDocument } from "../../../plan.ts";
import { ok, type Result } from "../../../result.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../../settings.ts";
import type { Watch } from "../../../watch.ts";
import { conflictingPairs } from "./conflicts.ts";
import type { PlannedSpec, PlanOptions, SpecPlace, SpecPlan } from "./specs.types.ts";
import { isOverMemories, lifeOf, type Storages, storagesOf } from "./storages.ts";

export interface OurArena {
  readonly arena: number;
  /** Bytes, with what bodies take below and the padding above, in all three. */
  readonly theirs: number;
  readonly ours: number;
  /** No placement of these lives is smaller. */
  readonly bound: number;
  /** Nothing smaller exists. */
  readonly proven: boolean;
  /** Why theirs is no plan to keep: specs overlap, end beyond it, lie where bodies do or off the alignment; then ours may be larger. */
  readonly unsound: "overlap" | "end" | "bodies" | "alignment" | null;
}

export interface OurPlan {
  readonly arenas: readonly OurArena[];
  /** Without shared objects: they are theirs. */
  readonly placement: readonly SpecPlace[];
  readonly allocated: readonly number[];
  /** Of each arena in bytes, as in the plan beside it. */
  readonly sizes: readonly number[];
  /** Bytes over all arenas. */
  readonly theirs: number;
  readonly ours: number;
}

export type OurSettings = Pick<Settings, "budget" | "seed" | "place">;

/** Search steps times tensors: a step looks at more of them the more there are, and nobody waits for a table. */
const MOST_LOOKED_AT = 40_000_000;

export const OUR_SETTINGS: OurSettings = {
  budget: DEFAULT_SETTINGS.budget,
  seed: DEFAULT_SETTINGS.seed,
  place: "best",
};

/** Of each arena the better of ours and theirs, so never more than theirs where that is sound. Fails as the planner does. */
export function planOurs(
  specs: readonly PlannedSpec[],
  options: PlanOptions,
  plan: SpecPlan,
  settings: OurSettings,
  watch: Watch,
): Result<OurPlan> {
  const storages = storagesOf(specs, isOverMemories(plan));
  if (!storages.ok) return storages;
  const overlap = arenasWithOverlap(specs, plan, storages.value);
  const placement = plan.placement.map((place) => ({ ...place, object: null }));
  const sizes = plan.sizes.slice();
  const budget = Math.min(settings.budget, Math.ceil(MOST_LOOKED_AT / Math.max(1, specs.length)));
  const arenas: OurArena[] = [];
  for (let arena = 1; arena < Math.max(plan.sizes.length, options.baseSizes.length); arena++) {
    const rows = [...storages.value.members.keys()].filter((i) => plan.placement[i]?.memId === arena);
    const place: Place = { ...placeOf(arena, rows.length > 0, options, plan), rows };
    const unsound = overlap.has(arena) ? "overlap" : faultOf(place, plan, storages.value);
    const packed = pack(place, specs, plan, storages.value, { ...settings, budget }, watch);
    if (!packed.ok) return packed;
    const theirs = plan.sizes[arena] ?? 0;
    const { offset, bytes, bound, proven } = packed.value;
    const keep = unsound === null && theirs <= bytes;
    const ours = keep ? theirs : bytes;
    sizes[arena] = ours;
    arenas.push({
      arena,
      theirs,
      ours,
      bound,
      proven: ours === bound || (proven && ours === bytes),
      unsound,
    });
    if (keep) continue;
    for (const [k, owner] of rows.entries()) {
      for (const i of storages.value.members.get(owner) ?? []) {
        const at = (offset[k] ?? 0) + (storages.value.at[i] ?? 0);
        placement[i] = { memId: arena, offset: at, object: null };
      }
    }
  }
  const sum = (of: (arena: OurArena) => number) => arenas.reduce((total, arena) => total + of(arena), 0);
  return ok({
    arenas,
    placement,
    allocated: plan.allocated,
    sizes,
    theirs: sum((arena) => arena.theirs),
    ours: sum((arena) => arena.ours),
  });
}

/** An arena with its rules. */
interface Place {
  readonly arena: number;
  /** Owners in it. */
  readonly rows: readonly number[];
  /** Bytes at its low end that bodies take. */
  readonly below: number;
  /** Bytes above its last tensor. */
  readonly above: number;
  /** Of offsets, bytes. */
  readonly alignment: number;
  /** True: sizes are rounded by themselves, and the end of the arena to the alignment. */
  readonly memory: boolean;
}

function placeOf(arena: number, used: boolean, options: PlanOptions, plan: SpecPlan): Omit<Place, "rows"> {
  const memory = isOverMemories(plan);
  const owned = plan.devices.some((device) => device.arena === arena);
  const bodies = owned ? 0 : (options.baseSizes[arena] ?? 0);
  const alignment = memory ? (options.memories?.[arena - 1]?.alignment ?? 1) : options.alignment;
  return {
    arena,
    alignment,
    memory,
    below: used ? alignUp(bodies, alignment) : bodies,
    above: used && plan.algorithm === "greedy" ? options.extraPadding : 0,
  };
}

interface PackedArena {
  readonly offset: readonly number[];
  readonly bytes: number;
  readonly bound: number;
  readonly proven: boolean;
}

function pack(
  place: Place,
  specs: readonly PlannedSpec[],
  plan: SpecPlan,
  storages: Storages,
  settings: OurSettings,
  watch: Watch,
): Result<PackedArena> {
  const { rows, below, above, alignment, memory } = place;
  if (rows.length === 0) return ok({ offset: [], bytes: below, bound: below, proven: true });
  const lives = rows.map((owner) => lifeOf(storages.members.get(owner) ?? [], specs, plan.allocated, memory));
  // fixed addresses count from the start of the memory, so what bodies take is a tensor there
  const fixed = memory && below > 0;
  const end = Math.max(...lives.map((life) => life.end));
  const document: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: `arena ${place.arena}`,
    buffers: [
      ...lives.map((life, k) => {
        const offset = memory ? specs[rows[k] ?? 0]?.offset : undefined;
        // an address that a person has fixed need not be a multiple
        return offset === undefined ? { id: `${k}`, ...life, alignment } : { id: `${k}`, ...life, offset };
      }),
      ...(fixed ? [{ id: "bodies", start: 0, end, bytes: below, offset: 0 }] : []),
    ],
  };
  const planned = planDocument(
    document,
    { ...DEFAULT_SETTINGS, ...settings, alignment: memory ? 1 : alignment },
    watch,
  );
  if (!planned.ok) return planned;
  const { storages: placed, arenas } = planned.value;
  const [whole] = arenas;
  const shift = fixed ? 0 : below;
  const to = (bytes: number) => alignUp(shift + bytes, memory ? alignment : 1) + above;
  return ok({
    offset: rows.map((_, k) => shift + (placed.offset[k] ?? 0)),
    bytes: to(whole?.peak ?? 0),
    bound: to(whole?.lowerBound ?? 0),
    proven: whole?.optimal ?? false,
  });
}

/** Arenas where specs that are alive together overlap, those apart that lie on each other's bytes on purpose. */
function arenasWithOverlap(
  specs: readonly PlannedSpec[],
  plan: SpecPlan,
  { owner }: Storages,
): ReadonlySet<number> {
  const pairs = conflictingPairs({ specs, ...plan }).filter(([i, j]) => owner[i] !== owner[j]);
  return new Set(pairs.map(([i]) => plan.placement[i]?.memId ?? 0));
}

function faultOf(
  { arena, rows, below, above, alignment, memory }: Place,
  plan: SpecPlan,
  storages: Storages,
): OurArena["unsound"] {
  if ((plan.sizes[arena] ?? 0) < below) return "bodies";
  const members = rows.flatMap((owner) => storages.members.get(owner) ?? []);
  const offsetOf = (i: number) => plan.placement[i]?.offset ?? 0;
  // what lies inside another has the room of that one, not its own size rounded up
  const whole = memory ? rows : members;
  const end = (plan.sizes[arena] ?? 0) - above;
  if (whole.some((i) => offsetOf(i) + (plan.allocated[i] ?? 0) > end)) return "end";
  const offsets = members.map(offsetOf);
  if (!memory && offsets.some((offset) => offset % alignment !== 0)) return "alignment";
  return offsets.some((offset) => offset < below) ? "bodies" : null;
}
