/** The plan that a scheduler's file carries: laid out as the file has it, run on memory that knows its bytes, and judged. */

import type { Diagnostic } from "../../document.ts";
import type { Settings } from "../../settings.ts";
import type { DataflowDocument, ShippedStream } from "./document.ts";
import { type FifoFact, fifoTask, inARow } from "./fifo-task.ts";
import { firingIds } from "./firings.ts";
import { findOracleFault, type OracleFault } from "./oracle.ts";
import { type Episode, heldAlong } from "./ours/held.ts";
import { repetitionOf } from "./repetition.ts";
import { rateAt, type Stream } from "./stream.types.ts";
import { type StreamTask, streamOf } from "./task.ts";

export interface ShippedTask {
  readonly title: string;
  /** Null: the file's plan is not one of this graph, as `faults` says. */
  readonly task: StreamTask | null;
  /** What the file's buffers take, used or not. */
  readonly bytes: number;
  /** Everything that is wrong with it. */
  readonly faults: readonly Diagnostic[];
  /** Whether it was run without a fault, so that what lies together may. */
  readonly sound: boolean;
}

/** Bytes that one run of the schedule may move before nobody waits for it to be tried. */
const MOST_BYTES = 2 ** 25;

/** Null without a plan in the file, and for a graph that makes no sense, which is told elsewhere. */
export function shippedTask(document: DataflowDocument, settings: Settings): ShippedTask | null {
  const { shipped } = document;
  const stream = shipped === undefined ? undefined : streamOf(document);
  if (shipped === undefined || stream?.ok !== true) return null;
  const bytes = shipped.buffers.reduce((sum, buffer) => sum + buffer.bytes, 0);
  const { title } = shipped;
  const misfit = misfitOf(stream.value, shipped);
  if (misfit !== undefined) return { title, task: null, bytes, faults: [misfit], sound: false };
  const positions = new Map(stream.value.actors.map(({ id }, a) => [id, a]));
  const firings = Int32Array.from(shipped.schedule, (id) => positions.get(id) ?? 0);
  const timed = document.options?.mode !== "fully-asynchronous";
  const facts = factsOf(stream.value, firings, shipped, timed);
  const needed = together(facts);
  const episodesOf = (root: number) => needed.get(root) ?? [];
  const task = fifoTask(document.name, stream.value, firings, facts, episodesOf, settings);
  const faults = [...tooSmall(stream.value, shipped), ...(timed ? uneven(stream.value, firings) : [])];
  const fault = timed && faults.length === 0 ? faultOf(stream.value, firings, facts, shipped) : undefined;
  if (fault !== undefined) faults.push(fault);
  return { title, task, bytes, faults, sound: timed && faults.length === 0 };
}

/** Why the plan cannot be of this graph at all. */
function misfitOf(
  { actors, fifos }: Stream,
  { title, schedule, fifos: given }: ShippedStream,
): Diagnostic | undefined {
  const known = new Set(actors.map(({ id }) => id));
  const stranger = schedule.find((id) => !known.has(id));
  const says =
    stranger !== undefined
      ? `runs ${JSON.stringify(stranger)}, which the graph does not have`
      : given.length !== fifos.length
        ? `has ${given.length} FIFOs, but the graph ${fifos.length}`
        : schedule.length === 0
          ? "runs nothing"
          : undefined;
  if (says === undefined) return undefined;
  const message = `The shipped plan (${title}) ${says}: the graph was changed since.`;
  return { severity: "warning", code: "shipped-misfit", message, at: [] };
}

/** FIFOs longer than the buffer that they are said to lie in. */
function tooSmall({ fifos }: Stream, { fifos: given, buffers }: ShippedStream): Diagnostic[] {
  const room = new Map(buffers.map(({ name, bytes }) => [name, bytes]));
  return given.flatMap(({ length, buffer }, f): Diagnostic[] => {
    const needed = length * (fifos[f]?.sample ?? 0);
    const there = room.get(buffer);
    if (there === undefined || needed <= there) return [];
    const message = `In the shipped plan fifo${f} takes ${needed} bytes, but its buffer ${buffer} has ${there}.`;
    return [{ severity: "error", code: "shipped-too-small", message, at: [`tensor:fifo${f}`] }];
  });
}

