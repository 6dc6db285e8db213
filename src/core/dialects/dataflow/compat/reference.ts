/** CMSIS-Stream's schedule and memory of a dataflow graph, to the firing and the byte. */

import { fail, ok, type Result } from "../../../result.ts";
import type { DataflowDocument } from "../document.ts";
import { isArrayFifo, livesOf } from "../fifo-lengths.ts";
import { layersFromSources } from "../layers.ts";
import { normalise } from "../normalise.ts";
import { repetitionOf } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { buffersOf, type Shape, skippedCopies } from "./buffers.ts";
import { copyTraffic } from "./copy-traffic.ts";
import { referenceDefect, tooFull } from "./defects.ts";
import { fullestLast } from "./fullest-last.ts";
import type { PlannedFifo, ReferencePlan, ReferenceSettings } from "./reference.types.ts";
import { sinksFirst } from "./sinks-first.ts";

/** Largest transfers in one FIFO, beyond which the reference chooses nobody. */
const FULLEST = 10_000_000;

interface Ordered {
  readonly firings: Int32Array;
  readonly shapes: readonly Shape[];
  readonly loopHinders: boolean;
}

/** Fails as normalise and repetitionOf do, with "deadlock", and with "not-an-array" where a place outside must hold one. */
export function referencePlan(
  document: DataflowDocument,
  settings: ReferenceSettings,
): Result<ReferencePlan> {
  const normal = normalise(document);
  if (!normal.ok) return normal;
  const stream = normal.value;
  const ordered = settings.mode === "fully-asynchronous" ? onePass(stream) : scheduled(stream, settings);
  if (!ordered.ok) return ordered;
  const { firings, shapes, loopHinders } = ordered.value;
  const wrong = stream.fifos.findIndex(
    ({ outside }, f) => outside?.mustBeArray === true && shapes[f]?.isArray !== true,
  );
  if (wrong >= 0) return notAnArray(stream, wrong);
  const { homes, buffers, gaveUp } = buffersOf(stream, shapes, settings);
  const skipped = skippedCopies(stream, homes, settings);
  const fifos = shapes.map(
    (shape, f): PlannedFifo => ({
      ...shape,
      home: homes[f] ?? { kind: "node" },
      copySkipped: skipped[f] === true,
    }),
  );
  return ok({
    stream,
    firings,
    fifos,
    buffers,
    totalBytes: buffers.reduce((sum, bytes) => sum + bytes, 0),
    loopHinders,
    gaveUp,
    traffic: settings.mode === "fully-asynchronous" ? null : copyTraffic(stream, firings, fifos),
  });
}

function scheduled(stream: Stream, settings: ReferenceSettings): Result<Ordered> {
  const defect = referenceDefect(stream);
  if (defect !== undefined) return { ok: false, problem: defect };
  const repetition = repetitionOf(stream);
  if (!repetition.ok) return repetition;
  const first = fullestLast(stream, repetition.value, FULLEST);
  if (!first.ok) return fullestLast(stream, repetition.value).ok ? tooFull(stream) : first;
  const { most } = first.value;
  const second = settings.sinkPriority ? sinksFirst(stream, repetition.value, most) : undefined;
  const firings = second ?? first.value.firings;
  const lives = livesOf(stream, firings);
  const wrong =
    settings.mode === "synchronous"
      ? -1
      : stream.fifos.findIndex((_, f) => !(scaleOf(stream, f, settings) > 0));
  if (wrong >= 0) return badScale(stream, wrong, scaleOf(stream, wrong, settings));
  const shapes = stream.fifos.map((_, f): Shape => {
    const length = Math.floor(most[f] ?? 0);
    const live = lives[f] ?? null;
    if (settings.mode === "synchronous") return { length, isArray: isArrayFifo(stream, f, length), live };
    return { length: Math.ceil(length * scaleOf(stream, f, settings)), isArray: false, live };
  });
  return ok({ firings, shapes, loopHinders: settings.sinkPriority && second === undefined });
}

/** What is late needs room: the edge's own factor, else that of all. */
function scaleOf({ fifos }: Stream, fifo: number, { fifoIncrease }: ReferenceSettings): number {
  const own = fifos[fifo]?.asyncScale ?? 1;
  return own === 1 ? fifoIncrease : own;
}

function badScale({ actors, fifos }: Stream, wrong: number, scale: number): Result<never> {
  const [a, b] = [actors[fifos[wrong]?.from[0] ?? -1]?.id, actors[fifos[wrong]?.to[0] ?? -1]?.id];
  return fail("bad-scale", `The FIFO from ${a} to ${b} is to be ${scale} times as long as it must be.`, {
    at: [`node:${a}`, `node:${b}`],
    help: "Give a factor above 0: asyncScale of the edge, or fifoIncrease of the options.",
  });
}

/** No rates: everybody once, from the sources on; FIFOs as long as their edges say. Fails where a loop has no weak edge. */
function onePass(stream: Stream): Result<Ordered> {
  const layers = layersFromSources(stream);
  if (layers === undefined) {
    return fail("deadlock", "Nobody can be first: some nodes wait for each other round a loop of edges.", {
      help: "Mark an edge of the loop as weak, so that it orders nobody.",
    });
  }
  return ok({
    firings: Int32Array.from(layers.flat()),
    shapes: stream.fifos.map(({ asyncLength }) => ({ length: asyncLength, isArray: false, live: null })),
    loopHinders: false,
  });
}

/** Of a FIFO that must be an array to lie in its place outside, but is none. */
export function notAnArray({ actors, fifos }: Stream, wrong: number): Result<never> {
  const { from, to, outside } = fifos[wrong] ?? { from: [0, 0], to: [0, 0], outside: null };
  const [a, b] = [actors[from[0]]?.id ?? "", actors[to[0]]?.id ?? ""];
  const message = `The FIFO from ${a} to ${b} must be an array to lie in ${outside?.name}, but its two sides move different numbers of samples, or it holds more than one transfer.`;
  return fail("not-an-array", message, {
    at: [`node:${a}`, `node:${b}`],
    help: "Give both ports the same rate and the edge no delay, or let the buffer hold a FIFO.",
  });
}
