/** A dataflow graph as what has to be placed: its schedule is chosen here, by CMSIS-Stream's rules or for the least memory. */

import type { PlanFifo } from "../../document.ts";
import { NO_SEARCH, type Search } from "../../plan.types.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { Settings } from "../../settings.ts";
import type { Task } from "../../task.ts";
import type { Watch } from "../../watch.ts";
import { notAnArray, referencePlan } from "./compat/reference.ts";
import type { ReferencePlan, ReferenceSettings } from "./compat/reference.types.ts";
import type { DataflowDocument } from "./document.ts";
import { findStreamFault } from "./faults.ts";
import { type FifoFact, fifoTask, inARow } from "./fifo-task.ts";
import { normalise } from "./normalise.ts";
import { referenceSettings } from "./options.ts";
import { type Episode, heldAlong } from "./ours/held.ts";
import { outsideName, type PackedFacts, packedFacts } from "./ours/packed-facts.ts";
import { findSchedule } from "./ours/plan-stream.ts";
import { findFewestCopies } from "./references/fewest-copies.ts";
import { referencesOf } from "./references/roles.ts";
import type { Stream } from "./stream.types.ts";

export type StreamTask = Task & { readonly fifos: readonly PlanFifo[] };

/** A sound document with Duplicates in. Fails as findStreamFault and normalise do. */
export function streamOf(document: DataflowDocument): Result<Stream> {
  const problem = findStreamFault(document);
  return problem === undefined ? normalise(document) : { ok: false, problem };
}

/** `peakOf` places a task and says its bytes. Fails where the document is unsound, cannot be scheduled, or dies of its delays. */
export function taskOfDataflow(
  document: DataflowDocument,
  settings: Settings,
  watch: Watch,
  peakOf: (task: Task) => number,
): Result<StreamTask> {
  const stream = streamOf(document);
  if (!stream.ok) return stream;
  const how = referenceSettings(document, settings);
  if (settings.fifos === "reference" || how.mode !== "synchronous") {
    const made = referencePlan(document, how);
    return made.ok ? ok(taskOfReference(document.name, made.value, settings)) : made;
  }
  const task = (firings: Int32Array, { facts, episodesOf }: PackedFacts, search: Search) =>
    fifoTask(document.name, stream.value, firings, facts, episodesOf, settings, search);
  const misfit = ({ facts }: PackedFacts) =>
    stream.value.fifos.findIndex(
      ({ outside }, f) => outside?.mustBeArray === true && facts[f]?.isArray !== true,
    );
  const chosen = scheduleOf(document, stream.value, how, settings, watch, (firings) => {
    const packed = packedFacts(stream.value, firings);
    return misfit(packed) < 0 ? peakOf(task(firings, packed, NO_SEARCH)) : Number.POSITIVE_INFINITY;
  });
  if (!chosen.ok) return chosen;
  const { firings, search } = chosen.value;
  const packed = packedFacts(stream.value, firings);
  const wrong = misfit(packed);
  return wrong < 0 ? ok(task(firings, packed, search)) : notAnArray(stream.value, wrong);
}

interface Scheduled {
  readonly firings: Int32Array;
  readonly search: Search;
}

function scheduleOf(
  document: DataflowDocument,
  stream: Stream,
  how: ReferenceSettings,
  settings: Settings,
  watch: Watch,
  bytesOf: (firings: Int32Array) => number,
): Result<Scheduled> {
  switch (settings.schedule) {
    case "reference": {
      const made = referencePlan(document, how);
      return made.ok ? ok({ firings: made.value.firings, search: NO_SEARCH }) : made;
    }
    case "least-memory": {
      const found = findSchedule(stream, settings, watch, bytesOf);
      if (!found.ok) return found;
      const { firings, bytes, floor, tried, way } = found.value;
      const orderProven = floor > 0 && bytes <= floor;
      return ok({
        firings,
        search: { ...NO_SEARCH, orderSteps: tried, orderProven, orderBound: floor, way },
      });
    }
    case "fewest-copies": {
      const found = findFewestCopies(referencesOf(stream, document), settings, watch, bytesOf);
      if (!found.ok) return found;
      const { firings, tried } = found.value;
      return ok({ firings, search: { ...NO_SEARCH, orderSteps: tried } });
    }
    default:
      return fail("unknown-choice", `There is no schedule called ${JSON.stringify(settings.schedule)}.`);
  }
}

/** The buffers of the reference one after the other, each FIFO at the beginning of its own. */
export function taskOfReference(name: string, made: ReferencePlan, settings: Settings): StreamTask {
  const { stream, firings, fifos, buffers } = made;
  const begins = inARow(buffers, settings.alignment ?? 1);
  const { episodes } = heldAlong(stream, firings);
  const spans = fifos.map(({ live }, f): readonly Episode[] => {
    const own = episodes[f] ?? [];
    const [first, last] = [own[0]?.[0] ?? 0, own.at(-1)?.[1] ?? firings.length];
    return firings.length === 0 ? [] : [live === null ? [0, firings.length] : [first, last]];
  });
  const roots = rootsOf(made, spans);
  const facts = fifos.map(({ length, isArray, copySkipped, home }, f): FifoFact => {
    const place = stream.fifos[f]?.outside ?? null;
    return {
      length,
      isArray,
      copySkipped,
      episodes: spans[f] ?? [],
      outside:
        home.kind === "buffer"
          ? null
          : home.kind === "outside"
            ? home.name
            : place && outsideName(stream, f, place),
      root: roots[f] ?? f,
      fixed: home.kind === "buffer" ? (begins[home.number] ?? 0) : null,
    };
  });
  const hulls = new Map<number, Episode>();
  spans.forEach((own, f) => {
    const root = roots[f] ?? f;
    for (const [start, end] of own) {
      const [first, last] = hulls.get(root) ?? [start, end];
      hulls.set(root, [Math.min(first, start), Math.max(last, end)]);
    }
  });
  const episodesOf = (root: number): readonly Episode[] => {
    const hull = hulls.get(root);
    return hull === undefined ? [] : [hull];
  };
  return fifoTask(name, stream, firings, facts, episodesOf, settings);
}

/** FIFOs of one buffer whose lives meet hold the same bytes: the first of them in time names them all. */
function rootsOf({ fifos }: ReferencePlan, spans: readonly (readonly Episode[])[]): number[] {
  const roots = [...fifos.keys()];
  const open = new Map<number, { root: number; end: number }>();
  const inTime = [...fifos.keys()].sort(
    (a, b) => (spans[a]?.[0]?.[0] ?? 0) - (spans[b]?.[0]?.[0] ?? 0) || a - b,
  );
  for (const f of inTime) {
    const home = fifos[f]?.home;
    const [start, end] = spans[f]?.[0] ?? [0, 0];
    if (home?.kind !== "buffer") continue;
    const before = open.get(home.number);
    if (before !== undefined && start < before.end) {
      roots[f] = before.root;
      before.end = Math.max(before.end, end);
    } else open.set(home.number, { root: f, end });
  }
  return roots;
}
