/** What the plan that a file carries violates: pairs of tensors that share bytes while both are needed. */

import type { Diagnostic, GraphDocument } from "../core/document.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { formatSteps } from "../core/units.ts";
import { NO_WATCH } from "../core/watch.ts";

/** As many pairs as anyone will read. */
const MOST_PAIRS = 1_000;

interface Placed {
  readonly id: string;
  readonly storage: number;
  /** Where its storage would begin; equal for tensors that rightly share one. */
  readonly root: number;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
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
          from,
          to: from + size,
          start: start[t] ?? 0,
          end: end[t] ?? 0,
        },
      ];
    })
    .sort((a, b) => a.start - b.start);
}

/** One finding a pair, with both tensors; none when the graph cannot be planned, which is told elsewhere. */
export function shippedOverlaps(document: GraphDocument): readonly Diagnostic[] {
  const { shipped } = document;
  if (shipped === undefined) return [];
  const planned = planDocument(document, { ...DEFAULT_SETTINGS, place: "none" }, NO_WATCH);
  if (!planned.ok) return [];
  const found: Diagnostic[] = [];
  let alive: Placed[] = [];
  for (const b of placedTensors(planned.value, shipped.offsets)) {
    alive = alive.filter((a) => a.end > b.start);
    for (const a of alive) {
      const shares = a.storage === b.storage && a.root === b.root;
      if (shares || a.to <= b.from || b.to <= a.from || found.length === MOST_PAIRS) continue;
      const when = formatSteps(b.start, Math.min(a.end, b.end));
      const bytes = `bytes ${Math.max(a.from, b.from)} to ${Math.min(a.to, b.to)}`;
      found.push({
        severity: "warning",
        code: "overlap",
        message: `In the shipped plan (${shipped.title}) ${a.id} and ${b.id} share ${bytes} at ${when}, while both are needed.`,
        at: [`tensor:${a.id}`, `tensor:${b.id}`],
      });
    }
    alive.push(b);
  }
  return found;
}
