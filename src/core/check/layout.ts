/** Where things lie: storages in arenas, tensors in storages; needs no document but the plan. */

import type { PlanStorage, PlanTensor } from "../document.ts";
import { at, type Look } from "./look.ts";
import { range, steps } from "./report.ts";

export function checkLayout(look: Look): void {
  const { plan, report } = look;
  const home = new Map<string, string>();
  plan.storages.forEach((storage, i) => {
    checkStorage(look, storage, i);
    for (const id of storage.tensors) {
      const other = home.get(id);
      if (other !== undefined) {
        report.add(
          "tensor",
          [`tensor:${id}`],
          () => `tensor ${id} is in storage ${other} and again in ${storage.id}`,
        );
      }
      home.set(id, storage.id);
    }
    checkTenants(look, storage);
  });
  for (const [id, tensor] of Object.entries(plan.tensors)) {
    if (home.has(id)) continue;
    report.add("tensor", [`tensor:${id}`], () => `storage ${tensor.storage} does not list its tensor ${id}`);
  }
}

function checkStorage(look: Look, storage: PlanStorage, i: number): void {
  const { plan, report } = look;
  const { id, offset, alignment } = storage;
  if (storage.end < storage.start) {
    report.add(
      "lifetime",
      [`storage:${id}`],
      () => `storage ${id} ends before it starts: ${range(storage.start, storage.end)}`,
    );
  }
  if (offset % alignment !== 0) {
    report.add(
      "alignment",
      [`storage:${id}`],
      () => `storage ${id} is at ${offset}, not a multiple of its alignment ${alignment}`,
    );
  }
  if (storage.bytes === 0 && offset !== 0) {
    report.add(
      "outside",
      [`storage:${id}`],
      () => `storage ${id} has no bytes, so its place is 0, not ${offset}`,
    );
  }
  const arena = plan.arenas[at(look.arenaOf, i)];
  if (arena === undefined) {
    report.add(
      "arena",
      [`storage:${id}`],
      () => `storage ${id} is in arena ${storage.arena}, which the plan does not have`,
    );
    return;
  }
  if (alignment < arena.alignment) {
    report.add(
      "alignment",
      [`storage:${id}`],
      () => `storage ${id} is aligned to ${alignment}, but its arena to ${arena.alignment}`,
    );
  }
  const end = offset + at(look.padded, i);
  if (end > arena.peak) {
    report.add("outside", [`storage:${id}`, `arena:${arena.id}`], () => {
      return `storage ${id} ${range(offset, end)} reaches beyond the peak ${arena.peak} of arena ${arena.id}`;
    });
  }
}

/** A storage is exactly as large as its tensors need, and its life holds theirs. */
function checkTenants(look: Look, storage: PlanStorage): void {
  const { plan, report } = look;
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const id of storage.tensors) {
    const tensor = Object.hasOwn(plan.tensors, id) ? plan.tensors[id] : undefined;
    if (tensor === undefined) {
      report.add(
        "tensor",
        [`tensor:${id}`],
        () => `tensor ${id} of storage ${storage.id} is not in the table of tensors`,
      );
      return;
    }
    checkTenant(look, storage, id, tensor);
    low = Math.min(low, tensor.offset);
    high = Math.max(high, tensor.offset + tensor.bytes);
  }
  if (storage.tensors.length === 0) return;
  if (low !== storage.offset || high !== storage.offset + storage.bytes) {
    report.add("bytes", [`storage:${storage.id}`], () => {
      const end = storage.offset + storage.bytes;
      return `storage ${storage.id} is ${range(storage.offset, end)}, but its tensors take ${range(low, high)}`;
    });
  }
}

function checkTenant(look: Look, storage: PlanStorage, id: string, tensor: PlanTensor): void {
  const { report } = look;
  /** Made for violations only: this runs for every tensor. */
  const here = () => [`tensor:${id}`, `storage:${storage.id}`];
  const same = (what: string, said: string, is: string): void => {
    if (said === is) return;
    report.add("tensor", here(), () => `tensor ${id} names ${what} ${said}, but lives in ${what} ${is}`);
  };
  same("storage", tensor.storage, storage.id);
  same("buffer", tensor.buffer, storage.buffer);
  same("arena", tensor.arena, storage.arena);
  const end = tensor.offset + tensor.bytes;
  const storageEnd = storage.offset + storage.bytes;
  if (tensor.offset < storage.offset || end > storageEnd) {
    report.add("outside", here(), () => {
      return `tensor ${id} ${range(tensor.offset, end)} lies outside its storage ${storage.id} ${range(storage.offset, storageEnd)}`;
    });
  }
  if (tensor.start < storage.start || tensor.end > storage.end || tensor.end < tensor.start) {
    report.add("lifetime", here(), () => {
      const life = steps(tensor.start, tensor.end);
      return `tensor ${id} lives at ${life}, its storage ${storage.id} at ${steps(storage.start, storage.end)}`;
    });
  }
}
