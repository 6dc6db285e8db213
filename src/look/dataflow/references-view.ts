/** What the dataflow pane shows of references. Takes longer than a frame for large graphs, so it is asked in the background. */

import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import { classesOf } from "../../core/dialects/dataflow/references/classes.ts";
import { firingCounts } from "../../core/dialects/dataflow/references/counts.ts";
import { leastCut } from "../../core/dialects/dataflow/references/least-cut.ts";
import { type OverSchedules, overSchedules } from "../../core/dialects/dataflow/references/over-schedules.ts";
import { type ReferenceStream, referencesOf } from "../../core/dialects/dataflow/references/roles.ts";
import type { FiringTrace, Release } from "../../core/dialects/dataflow/references/simulate.ts";
import { type SharedStatus, sharedStatus } from "../../core/dialects/dataflow/references/status.ts";
import { type Units, unitOrder, unitsOf } from "../../core/dialects/dataflow/references/units.ts";
import { streamOf } from "../../core/dialects/dataflow/task.ts";
import type { Plan } from "../../core/plan.types.ts";
import { ok, type Result } from "../../core/result.ts";
import type {
  ContrastRow,
  NoReferences,
  ReferenceRangesView,
  ReferencesView,
  TransferOffer,
} from "./references.types.ts";
import {
  actorId,
  bufferBytes,
  bufferType,
  fifoRows,
  insertionPlan,
  nodeRows,
  violationRows,
} from "./references-rows.ts";
import { traced } from "./references-trace.ts";

export type { ReferencesView } from "./references.types.ts";

/** Copy nodes beyond which each is not asked for by itself. */
const MOST_COPY_NODES = 500;

/** Along the schedule of `plan`, which is of the document. Fails as streamOf does. */
export function referencesView(
  document: DataflowDocument,
  plan: Plan,
  release: Release,
): Result<ReferencesView> {
  const made = streamOf(document);
  if (!made.ok) return made;
  const stream = made.value;
  const references = referencesOf(stream, document);
  const nodes = nodeRows(references);
  const none = (says: string): Result<NoReferences> => ok({ kind: "none", says, nodes });
  if (!references.applies) {
    return none(
      "Nothing here is passed by reference: no type is shared, and no node has a role. Give a node a role to follow its buffers.",
    );
  }
  const number = new Map(stream.actors.map(({ id }, a) => [id, a]));
  const firings = Array.from(plan.nodes.order, (n) => plan.nodes.id[n] ?? "");
  const schedule = firings.map((id) => number.get(actorOfFiring(id)) ?? -1);
  const counts = firingCounts(stream);
  if (counts === undefined || !isOf(schedule, counts)) {
    return none("References are followed where everybody fires as planned, and this plan does not say how.");
  }
  const units = unitsOf(references, counts);
  if (units === undefined) {
    return none("An iteration passes more references than can be followed.");
  }
  const order = unitOrder(units, schedule);
  const status = sharedStatus(references);
  const fifos = fifoRows(document, references, status);
  const typeOf = (f: number) => bufferType(document, fifos[f]?.type ?? "");
  const bytesOf = (type: string) => bufferBytes(document, type);
  const slots = (plan.fifos ?? []).reduce(
    (sum, { samples }, f) => sum + (references.carries[f] === true ? samples : 0),
    0,
  );
  const { steps, ...trace } = traced({ stream, units, order, firings, release, typeOf, bytesOf, slots });
  // what is known over all schedules holds only where a reader gives up its reference with its firing
  const over = release === "move" ? overSchedules(units, order) : null;
  const moved = passing(units, stream.fifos.length);
  const bytesIn = (f: number) => (moved[f] ?? 0) * bytesOf(typeOf(f));
  const contrast = contrastRows(references, status, over, units, steps, (f) => bytesOf(typeOf(f)));
  // a copy of no bytes is a copy still
  const leanest = leastCut(references, (f) => Math.max(bytesIn(f), 1 / 1024));
  return ok({
    kind: "references",
    nodes,
    fifos,
    ...trace,
    ranges: over === null ? null : rangesOf(over),
    violations: violationRows(references, status),
    staticCopies: status.copies.length,
    redundant: status.redundant.map((a) => actorId(stream, a)),
    survivors: status.survivors,
    fewestInsertions: insertionPlan(status.insertions, fifos, bytesIn),
    leastBytesInsertions: insertionPlan(leanest, fifos, bytesIn),
    contrast,
    transfers: over === null ? [] : transferOffers(references, over, units, contrast),
  });
}

