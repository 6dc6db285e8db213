/** Rows of the timeline: one a storage, one a buffer with its tenants in turn, under headers of arenas or groups that fold. */

import type { Lists, Plan } from "../core/plan.types.ts";
import { groupsOf } from "./groups.ts";
import type { Drawn } from "./look.types.ts";
import { byStart, oncePerPlan } from "./plan-tables.ts";
import { type Bands, bandsOf } from "./rows/bands.ts";
import { bandMeasure, bufferMeasure, type RowSort, storageMeasure } from "./rows/measures.ts";
import { positions, sortedBy } from "./sorted.ts";
import { type Tops, topsOf } from "./tops.ts";

export { ROW_SORTS, type RowSort } from "./rows/measures.ts";

export const ROW_KINDS = ["tensors", "buffers", "arenas", "groups"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Which rows there are, and in what order. */
export interface RowSpec {
  readonly kind: RowKind;
  readonly sort: RowSort;
  /** From the greatest to the least. */
  readonly down: boolean;
  /** Ids of groups that are folded; null while nobody has folded any: then groups with very many rows are. */
  readonly folded: ReadonlySet<string> | null;
}

/** Rows under groups from which only the groups are shown at first. */
export const MANY_ROWS = 2000;

/** What a row is. */
export const ROW = { storage: 0, buffer: 1, header: 2 } as const;

/** Rows that stand for many storages together: arenas, or groups of operators. */
export interface Headers {
  readonly count: number;
  /** What `RowSpec.folded` holds. */
  readonly id: readonly string[];
  readonly title: readonly string[];
  readonly row: Int32Array;
  readonly folded: Uint8Array;
  /** Storages of each. */
  readonly members: Int32Array;
  readonly bands: Bands;
}

export interface RowSet {
  readonly plan: Plan;
  /** The arena whose storages are in the rows; rows by arena are of all. */
  readonly arena: number;
  readonly spec: RowSpec;
  readonly count: number;
  /** One of ROW for each row. */
  readonly what: Uint8Array;
  /** Index of the storage, buffer or header that each row is. */
  readonly subject: Int32Array;
  /** What each row is sorted by (measures.ts). */
  readonly measure: Float64Array;
  /** Storages that each row has as bars, in time order, no two at once; a header's has none. */
  readonly storages: Lists;
  /** Steps of each of `storages.items`, and where the longest are. */
  readonly length: Int32Array;
  readonly longest: Tops;
  /** Row of each storage, its header's where that is folded; −1 when it is in another arena. */
  readonly rowOf: Int32Array;
  /** Null where rows stand for themselves. */
  readonly headers: Headers | null;
}

/** Rows without headers, in order. */
interface Leaves {
  readonly what: number;
  readonly subject: Int32Array;
  readonly measure: Float64Array;
}

/** What headers are of: the one of each storage, −1 for none. */
interface Heads {
  readonly id: readonly string[];
  readonly title: readonly string[];
  readonly of: Int32Array;
}

function ordered(what: number, all: Int32Array, measure: (i: number) => number, down: boolean): Leaves {
  const keys = new Float64Array(all.length);
  for (let i = 0; i < keys.length; i++) keys[i] = measure(all[i] ?? 0);
  const order = sortedBy(keys, down);
  return {
    what,
    subject: order.map((i) => all[i] ?? 0),
    measure: keys.map((_, i) => keys[order[i] ?? 0] ?? 0),
  };
}

function leavesOf(plan: Plan, arena: number, { kind, sort, down }: RowSpec): Leaves {
  if (kind === "tensors" || kind === "groups") {
    const all = byStart(plan).filter((s) => plan.storages.arena[s] === arena);
    return ordered(ROW.storage, all, storageMeasure(plan, sort), down);
  }
  const all = positions(plan.buffers.count).filter(
    (b) => kind === "arenas" || plan.buffers.arena[b] === arena,
  );
  return ordered(ROW.buffer, all, bufferMeasure(plan, sort), down);
}

function headsOf({ plan, graph }: Pick<Drawn, "plan" | "graph">, arena: number, kind: RowKind): Heads | null {
  if (kind === "arenas") {
    const title = plan.arenas.map((a) => a.id);
    return { id: title.map((id) => `arena:${id}`), title, of: plan.storages.arena };
  }
  if (kind !== "groups") return null;
  const { id, title, of } = groupsOf({ plan, graph });
  const here = of.map((g, s) => (plan.storages.arena[s] === arena ? g : -1));
  return { id, title: id.length === 1 && graph === null ? ["all"] : title, of: here };
}

/** Puts leaves under their headers, or one after the other. */
class Emitter {
  readonly what: Uint8Array;
  readonly subject: Int32Array;
  readonly measure: Float64Array;
  readonly from: Int32Array;
  readonly items: Int32Array;
  readonly rowOf: Int32Array;
  count = 0;
  #n = 0;
  readonly #plan: Plan;

  constructor(plan: Plan, most: number) {
    this.#plan = plan;
    this.what = new Uint8Array(most);
    this.subject = new Int32Array(most);
    this.measure = new Float64Array(most);
    this.from = new Int32Array(most + 1);
    this.items = new Int32Array(plan.storages.count);
    this.rowOf = new Int32Array(plan.storages.count).fill(-1);
  }

  /** Begins a row; returns its number. */
  #row(what: number, subject: number, measure: number): number {
    const row = this.count++;
    this.what[row] = what;
    this.subject[row] = subject;
    this.measure[row] = measure;
    this.from[row + 1] = this.#n;
    return row;
  }

  #bar(row: number, s: number): void {
    this.items[this.#n++] = s;
    this.rowOf[s] = row;
    this.from[row + 1] = this.#n;
  }

  header(head: number, measure: number): number {
    return this.#row(ROW.header, head, measure);
  }

  leaf({ what, subject, measure }: Leaves, i: number): void {
    const index = subject[i] ?? 0;
    const row = this.#row(what, index, measure[i] ?? 0);
    if (what === ROW.storage) {
      this.#bar(row, index);
      return;
    }
    const { from, items } = this.#plan.buffers.storages;
    for (let k = from[index] ?? 0; k < (from[index + 1] ?? 0); k++) this.#bar(row, items[k] ?? 0);
  }

  done(): Omit<RowSet, "plan" | "arena" | "spec" | "headers"> {
    const { count } = this;
    const { start, end } = this.#plan.storages;
    const items = this.items.slice(0, this.#n);
    const length = items.map((s) => (end[s] ?? 0) - (start[s] ?? 0));
    return {
      count,
      what: this.what.slice(0, count),
      subject: this.subject.slice(0, count),
      measure: this.measure.slice(0, count),
      storages: { from: this.from.slice(0, count + 1), items },
      length,
      longest: topsOf(length),
      rowOf: this.rowOf,
    };
  }
}

/** What headers are made of, whatever rows are sorted by and whichever are folded. */
interface Made {
  readonly graph: Drawn["graph"];
  readonly heads: Heads;
  readonly members: ReturnType<typeof membersOf>;
  readonly bands: Bands;
}

const madeHeads = oncePerPlan(() => new Map<string, Made>());

function madeOf(drawn: Pick<Drawn, "plan" | "graph">, arena: number, kind: RowKind): Made | null {
  const { plan, graph } = drawn;
  const made = madeHeads(plan);
  const key = kind === "arenas" ? kind : `${kind} ${arena}`;
  const found = made.get(key);
  if (found?.graph === graph) return found;
  const heads = headsOf(drawn, arena, kind);
  if (heads === null) return null;
  const bands = bandsOf(plan, heads.id.length, heads.of);
  const now = { graph, heads, members: membersOf(plan, heads), bands };
  made.set(key, now);
  return now;
}

/** Lowest offset, arena and number of the members of each header. */
function membersOf(plan: Plan, { id, of }: Heads) {
  const members = new Int32Array(id.length);
  const lowest = new Float64Array(id.length).fill(Number.POSITIVE_INFINITY);
  const arena = new Int32Array(id.length);
  for (let s = 0; s < of.length; s++) {
    const g = of[s] ?? -1;
    if (g < 0) continue;
    members[g] = (members[g] ?? 0) + 1;
    lowest[g] = Math.min(lowest[g] ?? 0, plan.storages.offset[s] ?? 0);
    arena[g] = plan.storages.arena[s] ?? 0;
  }
  return { members, arena, lowest: lowest.map((low) => (Number.isFinite(low) ? low : 0)) };
}

/** The rows of one arena, or of all where rows are by arena. */
export function rowsOf(drawn: Pick<Drawn, "plan" | "graph">, arena: number, spec: RowSpec): RowSet {
  const { plan } = drawn;
  const leaves = leavesOf(plan, arena, spec);
  const made = madeOf(drawn, arena, spec.kind);
  if (made === null) {
    const rows = new Emitter(plan, leaves.subject.length);
    for (let i = 0; i < leaves.subject.length; i++) rows.leaf(leaves, i);
    return { plan, arena, spec, headers: null, ...rows.done() };
  }
  const { heads, bands } = made;
  const { members, lowest, arena: arenas } = made.members;
  const count = heads.id.length;
  // groups without anybody here have no row; an arena without anybody is still one
  const shown = positions(count).filter((g) => spec.kind === "arenas" || (members[g] ?? 0) > 0);
  const order = ordered(ROW.header, shown, bandMeasure(plan, bands, lowest, arenas, spec.sort), spec.down);
  const { from, items } = dealt(leaves, count, headOf(plan, leaves, heads));
  const rows = new Emitter(plan, leaves.subject.length + count);
  const row = new Int32Array(count).fill(-1);
  const many = spec.kind === "groups" && leaves.subject.length > MANY_ROWS;
  const folded = Uint8Array.from(heads.id, (id) => ((spec.folded?.has(id) ?? many) ? 1 : 0));
  order.subject.forEach((g, i) => {
    row[g] = rows.header(g, order.measure[i] ?? 0);
    if (folded[g] === 1) return;
    for (let k = from[g] ?? 0; k < (from[g + 1] ?? 0); k++) rows.leaf(leaves, items[k] ?? 0);
  });
  for (let s = 0; s < heads.of.length; s++) {
    const g = heads.of[s] ?? -1;
    if (g >= 0 && folded[g] === 1) rows.rowOf[s] = row[g] ?? -1;
  }
  const { id, title } = heads;
  return { plan, arena, spec, headers: { count, id, title, row, folded, members, bands }, ...rows.done() };
}

/** The header of a leaf. */
function headOf(plan: Plan, { what, subject }: Leaves, { of }: Heads): (i: number) => number {
  if (what === ROW.buffer) return (i) => plan.buffers.arena[subject[i] ?? 0] ?? 0;
  return (i) => of[subject[i] ?? 0] ?? -1;
}

/** Leaves by header, each header's in the order of all. */
function dealt({ subject }: Leaves, heads: number, headAt: (i: number) => number): Lists {
  const from = new Int32Array(heads + 1);
  for (let i = 0; i < subject.length; i++) {
    const g = headAt(i) + 1;
    from[g] = (from[g] ?? 0) + 1;
  }
  for (let g = 0; g < heads; g++) from[g + 1] = (from[g + 1] ?? 0) + (from[g] ?? 0);
  const next = from.slice(0, heads);
  const items = new Int32Array(subject.length);
  for (let i = 0; i < subject.length; i++) {
    const g = headAt(i);
    const to = next[g] ?? 0;
    items[to] = i;
    next[g] = to + 1;
  }
  return { from, items };
}

/** The header that a row is, −1 for none. */
export function headerAt({ what, subject }: RowSet, row: number): number {
  return what[row] === ROW.header ? (subject[row] ?? -1) : -1;
}
