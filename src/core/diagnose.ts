/** What people should know of a plan besides its numbers: what does not fit and why, what the document left odd. */

import { highest } from "./bound.ts";
import type { Diagnostic, PlanArena } from "./document.ts";
import type { Graph } from "./graph.ts";
import { type Pieces, piecesIn } from "./needs.ts";
import { PLACEMENTS } from "./place/index.ts";
import type { Curve, StorageColumns } from "./plan.types.ts";
import type { Task } from "./task.ts";
import { formatBytesExactly, formatCount } from "./units.ts";

/** Storages named in the sentence of a plan that does not fit. */
const NAMED = 3;
/** Things listed under one diagnostic. */
const LISTED = 100;

/** One error an arena that is too small: by how much, when, and because of what. `floors`: bytes below which no placement of it goes. */
export function whatDoesNotFit(
  storages: StorageColumns,
  arenas: readonly PlanArena[],
  live: readonly Curve[],
  floors: readonly number[],
  antichains: readonly Int32Array[] | null,
): Diagnostic[] {
  return arenas.flatMap((arena, a) => {
    if (arena.capacity === null || arena.peak <= arena.capacity) return [];
    const antichain = antichains?.[a];
    if (antichain !== undefined) return [tooSmallInAnyOrder(storages, arena, arena.capacity, antichain)];
    const hopeless = arena.lowerBound > arena.capacity;
    const step = hopeless ? stepOfMost(live[a]) : stepOfTop(storages, a);
    const alive = largestAlive(piecesIn({ storages, arenas }), a, step).slice(0, NAMED);
    const largest = alive.map(({ storage }) => storage);
    const names = alive.map(({ storage, bytes }) => `${storages.id[storage]} (${formatBytesExactly(bytes)})`);
    const over = formatBytesExactly(arena.peak - arena.capacity);
    const floor = floors[a] ?? 0;
    const proof =
      floor > arena.capacity
        ? `; a search has proved that no placement fits in ${formatBytesExactly(arena.capacity)}`
        : "";
    const why = hopeless
      ? `${formatBytesExactly(arena.lowerBound)} are alive there at step ${formatCount(step)}, so no placement can fit`
      : `its highest address is in use at step ${formatCount(step)}, though never more than ${formatBytesExactly(arena.lowerBound)} are alive${proof}`;
    const message = `Arena ${arena.id} is too small by ${over}: ${why}. The largest alive then: ${names.join(", ")}.`;
    const at = [`arena:${arena.id}`, `step:${step}`, ...largest.map((i) => `storage:${storages.id[i]}`)];
    return [{ severity: "error", code: "does-not-fit", message, at }];
  });
}

/** Steps say nothing here: what counts is who can never share. */
function tooSmallInAnyOrder(
  storages: StorageColumns,
  arena: PlanArena,
  capacity: number,
  antichain: Int32Array,
): Diagnostic {
  const largest = Array.from(antichain)
    .sort((a, b) => (storages.padded[b] ?? 0) - (storages.padded[a] ?? 0) || a - b)
    .slice(0, NAMED);
  const names = largest.map((i) => `${storages.id[i]} (${formatBytesExactly(storages.padded[i] ?? 0)})`);
  const bound = formatBytesExactly(arena.lowerBound);
  const why =
    arena.lowerBound > capacity
      ? `${bound} are of storages of which no two can share in every order, so no placement can fit`
      : `no more than ${bound} are known never to share in any order, so another placement might fit`;
  const over = formatBytesExactly(arena.peak - capacity);
  const message = `Arena ${arena.id} is too small by ${over}: ${why}. The largest of these: ${names.join(", ")}.`;
  const at = [`arena:${arena.id}`, ...largest.map((i) => `storage:${storages.id[i]}`)];
  return { severity: "error", code: "does-not-fit", message, at };
}

function stepOfMost(curve: Curve | undefined): number {
  return curve === undefined ? 0 : highest(curve).step;
}