function rangesOf({ closed: _, ...ranges }: OverSchedules): ReferenceRangesView {
  return ranges;
}

/** Whether a schedule fires everybody as often as an iteration does. */
function isOf(schedule: readonly number[], counts: readonly number[]): boolean {
  const fired = counts.map(() => 0);
  for (const a of schedule) fired[a] = (fired[a] ?? 0) + 1;
  return !schedule.includes(-1) && counts.every((count, a) => fired[a] === count);
}

/** By FIFO the references that are put into it in an iteration. */
function passing({ units, fifo }: Units, fifos: number): Int32Array {
  const count = new Int32Array(fifos);
  const add = (ref: number) => {
    const f = fifo[ref] ?? 0;
    count[f] = (count[f] ?? 0) + 1;
  };
  for (const { takes, fresh } of units) {
    for (const { gives } of takes) gives.forEach(add);
    fresh.forEach(add);
  }
  return count;
}

function contrastRows(
  { stream, actors }: ReferenceStream,
  { shared }: SharedStatus,
  over: OverSchedules | null,
  units: Units,
  steps: readonly FiringTrace[],
  bytesOf: (fifo: number) => number,
): readonly ContrastRow[] {
  const copied = new Map<number, number>();
  for (const { unit, copied: own } of steps) {
    const actor = units.units[unit]?.actor ?? -1;
    copied.set(actor, (copied.get(actor) ?? 0) + own.length);
  }
  const copying = actors.flatMap(({ inputs }, a) => (inputs.some(({ use }) => use === "copy") ? [a] : []));
  return copying.map((a): ContrastRow => {
    const { inputs = [], outputs = [] } = stream.actors[a] ?? {};
    const input = inputs.find((_, i) => actors[a]?.inputs[i]?.use === "copy");
    const here = copied.get(a) ?? 0;
    const total = copiesOf(units, a);
    const known = copying.length > MOST_COPY_NODES ? undefined : over?.closed?.ones.ofActor(a);
    return {
      actor: actorId(stream, a),
      static: input !== undefined && shared[input.fifo] === 1 ? "copies" : "never",
      here,
      passes: total - here,
      best: over === null ? null : (known?.fewest.copies ?? { low: 0, high: here }),
      worst: over === null ? null : (known?.most.copies ?? { low: here, high: total }),
      bytes: bytesOf(outputs[0]?.fifo ?? -1),
    };
  });
}

function copiesOf({ units, ofActor }: Units, actor: number): number {
  let all = 0;
  for (const u of ofActor[actor] ?? []) {
    for (const { use } of units[u]?.takes ?? []) if (use === "copy") all++;
  }
  return all;
}

/** Of copy nodes that always copy by the graph alone; none where buffers go on in parts. */
function transferOffers(
  { stream }: ReferenceStream,
  { closed }: OverSchedules,
  units: Units,
  contrast: readonly ContrastRow[],
): readonly TransferOffer[] {
  if (closed === null) return [];
  const actorOf = (unit: number) => actorId(stream, units.units[unit]?.actor ?? -1);
  const others = new Map<string, Set<string>>();
  for (const { terminals } of classesOf(units)) {
    const names = terminals.map(({ unit }) => actorOf(unit));
    terminals.forEach(({ aloneCopy }, k) => {
      const id = names[k] ?? "";
      if (!aloneCopy) return;
      const before = others.get(id) ?? new Set();
      others.set(id, before);
      for (const name of names) if (name !== id) before.add(name);
    });
  }
  const chosen = new Set(closed.fewest.demands.map(({ last }) => actorOf(last)));
  return contrast.flatMap((row): TransferOffer[] => {
    const before = others.get(row.actor);
    if (row.static === "never" || before === undefined) return [];
    const saves = row.here + row.passes - (row.best?.high ?? 0);
    return [
      {
        actor: row.actor,
        before: [...before].sort(),
        possible: saves > 0,
        chosen: chosen.has(row.actor),
        here: row.passes > 0,
        saves,
        bytes: saves * row.bytes,
      },
    ];
  });
}
