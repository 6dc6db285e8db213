/** Rows of the timeline: one a buffer with its tenants in turn, or one a storage by its start. */

import type { Lists, Plan } from "../core/plan.types.ts";
import type { Drawn } from "./look.types.ts";
import { byStart } from "./plan-tables.ts";

export const ROW_KINDS = ["tensors", "buffers", "arenas", "groups"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export const ROW_SORTS = ["start", "size", "lifetime", "offset", "savings"] as const;
export type RowSort = (typeof ROW_SORTS)[number];

/** Which rows there are, and in what order. */
export interface RowSpec {
  readonly kind: RowKind;
  readonly sort: RowSort;
  /** From the greatest to the least. */
  readonly down: boolean;
  /** Ids of groups that are folded. */
  readonly folded: ReadonlySet<string>;
}

export interface RowSet {
  readonly plan: Plan;
  /** The arena whose storages are in the rows. */
  readonly arena: number;
  readonly spec: RowSpec;
  readonly kind: "buffers" | "tensors";
  readonly count: number;
  /** Storages of each row, in time order. */
  readonly storages: Lists;
  /** Row of each storage; −1 when it is in another arena. */
  readonly rowOf: Int32Array;
  /** Index of the buffer, or of the storage, that each row is. */
  readonly subject: Int32Array;
}

type Rows = Omit<RowSet, "plan" | "arena" | "spec">;

function rowsOfBuffers(plan: Plan, arena: number): Rows {
  const { buffers } = plan;
  const subject = Int32Array.from({ length: buffers.count }, (_, b) => b).filter(
    (b) => buffers.arena[b] === arena,
  );
  const from = new Int32Array(subject.length + 1);
  const items = new Int32Array(plan.storages.count);
  const rowOf = new Int32Array(plan.storages.count).fill(-1);
  let n = 0;
  subject.forEach((b, row) => {
    for (let i = buffers.storages.from[b] ?? 0; i < (buffers.storages.from[b + 1] ?? 0); i++) {
      const s = buffers.storages.items[i] ?? 0;
      items[n++] = s;
      rowOf[s] = row;
    }
    from[row + 1] = n;
  });
  return { kind: "buffers", count: subject.length, storages: { from, items }, rowOf, subject };
}

function rowsOfStorages(plan: Plan, arena: number): Rows {
  const subject = byStart(plan).filter((s) => plan.storages.arena[s] === arena);
  const rowOf = new Int32Array(plan.storages.count).fill(-1);
  subject.forEach((s, row) => {
    rowOf[s] = row;
  });
  const from = Int32Array.from({ length: subject.length + 1 }, (_, row) => row);
  return { kind: "tensors", count: subject.length, storages: { from, items: subject }, rowOf, subject };
}

/** The rows of one arena. */
export function rowsOf({ plan }: Pick<Drawn, "plan">, arena: number, spec: RowSpec): RowSet {
  const rows = spec.kind === "tensors" ? rowsOfStorages(plan, arena) : rowsOfBuffers(plan, arena);
  return { plan, arena, spec, ...rows };
}

/** Name at the left of a row. */
export function rowName(plan: Plan, rows: RowSet, row: number): string {
  const subject = rows.subject[row] ?? 0;
  if (rows.kind === "buffers") return plan.buffers.id[subject] ?? "";
  const node = plan.nodes.id[plan.storages.workspaceOf[subject] ?? -1];
  return node === undefined ? (plan.storages.id[subject] ?? "") : `scratch ${node}`;
}