/** The step at which the highest address of an arena is first used. */
function stepOfTop(storages: StorageColumns, arena: number): number {
  let top = -1;
  let step = 0;
  for (let i = 0; i < storages.count; i++) {
    if (storages.arena[i] !== arena) continue;
    const end = (storages.offset[i] ?? 0) + (storages.padded[i] ?? 0);
    const start = storages.start[i] ?? 0;
    if (end < top || (end === top && start >= step)) continue;
    top = end;
    step = start;
  }
  return step;
}

/** Storages with the bytes that they need at a step. */
function largestAlive(needs: Pieces, arena: number, step: number) {
  const alive: { readonly storage: number; readonly bytes: number }[] = [];
  for (let k = 0; k < needs.count; k++) {
    const lives = (needs.start[k] ?? 0) <= step && step < (needs.end[k] ?? 0);
    if (lives && needs.arena[k] === arena)
      alive.push({ storage: needs.owner[k] ?? 0, bytes: needs.bytes[k] ?? 0 });
  }
  return alive.sort((a, b) => b.bytes - a.bytes || a.storage - b.storage);
}

/** Gaps that were given in vain: in slot mode, or by a placement that does not look at them, unless the bound is met all the same. */
export function gapsNotUsed(
  task: Pick<Task, "gaps" | "storages" | "settings">,
  arenas: readonly PlanArena[],
): Diagnostic[] {
  const { gaps, storages, settings } = task;
  if (gaps === null || arenas.every((arena) => arena.peak === arena.lowerBound)) return [];
  const placement = PLACEMENTS.find((p) => p.id === settings.place);
  if (placement?.usesGaps === true && !settings.slots) return [];
  const gapped = storages.id.filter((_, i) => (gaps.from[i + 1] ?? 0) > (gaps.from[i] ?? 0));
  const who = settings.slots ? "Slot mode" : `The placement ${settings.place}`;
  const message = `${who} makes no use of the gaps, which ${formatCount(gapped.length)} of ${formatCount(storages.count)} buffers have: each keeps its bytes for its whole interval, so the plan may be larger than it must be.`;
  const at = gapped.slice(0, LISTED).map((id) => `storage:${id}`);
  return [{ severity: "info", code: "gaps-not-used", message, at }];
}

/** Values that no node reads, tensors that nothing touches, views that had to be copies. */
export function whatIsOdd(graph: Graph, copies: readonly number[]): Diagnostic[] {
  const dead: string[] = [];
  const untouched: string[] = [];
  const unread: string[] = [];
  graph.document.tensors.forEach((tensor, t) => {
    const read = (graph.readers.from[t + 1] ?? 0) > (graph.readers.from[t] ?? 0);
    if (read || graph.output[t] === 1) return;
    if ((graph.producer[t] ?? -1) >= 0) dead.push(tensor.id);
    else if (tensor.role === "input") unread.push(tensor.id);
    else if (tensor.role === undefined || tensor.role === "intermediate") untouched.push(tensor.id);
  });
  const copied = copies.map((t) => graph.document.tensors[t]?.id ?? "");
  return [
    ...about(
      dead,
      "dead-value",
      "info",
      (n) => `${n} made by a node but neither read nor an output; each still takes room while its node runs`,
    ),
    ...about(unread, "unread-input", "info", (n) => `${n} an input of the graph that no node reads`),
    ...about(
      untouched,
      "untouched-tensor",
      "info",
      (n) => `${n} neither made nor read; each still has a place at step 0`,
    ),
    ...about(
      copied,
      "view-copied",
      "warning",
      (n) => `${n} a view whose alignment or arena is not that of its input, and planned as a copy`,
    ),
  ];
}

function about(
  ids: readonly string[],
  code: string,
  severity: Diagnostic["severity"],
  say: (subject: string) => string,
): Diagnostic[] {
  const [first] = ids;
  if (first === undefined) return [];
  const more = ids.length === 1 ? "" : ` and ${formatCount(ids.length - 1)} more`;
  const subject = `${JSON.stringify(first)}${more} ${ids.length === 1 ? "is" : "are each"}`;
  return [
    { severity, code, message: `${say(subject)}.`, at: ids.slice(0, LISTED).map((id) => `tensor:${id}`) },
  ];
}
