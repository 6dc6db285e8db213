/** May two FIFOs lie in the same bytes along one schedule, as we pack them: the steps at which both hold samples, or the Duplicate that makes them one. */

import type { FifoFact } from "../fifo-task.ts";
import type { Episode } from "../ours/held.ts";
import { packedFacts } from "../ours/packed-facts.ts";
import type { Stream } from "../stream.types.ts";
import { duplicateAround, whyNotOne } from "./around-duplicate.ts";

export interface ShareVerdict {
  readonly may: boolean;
  /** Whether they do share in the plan that this is about. */
  readonly shares: boolean;
  /** Sentences for people. */
  readonly says: readonly string[];
  /** The first steps that speak against it, half open; null: none. */
  readonly meeting: Episode | null;
}

/** `common`: bytes of address that both have in the plan; null: the plan is not packed. */
export function sharePacked(
  stream: Stream,
  firings: Int32Array,
  a: number,
  b: number,
  common: number | null,
): ShareVerdict {
  const { facts, episodesOf } = packedFacts(stream, firings);
  const [one, two] = [facts[a], facts[b]];
  if (one === undefined || two === undefined || a === b)
    return { may: true, shares: true, says: ["They are one FIFO."], meeting: null };
  const outside = besideOutside(one, two, a, b);
  if (outside !== null) return outside;
  if (one.root === two.root)
    return {
      may: true,
      shares: true,
      says: [`They hold the same bytes: ${sayOneValue(stream, a, b)}`],
      meeting: null,
    };
  const [mine, theirs] = [episodesOf(one.root), episodesOf(two.root)];
  if (mine.length === 0 || theirs.length === 0)
    return { may: true, shares: false, says: ["One of them never holds a sample."], meeting: null };
  const met = meetings(mine, theirs);
  const [first] = met;
  if (first === undefined) {
    const says = [
      `fifo${a} holds samples in ${sayEpisodes(mine)}, fifo${b} in ${sayEpisodes(theirs)}: never at once.`,
    ];
    if (common !== null)
      says.push(
        common > 0
          ? `The plan lets them share ${common} ${common === 1 ? "byte" : "bytes"}.`
          : "They may share, but the plan has them at different addresses: others are there, or it needs no more room for it.",
      );
    return { may: true, shares: (common ?? 0) > 0, says, meeting: null };
  }
  const says = [sayMeeting(stream, firings, facts, [a, b], first), ...more(met)];
  const round = duplicateAround(stream, a, b);
  if (round !== null) says.push(whyNotOne(round, facts));
  return { may: false, shares: false, says: says.filter((s) => s !== ""), meeting: first };
}

function besideOutside(one: FifoFact, two: FifoFact, a: number, b: number): ShareVerdict | null {
  const [mine, theirs] = [one.outside, two.outside];
  if (mine === null && theirs === null) return null;
  if (mine !== null && mine === theirs)
    return { may: true, shares: true, says: [`Both lie in ${mine}, which is not ours.`], meeting: null };
  const which = mine !== null ? `fifo${a} lies in ${mine}` : `fifo${b} lies in ${theirs}`;
  return {
    may: false,
    shares: false,
    says: [`${which}, which is not ours to place others in.`],
    meeting: null,
  };
}

/** Through which Duplicates. */
function sayOneValue(stream: Stream, a: number, b: number): string {
  const round = duplicateAround(stream, a, b);
  const who = round === null ? "Duplicates make" : `${round.duplicate} makes`;
  return `${who} them equal, and each value is read by all before the next one is written.`;
}

/** Steps at which both are needed, half open. */
function meetings(mine: readonly Episode[], theirs: readonly Episode[]): Episode[] {
  const found: Episode[] = [];
  for (let j = 0, k = 0; j < mine.length && k < theirs.length; ) {
    const [one, two] = [mine[j] ?? [0, 0], theirs[k] ?? [0, 0]];
    const [start, end] = [Math.max(one[0], two[0]), Math.min(one[1], two[1])];
    if (start < end) found.push([start, end]);
    if (one[1] === end) j++;
    else k++;
  }
  return found;
}

function more(met: readonly Episode[]): string[] {
  return met.length > 1 ? [`So it is ${met.length - 1} more ${met.length === 2 ? "time" : "times"}.`] : [];
}

function saySteps([start, end]: Episode): string {
  return end - start === 1 ? `step ${start}` : `steps ${start} to ${end - 1}`;
}

function sayEpisodes(episodes: readonly Episode[]): string {
  const [first] = episodes;
  if (first === undefined) return "no step";
  return episodes.length === 1
    ? saySteps(first)
    : `${episodes.length} episodes, the first ${saySteps(first)}`;
}

function sayMeeting(
  stream: Stream,
  firings: Int32Array,
  facts: readonly FifoFact[],
  [a, b]: readonly [number, number],
  met: Episode,
): string {
  const [start, end] = met;
  const actor = firings[start] ?? -1;
  const id = stream.actors[actor]?.id ?? "";
  for (const [read, write] of [
    [a, b],
    [b, a],
  ] as const) {
    const passes = stream.fifos[read]?.to[0] === actor && stream.fifos[write]?.from[0] === actor;
    if (end - start === 1 && passes)
      return `${id} reads fifo${read} while it writes fifo${write}, at step ${start}.`;
  }
  const holds = (f: number) =>
    facts[f]?.episodes.some((own) => own[0] < end && start < own[1]) === true
      ? `fifo${f}`
      : `what holds the same bytes as fifo${f}`;
  return `Both are needed in ${saySteps(met)}: ${holds(a)} and ${holds(b)} hold samples then.`;
}