/** Who fires so often that FIFOs do not end as they began. */
function uneven(stream: Stream, firings: Int32Array): Diagnostic[] {
  const repetition = repetitionOf(stream);
  if (!repetition.ok) {
    const { code, message, at } = repetition.problem;
    return [{ severity: "error", code, message, at: [...at] }];
  }
  const { period, periods, firings: total } = repetition.value;
  const counts = new Int32Array(stream.actors.length);
  for (const a of firings) counts[a] = (counts[a] ?? 0) + 1;
  const rounds = Math.max(1, Math.round(firings.length / total));
  return stream.actors.flatMap(({ id }, a): Diagnostic[] => {
    const wanted = (period[a] ?? 1) * (periods[a] ?? 1) * rounds;
    if (counts[a] === wanted) return [];
    const message = `In the shipped plan ${id} fires ${counts[a]} times, but ${wanted} times leave every FIFO as it began.`;
    return [{ severity: "error", code: "shipped-counts", message, at: [`node:${id}`] }];
  });
}

function factsOf(
  stream: Stream,
  firings: Int32Array,
  shipped: ShippedStream,
  timed: boolean,
): readonly FifoFact[] {
  const begins = inARow(
    shipped.buffers.map(({ bytes }) => bytes),
    1,
  );
  const at = new Map(shipped.buffers.map(({ name }, b) => [name, begins[b] ?? 0]));
  const { episodes } = heldAlong(stream, firings);
  const skipped = skippedOf(stream, shipped);
  const roots = rootsOf(stream, shipped);
  return shipped.fifos.map(({ length, isArray, buffer }, f): FifoFact => {
    const own = timed ? (episodes[f] ?? []) : ([[0, firings.length]] as const);
    const fixed = at.get(buffer);
    return {
      length,
      isArray,
      copySkipped: skipped[f] === true,
      episodes: own,
      outside: fixed === undefined ? buffer : null,
      root: roots[f] ?? f,
      fixed: fixed ?? null,
    };
  });
}

/** Branches that their Duplicate does not write: as the file says, else those that lie where it or a branch before does. */
function skippedOf({ actors }: Stream, { fifos }: ShippedStream): readonly boolean[] {
  const skipped = fifos.map(({ copySkipped }) => copySkipped === true);
  for (const { duplicate, inputs, outputs } of actors) {
    if (!duplicate) continue;
    const seen = new Set([fifos[inputs[0]?.fifo ?? -1]?.buffer]);
    for (const { fifo } of outputs) {
      const own = fifos[fifo];
      if (own !== undefined && own.copySkipped === undefined) skipped[fifo] = seen.has(own.buffer);
      seen.add(own?.buffer);
    }
  }
  return skipped;
}

