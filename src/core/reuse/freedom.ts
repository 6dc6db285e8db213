/** What it costs that a plan holds in any order: buffers by one order of the nodes against buffers by dependencies alone. */

import { alignUp } from "../align.ts";
import type { Graph } from "../graph.ts";
import { schedule } from "../life/schedule.ts";
import { stableOrder } from "../order/topological.ts";
import type { Settings } from "../settings.ts";
import { classesOf, slotsOfValues } from "../slots.ts";
import { storagesOf, type Unplaced } from "../storages.ts";
import { MOST_COMPARED } from "./any-order.ts";
import { heaviestApart } from "./apart.ts";
import { rowsAmong } from "./bit-rows.ts";
import { exclusiveNodes, type MayShareRows, withExclusive } from "./exclusive.ts";
import { byDependencies, bySchedule, type HappensBefore } from "./happens-before.ts";
import { antichainOf, mostLinks } from "./matching.ts";
import type { FreedomCost, FreedomSide, ValueName } from "./question.types.ts";
import { mayFollow } from "./relation.ts";
import { slotTotals } from "./slot-problem.ts";
import { type GraphValues, valuesOf } from "./values.ts";

/**
 * Buffers and bytes by one order of the nodes against any order. `order` is the plan's (`plan.nodes.order`); absent: as
 * the document gives it. Undefined when there are too many values to compare all with all.
 */
export function freedomCost(
  graph: Graph,
  settings: Settings,
  order = asGiven(graph),
): FreedomCost | undefined {
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  const values = valuesOf(graph, order, step, settings);
  if (values.count > MOST_COMPARED || graph.nodes > MOST_COMPARED) return undefined;
  const arenas = graph.document.arenas ?? [];
  const alignments = (arenas.length === 0 ? [{ alignment: 1 }] : arenas).map(
    (arena) => settings.alignment ?? arena.alignment ?? 1,
  );
  const storages = storagesOf(graph, values.views, schedule.run(graph, step, settings), step, alignments);
  const padded = storages.bytes.map((bytes, v) => alignUp(bytes, alignments[storages.arena[v] ?? 0] ?? 1));
  const side = (before: HappensBefore, pairs: readonly (readonly [number, number])[]) =>
    sideOf(values, storages, padded, settings.share, withExclusive(mayFollow(before, values), values, pairs));
  return {
    schedule: side(bySchedule(order), []),
    anyOrder: side(byDependencies(graph), exclusiveNodes(graph)),
  };
}

function asGiven(graph: Graph): Int32Array {
  const ids = graph.document.order;
  return ids === undefined ? stableOrder(graph) : Int32Array.from(ids, (id) => graph.nodeIndex.get(id) ?? -1);
}

/** Empty values are in nobody's way and need no buffer. */
function sideOf(
  values: GraphValues,
  storages: Unplaced,
  padded: Float64Array,
  share: string,
  relation: MayShareRows,
): FreedomSide {
  const name = (v: number): ValueName => ({
    tensor: values.tensor[v] ?? -1,
    workspaceOf: values.workspaceOf[v] ?? -1,
  });
  const antichain: ValueName[] = [];
  const heaviest: ValueName[] = [];
  let boundBytes = 0;
  for (const members of classesOf(storages, share)) {
    if (storages.bytes[members[0] ?? 0] === 0) continue;
    const among = { ...relation, follows: rowsAmong(relation.follows, members) };
    for (const k of mostApart(among)) antichain.push(name(members[k] ?? 0));
    const heavy = heaviestApart(
      among,
      Float64Array.from(members, (v) => padded[v] ?? 0),
    );
    boundBytes += heavy?.weight ?? 0;
    heavy?.members.forEach((k) => {
      heaviest.push(name(members[k] ?? 0));
    });
  }
  const slots = slotTotals(padded, slotsOfValues(storages, padded, share, relation));
  return { buffers: antichain.length, antichain, bytes: slots.bytes, boundBytes, heaviest };
}

/** The most of which no two may share; where that is no order, the most that a search finds. */
function mostApart({ follows, mixed }: MayShareRows): Int32Array {
  if (!mixed) return antichainOf(follows, mostLinks(follows));
  return (
    heaviestApart({ follows, mixed }, new Float64Array(follows.rows).fill(1))?.members ?? new Int32Array(0)
  );
}
