/** The order between arms as a relation of positions, so that arms can be renamed, moved and related anew without losing it. */

import { armsOf } from "../body.ts";
import type { ArmsDocument, ArmsOrder, Item, Region } from "../document.ts";
import { isRegion } from "./path.ts";

type Pair = readonly [number, number];

/** Arms by position. */
export interface Order {
  readonly count: number;
  /** `before[i * count + j]`: arm i is over before arm j begins. Transitively closed. */
  readonly before: Uint8Array;
  readonly exclusive: readonly Pair[];
}

/** What `order` calls the arms, in the order in which they are written. */
export function armIds(body: readonly Item[]): readonly string[] {
  return armsOf(body).map((arm) => arm.id);
}

export interface ArmPlace {
  readonly id: string;
  /** Among the arms, statements outside any region counted as the arms that they are. */
  readonly arm: number;
  /** In the body of the document. */
  readonly at: number;
  readonly region: Region;
}

/** The arms that are regions. */
export function armPlaces(body: readonly Item[]): readonly ArmPlace[] {
  return armsOf(body).flatMap(({ id, at }, arm) => {
    const region = body[at];
    return isRegion(region) ? [{ id, arm, at, region }] : [];
  });
}

/** Whether arm i is over before arm j begins. */
export function isBefore(order: Order, i: number, j: number): boolean {
  return order.before[i * order.count + j] === 1;
}

/** Closes a relation in place: what is before something is before all that it is before. */
function close(before: Uint8Array, count: number): void {
  for (let k = 0; k < count; k++)
    for (let i = 0; i < count; i++) {
      if (before[i * count + k] !== 1) continue;
      for (let j = 0; j < count; j++) if (before[k * count + j] === 1) before[i * count + j] = 1;
    }
}

export function orderOf(count: number, edges: readonly Pair[], exclusive: readonly Pair[] = []): Order {
  const before = new Uint8Array(count * count);
  for (const [i, j] of edges) before[i * count + j] = 1;
  close(before, count);
  return { count, before, exclusive };
}

/** The order of a document; a listing is a chain. */
export function readOrder(document: ArmsDocument): Order {
  const ids = armIds(document.body);
  const { order } = document;
  if (order === undefined || order.kind === "listing")
    return orderOf(
      ids.length,
      ids.slice(1).map((_, i): Pair => [i, i + 1]),
    );
  const at = new Map(ids.map((id, i) => [id, i]));
  const positions = (pairs: readonly (readonly [string, string])[]): Pair[] =>
    pairs.flatMap(([a, b]): Pair[] => {
      const [i, j] = [at.get(a), at.get(b)];
      return i === undefined || j === undefined ? [] : [[i, j]];
    });
  return orderOf(ids.length, positions(order.edges), positions(order.exclusive ?? []));
}

/** The order with another relation; pairs of which one has to wait for the other need not be exclusive any more. */
export function changed(
  order: Order,
  change: (before: Uint8Array) => void,
  exclusive = order.exclusive,
): Order {
  const before = order.before.slice();
  change(before);
  close(before, order.count);
  const { count } = order;
  return {
    count,
    before,
    exclusive: exclusive.filter(([i, j]) => before[i * count + j] !== 1 && before[j * count + i] !== 1),
  };
}

/** The order as a document says it: no edge that others imply. */
export function writeOrder(order: Order, body: readonly Item[]): ArmsOrder {
  const ids = armIds(body);
  const { count } = order;
  const edges: [string, string][] = [];
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) {
      if (!isBefore(order, i, j)) continue;
      let implied = false;
      for (let k = 0; k < count && !implied; k++) implied = isBefore(order, i, k) && isBefore(order, k, j);
      if (!implied) edges.push([ids[i] ?? "", ids[j] ?? ""]);
    }
  const exclusive = order.exclusive.map(([i, j]): [string, string] => [ids[i] ?? "", ids[j] ?? ""]);
  return { kind: "dag", edges, ...(exclusive.length === 0 ? {} : { exclusive }) };
}

/** Arm `a` and arm `b` without a way between them: the later one waits no more for the earlier one, nor for what is between. */
export function apart(order: Order, a: number, b: number, exclusive = order.exclusive): Order {
  const [first, second] = isBefore(order, b, a) ? [b, a] : [a, b];
  const others = exclusive.filter(([i, j]) => !((i === a && j === b) || (i === b && j === a)));
  return changed(
    order,
    (before) => {
      for (let x = 0; x < order.count; x++)
        if (x === first || isBefore(order, first, x)) before[x * order.count + second] = 0;
    },
    others,
  );
}

/** Positions of arms that are after `a` and before `b`. */
export function between(order: Order, a: number, b: number): readonly number[] {
  return Array.from({ length: order.count }, (_, x) => x).filter(
    (x) => isBefore(order, a, x) && isBefore(order, x, b),
  );
}

/** The order with one arm left out: what was before it is still before what was after it. */
export function without(order: Order, arm: number): Order {
  const left = (i: number) => (i > arm ? i - 1 : i);
  const edges: Pair[] = [];
  for (let i = 0; i < order.count; i++)
    for (let j = 0; j < order.count; j++)
      if (i !== arm && j !== arm && isBefore(order, i, j)) edges.push([left(i), left(j)]);
  const exclusive = order.exclusive
    .filter((pair) => !pair.includes(arm))
    .map(([i, j]): Pair => [left(i), left(j)]);
  return orderOf(order.count - 1, edges, exclusive);
}

/** The order with one more arm at a position: after some arms, before others. Positions are those of the order that is given. */
export function withArm(
  order: Order,
  at: number,
  after: readonly number[],
  before: readonly number[],
): Order {
  const right = (i: number) => (i >= at ? i + 1 : i);
  const edges: Pair[] = [
    ...after.map((i): Pair => [right(i), at]),
    ...before.map((j): Pair => [at, right(j)]),
  ];
  for (let i = 0; i < order.count; i++)
    for (let j = 0; j < order.count; j++) if (isBefore(order, i, j)) edges.push([right(i), right(j)]);
  return orderOf(
    order.count + 1,
    edges,
    order.exclusive.map(([i, j]): Pair => [right(i), right(j)]),
  );
}

/** All arms before, or after, one. */
export function beforeOf(order: Order, arm: number): readonly number[] {
  return Array.from({ length: order.count }, (_, i) => i).filter((i) => isBefore(order, i, arm));
}
export function afterOf(order: Order, arm: number): readonly number[] {
  return Array.from({ length: order.count }, (_, j) => j).filter((j) => isBefore(order, arm, j));
}
