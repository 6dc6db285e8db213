/** Storages of a graph whose plan must hold in any order: who conflicts with whom, and what no plan can do without. */

import { highest, liveCurve } from "../bound.ts";
import type { Diagnostic } from "../document.ts";
import type { Graph } from "../graph.ts";
import type { Lifetimes } from "../life/lifetime-rule.ts";
import { groupBy } from "../lists.ts";
import type { Conflicts } from "../place/placement.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Settings } from "../settings.ts";
import type { Sharing } from "../sharing.ts";
import { slotsOfValues } from "../slots.ts";
import { storagesOf, type Unplaced } from "../storages.ts";
import { formatCount } from "../units.ts";
import { heaviestApart } from "./apart.ts";
import { type BitRows, rowsAmong } from "./bit-rows.ts";
import { exclusiveNodes, type MayShareRows, withExclusive } from "./exclusive.ts";
import { byDependencies, type HappensBefore } from "./happens-before.ts";
import { betweenTenants, lawful, mostSaving, readersOfStorages, shareAlong } from "./in-place.ts";
import { conflictsOf, mayFollow, type Values } from "./relation.ts";
import { slotTotals } from "./slot-problem.ts";
import { type GraphValues, type Takeover, valuesOf } from "./values.ts";

/** Values or nodes that can be compared all with all: rows of bits of 100 MB each. */
export const MOST_COMPARED = 28_000;

