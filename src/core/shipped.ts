/** The plan that a file carries: how much memory it takes, and which tensors it lets share bytes while both are needed. */

import type { DataflowDocument } from "./dialects/dataflow/document.ts";
import type { Diagnostic, GraphDocument, PlanArena, ShippedPlan } from "./document.ts";
import { planDocument } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { shippedStreamFacts } from "./shipped-stream.ts";
import { formatSteps } from "./units.ts";
import { NO_WATCH } from "./watch.ts";

/** As many pairs as anyone will read. */
const MOST_PAIRS = 1_000;

interface Placed {
  readonly id: string;
  readonly storage: number;
  /** Where its storage would begin; equal for tensors that rightly share one. */
  readonly root: number;
  readonly arena: number;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

export interface ShippedFacts {
  readonly title: string;
  /** Tensors that it gives an address; the runtime places the others. */
  readonly placed: number;
  /** Tensors that need bytes in an arena. */
  readonly planned: number;
  /** What it takes, in bytes: each arena as large as the file has it, or to its highest address. */
  readonly peak: number;
  /** One a pair, with both tensors; the first thousand. Told, not blamed, where nobody could tell: tools let operators write over their input on purpose. */
  readonly overlaps: readonly Diagnostic[];
}

/** Tensors with a shipped offset and bytes, by start; lives are their own, in steps. */
function placedTensors(plan: Plan, offsets: Readonly<Record<string, number>>): readonly Placed[] {
  const { id, storage, byteOffset, bytes, start, end } = plan.tensors;
  return id
    .flatMap((name, t): Placed[] => {
      const from = offsets[name];
      const size = bytes[t] ?? 0;
      if (from === undefined || size === 0 || (storage[t] ?? -1) < 0) return [];
      return [
        {
          id: name,
          storage: storage[t] ?? -1,
          root: from - (byteOffset[t] ?? 0),
          arena: plan.storages.arena[storage[t] ?? -1] ?? 0,
          from,
          to: from + size,
          start: start[t] ?? 0,
          end: end[t] ?? 0,
        },
      ];
    })
    .sort((a, b) => a.start - b.start);
}

function overlapsOf(title: string, placed: readonly Placed[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let alive: Placed[] = [];
  for (const b of placed) {
    alive = alive.filter((a) => a.end > b.start);
    for (const a of alive) {
      const shares = a.storage === b.storage && a.root === b.root;
      if (shares || a.arena !== b.arena || a.to <= b.from || b.to <= a.from) continue;
      if (found.length === MOST_PAIRS) return found;
      const when = formatSteps(b.start, Math.min(a.end, b.end));
      const bytes = `bytes ${Math.max(a.from, b.from)} to ${Math.min(a.to, b.to)}`;
      found.push({
        severity: "info",
        code: "overlap",
        message: `In the shipped plan (${title}) ${a.id} and ${b.id} share ${bytes} at ${when}, while both are needed.`,
        at: [`tensor:${a.id}`, `tensor:${b.id}`],
      });
    }
    alive.push(b);
  }
  return found;
}

/** What the file's own plan is judged by: state has a place in the arenas where the file gives it one. */
export function settingsOf(document: GraphDocument, { offsets }: ShippedPlan): Settings {
  const state = document.tensors.some(({ id, role }) => role === "state" && Object.hasOwn(offsets, id));
  return { ...DEFAULT_SETTINGS, state: state || DEFAULT_SETTINGS.state };
}

/** Bytes that the plan in a file takes. Only a reader that judged the plan has arenas as large as the file has them: capacities of others are limits of a device. */
export function shippedBytes(
  { conflicts }: ShippedPlan,
  arenas: readonly Pick<PlanArena, "peak" | "capacity">[],
): number {
  const sized = conflicts !== undefined;
  return arenas.reduce((sum, { peak, capacity }) => sum + Math.max(peak, (sized && capacity) || 0), 0);
}

function peakOf(placed: readonly Placed[], shipped: ShippedPlan, arenas: readonly PlanArena[]): number {
  const ends = new Map<number, number>();
  for (const { arena, to } of placed) ends.set(arena, Math.max(ends.get(arena) ?? 0, to));
  const taken = arenas.map(({ capacity }, a) => ({ capacity, peak: ends.get(a) ?? 0 }));
  return shippedBytes(shipped, taken);
}

function read(document: GraphDocument, shipped: ShippedPlan): ShippedFacts | null {
  // the lives are those of the file's own order, whatever the page plans with
  const planned = planDocument(document, { ...settingsOf(document, shipped), place: "none" }, NO_WATCH);
  if (!planned.ok) return null;
  const { tensors } = planned.value;
  const placed = placedTensors(planned.value, shipped.offsets);
  return {
    title: shipped.title,
    placed: placed.length,
    planned: tensors.storage.filter((s, t) => s >= 0 && (tensors.bytes[t] ?? 0) > 0).length,
    peak: peakOf(placed, shipped, planned.value.arenas),
    overlaps: shipped.conflicts ?? overlapsOf(shipped.title, placed),
  };
}

const known = new WeakMap<ShippedPlan, ShippedFacts | null>();

/** What the plan in the file amounts to, by its order and default settings; null without one, and for a graph that cannot be planned, which is told elsewhere. */
export function shippedFacts(document: GraphDocument | DataflowDocument): ShippedFacts | null {
  if (document.kind === "dataflow") return shippedStreamFacts(document);
  const { shipped } = document;
  if (shipped === undefined) return null;
  let facts = known.get(shipped);
  if (facts === undefined) {
    facts = read(document, shipped);
    known.set(shipped, facts);
  }
  return facts;
}
