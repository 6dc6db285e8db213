/** What the dataflow pane shows of a schedule: lanes of firings, loops, what FIFOs hold, how late samples are. */

import { fullestLast } from "../../core/dialects/dataflow/compat/fullest-last.ts";
import { sinksFirst } from "../../core/dialects/dataflow/compat/sinks-first.ts";
import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import { type Latency, latencyOf } from "../../core/dialects/dataflow/latency.ts";
import { type Looped, loopedOf, loopText } from "../../core/dialects/dataflow/looped.ts";
import { type OccupancyCurves, occupancyAlong } from "../../core/dialects/dataflow/occupancy.ts";
import { referenceSettings } from "../../core/dialects/dataflow/options.ts";
import { repetitionOf } from "../../core/dialects/dataflow/repetition.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import { streamOf } from "../../core/dialects/dataflow/task.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { laneOrder } from "./lane-order.ts";
import { type LoopTree, treeOf } from "./loop-tree.ts";

export const ROLES = ["source", "actor", "sink", "duplicate"] as const;

export interface ScheduleActors {
  readonly id: readonly string[];
  readonly class: readonly string[];
  /** Index into ROLES. */
  readonly role: Uint8Array;
  /** Actors by lane: from sources to sinks. */
  readonly lanes: Int32Array;
  /** Actor a fires at the steps `steps[from[a]]` … `steps[from[a + 1] - 1]`. */
  readonly from: Int32Array;
  readonly steps: Int32Array;
}

export interface ScheduleFifos {
  /** As in the plan; in the same order as its tensors. */
  readonly id: readonly string[];
  /** `source.o → sink.i`. */
  readonly title: readonly string[];
  readonly fromActor: Int32Array;
  readonly toActor: Int32Array;
  /** Samples. */
  readonly length: Float64Array;
  readonly delay: Float64Array;
  readonly most: Float64Array;
  readonly curves: OccupancyCurves | null;
}

/** One schedule in numbers, to be compared. */
export interface ScheduleFacts {
  readonly appearances: number;
  /** Bytes of all FIFOs at the most that each holds, before any sharing. */
  readonly bytes: number;
  /** Steps before the first firing of the sink that waits longest; null without a sink. */
  readonly initial: number | null;
  /** Samples of the longest run of a source. */
  readonly longestRun: number;
  /** Steps from the newest firing of a source to that of a sink which depends on it, at most; null: not followed. */
  readonly latency: number | null;
}

export interface ScheduleView {
  readonly firings: number;
  /** Actor of each step. */
  readonly actorAt: Int32Array;
  readonly actors: ScheduleActors;
  /** Null where there are more terms than anyone could look through. */
  readonly loops: LoopTree | null;
  readonly appearances: number;
  /** No other nesting has fewer appearances. */
  readonly shortest: boolean;
  /** The loops in one line; "" where there are too many. */
  readonly text: string;
  readonly fifos: ScheduleFifos;
  /** Null where the steps are no iteration of the rates: then `why` says so. */
  readonly latency: Latency | null;
  readonly why: string;
  readonly own: ScheduleFacts | null;
  /** CMSIS-Stream's with sinks first; null where it has none, or there are too many firings to make it here. */
  readonly reference: ScheduleFacts | null;
  /** This is that schedule, to the firing. */
  readonly isReference: boolean;
}

/** Terms beyond which loops are not shown. */
const MOST_TERMS = 20_000;
/** Firings × actors up to which CMSIS-Stream's schedule is made to be compared. */
const MOST_COMPARED = 100_000_000;

/** Fails as streamOf does, and with "unknown-node" where a step is of nobody in the graph. */
export function scheduleView(document: DataflowDocument, plan: Plan): Result<ScheduleView> {
  const made = streamOf(document);
  if (!made.ok) return made;
  const stream = made.value;
  const index = new Map(stream.actors.map(({ id }, a) => [id, a]));
  const actorAt = plan.nodes.order.map((node) => index.get(actorOfFiring(plan.nodes.id[node] ?? "")) ?? -1);
  const unknown = actorAt.indexOf(-1);
  if (unknown >= 0) {
    const id = plan.nodes.id[plan.nodes.order[unknown] ?? 0] ?? "";
    return fail("unknown-node", `Step ${unknown} is of ${id}, which the graph does not have.`);
  }
  const looped = loopedOf(actorAt);
  const { mode } = referenceSettings(document, plan.settings);
  const occupancy = occupancyAlong(stream, actorAt);
  const sound = mode !== "fully-asynchronous" && isIteration(occupancy);
  const latency = sound ? latencyOf(stream, actorAt) : null;
  const few = looped.appearances <= MOST_TERMS;
  const reference = sound ? referenceFirings(stream) : undefined;
  const isReference =
    reference?.length === actorAt.length && reference.every((a, step) => a === actorAt[step]);
  const own = latency === null ? null : factsOf(stream, looped, occupancy.most, latency);
  return ok({
    firings: actorAt.length,
    actorAt,
    actors: actorsOf(stream, actorAt),
    loops: few ? treeOf(looped.terms) : null,
    appearances: looped.appearances,
    shortest: looped.exact,
    text: few ? loopText(looped.terms, (a) => stream.actors[a]?.id ?? "") : "",
    fifos: fifosOf(stream, plan, occupancy, mode === "fully-asynchronous"),
    latency,
    why: sound ? "" : whyNot(mode),
    own,
    reference: isReference ? own : reference === undefined ? null : factsOfFirings(stream, reference),
    isReference,
  });
}

