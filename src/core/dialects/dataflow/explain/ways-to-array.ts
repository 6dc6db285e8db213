/** Single changes that would make an array of a FIFO, each planned to see whether it does. */

import type { Settings } from "../../../settings.ts";
import { referencePlan } from "../compat/reference.ts";
import type { DataflowDocument, PortSpec, Rate } from "../document.ts";
import { isArrayFifo } from "../fifo-lengths.ts";
import { referenceSettings } from "../options.ts";
import { repetitionOf } from "../repetition.ts";
import { streamOf } from "../task.ts";
import { leastHeld } from "./bounds.ts";
import { documentEnds, type End, sayEnd } from "./ends.ts";

export interface WayToArray {
  /** What to change, as the beginning of a sentence. */
  readonly change: string;
  /** schedule: some schedule makes an array of it; reference: CMSIS-Stream's too; no: none does. */
  readonly helps: "reference" | "schedule" | "no";
  readonly says: string;
}

/** Ways for a FIFO that is no array; empty where the mode alone hinders. */
export function waysToArray(
  document: DataflowDocument,
  settings: Settings,
  fifo: number,
): readonly WayToArray[] {
  const made = streamOf(document);
  const own = made.ok ? made.value.fifos[fifo] : undefined;
  if (!made.ok || own === undefined) return [];
  const { actors } = made.value;
  const out = actors[own.from[0]]?.outputs[own.from[1]]?.rate ?? 1;
  const into = actors[own.to[0]]?.inputs[own.to[1]]?.rate ?? 1;
  const ends = documentEnds(made.value, fifo);
  const ways: WayToArray[] = [];
  const tryOut = (change: string, changed: DataflowDocument) =>
    ways.push({ change, ...outcome(changed, settings, fifo) });
  if (String(out) === String(into) && typeof out === "number") {
    if (own.delay === 0) return [bySchedule(document, settings, fifo)];
    tryOut("Without the delay", withoutDelay(document, made.value.fifos.length, fifo));
    return ways;
  }
  if (ends.to !== null && typeof out === "number")
    tryOut(`With ${out} at ${sayEnd(ends.to)}`, withRate(document, "inputs", ends.to, out));
  if (ends.from !== null && typeof into === "number")
    tryOut(`With ${into} at ${sayEnd(ends.from)}`, withRate(document, "outputs", ends.from, into));
  return ways;
}

function withRate(
  document: DataflowDocument,
  side: "inputs" | "outputs",
  { node, port }: End,
  rate: Rate,
): DataflowDocument {
  const change = (spec: PortSpec) => (spec.name === port ? { ...spec, rate } : spec);
  const nodes = document.nodes.map((own) =>
    own.id === node ? { ...own, [side]: own[side]?.map(change) } : own,
  );
  return { ...document, nodes };
}

/** The edge that is this FIFO; edges of a constant are none, and those into Duplicates have no delay. */
function withoutDelay(document: DataflowDocument, count: number, fifo: number): DataflowDocument {
  for (const [e, edge] of document.edges.entries()) {
    if ((edge.delay ?? 0) === 0) continue;
    const edges = document.edges.map((other, k) => (k === e ? { ...edge, delay: 0 } : other));
    const made = streamOf({ ...document, edges });
    if (made.ok && made.value.fifos.length === count && made.value.fifos[fifo]?.delay === 0)
      return { ...document, edges };
  }
  return document;
}

function outcome(
  document: DataflowDocument,
  settings: Settings,
  fifo: number,
): Pick<WayToArray, "helps" | "says"> {
  const stream = streamOf(document);
  const repetition = stream.ok ? repetitionOf(stream.value) : stream;
  if (!stream.ok || !repetition.ok) {
    const why =
      repetition.ok || repetition.problem.code !== "not-schedulable"
        ? "the graph could not be scheduled"
        : "the rates of the rest of the graph would contradict it: they have to change with it";
    return { helps: "no", says: `${why}.` };
  }
  const least = leastHeld(stream.value, repetition.value, fifo);
  if (least === null)
    return { helps: "no", says: "nothing could fire any more: a loop would wait for itself." };
  if (!isArrayFifo(stream.value, fifo, least))
    return { helps: "no", says: `it would still be none: every schedule has it hold ${least} samples.` };
  const reference = referencePlan(document, {
    ...referenceSettings(document, settings),
    mode: "synchronous",
  });
  if (reference.ok && reference.value.fifos[fifo]?.isArray === true)
    return { helps: "reference", says: "it would be one, in CMSIS-Stream's schedule too." };
  return { helps: "schedule", says: "it could be one, but not in CMSIS-Stream's schedule." };
}

function bySchedule(document: DataflowDocument, settings: Settings, fifo: number): WayToArray {
  const change = "With another schedule";
  const found = outcome(document, settings, fifo);
  if (found.helps === "reference") return { change, ...found, says: "it is one: CMSIS-Stream's has it so." };
  if (found.helps === "schedule")
    return { change, ...found, says: "it could be one: its reader would fire after every write." };
  return { change, ...found };
}
