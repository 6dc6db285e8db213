/** ExecuTorch's checks of a plan as findings: no two live specs on the same bytes, shared objects that agree, all inside the arenas. */

import type { Diagnostic } from "../../../document.ts";
import { formatBytesExactly, formatCount } from "../../../units.ts";
import { conflictingPairs } from "./conflicts.ts";
import { countReusePairs } from "./reuse.ts";
import type { PlannedSpec, SpecPlace } from "./specs.types.ts";

/** Findings of one kind after which the rest is only counted. */
const TOLD = 50;

export interface StorageCheck {
  readonly reusePairs: number;
  readonly findings: readonly Diagnostic[];
}

export interface Storage {
  readonly specs: readonly PlannedSpec[];
  /** Null: it was not given a place. */
  readonly placement: readonly (SpecPlace | null)[];
  readonly allocated: readonly number[];
  readonly sizes: readonly number[];
}

/** `allowOverlap`: specs that are alive together may share bytes, as where slices lie in their whole. */
export function verifyStorageReuse(storage: Storage, allowOverlap = false): StorageCheck {
  const { specs, placement, allocated } = storage;
  if (placement.length !== specs.length) {
    const message = `${formatCount(specs.length)} tensors were to be planned, and ${formatCount(placement.length)} have a place.`;
    return { reusePairs: 0, findings: [error("count-mismatch", message, [])] };
  }
  const findings = [
    ...unplaced(storage),
    ...oneSidedObjects(storage),
    ...pastTheEnd(storage),
    ...(allowOverlap ? [] : conflicts(storage)),
    ...objectsThatDiffer(storage),
  ];
  return { reusePairs: countReusePairs(placement, allocated), findings };
}

function unplaced({ specs, placement }: Storage): Diagnostic[] {
  const lost = specs.filter((_, i) => placement[i] === null);
  return told(lost, ({ name }) =>
    error("missing-offset", `${name} is to be planned and has no place.`, [name]),
  );
}

function oneSidedObjects({ specs, placement }: Storage): Diagnostic[] {
  const without = specs.filter((_, i) => placement[i]?.object === null);
  const [first] = without;
  if (first === undefined || without.length === placement.filter((place) => place !== null).length) return [];
  const message = `Some tensors have a shared object and others have none, e.g. ${first.name}.`;
  return [error("object-one-sided", message, [first.name])];
}

function pastTheEnd(storage: Storage): Diagnostic[] {
  const past = [...storage.specs.keys()].filter((i) => {
    const place = storage.placement[i] ?? null;
    return place !== null && place.offset + (storage.allocated[i] ?? 0) > (storage.sizes[place.memId] ?? 0);
  });
  return told(past, (i) => {
    const place = storage.placement[i];
    const bytes = formatBytesExactly(storage.sizes[place?.memId ?? 0] ?? 0);
    const message = `${sayPlace(storage, i)} ends beyond its arena, which has ${bytes}.`;
    return error("past-end", message, [storage.specs[i]?.name ?? ""]);
  });
}

function conflicts(storage: Storage): Diagnostic[] {
  return told(conflictingPairs(storage), ([i, j]) =>
    error(
      "storage-overlap",
      `${sayPlace(storage, i)} and ${sayPlace(storage, j)} overlap while both are alive.`,
      [storage.specs[i]?.name ?? "", storage.specs[j]?.name ?? ""],
    ),
  );
}

/** Who has bytes in common must be in the same shared object. One finding a spec, with the one that reaches furthest. */
function objectsThatDiffer(storage: Storage): Diagnostic[] {
  const { specs, placement, allocated } = storage;
  const order = [...specs.keys()]
    .filter((i) => placement[i] !== null && (allocated[i] ?? 0) > 0)
    .sort((a, b) => offsetOf(a) - offsetOf(b) || a - b);
  function offsetOf(i: number): number {
    return placement[i]?.offset ?? 0;
  }
  const endOf = (i: number | undefined) => (i === undefined ? 0 : offsetOf(i) + (allocated[i] ?? 0));
  const objectOf = (i: number) => placement[i]?.object ?? null;
  const differ: [number, number][] = [];
  // of each arena who reaches furthest, and who does so in another object than that one
  const reach = new Map<number, { first: number; second: number | undefined }>();
  for (const i of order) {
    const arena = placement[i]?.memId ?? 0;
    const far = reach.get(arena);
    if (far === undefined) {
      reach.set(arena, { first: i, second: undefined });
      continue;
    }
    const other = objectOf(far.first) === objectOf(i) ? far.second : far.first;
    if (other !== undefined && endOf(other) > offsetOf(i)) differ.push([other, i]);
    if (objectOf(far.first) === objectOf(i)) {
      if (endOf(i) > endOf(far.first)) far.first = i;
    } else if (endOf(i) > endOf(far.first)) {
      reach.set(arena, { first: i, second: far.first });
    } else if (endOf(i) > endOf(far.second)) far.second = i;
  }
  return told(differ, ([i, j]) =>
    error(
      "object-mismatch",
      `${sayPlace(storage, i)} and ${sayPlace(storage, j)} have bytes in common, but are in shared objects ${objectOf(i)} and ${objectOf(j)}.`,
      [specs[i]?.name ?? "", specs[j]?.name ?? ""],
    ),
  );
}

function sayPlace({ specs, placement, allocated }: Storage, i: number): string {
  const [spec, place] = [specs[i], placement[i]];
  const life = `nodes ${spec?.first} to ${spec?.last}`;
  const bytes = formatBytesExactly(allocated[i] ?? 0);
  return `${spec?.name} (${life}, arena ${place?.memId}, byte ${formatCount(place?.offset ?? 0)}, ${bytes})`;
}

function error(code: string, message: string, names: readonly string[]): Diagnostic {
  return { severity: "error", code, message, at: names.map((name) => `tensor:${name}`) };
}

/** A finding for each of the first; of the others how many there are. */
export function told<T>(found: readonly T[], say: (one: T) => Diagnostic): Diagnostic[] {
  const findings = found.slice(0, TOLD).map(say);
  const [head] = findings;
  const more = found.length - TOLD;
  if (more <= 0 || head === undefined) return findings;
  return [...findings, { ...head, message: `And ${formatCount(more)} more like these.`, at: [] }];
}
