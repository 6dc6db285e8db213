/** Allocations agree with the storages in them: one home for each, tenants in turn, laid out as the mode says. */

import type { PlanBuffer, PlanStorage } from "../document.ts";
import { at, type Look } from "./look.ts";
import { range } from "./report.ts";

export function checkBuffers(look: Look): void {
  const { plan, report } = look;
  const homes = new Int32Array(plan.storages.length);
  for (const buffer of plan.buffers) {
    const tenants: number[] = [];
    for (const id of buffer.storages) {
      const i = look.storages.get(id);
      if (i === undefined) {
        report.add(
          "buffer",
          [`buffer:${buffer.id}`],
          () => `buffer ${buffer.id} has a tenant ${id}, which is no storage`,
        );
        continue;
      }
      homes[i] = at(homes, i) + 1;
      tenants.push(i);
    }
    checkTenants(look, buffer, tenants);
  }
  plan.storages.forEach((storage, i) => {
    if (at(homes, i) === 1) return;
    report.add("buffer", [`storage:${storage.id}`], () => {
      return `storage ${storage.id} is a tenant of ${at(homes, i)} buffers, not of exactly one`;
    });
  });
  if (look.rules.slots) checkApart(look);
  else checkTogether(look);
}

function checkTenants(look: Look, buffer: PlanBuffer, tenants: readonly number[]): void {
  const { plan, report, rules } = look;
  const here = [`buffer:${buffer.id}`];
  if (!look.arenas.has(buffer.arena)) {
    report.add(
      "buffer",
      here,
      () => `buffer ${buffer.id} is in arena ${buffer.arena}, which the plan does not have`,
    );
  }
  if (buffer.storages.length === 0) report.add("buffer", here, () => `buffer ${buffer.id} has no tenant`);
  let largest = 0;
  let before: PlanStorage | undefined;
  let first: PlanStorage | undefined;
  for (const i of tenants) {
    const storage = plan.storages[i];
    if (storage === undefined) continue;
    largest = Math.max(largest, at(look.padded, i));
    checkTenant(look, buffer, storage);
    if (before !== undefined && storage.start < before.end) {
      const [a, b] = [before, storage];
      report.add("buffer", [...here, `storage:${a.id}`, `storage:${b.id}`], () => {
        const lives = `${a.id} ${range(a.start, a.end)} and ${b.id} ${range(b.start, b.end)}`;
        return `tenants ${lives} of buffer ${buffer.id} do not follow each other in time`;
      });
    }
    before = storage;
    first ??= storage;
    if (rules.slots) checkClass(look, buffer, first, storage);
  }
  if (buffer.bytes !== largest) {
    report.add(
      "buffer",
      here,
      () => `buffer ${buffer.id} has ${buffer.bytes} bytes, its largest tenant needs ${largest}`,
    );
  }
}

function checkTenant(look: Look, buffer: PlanBuffer, storage: PlanStorage): void {
  const same = (what: string, said: string | number, is: string | number): void => {
    if (said === is) return;
    look.report.add("buffer", [`buffer:${buffer.id}`, `storage:${storage.id}`], () => {
      return `storage ${storage.id} has ${what} ${said}, but it is a tenant of buffer ${buffer.id} with ${what} ${is}`;
    });
  };
  same("buffer", storage.buffer, buffer.id);
  same("arena", storage.arena, buffer.arena);
  same("offset", storage.offset, buffer.offset);
}

/** The classes that sizes decide; equal types need the document (graph.ts). */
function checkClass(look: Look, buffer: PlanBuffer, first: PlanStorage, storage: PlanStorage): void {
  const { share } = look.rules;
  const wrong =
    share === "fits" ? storage.bytes > first.bytes : share === "bytes" && storage.bytes !== first.bytes;
  if (!wrong) return;
  look.report.add("share", [`buffer:${buffer.id}`, `storage:${storage.id}`], () => {
    const sizes = `${storage.id} (${storage.bytes} bytes) may not share with ${first.id} (${first.bytes} bytes)`;
    return `in buffer ${buffer.id} storage ${sizes} under share "${share}"`;
  });
}

/** Slot mode: no two buffers of an arena touch, whatever their times. */
function checkApart(look: Look): void {
  const { plan, report } = look;
  const byPlace = plan.buffers.filter((b) => b.bytes > 0).sort((a, b) => a.offset - b.offset);
  const furthest = new Map<string, PlanBuffer>();
  for (const buffer of byPlace) {
    const other = furthest.get(buffer.arena);
    const end = buffer.offset + buffer.bytes;
    if (other !== undefined && other.offset + other.bytes > buffer.offset) {
      report.add("buffer", [`buffer:${other.id}`, `buffer:${buffer.id}`], () => {
        const pair = `${other.id} ${range(other.offset, other.offset + other.bytes)} and ${buffer.id} ${range(buffer.offset, end)}`;
        return `buffers ${pair} overlap in arena ${buffer.arena}`;
      });
    }
    if (other === undefined || other.offset + other.bytes < end) furthest.set(buffer.arena, buffer);
  }
}

/**
 * Arena mode: a buffer is all of an arena's storages at one offset; only empty storages may stand alone at 0. Where lives
 * meet that need not (fixed addresses, gaps) there are as many buffers as lives at once.
 */
function checkTogether(look: Look): void {
  const { plan, report } = look;
  const byPlace = new Map<string, PlanBuffer[]>();
  for (const buffer of plan.buffers) {
    if (buffer.bytes === 0) continue;
    const place = `${buffer.offset} ${buffer.arena}`;
    const others = byPlace.get(place);
    if (others === undefined) byPlace.set(place, [buffer]);
    else others.push(buffer);
  }
  for (const buffers of byPlace.values()) {
    const [first, second] = buffers;
    if (first === undefined || second === undefined || buffers.length <= mostAtOnce(look, buffers)) continue;
    report.add("buffer", [`buffer:${first.id}`, `buffer:${second.id}`], () => {
      const ids = buffers.map((b) => b.id);
      const few = `${ids.slice(0, -1).slice(0, 3).join(", ")} and ${ids.at(-1)}`;
      const what = buffers.length === 2 ? "are both" : "are all";
      return `buffers ${few} ${what} at ${first.offset} in arena ${first.arena}, so they are one`;
    });
  }
}

/** Most tenants of these buffers whose whole lives hold one step. */
function mostAtOnce(look: Look, buffers: readonly PlanBuffer[]): number {
  const { plan } = look;
  const tenants = buffers.flatMap((b) =>
    b.storages.flatMap((id) => plan.storages[look.storages.get(id) ?? -1] ?? []),
  );
  const starts = tenants.map((s) => s.start).sort((a, b) => a - b);
  const ends = tenants.map((s) => s.end).sort((a, b) => a - b);
  let most = 0;
  let ended = 0;
  starts.forEach((start, born) => {
    while (ended < ends.length && (ends[ended] ?? 0) <= start) ended++;
    most = Math.max(most, born + 1 - ended);
  });
  return most;
}
