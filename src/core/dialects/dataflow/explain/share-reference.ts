/** May two FIFOs lie in one buffer by the reference's rules, and do they. */

import type { Result } from "../../../result.ts";
import { type ArrayFifo, interference } from "../compat/interference.ts";
import type { Home, PlannedFifo, ReferencePlan, ReferenceSettings } from "../compat/reference.types.ts";
import type { Stream } from "../stream.types.ts";
import { duplicateAround } from "./around-duplicate.ts";
import type { ShareVerdict } from "./share-packed.ts";

export function shareReference(
  made: Result<ReferencePlan>,
  how: ReferenceSettings,
  a: number,
  b: number,
): ShareVerdict {
  if (!made.ok) return refuse(made.problem.message);
  if (how.mode !== "synchronous") return refuse("Only synchronous graphs share buffers.");
  if (!how.memoryOptimization) return refuse("Shared buffers is off: each FIFO has a buffer of its own.");
  const { stream, fifos } = made.value;
  const real = [a, b].find((f) => fifos[f]?.isArray === false);
  if (real !== undefined) return refuse(`fifo${real} is no array, and only arrays share.`);
  const arrays = fifos.flatMap(({ isArray, live, length }, fifo): ArrayFifo[] =>
    isArray && live !== null ? [{ fifo, live, bytes: length * (stream.fifos[fifo]?.sample ?? 0) }] : [],
  );
  const [one, two] = [arrays.find(({ fifo }) => fifo === a), arrays.find(({ fifo }) => fifo === b)];
  if (one === undefined || two === undefined) return refuse("One of them never holds a sample.");
  const neighbours = interference(stream, arrays, how.duplicateOptimization);
  if (neighbours[arrays.indexOf(one)]?.has(arrays.indexOf(two)) === true)
    return { ...refuse(...whyInterfere(stream, fifos, how, one, two)), meeting: overlapOf(one, two) };
  const shares = isOne(fifos[a]?.home, fifos[b]?.home);
  const why =
    overlapOf(one, two) === null
      ? `From first write to last read, fifo${a} lives in ${sayLive(one)} and fifo${b} in ${sayLive(two)}: never at once.`
      : "A Duplicate makes them equal, and what goes into it is gone before they begin.";
  const does = shares
    ? "They lie in one buffer."
    : "They may share, but lie in different buffers: the colouring needs as few buffers as it can, not these two in one.";
  return { may: true, shares, says: [why, does], meeting: null };
}

function refuse(...says: readonly string[]): ShareVerdict {
  return { may: false, shares: false, says, meeting: null };
}

/** Half open. */
function overlapOf(one: ArrayFifo, two: ArrayFifo): readonly [number, number] | null {
  const [start, end] = [Math.max(one.live[0], two.live[0]), Math.min(one.live[1], two.live[1]) + 1];
  return start < end ? [start, end] : null;
}

function sayLive({ live }: ArrayFifo): string {
  return live[0] === live[1] ? `step ${live[0]}` : `steps ${live[0]} to ${live[1]}`;
}

function isOne(a: Home | undefined, b: Home | undefined): boolean {
  if (a?.kind === "buffer" && b?.kind === "buffer") return a.number === b.number;
  return a?.kind === "outside" && b?.kind === "outside" && a.name === b.name;
}

function whyInterfere(
  stream: Stream,
  fifos: readonly PlannedFifo[],
  how: ReferenceSettings,
  one: ArrayFifo,
  two: ArrayFifo,
): string[] {
  const met = overlapOf(one, two);
  if (met === null) return [whyKeptOut(stream, one, two)];
  const says = [
    `From first write to last read, fifo${one.fifo} lives in ${sayLive(one)} and fifo${two.fifo} in ${sayLive(two)}; whether it is empty in between is not looked at.`,
  ];
  const round = duplicateAround(stream, one.fifo, two.fifo);
  if (round === null) return says;
  if (!how.duplicateOptimization)
    return [...says, `${round.duplicate} makes them equal, but Shared Duplicates is off.`];
  if (fifos[round.input]?.isArray === false)
    return [...says, `${round.duplicate} makes them equal, but what goes into it is no array.`];
  const stop = fifos[round.input]?.live?.[1] ?? 0;
  const early = round.outputs.find((f) => (fifos[f]?.live?.[0] ?? 0) < stop);
  if (early !== undefined)
    says.push(
      `${round.duplicate} makes them equal, but fifo${round.input} is read until step ${stop}, after fifo${early} has begun at step ${fifos[early]?.live?.[0] ?? 0}: it fires more than once.`,
    );
  return says;
}

/** They never meet, but memory outside is closed to one of them. */
function whyKeptOut({ fifos }: Stream, one: ArrayFifo, two: ArrayFifo): string {
  for (const [own, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const place = fifos[own.fifo]?.outside ?? null;
    if (place === null) continue;
    if (place.assignedByNode) return `Where fifo${own.fifo} lies is said by its node when it runs.`;
    if (!place.canBeShared) return `fifo${own.fifo} lies in ${place.name}, which may not be shared.`;
    if (own.bytes !== other.bytes)
      return `fifo${own.fifo} lies in ${place.name}, where only FIFOs of ${own.bytes} bytes may follow it.`;
    return `fifo${own.fifo} and fifo${other.fifo} lie in different places outside.`;
  }
  return "";
}
