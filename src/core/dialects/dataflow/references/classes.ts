/** References that come of one new or copied buffer, and who is at the end of them: there it is decided how many are copied. */

import type { Units } from "./units.ts";

/** Who gives up references of a class, or copies them, in one firing. */
export interface Terminal {
  readonly unit: number;
  /** One reference of the class, to be copied: if it is the last of them all, it need not be. */
  readonly aloneCopy: boolean;
}

export interface ReferenceClass {
  readonly terminals: readonly Terminal[];
  /** References that are copied, or would be. */
  readonly copies: number;
  /** Some of its references stay in FIFOs: then nobody is the last. */
  readonly stays: boolean;
}

/** By reference the first one of its class. Expects units without parts, and initial references to buffers of their own. */
export function rootsOf(units: Units): Int32Array {
  const root = new Int32Array(units.refs).fill(-1);
  for (const refs of units.initial) for (const ref of refs) root[ref] = ref;
  for (const u of topological(units)) {
    const { takes = [], fresh = [] } = units.units[u] ?? {};
    for (const { ref, use, gives } of takes) {
      for (const to of gives) root[to] = use === "copy" ? to : (root[ref] ?? ref);
    }
    for (const ref of fresh) root[ref] = ref;
  }
  return root;
}

export function classesOf(units: Units): readonly ReferenceClass[] {
  const root = rootsOf(units);
  const ends = new Map<number, Map<number, { refs: number; copies: number }>>();
  const stays = new Set<number>();
  for (const refs of units.left) for (const ref of refs) stays.add(root[ref] ?? ref);
  units.units.forEach(({ takes }, u) => {
    for (const { ref, use, gives } of takes) {
      const ending = use === "copy" || use === "borrow" || gives.length === 0;
      if (!ending) continue;
      const own = ends.get(root[ref] ?? ref) ?? new Map<number, { refs: number; copies: number }>();
      ends.set(root[ref] ?? ref, own);
      const at = own.get(u) ?? { refs: 0, copies: 0 };
      at.refs++;
      if (use === "copy") at.copies++;
      own.set(u, at);
    }
  });
  return [...ends].map(([ref, own]): ReferenceClass => {
    const terminals = [...own].map(([unit, { refs, copies }]) => ({
      unit,
      aloneCopy: refs === 1 && copies === 1,
    }));
    const copies = [...own.values()].reduce((sum, at) => sum + at.copies, 0);
    return { terminals, copies, stays: stays.has(ref) };
  });
}

/** Units, those that others need first. */
export function topological({ units }: Units): readonly number[] {
  const waits = units.map(({ after }) => after.length);
  const users: number[][] = units.map(() => []);
  units.forEach(({ after }, u) => {
    for (const before of after) users[before]?.push(u);
  });
  const order = [...units.keys()].filter((u) => waits[u] === 0);
  for (const u of order) {
    for (const user of users[u] ?? []) {
      const left = (waits[user] ?? 0) - 1;
      waits[user] = left;
      if (left === 0) order.push(user);
    }
  }
  return order;
}
