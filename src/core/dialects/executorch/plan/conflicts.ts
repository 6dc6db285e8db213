/** Specs that are alive together on the same bytes. */

import type { PlannedSpec, SpecPlace } from "./specs.types.ts";

export interface Placed {
  readonly specs: readonly PlannedSpec[];
  /** Null: it was not given a place. */
  readonly placement: readonly (SpecPlace | null)[];
  readonly allocated: readonly number[];
}

/** Pairs of indices, ascending, except where one has taken over the other's bytes. */
export function conflictingPairs(placed: Placed): [number, number][] {
  const arenas = new Map<number, number[]>();
  placed.placement.forEach((place, i) => {
    if (place === null || (placed.allocated[i] ?? 0) === 0) return;
    const members = arenas.get(place.memId) ?? [];
    members.push(i);
    arenas.set(place.memId, members);
  });
  return [...arenas.values()]
    .flatMap((members) => (allApart(members, placed) ? [] : pairsAmong(members, placed)))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/**
 * Whether nobody meets anyone: what is alive lies in a row, so that who comes need only look at its neighbours there. Most
 * plans are right, and this is far quicker than to look for pairs.
 */
function allApart(members: readonly number[], placed: Placed): boolean {
  const { firstOf, lastOf, fromOf, toOf } = columnsOf(placed);
  const births = members.toSorted((a, b) => firstOf(a) - firstOf(b));
  const deaths = members.toSorted((a, b) => lastOf(a) - lastOf(b));
  const row: number[] = [];
  let dead = 0;
  for (const i of births) {
    for (; dead < deaths.length; dead++) {
      const j = deaths[dead] ?? 0;
      if (lastOf(j) >= firstOf(i)) break;
      row.splice(countBelow(row, fromOf(j), fromOf), 1);
    }
    const at = countBelow(row, fromOf(i), fromOf);
    const [below, above] = [row[at - 1], row[at]];
    if (below !== undefined && toOf(below) > fromOf(i)) return false;
    if (above !== undefined && fromOf(above) < toOf(i)) return false;
    row.splice(at, 0, i);
  }
  return true;
}

function pairsAmong(members: readonly number[], placed: Placed): [number, number][] {
  const { firstOf, lastOf, fromOf, toOf } = columnsOf(placed);
  const { specs } = placed;
  const found: [number, number][] = [];
  let alive: number[] = [];
  for (const i of members.toSorted((a, b) => firstOf(a) - firstOf(b) || a - b)) {
    alive = alive.filter((j) => lastOf(j) >= firstOf(i));
    for (const j of alive) {
      if (toOf(j) <= fromOf(i) || toOf(i) <= fromOf(j)) continue;
      if (takesOver(specs, i, j) || takesOver(specs, j, i)) continue;
      found.push(i < j ? [i, j] : [j, i]);
    }
    alive.push(i);
  }
  return found;
}

/** Whether `i` has its bytes from `of`, directly or by others between. */
function takesOver(specs: readonly PlannedSpec[], i: number, of: number): boolean {
  let base = specs[i]?.inplaceBase ?? null;
  // circles have been refused; the count is for lists that nobody has checked
  for (let links = 0; base !== null && links < specs.length; links++) {
    if (base === of) return true;
    base = specs[base]?.inplaceBase ?? null;
  }
  return false;
}

function columnsOf({ specs, placement, allocated }: Placed) {
  const fromOf = (i: number) => placement[i]?.offset ?? 0;
  return {
    firstOf: (i: number) => specs[i]?.first ?? 0,
    lastOf: (i: number) => specs[i]?.last ?? 0,
    fromOf,
    toOf: (i: number) => fromOf(i) + (allocated[i] ?? 0),
  };
}

function countBelow(row: readonly number[], offset: number, fromOf: (i: number) => number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fromOf(row[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
