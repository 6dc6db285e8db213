/** A program with its places, tensor by tensor and method by method: what verification reads, whoever gave the places. */

import { bytesOf } from "../../../bytes.ts";
import type { PlanDocument } from "../../../document.ts";
import type { Plan } from "../../../plan.types.ts";
import type { MethodsDocument } from "../document.ts";
import { arenaOf, fresh, inMethod } from "../names.ts";
import { basesOf, changedIn } from "../touches.ts";
import { isChanged, methodsWith, statesByName } from "./candidates.ts";
import type { SharedState } from "./shared.ts";

export interface PlacedTensor {
  readonly method: string;
  readonly tensor: string;
  /** Name of the state that it is; "" for what is no shared state. */
  readonly entry: string;
  /** As methods number their memories; null: it has no place in any, as a constant has none. */
  readonly arena: string | null;
  /** Bytes. */
  readonly offset: number;
  readonly bytes: number;
  /** Steps, half open; null: nobody says when it lives. */
  readonly life: readonly [start: number, end: number] | null;
  readonly constant: boolean;
  readonly changed: boolean;
}

export interface PlacedMethod {
  readonly id: string;
  /** Its steps, half open; null as above. */
  readonly steps: readonly [start: number, end: number] | null;
  /** Bytes that it says the shared area has; null: it says nothing of it. */
  readonly areaBytes: number | null;
  /** Bytes that it needs for itself in a memory of the shared area's number. */
  readonly ownBytes: number;
  /** In the order of the document; views of shared state lie in it, so they are left out. */
  readonly tensors: readonly PlacedTensor[];
}

/** What is asked of a plan here: ours, or one that was read. */
export interface PlanPlaces {
  readonly tensor: (
    id: string,
  ) => { arena: string; offset: number; bytes: number; start: number; end: number } | undefined;
  /** Whether the tensor has bytes of its own, not those of another as a view or a write in place has. */
  readonly owns: (id: string) => boolean;
  readonly step: (node: string) => number | undefined;
  readonly arenas: readonly { readonly id: string; readonly peak: number; readonly alignment: number }[];
}

export function placesOfPlan(plan: Plan): PlanPlaces {
  const { tensors, storages, arenas, nodes } = plan;
  const index = new Map(tensors.id.map((id, t) => [id, t]));
  const owners = new Set(storages.id);
  const stepOf = new Map(nodes.id.map((id, n) => [id, nodes.step[n] ?? 0]));
  return {
    tensor: (id) => {
      const t = index.get(id) ?? -1;
      const s = tensors.storage[t] ?? -1;
      if (s < 0) return undefined;
      return {
        arena: arenas[storages.arena[s] ?? 0]?.id ?? "",
        offset: (storages.offset[s] ?? 0) + (tensors.byteOffset[t] ?? 0),
        bytes: tensors.bytes[t] ?? 0,
        start: tensors.start[t] ?? 0,
        end: tensors.end[t] ?? 0,
      };
    },
    owns: (id) => owners.has(id),
    step: (node) => stepOf.get(node),
    arenas,
  };
}

export function placesOfDocument(plan: PlanDocument): PlanPlaces {
  const owners = new Set(plan.storages.map((s) => s.id));
  const stepOf = new Map(plan.order.map((id, step) => [id, step]));
  return {
    tensor: (id) => (Object.hasOwn(plan.tensors, id) ? plan.tensors[id] : undefined),
    owns: (id) => owners.has(id),
    step: (node) => stepOf.get(node),
    arenas: plan.arenas,
  };
}

/** Every method with the places that a plan of the program gives it; shared ones are written back to each of their members. */
export function placedByPlan(
  document: MethodsDocument,
  shared: SharedState,
  places: PlanPlaces,
): readonly PlacedMethod[] {
  const names = namesOf(document, shared);
  return document.methods.map((method, m) => {
    const { area } = shared;
    const own = places.arenas.find((arena) => arena.id === inMethod(method.id, area?.arena ?? ""));
    const changed = changedIn(method);
    const base = basesOf(method.nodes);
    const tensors = method.tensors.flatMap((tensor): PlacedTensor[] => {
      const entry = shared.placeOf(m, tensor.id);
      const place = places.tensor(entry?.id ?? inMethod(method.id, tensor.id));
      // a view lies in the state that it looks at
      if (entry === undefined && shared.placeOf(m, base(tensor.id)) !== undefined) return [];
      const arena = place === undefined ? null : numberOf(place.arena, method.id, shared);
      return [
        {
          method: method.id,
          tensor: tensor.id,
          entry: names(m, tensor.id),
          arena,
          offset: place?.offset ?? 0,
          bytes: place?.bytes ?? 0,
          life: place === undefined ? null : [place.start, place.end],
          constant: tensor.role === "constant" && entry === undefined,
          changed: changed.has(tensor.id),
        },
      ];
    });
    const taken = new Set(method.nodes.map((n) => n.id));
    const first = places.step(inMethod(method.id, fresh("begin", taken)));
    const last = places.step(inMethod(method.id, fresh("end", taken)));
    const steps = first === undefined || last === undefined ? null : ([first, last + 1] as const);
    const areaBytes = area?.bytes ?? null;
    return { id: method.id, steps, areaBytes, ownBytes: own?.peak ?? 0, tensors };
  });
}

/** Every method with the places that its file gives; empty where none does. */
export function placedByFile(document: MethodsDocument, shared: SharedState): readonly PlacedMethod[] {
  if (document.methods.every((method) => method.shipped === undefined)) return [];
  const names = namesOf(document, shared);
  return document.methods.map((method, m) => {
    const offsets = method.shipped?.offsets ?? {};
    const changed = changedIn(method);
    const own = method.arenas?.find((arena) => arena.id === shared.area?.arena);
    const base = basesOf(method.nodes);
    const tensors = method.tensors.flatMap((tensor): PlacedTensor[] => {
      if (base(tensor.id) !== tensor.id) return [];
      const offset = Object.hasOwn(offsets, tensor.id) ? offsets[tensor.id] : undefined;
      const bytes = bytesOf(tensor);
      return [
        {
          method: method.id,
          tensor: tensor.id,
          entry: names(m, tensor.id),
          arena: offset === undefined ? null : arenaOf(method, tensor),
          offset: offset ?? 0,
          bytes: bytes.ok ? bytes.value : 0,
          life: null,
          constant: offset === undefined && tensor.role === "constant",
          changed: changed.has(tensor.id),
        },
      ];
    });
    return { id: method.id, steps: null, areaBytes: own?.capacity ?? null, ownBytes: 0, tensors };
  });
}

/** Names of shared state, and of what other state would be if it were shared: of it too methods should agree. */
function namesOf(document: MethodsDocument, shared: SharedState): (method: number, tensor: string) => string {
  const alike = new Map<string, string>();
  for (const [name, holders] of statesByName(document)) {
    if (!isChanged({ holders }) || methodsWith(holders) < 2) continue;
    for (const holder of holders) alike.set(`${holder.method} ${holder.spec.id}`, name);
  }
  return (method, tensor) => shared.placeOf(method, tensor)?.name ?? alike.get(`${method} ${tensor}`) ?? "";
}

/** The number of an arena of the graph of all, as the method says it. */
function numberOf(arena: string, method: string, { area }: SharedState): string {
  if (area !== null && arena === area.id) return area.arena;
  const own = `${method}/`;
  return arena.startsWith(own) ? arena.slice(own.length) : arena;
}
