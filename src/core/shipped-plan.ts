/** The plan that a file carries as a plan of ours: every tensor at the address that the file gives it, the others where a runtime may put them. */

import type { DataflowDocument } from "./dialects/dataflow/document.ts";
import type { Diagnostic, GraphDocument } from "./document.ts";
import { groupBy } from "./lists.ts";
import { tflmGreedy } from "./place/tflm-greedy.ts";
import { place } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { settingsOf, shippedBytes } from "./shipped.ts";
import { planShippedStream } from "./shipped-stream.ts";
import { emptyColumns } from "./storages.ts";
import { type Task, taskOfGraph } from "./task.ts";
import { NO_WATCH } from "./watch.ts";

export interface ShippedPlanned {
  /** Where it came from, e.g. "OfflineMemoryAllocation". */
  readonly title: string;
  readonly plan: Plan;
  /** What it takes in the file, where its arenas may be larger than their highest address. */
  readonly bytes: number;
  /** 1 for each storage that the file gives no address: it lies where TFLM's greedy planner puts it round the others. */
  readonly free: Uint8Array;
}

/** Tensors of one storage that the file puts where one storage can hold them. */
interface Part {
  readonly storage: number;
  readonly tensors: number[];
  /** Address of the storage's first byte, as the file has it; undefined: the file gives none. */
  readonly base: number | undefined;
}

/** What the file puts apart is apart, even where our plan has one storage of it. */
function partsOf({ storages, tensors }: Task, offsets: Readonly<Record<string, number>>): readonly Part[] {
  const parts: Part[] = [];
  for (let s = 0; s < storages.count; s++) {
    const own = new Map<number | undefined, Part>();
    for (let i = storages.tensors.from[s] ?? 0; i < (storages.tensors.from[s + 1] ?? 0); i++) {
      const t = storages.tensors.items[i] ?? 0;
      const id = tensors.id[t] ?? "";
      const address = Object.hasOwn(offsets, id) ? offsets[id] : undefined;
      const base = address === undefined ? undefined : address - (tensors.byteOffset[t] ?? 0);
      const part = own.get(base);
      if (part === undefined) own.set(base, { storage: s, tensors: [t], base });
      else part.tensors.push(t);
    }
    // scratch holds no tensor
    if (own.size === 0) own.set(undefined, { storage: s, tensors: [], base: undefined });
    parts.push(...own.values());
  }
  return parts;
}

/** The task with a storage a part, those with an address held to it. */
function asShipped(task: Task, parts: readonly Part[]): Task {
  const { storages, tensors } = task;
  const columns = emptyColumns(parts.length);
  const home = tensors.storage.slice();
  const byteOffset = tensors.byteOffset.slice();
  const whole = new Int32Array(storages.count);
  for (const { storage } of parts) whole[storage] = (whole[storage] ?? 0) + 1;
  parts.forEach((part, p) => {
    const { storage: s } = part;
    const named = part.tensors.includes(storages.tensor[s] ?? -1) || part.tensors.length === 0;
    const first = named ? (storages.tensor[s] ?? -1) : (part.tensors[0] ?? -1);
    const low = whole[s] === 1 ? 0 : Math.min(...part.tensors.map((t) => tensors.byteOffset[t] ?? 0));
    const over = (of: (t: number) => number, most: (...n: number[]) => number) =>
      most(...part.tensors.map(of));
    columns.id.push(named ? (storages.id[s] ?? "") : (tensors.id[first] ?? ""));
    columns.type.push(storages.type[s] ?? "");
    columns.tensor[p] = first;
    columns.workspaceOf[p] = storages.workspaceOf[s] ?? -1;
    columns.arena[p] = storages.arena[s] ?? 0;
    columns.alignment[p] = storages.alignment[s] ?? 1;
    columns.stride[p] = part.base === undefined ? (storages.stride[s] ?? 1) : 1;
    columns.start[p] = storages.start[s] ?? 0;
    columns.end[p] = storages.end[s] ?? 0;
    columns.bytes[p] = storages.bytes[s] ?? 0;
    if (whole[s] !== 1) {
      columns.start[p] = over((t) => tensors.start[t] ?? 0, Math.min);
      columns.end[p] = over((t) => tensors.end[t] ?? 0, Math.max);
      columns.bytes[p] = over((t) => (tensors.byteOffset[t] ?? 0) + (tensors.bytes[t] ?? 0), Math.max) - low;
    }
    if (part.base !== undefined) columns.fixed[p] = Math.max(0, part.base + low);
    for (const t of part.tensors) {
      home[t] = p;
      byteOffset[t] = (tensors.byteOffset[t] ?? 0) - low;
    }
  });
  const members = Int32Array.from(home.keys()).filter((t) => (home[t] ?? -1) >= 0);
  const lists = groupBy(
    parts.length,
    members.map((t) => home[t] ?? 0),
    members,
  );
  return {
    ...task,
    tensors: { ...tensors, storage: home, byteOffset },
    storages: { ...columns, tensors: lists, ofTensor: home },
    others: [],
  };
}

/** Where the reader of the file has judged the plan, its word stands: branches of which one runs may use the same bytes. */
function judged(
  found: readonly Diagnostic[],
  conflicts: readonly Diagnostic[] | undefined,
): readonly Diagnostic[] {
  if (conflicts === undefined) return found;
  return [...conflicts, ...found.filter(({ code }) => code !== "fixed-overlap")];
}

/** By the file's own order and without rounding sizes up; null without a plan in it, and for a graph that cannot be planned. */
export function planShipped(document: GraphDocument | DataflowDocument): ShippedPlanned | null {
  if (document.kind === "dataflow") return planShippedStream(document);
  const { shipped } = document;
  if (shipped === undefined) return null;
  const settings = { ...settingsOf(document, shipped), alignment: 1, place: tflmGreedy.id };
  const task = taskOfGraph(document, settings, NO_WATCH, () => 0);
  if (!task.ok) return null;
  const parts = partsOf(task.value, shipped.offsets);
  const made = place(asShipped(task.value, parts), tflmGreedy, 0, NO_WATCH);
  if (!made.ok) return null;
  const name = `${document.name} (${shipped.title})`;
  const free = Uint8Array.from(parts, ({ base }) => (base === undefined ? 1 : 0));
  const diagnostics = judged(made.value.diagnostics, shipped.conflicts);
  const plan = { ...made.value, name, imported: true, diagnostics };
  return { title: shipped.title, plan, bytes: shippedBytes(shipped, plan.arenas), free };
}
