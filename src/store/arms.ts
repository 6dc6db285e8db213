/** The open program of arms: what is known of it, what the last change did to sharing, and what of it the pane shows. */

import { createStore } from "zustand/vanilla";
import type { ArmsDocument } from "../core/dialects/arms/document.ts";
import { readArms } from "../core/dialects/arms/model.ts";
import { type BufferUse, usesOfBuffers } from "../core/dialects/arms/pins.ts";
import type { PreciseReport } from "../core/dialects/arms/report.types.ts";
import { areShareable, type Scratch, scratchOf } from "../core/dialects/arms/slots.ts";
import { type ArmsStructure, structureOf } from "../core/dialects/arms/structure.ts";
import type { MemplanDocument } from "../core/document.ts";
import { ok, type Problem, type Result } from "../core/result.ts";
import { documentStore } from "./document.ts";

type Pair = readonly [string, string];

/** Of thousands of buffers there are millions of pairs: so many are named, the rest is counted. */
const MOST_NAMED = 24;

export interface ChangedPairs {
  readonly named: readonly Pair[];
  readonly count: number;
}

/** Pairs of buffers that may share storage no more, and those that may since. */
export interface SharingChange {
  readonly stopped: ChangedPairs;
  readonly begun: ChangedPairs;
}

export type ArmsTab = "sharing" | "arm" | "buffer" | "marks";

export interface ArmsState {
  /** What the panel beside the table shows. */
  readonly tab: ArmsTab;
  /** Ids of the arm and the buffer that are looked at; they may be gone. */
  readonly arm: string | null;
  readonly buffer: string | null;
  /** What the last change of the document did; null before any, and where it changed no pair. */
  readonly change: SharingChange | null;
  /** Slots and arena, made in the background: of the open document, or of what it was a moment ago. */
  readonly planned: { readonly document: ArmsDocument; readonly precise: PreciseReport } | null;
  /** Why there are none. */
  readonly problem: Problem | null;
  /** Buffers that are pointed at as a pair. */
  readonly pair: Pair | null;
}

export const armsStore = createStore<ArmsState>(() => ({
  tab: "sharing",
  arm: null,
  buffer: null,
  change: null,
  planned: null,
  problem: null,
  pair: null,
}));

/** What is known of a program at once, without planning it. */
export interface ArmsFacts extends ArmsStructure {
  /** By position of the buffer. */
  readonly uses: readonly BufferUse[];
  /** What may share storage with what. */
  readonly scratch: Scratch;
}

/** Documents are immutable: undoing an edit asks for one that is known. */
const known = new WeakMap<ArmsDocument, Result<ArmsFacts>>();

/** Fails when names are not unique or name nothing, or the order makes no sense. */
export function factsOf(document: ArmsDocument): Result<ArmsFacts> {
  let facts = known.get(document);
  if (facts === undefined) {
    facts = readFacts(document);
    known.set(document, facts);
  }
  return facts;
}

function readFacts(document: ArmsDocument): Result<ArmsFacts> {
  const model = readArms(document);
  if (!model.ok) return model;
  const uses = usesOfBuffers(model.value);
  return ok({ ...structureOf(model.value), uses, scratch: scratchOf(model.value, uses) });
}

/** Pairs that may share in `from` and not in `to`, of buffers that both documents have. */
function lost(from: ArmsDocument, to: ArmsDocument): ChangedPairs {
  const [before, after] = [factsOf(from), factsOf(to)];
  if (!before.ok || !after.ok) return { named: [], count: 0 };
  const there = new Set(to.buffers.map(({ id }) => id));
  const { ids, relation } = before.value.scratch;
  const now = new Map(after.value.scratch.ids.map((id, v) => [id, v]));
  // by position: of thousands of buffers no pair may cost a string
  const stay = ids.flatMap((id, v) => (there.has(id) ? [{ id, v, later: now.get(id) ?? -1 }] : []));
  const named: Pair[] = [];
  let count = 0;
  stay.forEach((one, i) => {
    for (let j = i + 1; j < stay.length; j++) {
      const other = stay[j];
      if (other === undefined || !areShareable(relation, one.v, other.v)) continue;
      const both = one.later >= 0 && other.later >= 0;
      if (both && areShareable(after.value.scratch.relation, one.later, other.later)) continue;
      if (++count <= MOST_NAMED) named.push([one.id, other.id]);
    }
  });
  return { named, count };
}

/** What going from one document to another does to sharing; null where it does nothing. */
export function sharingChange(
  from: MemplanDocument | null,
  to: MemplanDocument | null,
): SharingChange | null {
  if (from?.kind !== "arms" || to?.kind !== "arms") return null;
  const [stopped, begun] = [lost(from, to), lost(to, from)];
  return stopped.count + begun.count === 0 ? null : { stopped, begun };
}

/** Follows the open document, edits and steps back alike; returns how to stop. */
export function watchSharing(): () => void {
  const stop = documentStore.subscribe((now, before) => {
    if (now.document === before.document) return;
    const change = now.opening === before.opening ? sharingChange(before.document, now.document) : null;
    armsStore.setState({ change, pair: null });
    if (now.opening !== before.opening) armsStore.setState({ arm: null, buffer: null });
  });
  return () => {
    stop();
    // what is changed from now on is not told
    armsStore.setState({ change: null, pair: null });
  };
}

/** Shows an arm, or a buffer, in the panel beside the table. */
export function showArm(arm: string): void {
  armsStore.setState({ arm, tab: "arm" });
}
export function showBuffer(buffer: string): void {
  armsStore.setState({ buffer, tab: "buffer" });
}