/** Arrays round a Duplicate in one buffer hold the same bytes: one of them names all. */
function rootsOf({ actors }: Stream, { fifos }: ShippedStream): readonly number[] {
  const roots = [...fifos.keys()];
  const rootOf = (f: number): number => {
    let root = f;
    while (roots[root] !== undefined && roots[root] !== root) root = roots[root] ?? root;
    return root;
  };
  for (const { duplicate, inputs, outputs } of actors) {
    if (!duplicate) continue;
    const first = new Map<string, number>();
    for (const { fifo } of [...inputs, ...outputs]) {
      const own = fifos[fifo];
      if (own?.isArray !== true) continue;
      const other = first.get(own.buffer);
      if (other === undefined) first.set(own.buffer, fifo);
      else {
        const [a, b] = [rootOf(other), rootOf(fifo)];
        roots[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return roots.map((_, f) => rootOf(f));
}

/** Steps at which any FIFO of a storage is needed, by the one that names it. */
function together(facts: readonly FifoFact[]): ReadonlyMap<number, readonly Episode[]> {
  const all = new Map<number, Episode[]>();
  for (const { root, episodes } of facts) {
    const own = all.get(root);
    if (own === undefined) all.set(root, [...episodes]);
    else own.push(...episodes);
  }
  return new Map([...all].map(([root, own]) => [root, merged(own)]));
}

function merged(episodes: readonly Episode[]): readonly Episode[] {
  const apart: [number, number][] = [];
  for (const [start, end] of [...episodes].sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

function movedBytes({ actors, fifos }: Stream, firings: Int32Array): number {
  const fired = new Int32Array(actors.length);
  let bytes = 0;
  for (const a of firings) {
    for (const { fifo, rate } of actors[a]?.outputs ?? [])
      bytes += rateAt(rate, fired[a] ?? 0) * (fifos[fifo]?.sample ?? 0);
    fired[a] = (fired[a] ?? 0) + 1;
  }
  return bytes;
}

/** The first thing that goes wrong when it is run three times over. */
function faultOf(
  stream: Stream,
  firings: Int32Array,
  facts: readonly FifoFact[],
  shipped: ShippedStream,
): Diagnostic | undefined {
  const room = shipped.fifos.reduce((sum, { length }, f) => sum + length * (stream.fifos[f]?.sample ?? 0), 0);
  if (Math.max(room, movedBytes(stream, firings)) > MOST_BYTES) {
    const message =
      "The shipped plan moves so many bytes that it was not run: only its lifetimes were compared.";
    return { severity: "info", code: "shipped-not-run", message, at: [] };
  }
  const memories = new Map<string, number>();
  const places = facts.map(({ length, isArray, copySkipped }, f) => {
    const buffer = shipped.fifos[f]?.buffer ?? "";
    if (!memories.has(buffer)) memories.set(buffer, memories.size);
    return { memory: memories.get(buffer) ?? 0, offset: 0, length, isArray, copySkipped };
  });
  const fault = findOracleFault(stream, firings, places);
  return fault === undefined ? undefined : sayFault(stream, firings, shipped, fault);
}

const RUNS = ["first", "second", "third"];

function sayFault(
  { actors, fifos }: Stream,
  firings: Int32Array,
  { fifos: given }: ShippedStream,
  { step, actor, fifo, kind }: OracleFault,
): Diagnostic {
  const at = step % firings.length;
  const run = Math.floor(step / firings.length);
  const node = actors[actor]?.id ?? "";
  const name = `fifo${fifo}`;
  const buffer = given[fifo]?.buffer ?? "";
  const others = given.flatMap((other, f) => (other.buffer === buffer && f !== fifo ? [`fifo${f}`] : []));
  const with_ = others.length === 0 ? "" : `, which it has in common with ${others.slice(0, 5).join(", ")}`;
  const writer = actors[fifos[fifo]?.from[0] ?? -1]?.id ?? "";
  const says = {
    overwritten: `reads ${name}, but what ${writer} wrote there is gone: others have written to ${buffer}${with_}`,
    lost: `has yet to read ${name}, but what ${writer} wrote there is gone: others have written to ${buffer}${with_}`,
    overflow: `writes more into ${name} than its ${given[fifo]?.length ?? 0} samples hold`,
    underflow: `reads more from ${name} than is there`,
    "read-while-written": `writes ${name} over what it reads in the same step: both lie in ${buffer}${with_}`,
    "written-twice": `writes ${name} over another of its outputs: both lie in ${buffer}${with_}`,
  }[kind];
  const when = run === 0 ? "" : ` of the ${RUNS[run] ?? "last"} run`;
  const id = firingIds(actors, firings)[at] ?? node;
  return {
    severity: "error",
    code: `shipped-${kind}`,
    message: `In the shipped plan, at step ${at}${when}, ${node} ${says}.`,
    at: [`tensor:${name}`, `node:${id}`, `step:${at}`],
  };
}
