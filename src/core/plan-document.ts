/** A plan as the document that is written; what reads it back is plan-import.ts. */

import type { PlanArena, PlanBuffer, PlanDocument, PlanStorage, PlanTensor } from "./document.ts";
import { rowOf } from "./lists.ts";
import { gapsOf } from "./needs.ts";
import { orderOf } from "./order-of.ts";
import type { Plan, Search } from "./plan.types.ts";
import { SETTINGS } from "./settings.ts";
import { VERSION } from "./version.ts";

export { fromPlanDocument } from "./plan-import.ts";

/** The document of a plan, keys in a fixed order, so that the same plan gives the same bytes; `source` says what was planned. */
export function toPlanDocument(plan: Plan, source: PlanDocument["source"]): PlanDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "plan",
    name: plan.name,
    source: { name: source.name, kind: source.kind, sha256: source.sha256 },
    settings: settingsOf(plan, source.kind),
    order: orderOf(plan),
    storages: storagesOf(plan),
    tensors: tensorsOf(plan),
    buffers: buffersOf(plan),
    arenas: arenasOf(plan),
    stats: plan.stats,
    diagnostics: plan.diagnostics,
    ...searchOf(plan.search),
    ...(plan.fifos === undefined ? {} : { fifos: plan.fifos }),
    producer: { name: "memplan", version: VERSION },
  };
}

/** What ended before its budget says so: the same settings need not give the same plan again. */
function settingsOf(plan: Plan, kind: PlanDocument["source"]["kind"]): PlanDocument["settings"] {
  const heard = SETTINGS.filter(({ only }) => only === undefined || only === kind);
  const settings = Object.fromEntries(heard.map(({ name }) => [name, plan.settings[name]]));
  return plan.search.endedEarly ? { ...settings, endedEarly: true } : settings;
}

function arenasOf(plan: Plan): PlanArena[] {
  return plan.arenas.map(({ id, capacity, alignment, peak, lowerBound, optimal }, a) => {
    const arena = { id, capacity, alignment, peak, lowerBound, optimal };
    const antichain = plan.antichains?.[a];
    if (antichain === undefined) return arena;
    return { ...arena, antichain: Array.from(antichain, (i) => plan.storages.id[i] ?? "") };
  });
}

function searchOf(search: Search): Pick<PlanDocument, "search"> {
  const { placeSteps, orderSteps, orderProven, orderBound, way } = search;
  if (placeSteps === 0 && orderSteps === 0 && !orderProven && orderBound === 0) return {};
  const bound = orderBound > 0 ? orderBound : null;
  const said = { placeSteps, orderSteps, orderOptimal: orderProven, orderBound: bound };
  return { search: way === undefined ? said : { ...said, way } };
}

function storagesOf(plan: Plan): PlanStorage[] {
  const { storages, tensors, arenas, buffers, nodes } = plan;
  return storages.id.map((id, i) => {
    const owner = storages.workspaceOf[i] ?? -1;
    const storage = {
      id,
      tensors: Array.from(rowOf(storages.tensors, i), (t) => tensors.id[t] ?? ""),
      bytes: storages.bytes[i] ?? 0,
      alignment: storages.alignment[i] ?? 1,
      start: storages.start[i] ?? 0,
      end: storages.end[i] ?? 0,
      arena: arenas[storages.arena[i] ?? 0]?.id ?? "",
      offset: storages.offset[i] ?? 0,
      buffer: buffers.id[storages.buffer[i] ?? 0] ?? "",
    };
    if (owner >= 0) return { ...storage, workspaceOf: nodes.id[owner] ?? "" };
    const gaps = storages.gaps === null ? [] : gapsOf(storages.gaps, i);
    return gaps.length === 0 ? storage : { ...storage, gaps };
  });
}

/** As own properties, so that any id is safe as a key. */
function tensorsOf(plan: Plan): Record<string, PlanTensor> {
  const { storages, tensors, arenas, buffers } = plan;
  const entries: [string, PlanTensor][] = [];
  tensors.id.forEach((id, t) => {
    const s = tensors.storage[t] ?? -1;
    if (s < 0) return;
    entries.push([
      id,
      {
        storage: storages.id[s] ?? "",
        buffer: buffers.id[storages.buffer[s] ?? 0] ?? "",
        arena: arenas[storages.arena[s] ?? 0]?.id ?? "",
        offset: (storages.offset[s] ?? 0) + (tensors.byteOffset[t] ?? 0),
        bytes: tensors.bytes[t] ?? 0,
        start: tensors.start[t] ?? 0,
        end: tensors.end[t] ?? 0,
      },
    ]);
  });
  return Object.fromEntries(entries);
}

function buffersOf(plan: Plan): PlanBuffer[] {
  const { buffers, arenas, storages } = plan;
  return buffers.id.map((id, b) => ({
    id,
    arena: arenas[buffers.arena[b] ?? 0]?.id ?? "",
    offset: buffers.offset[b] ?? 0,
    bytes: buffers.bytes[b] ?? 0,
    storages: Array.from(rowOf(buffers.storages, b), (i) => storages.id[i] ?? ""),
  }));
}
