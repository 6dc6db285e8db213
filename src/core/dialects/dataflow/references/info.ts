/** What a command line tells of references: from the graph alone, and over all schedules. */

import type { DataflowDocument } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { normalise } from "../normalise.ts";
import { topological } from "./classes.ts";
import { firingCounts } from "./counts.ts";
import { type Extremes, overSchedules } from "./over-schedules.ts";
import { type ReferenceStream, referencesOf } from "./roles.ts";
import { sharedStatus } from "./status.ts";
import { unitsOf } from "./units.ts";

/** Buffers and copies are counts; ranges are of all schedules, the least and the most. */
export interface ReferencesInfo {
  /** By FIFO, in the order of their numbers: others may hold what passes there. */
  readonly edgeSharedStatus: readonly boolean[];
  /** Nodes that get a shared reference where they need a unique one, or the other way round. */
  readonly violations: readonly string[];
  readonly staticCopies: number;
  readonly redundantBufferCopies: readonly string[];
  readonly minBufferCopyInsertions: number;
  /** Null where the graph cannot be scheduled. */
  readonly dynamic: DynamicInfo | null;
}

interface DynamicInfo {
  /** Null: more than could be counted. */
  readonly admissibleSchedules: number | null;
  readonly schedulesWithoutHazard: number | null;
  readonly copies: readonly [number, number];
  readonly poolReset: readonly [number, number];
  readonly poolRecycle: readonly [number, number];
  /** Set where no schedule is outside of the ranges, but their ends are not known to be reached. */
  readonly bounds?: true | undefined;
}

/** Null where nothing is passed by reference, or the document is unsound. */
export function referencesInfo(document: DataflowDocument): ReferencesInfo | null {
  if (findStreamFault(document) !== undefined) return null;
  const stream = normalise(document);
  if (!stream.ok) return null;
  const references = referencesOf(stream.value, document);
  if (!references.applies) return null;
  const status = sharedStatus(references);
  const named = (actors: readonly number[]) =>
    [...new Set(actors.map((a) => stream.value.actors[a]?.id ?? ""))].sort();
  return {
    edgeSharedStatus: Array.from(status.shared, (own) => own === 1),
    violations: named(status.violations.map(({ actor }) => actor)),
    staticCopies: status.copies.length,
    redundantBufferCopies: named(status.redundant),
    minBufferCopyInsertions: status.insertions.length,
    dynamic: dynamicOf(references),
  };
}

function dynamicOf(references: ReferenceStream): DynamicInfo | null {
  const counts = firingCounts(references.stream);
  const units = counts && unitsOf(references, counts);
  if (units === undefined) return null;
  const order = topological(units);
  // a loop that lacks samples has no order
  if (order.length < units.units.length) return null;
  const over = overSchedules(units, order);
  const { copies, resetPool, recyclingPool } = over;
  const isExact = [copies, resetPool, recyclingPool].every(
    ({ least, most }) => least.low === least.high && most.low === most.high,
  );
  return {
    admissibleSchedules: over.schedules,
    schedulesWithoutHazard: over.withoutHazard,
    copies: outermost(copies),
    poolReset: outermost(resetPool),
    poolRecycle: outermost(recyclingPool),
    ...(isExact ? undefined : { bounds: true }),
  };
}

/** No schedule is outside of it. */
function outermost({ least, most }: Extremes): readonly [number, number] {
  return [least.low, most.high];
}