function whyNot(mode: string): string {
  return mode === "fully-asynchronous"
    ? "Nobody keeps to rates in this mode, so nothing is known of samples and times."
    : "The steps are no iteration of the graph's rates: FIFOs do not end as they began.";
}

function isIteration({ left, least }: ReturnType<typeof occupancyAlong>): boolean {
  return left.every((samples) => samples === 0) && least.every((samples) => samples >= 0);
}

function actorsOf(stream: Stream, actorAt: Int32Array): ScheduleActors {
  const { actors } = stream;
  const from = new Int32Array(actors.length + 1);
  for (const a of actorAt) from[a + 1] = (from[a + 1] ?? 0) + 1;
  for (let a = 0; a < actors.length; a++) from[a + 1] = (from[a + 1] ?? 0) + (from[a] ?? 0);
  const next = from.slice();
  const steps = new Int32Array(actorAt.length);
  actorAt.forEach((a, step) => {
    steps[next[a] ?? 0] = step;
    next[a] = (next[a] ?? 0) + 1;
  });
  return {
    id: actors.map(({ id }) => id),
    class: actors.map((actor) => actor.class),
    role: Uint8Array.from(actors, ({ inputs, outputs, duplicate }) => {
      if (duplicate) return 3;
      if (inputs.every(({ fifo }) => fifo < 0)) return 0;
      return outputs.every(({ fifo }) => fifo < 0) ? 2 : 1;
    }),
    lanes: laneOrder(stream, from, steps),
    from,
    steps,
  };
}

function fifosOf(
  { actors, fifos }: Stream,
  plan: Plan,
  { most, curves }: ReturnType<typeof occupancyAlong>,
  isFree: boolean,
): ScheduleFifos {
  const port = (a: number, name: string | undefined) => `${actors[a]?.id ?? ""}.${name ?? ""}`;
  return {
    id: fifos.map((_, f) => plan.fifos?.[f]?.id ?? `fifo${f}`),
    title: fifos.map(
      ({ from, to }) =>
        `${port(from[0], actors[from[0]]?.outputs[from[1]]?.name)} → ${port(to[0], actors[to[0]]?.inputs[to[1]]?.name)}`,
    ),
    fromActor: Int32Array.from(fifos, ({ from }) => from[0]),
    toActor: Int32Array.from(fifos, ({ to }) => to[0]),
    length: Float64Array.from(fifos, (_, f) => plan.fifos?.[f]?.samples ?? most[f] ?? 0),
    delay: Float64Array.from(fifos, ({ delay }) => delay),
    most,
    curves: isFree ? null : curves,
  };
}

/** Undefined where there are too many firings to make it here, or it cannot be made. */
function referenceFirings(stream: Stream): Int32Array | undefined {
  const repetition = repetitionOf(stream);
  if (!repetition.ok || repetition.value.firings * stream.actors.length > MOST_COMPARED) return undefined;
  const first = fullestLast(stream, repetition.value);
  if (!first.ok) return undefined;
  return sinksFirst(stream, repetition.value, first.value.most) ?? first.value.firings;
}

function factsOfFirings(stream: Stream, firings: Int32Array): ScheduleFacts {
  const { most } = occupancyAlong(stream, firings);
  return factsOf(stream, loopedOf(firings), most, latencyOf(stream, firings));
}

function factsOf(stream: Stream, looped: Looped, most: Float64Array, latency: Latency): ScheduleFacts {
  const greatest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const { sources, sinks, paths } = latency;
  return {
    appearances: looped.appearances,
    bytes: stream.fifos.reduce((sum, { sample }, f) => sum + sample * (most[f] ?? 0), 0),
    initial: sinks.length === 0 ? null : greatest(sinks.map(({ initial }) => initial)),
    longestRun: greatest(sources.map(({ longestSamples }) => longestSamples)),
    latency: paths === null || paths.length === 0 ? null : greatest(paths.map(({ mostSteps }) => mostSteps)),
  };
}
