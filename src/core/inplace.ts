/**
 * Which writes in place a plan takes. Each spares its own bytes at one step, yet a small value written over a large one
 * keeps all the large one's bytes alive: those whose taking makes the peak larger are declined (docs/decisions/0005).
 */

import { alignUp } from "./align.ts";
import type { Graph } from "./graph.ts";
import { type Chain, chooseCuts } from "./inplace-chains.ts";
import type { Lifetimes } from "./life/lifetime-rule.ts";
import { type SharedBytes, type SharingSettings, shareBytes } from "./sharing.ts";
import { storagesOf, type Unplaced } from "./storages.ts";

/** The storages of one order under one choice. */
export interface Written {
  readonly sharing: SharedBytes;
  readonly storages: Unplaced;
  /** Most live bytes, padded: each arena's most, summed. */
  readonly livePeak: number;
}

export interface Chosen {
  /** The fewest live bytes found, never more than with every legal write taken or with none. */
  readonly best: Written;
  /** Other choices, which have as many live bytes or more but may be placed better; made when asked for. */
  readonly others: readonly (() => Written)[];
}

/** A declined write may make room for another that was not legal before: so often is looked again. */
const ROUNDS = 3;

/** `step` is the position of each node in the order, `alignments` are those of the arenas. Deterministic. */
export function chooseWrites(
  graph: Graph,
  order: Int32Array,
  step: Int32Array,
  lifetimes: Lifetimes,
  settings: SharingSettings,
  alignments: readonly number[],
): Chosen {
  const choose = (declined: ReadonlySet<number>, inplace = settings.inplace): Written => {
    const sharing = shareBytes(graph, order, step, { ...settings, inplace }, declined);
    const storages = storagesOf(graph, sharing, lifetimes, step, alignments);
    const livePeak = alignments.reduce((sum, _, a) => {
      return sum + liveBytes(storages, alignments, a, graph.nodes).reduce((m, b) => Math.max(m, b), 0);
    }, 0);
    return { sharing, storages, livePeak };
  };
  const all = choose(new Set());
  const loose = looseOutputs(graph, all, alignments);
  if (loose.size === 0) return { best: all, others: [] };
  let best = all;
  let last = all;
  const declined = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const more = worthDeclining(graph, step, last, alignments);
    if (more.length === 0) break;
    for (const output of more) declined.add(output);
    last = choose(declined);
    if (last.livePeak < best.livePeak) best = last;
  }
  // only alignments can make this the least: where a value lies decides what may lie over it
  const none = choose(new Set(), false);
  if (none.livePeak < best.livePeak) best = none;
  const others = [all, none].filter((other) => other !== best).map((other) => () => other);
  // to decline every write over a larger storage is what the best or none does already, if they decline as many
  const known = [all.sharing.taken, best.sharing.declined].some(({ length }) => length === loose.size);
  return { best, others: known ? others : [...others, () => choose(loose)] };
}

/** Outputs that are smaller than the storage they are written over. */
function looseOutputs(graph: Graph, all: Written, alignments: readonly number[]): Set<number> {
  const { sharing } = all;
  const padded = (t: number, arena: number) => alignUp(graph.bytes[t] ?? 0, alignments[arena] ?? 1);
  const loose = sharing.taken.filter(({ output }) => {
    const root = sharing.root[output] ?? -1;
    const arena = graph.arena[root] ?? 0;
    return root >= 0 && padded(output, arena) < padded(root, arena);
  });
  return new Set(loose.map(({ output }) => output));
}

function worthDeclining(
  graph: Graph,
  step: Int32Array,
  choice: Written,
  alignments: readonly number[],
): number[] {
  const { sharing, storages } = choice;
  const rows = new Map<number, { outputs: number[]; steps: number[]; sizes: number[] }>();
  for (const { node, output } of sharing.taken) {
    const s = storages.ofTensor[output] ?? -1;
    // what is kept outside the arenas takes no room in them
    if (s < 0) continue;
    const pad = (bytes: number) => alignUp(bytes, alignments[storages.arena[s] ?? 0] ?? 1);
    const row = rows.get(s) ?? { outputs: [-1], steps: [-1], sizes: [pad(storages.bytes[s] ?? 0)] };
    row.outputs.push(output);
    row.steps.push(step[node] ?? 0);
    row.sizes.push(pad(graph.bytes[output] ?? 0));
    rows.set(s, row);
  }
  return alignments.flatMap((_, a) => {
    const members = [...rows].filter(([s]) => storages.arena[s] === a);
    const chains = members.map(
      ([s, { steps, sizes }]): Chain => ({
        end: storages.end[s] ?? 0,
        steps,
        sizes,
      }),
    );
    if (chains.length === 0) return [];
    const cuts = chooseCuts(chains, liveBytes(storages, alignments, a, graph.nodes));
    return cuts.map(({ chain, at }) => members[chain]?.[1].outputs[at] ?? -1);
  });
}

/** Padded bytes alive in one arena at each step; one step at least, for what is there before the first. */
export function liveBytes(
  storages: Unplaced,
  alignments: readonly number[],
  arena: number,
  nodes: number,
): Float64Array {
  const live = new Float64Array(Math.max(1, nodes) + 1);
  for (let i = 0; i < storages.count; i++) {
    if (storages.arena[i] !== arena) continue;
    const bytes = alignUp(storages.bytes[i] ?? 0, alignments[arena] ?? 1);
    const [start, end] = [storages.start[i] ?? 0, storages.end[i] ?? 0];
    live[start] = (live[start] ?? 0) + bytes;
    live[end] = (live[end] ?? 0) - bytes;
  }
  for (let step = 1; step < live.length; step++) live[step] = (live[step] ?? 0) + (live[step - 1] ?? 0);
  return live.subarray(0, live.length - 1);
}
