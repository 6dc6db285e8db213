/** As many classes of demands as can be met at once, one demand of each: branch and bound, circle by circle. */

import type { Demand, Precedence } from "./precedence.ts";

export interface MostGranted {
  readonly demands: readonly Demand[];
  /** More cannot be met; as many as `demands` where that is certain. */
  readonly most: number;
}

/** One class: any one of them does. */
type Wishes = readonly Demand[];

/** Depth of the search. */
const MOST_CLASSES = 2_000;

/** `budget`: steps along edges that the search may take. */
export function mostGranted(order: Precedence, wishes: readonly Wishes[], budget: number): MostGranted {
  // what cannot be met alone cannot be met with others
  const open = wishes.map((own) => own.filter((wish) => order.allows(wish))).filter((own) => own.length > 0);
  const end = order.steps + budget;
  const parts = independent(order, open).map((own) => within(order, own, end));
  return {
    demands: parts.flatMap(({ demands }) => demands),
    most: parts.reduce((sum, { most }) => sum + most, 0),
  };
}

/** Demands can stand against each other only along a circle of all of them: classes that share none do not meet. */
function independent(order: Precedence, open: readonly Wishes[]): readonly (readonly Wishes[])[] {
  const circle = order.circlesWith(open.flat());
  const leader = new Map<number, number>();
  const find = (at: number): number => {
    let top = at;
    for (let up = leader.get(top); up !== undefined && up !== top; up = leader.get(top)) top = up;
    return top;
  };
  const circles = open.map((wishes) => {
    const own = wishes.flatMap(({ last, before }) =>
      before.some((unit) => circle[unit] === circle[last]) ? [circle[last] ?? 0] : [],
    );
    for (const other of own) leader.set(find(other), find(own[0] ?? other));
    return own[0];
  });
  const groups = new Map<number, Wishes[]>();
  const alone: Wishes[][] = [];
  open.forEach((wishes, k) => {
    const own = circles[k];
    if (own === undefined) {
      alone.push([wishes]);
      return;
    }
    const group = groups.get(find(own));
    if (group === undefined) groups.set(find(own), [wishes]);
    else group.push(wishes);
  });
  return [...alone, ...groups.values()];
}

function within(order: Precedence, classes: readonly Wishes[], end: number): MostGranted {
  const open = [...classes].sort((a, b) => a.length - b.length);
  let best = greedily(order, open);
  const bound = best.length === open.length ? open.length : open.length - conflicts(order, open);
  if (best.length === bound || open.length > MOST_CLASSES) return { demands: best, most: bound };
  const chosen: Demand[] = [];
  const isDone = (at: number) =>
    order.steps > end || best.length === bound || chosen.length + open.length - at <= best.length;
  const search = (at: number): void => {
    if (chosen.length > best.length) best = [...chosen];
    if (isDone(at)) return;
    for (const wish of open[at] ?? []) {
      if (!order.allows(wish)) continue;
      order.add(wish);
      chosen.push(wish);
      search(at + 1);
      chosen.pop();
      order.remove(wish);
      if (isDone(at)) return;
    }
    search(at + 1);
  };
  search(0);
  return { demands: best, most: order.steps > end ? bound : best.length };
}

/** Class by class the first demand that can be met with those before. */
function greedily(order: Precedence, open: readonly Wishes[]): readonly Demand[] {
  const met: Demand[] = [];
  for (const wishes of open) {
    const wish = wishes.find((own) => order.allows(own));
    if (wish === undefined) continue;
    order.add(wish);
    met.push(wish);
  }
  for (const wish of [...met].reverse()) order.remove(wish);
  return met;
}

/** Sets of classes, none in two of them, of each of which one at least cannot be met: classes of one demand that make a circle. */
function conflicts(order: Precedence, open: readonly Wishes[]): number {
  let met: readonly Demand[] = [];
  let found = 0;
  for (const [wish, ...others] of open) {
    if (wish === undefined || others.length > 0) continue;
    const against = order.against(wish);
    const now = against === null ? [...met, wish] : met.filter((own) => !against.includes(own));
    if (against === null) order.add(wish);
    else {
      found++;
      for (const own of [...met].reverse()) order.remove(own);
      for (const own of now) order.add(own);
    }
    met = now;
  }
  for (const own of [...met].reverse()) order.remove(own);
  return found;
}