export interface AnyOrderStorages {
  readonly sharing: Sharing;
  readonly storages: Unplaced;
  readonly conflicts: Conflicts;
  /** One an arena. */
  readonly antichains: readonly Int32Array[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What stays the same whichever writes in place are taken. */
interface Given {
  readonly graph: Graph;
  readonly step: Int32Array;
  readonly lifetimes: Lifetimes;
  readonly settings: Settings;
  /** Of each arena. */
  readonly alignments: readonly number[];
  readonly before: HappensBefore;
  /** Pairs of nodes. */
  readonly exclusive: readonly (readonly [number, number])[];
  readonly values: GraphValues;
  /** Values as storages, with no write in place taken. */
  readonly alone: Unplaced;
  /** Padded bytes of storages by arena. */
  readonly pad: (storages: Unplaced) => Float64Array;
}

interface Option extends AnyOrderStorages {
  readonly links: readonly Takeover[];
  /** What to make small: bytes of the bound, or of the slots. */
  readonly bytes: number;
}

/**
 * `order` is the one that the plan is drawn in. Writes in place are taken where they are right in every order: those that
 * make the bound least, or the slots. Fails with "too-large" when there are too many values to compare all with all.
 */
export function storagesForAnyOrder(
  graph: Graph,
  order: Int32Array,
  step: Int32Array,
  lifetimes: Lifetimes,
  settings: Settings,
  alignments: readonly number[],
  pad: (storages: Unplaced) => Float64Array,
): Result<AnyOrderStorages> {
  const values = valuesOf(graph, order, step, settings);
  if (values.count > MOST_COMPARED || graph.nodes > MOST_COMPARED) {
    const message = `A plan for any order compares all values with all, and ${formatCount(Math.max(values.count, graph.nodes))} are too many for that (${formatCount(MOST_COMPARED)} at most).`;
    return fail("too-large", message, { help: "Plan by schedule instead." });
  }
  const before = byDependencies(graph);
  const alone = storagesOf(graph, values.views, lifetimes, step, alignments);
  const exclusive = exclusiveNodes(graph);
  const given: Given = {
    alone,
    graph,
    step,
    lifetimes,
    settings,
    alignments,
    before,
    exclusive,
    values,
    pad,
  };
  const follows = mayFollow(before, values);
  const all = lawful(values, follows);
  const options = linksToTry(given, follows, all).map((links) => optionOf(given, links));
  const best = options.reduce((a, b) => (b.bytes < a.bytes ? b : a));
  return ok(settings.slots ? best : oneByOne(given, follows, all, best));
}

/** Values times rights that may be tried one by one: about a second. */
const MOST_TRIED = 50_000;

/** Takes or leaves each write in place in turn, the largest first, where that makes the bound less. */
function oneByOne(given: Given, follows: BitRows, all: readonly Takeover[], first: Option): Option {
  const { values } = given;
  if (all.length === 0 || !areFew(values, all)) return first;
  const padded = given.pad(given.alone);
  const relation = withExclusive(follows, values, given.exclusive);
  // nothing that is taken can get below what no two values can share even so
  const least = given.alignments.reduce(
    (sum, _, a) => sum + bytesOf(heaviestIn(given.alone, padded, relation, a)?.members, padded),
    0,
  );
  let best = first;
  const size = (right: Takeover) => values.bytes[right.to] ?? 0;
  for (const right of [...all].sort((a, b) => size(b) - size(a) || a.to - b.to || a.from - b.from)) {
    if (best.bytes <= least) break;
    const others = best.links.filter((link) => link.from !== right.from && link.to !== right.to);
    const option = optionOf(given, best.links.includes(right) ? others : [...others, right]);
    if (option.bytes < best.bytes) best = option;
  }
  return best;
}

function areFew(values: GraphValues, rights: readonly Takeover[]): boolean {
  return rights.length * values.count <= MOST_TRIED;
}

function bytesOf(set: Int32Array | undefined, padded: Float64Array): number {
  return (set ?? new Int32Array(0)).reduce((sum, i) => sum + (padded[i] ?? 0), 0);
}

/** Sets of writes in place, the first for choice. */
function linksToTry(given: Given, follows: BitRows, all: readonly Takeover[]): Takeover[][] {
  const { values, settings, step, alone, exclusive, pad } = given;
  if (all.length === 0) return [[]];
  const padded = pad(alone);
  const equal = all.filter((right) => padded[right.from] === padded[right.to]);
  const tries = [mostSaving(values, all)];
  // what is written over something larger keeps all of it
  if (equal.length < all.length) tries.push(mostSaving(values, equal));
  if (settings.slots || !areFew(values, all)) {
    const relation = withExclusive(follows, values, exclusive);
    const slotOf = slotsOfValues(alone, padded, settings.slots ? settings.share : "any", relation);
    tries.unshift(betweenTenants(values, all, slotOf, step));
  }
  return tries;
}

function optionOf(given: Given, links: readonly Takeover[]): Option {
  const { graph, step, lifetimes, settings, alignments, before, exclusive, values, pad } = given;
  const sharing = shareAlong(values, links, step);
  const storages = storagesOf(graph, sharing, lifetimes, step, alignments);
  const padded = pad(storages);
  const whole = merged(values, storages);
  const relation = withExclusive(mayFollow(before, whole), whole, exclusive);
  const rows = conflictsOf(relation.follows, (i) => (storages.bytes[i] ?? 0) > 0);
  const conflicts: Conflicts = { words: rows.words, bits: rows.bits, ...(relation.mixed && { mixed: true }) };
  const antichains: Int32Array[] = [];
  const weaker: Weaker = { alive: [], searched: [] };
  alignments.forEach((_, a) => {
    const found = heaviestIn(storages, padded, relation, a);
    const alive = aliveAtPeak(storages, padded, a, graph.nodes);
    const heavier = found !== undefined && bytesOf(found.members, padded) >= bytesOf(alive, padded);
    antichains.push(heavier ? found.members : alive);
    if (found?.exact === true) return;
    (heavier ? weaker.searched : weaker.alive).push(graph.document.arenas?.[a]?.id ?? "arena");
  });
  const bytes = settings.slots
    ? slotTotals(padded, slotsOfValues(storages, padded, settings.share, relation)).bytes
    : antichains.reduce((sum, set) => sum + bytesOf(set, padded), 0);
  return {
    links,
    sharing,
    storages,
    conflicts,
    antichains,
    diagnostics: whatToKnow(given, links, weaker),
    bytes,
  };
}

/** Storages as values: no more writes in place. */
function merged(values: GraphValues, storages: Unplaced): Values {
  const { count } = storages;
  const ofScratch = new Map<number, number>();
  storages.workspaceOf.forEach((node, s) => {
    if (node >= 0) ofScratch.set(node, s);
  });
  const storageOf = (v: number) =>
    storages.ofTensor[values.tensor[v] ?? -1] ?? ofScratch.get(values.workspaceOf[v] ?? -1) ?? -1;
  const { rows, users, stays } = readersOfStorages(values, count, storageOf);
  const producer = new Int32Array(count).fill(-1);
  for (let v = 0; v < values.count; v++) {
    const s = storageOf(v);
    if (storages.tensor[s] === values.tensor[v]) producer[s] = values.producer[v] ?? -1;
    if ((values.workspaceOf[v] ?? -1) >= 0) producer[s] = values.workspaceOf[v] ?? -1;
  }
  return { count, producer, users: groupBy(count, rows, users), stays, takeovers: groupBy(count, [], []) };
}

/** The heaviest set in an arena of which no two may share; where that is not `exact`, the heaviest that was found. */
function heaviestIn(
  storages: Unplaced,
  padded: Float64Array,
  relation: MayShareRows,
  arena: number,
): { readonly members: Int32Array; readonly exact: boolean } | undefined {
  const members = indices(storages.count).filter((i) => storages.arena[i] === arena && (padded[i] ?? 0) > 0);
  const weight = Float64Array.from(members, (i) => padded[i] ?? 0);
  const found = heaviestApart({ ...relation, follows: rowsAmong(relation.follows, members) }, weight);
  return found && { members: found.members.map((k) => members[k] ?? 0), exact: found.exact };
}

/** Those that are alive together in one order can share in none: a bound that is right, though perhaps not the best. */
function aliveAtPeak(storages: Unplaced, padded: Float64Array, arena: number, steps: number): Int32Array {
  const bytes = padded.map((b, i) => (storages.arena[i] === arena ? b : 0));
  const { step } = highest(liveCurve({ ...storages, bytes }, steps));
  return indices(storages.count).filter(
    (i) => (bytes[i] ?? 0) > 0 && (storages.start[i] ?? 0) <= step && step < (storages.end[i] ?? 0),
  );
}

function indices(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

/** Things listed under one diagnostic. */
const LISTED = 100;

/** Arenas whose bound may not be the best that there is. */
interface Weaker {
  /** It is what is alive at once in one order. */
  readonly alive: string[];
  /** It is the heaviest set that a search has found before it was stopped. */
  readonly searched: string[];
}

const WEAKER: Readonly<Record<keyof Weaker, string>> = {
  alive:
    "There are too many values to find the heaviest set that can never share, so the lower bound is what is alive at once in the order shown.",
  searched:
    "Nodes that exclude each other make many ways to share, and the search for the heaviest set that can never share was stopped: the lower bound is right, but there may be a higher one.",
};

function whatToKnow({ graph, values }: Given, links: readonly Takeover[], weaker: Weaker): Diagnostic[] {
  const info = (code: string, message: string, at: readonly string[]): Diagnostic => {
    return { severity: "info", code, message, at: at.slice(0, LISTED) };
  };
  const found = [
    info(
      "any-order",
      "This plan holds in whatever order the nodes run, side by side too; the steps shown are those of one order among many.",
      [],
    ),
  ];
  if (links.length > 0) {
    const outputs = links.length === 1 ? "One output is" : `${formatCount(links.length)} outputs are`;
    const nodes = links.map((link) => graph.document.nodes[values.producer[link.to] ?? -1]?.id ?? "");
    const message = `${outputs} written in place where nobody reads what was there later, in any order.`;
    found.push(
      info(
        "inplace-taken",
        message,
        nodes.map((id) => `node:${id}`),
      ),
    );
  }
  for (const kind of ["alive", "searched"] as const) {
    if (weaker[kind].length === 0) continue;
    const arenas = weaker[kind].map((id) => `arena:${id}`);
    found.push(info("weaker-bound", WEAKER[kind], arenas));
  }
  return found;
}
