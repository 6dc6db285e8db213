/** That every FIFO has its memory whenever it holds samples, and shares it only with others of the same bytes. */

import type { PlanFifo, PlanStorage } from "../document.ts";
import type { Manner } from "./dataflow-fifos.ts";
import type { Need } from "./dataflow-order.ts";
import { type Joined, joinedBy } from "./dataflow-same.ts";
import type { Wanted } from "./dataflow-stream.ts";
import type { Look } from "./look.ts";
import { range, steps } from "./report.ts";

/** `needs`: steps at which each FIFO must have its memory. */
export function checkPlaces(
  look: Look,
  wanted: Wanted,
  fifos: readonly PlanFifo[],
  manner: Manner,
  needs: readonly (readonly Need[])[],
): void {
  const position = new Map(fifos.map(({ id }, f) => [id, f]));
  for (const id of Object.keys(look.plan.tensors)) {
    if (!position.has(id))
      look.report.add("coverage", [`tensor:${id}`], () => `tensor ${id} is no FIFO of the graph`);
  }
  fifos.forEach((fifo, f) => {
    checkTensor(look, fifo, needs[f] ?? []);
    if (manner.aligned) checkAddress(look, fifo);
  });
  const joined = joinedBy(wanted, (f) => look.plan.tensors[`fifo${f}`]?.storage);
  for (const storage of look.plan.storages) checkStorage(look, storage, fifos, position, joined, needs);
  if (manner.apart) checkApart(look);
}

function checkTensor({ plan, report }: Look, fifo: PlanFifo, needs: readonly Need[]): void {
  const { id } = fifo;
  const here = [`tensor:${id}`];
  const bytes = fifo.samples * fifo.sampleBytes;
  const tensor = Object.hasOwn(plan.tensors, id) ? plan.tensors[id] : undefined;
  if (tensor === undefined) {
    if (bytes > 0 && fifo.outside === undefined)
      report.add("coverage", here, () => `FIFO ${id} has ${bytes} bytes, but no place`);
    return;
  }
  if (fifo.outside !== undefined || bytes === 0) {
    report.add("coverage", here, () =>
      bytes === 0
        ? `FIFO ${id} has a place, but no bytes`
        : `FIFO ${id} has a place, but lies in ${fifo.outside}`,
    );
  }
  if (tensor.bytes !== bytes) {
    report.add(
      "bytes",
      here,
      () => `FIFO ${id} has ${tensor.bytes} bytes, but its ${fifo.samples} samples take ${bytes}`,
    );
  }
  const [start, end] = [needs[0]?.[0] ?? 0, needs.at(-1)?.[1] ?? 0];
  if (tensor.start === start && tensor.end === end) return;
  report.add("lifetime", here, () => {
    return `FIFO ${id} lives at ${range(tensor.start, tensor.end)}, but holds samples at ${range(start, end)}`;
  });
}

/** Bytes of the largest element of a processor. */
const LARGEST = 8;

/** An address is a multiple of the largest power of two, up to 8, of which a sample is a multiple. */
function checkAddress({ plan, report }: Look, { id, sampleBytes }: PlanFifo): void {
  const offset = Object.hasOwn(plan.tensors, id) ? plan.tensors[id]?.offset : undefined;
  if (offset === undefined) return;
  let unit = LARGEST;
  while (sampleBytes % unit !== 0) unit /= 2;
  if (offset % unit === 0) return;
  report.add(
    "alignment",
    [`tensor:${id}`],
    () => `FIFO ${id} is at ${offset}, but its samples of ${sampleBytes} bytes need multiples of ${unit}`,
  );
}

function checkStorage(
  { plan, report }: Look,
  storage: PlanStorage,
  fifos: readonly PlanFifo[],
  position: ReadonlyMap<string, number>,
  joined: Joined,
  needs: readonly (readonly Need[])[],
): void {
  const { id } = storage;
  const here = [`storage:${id}`];
  if (storage.workspaceOf !== undefined || storage.tensors.length === 0)
    report.add("coverage", here, () => `storage ${id} holds no FIFO`);
  const [first] = storage.tensors;
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  for (const tensor of storage.tensors) {
    const f = position.get(tensor) ?? -1;
    const own = needs[f] ?? [];
    [start, end] = [Math.min(start, own[0]?.[0] ?? 0), Math.max(end, own.at(-1)?.[1] ?? 0)];
    checkGaps(storage, tensor, own, (say) => report.add("gap", [...here, `tensor:${tensor}`], say));
    if (tensor === first) continue;
    const other = position.get(first ?? "") ?? -1;
    if (!joined.together(f, other)) {
      report.add(
        "view",
        [`tensor:${tensor}`, ...here],
        () => `FIFOs ${first} and ${tensor} share storage ${id}, but no Duplicate gives both the same bytes`,
      );
    } else if (fifos[f]?.array !== true || fifos[other]?.array !== true) {
      report.add(
        "view",
        [`tensor:${tensor}`, ...here],
        () => `FIFOs ${first} and ${tensor} share storage ${id}, but are not both arrays`,
      );
    } else if (
      plan.tensors[tensor]?.offset !== storage.offset ||
      plan.tensors[tensor]?.bytes !== storage.bytes
    ) {
      report.add(
        "view",
        [`tensor:${tensor}`, ...here],
        () => `FIFO ${tensor} is only a part of the storage ${id} that it shares`,
      );
    }
  }
  if (storage.tensors.length > 0 && (storage.start !== start || storage.end !== end)) {
    report.add("lifetime", here, () => {
      return `storage ${id} lives at ${range(storage.start, storage.end)}, its FIFOs hold samples at ${range(start, end)}`;
    });
  }
}

/** Both lists ascend; the first gap that is no gap is told. */
function checkGaps(
  { id, gaps = [] }: PlanStorage,
  tensor: string,
  needs: readonly Need[],
  tell: (say: () => string) => void,
): void {
  let n = 0;
  for (const gap of gaps) {
    while (n < needs.length && (needs[n]?.[1] ?? 0) <= gap.start) n++;
    const need = needs[n];
    if (need === undefined || need[0] >= gap.end) continue;
    tell(
      () =>
        `storage ${id} is not needed at ${steps(gap.start, gap.end)}, but its FIFO ${tensor} holds samples at ${steps(...need)}`,
    );
    return;
  }
}

function checkApart({ plan, report }: Look): void {
  const byPlace = [...plan.storages].sort((a, b) => a.offset - b.offset);
  let before: PlanStorage | undefined;
  for (const storage of byPlace) {
    const { id, offset, bytes, tensors } = storage;
    if (tensors.length > 1)
      report.add(
        "share",
        [`storage:${id}`],
        () => `storage ${id} holds ${tensors.length} FIFOs, but nothing may be shared`,
      );
    if (before !== undefined && before.offset + before.bytes > offset) {
      const other = before;
      report.add("share", [`storage:${other.id}`, `storage:${id}`], () => {
        return `${other.id} ${range(other.offset, other.offset + other.bytes)} and ${id} ${range(offset, offset + bytes)} share bytes, but nothing may be shared`;
      });
    }
    if (before === undefined || before.offset + before.bytes < offset + bytes) before = storage;
  }
}
