/**
 * A baseline to compare with, never a plan: the greedy allocation that VoxLogicA shipped for its task graphs. Lives come
 * from one order, and a buffer is shared with whatever is reachable later, so a reader that is free to come later still may
 * find its value overwritten, and so may a result. Those pairs are named; `howItBreaks` shows an order that breaks one.
 */

import type { Graph } from "../graph.ts";
import { schedule } from "../life/schedule.ts";
import { groupBy, rowOf } from "../lists.ts";
import type { Settings } from "../settings.ts";
import { classesOf } from "../slots.ts";
import { storagesOf } from "../storages.ts";
import { MOST_COMPARED } from "./any-order.ts";
import { type BitRows, hasBit } from "./bit-rows.ts";
import { byDependencies, type HappensBefore, madeLater } from "./happens-before.ts";
import { mayShare } from "./question.ts";
import type { CounterExecution } from "./question.types.ts";
import { mayFollow, PINNED } from "./relation.ts";
import { type GraphValues, valuesOf } from "./values.ts";

export interface ReverseGreedy {
  /** Buffer of each tensor; −1 for those that it knows nothing of: constants, state, preserved inputs. */
  readonly bufferOf: Int32Array;
  readonly buffers: number;
  /** Bytes of all buffers, each as large as its largest tenant. */
  readonly bytes: number;
  /** The first MOST_PAIRS of them. */
  readonly unsafe: readonly UnsafePair[];
  readonly unsafePairs: number;
}

const MOST_PAIRS = 10_000;

/** Tensors that are given one buffer although some order needs both at once. */
export interface UnsafePair {
  readonly first: number;
  readonly second: number;
}

/** Tensors share if their classes are one (`settings.share`). Undefined when there are too many values to compare all with all. */
export function reverseGreedy(graph: Graph, settings: Settings): ReverseGreedy | undefined {
  const before = byDependencies(graph);
  const step = new Int32Array(graph.nodes);
  before.order.forEach((node, s) => {
    step[node] = s;
  });
  const values = valuesOf(graph, before.order, step, { ...settings, inplace: false });
  if (values.count > MOST_COMPARED || graph.nodes > MOST_COMPARED) return undefined;
  const lives = schedule.run(graph, step, settings);
  const storages = storagesOf(graph, values.views, lives, step, [settings.alignment ?? 1]);
  const classOf = new Int32Array(values.count);
  classesOf(storages, settings.share).forEach((members, c) => {
    for (const v of members) classOf[v] = c;
  });
  const { of, tenants } = assign(values, before, positions(graph, values), classOf);
  const follows = mayFollow(before, values);
  const size = (v: number) => storages.bytes[v] ?? 0;
  const unsafe: UnsafePair[] = [];
  let unsafePairs = 0;
  for (const buffer of tenants) {
    // filled from the end of the order to its beginning
    buffer.forEach((second, k) => {
      for (const first of buffer.slice(k + 1)) {
        // nothing is lost where nothing is written
        if (hasBit(follows, first, second) || size(first) === 0) continue;
        unsafePairs++;
        if (unsafePairs > MOST_PAIRS) continue;
        unsafe.push({ first: values.tensor[first] ?? -1, second: values.tensor[second] ?? -1 });
      }
    });
  }
  return {
    bufferOf: values.ofTensor.map((v) => (v < 0 ? -1 : (of[v] ?? -1))),
    buffers: tenants.length,
    bytes: tenants.reduce((sum, some) => sum + some.reduce((most, v) => Math.max(most, size(v)), 0), 0),
    unsafe,
    unsafePairs,
  };
}

/** An order in which the second is written while the first is still needed. */
export function howItBreaks(graph: Graph, settings: Settings, pair: UnsafePair): CounterExecution | null {
  const answer = mayShare(graph, { ...settings, inplace: false }, pair.first, pair.second);
  return answer.may ? null : answer.counter;
}

/** Where each value is made and last read, in one topological order of inputs and nodes: first come, first served. */
interface Positions {
  readonly made: Int32Array;
  readonly last: Int32Array;
  /** Nodes, the last first; then inputs. */
  readonly backwards: readonly number[];
}

/** Kahn's algorithm with a queue; inputs of the graph count as nodes that wait for nobody, before all others. */
function positions(graph: Graph, values: GraphValues): Positions {
  const inputs: number[] = [];
  for (let v = 0; v < values.count; v++) {
    if ((values.producer[v] ?? -1) < 0 && values.stays[v] !== PINNED) inputs.push(v);
  }
  const inputAt = new Map(inputs.map((v, at) => [v, at]));
  const vertexOf = (v: number) => {
    const producer = values.producer[v] ?? -1;
    return producer < 0 ? (inputAt.get(v) ?? -1) : inputs.length + producer;
  };
  const from: number[] = [];
  const to: number[] = [];
  for (let v = 0; v < values.count; v++) {
    const vertex = values.stays[v] === PINNED || (values.tensor[v] ?? -1) < 0 ? -1 : vertexOf(v);
    if (vertex < 0) continue;
    for (const user of rowOf(values.users, v)) {
      if (inputs.length + user === vertex) continue;
      from.push(vertex);
      to.push(inputs.length + user);
    }
  }
  const place = queueOrder(inputs.length + graph.nodes, from, to);
  const made = Int32Array.from({ length: values.count }, (_, v) => place[vertexOf(v)] ?? 0);
  const last = made.slice();
  for (let v = 0; v < values.count; v++) {
    for (const user of rowOf(values.users, v)) {
      last[v] = Math.max(last[v] ?? 0, place[inputs.length + user] ?? 0);
    }
  }
  const known = Int32Array.from({ length: values.count }, (_, v) => v).filter(
    (v) => values.stays[v] !== PINNED && (values.tensor[v] ?? -1) >= 0,
  );
  const backwards = Array.from(known).sort((a, b) => (made[b] ?? 0) - (made[a] ?? 0) || a - b);
  return { made, last, backwards };
}

/** Position of each vertex; of those that become ready at once the lowest first. */
function queueOrder(vertices: number, from: readonly number[], to: readonly number[]): Int32Array {
  const next = groupBy(vertices, from, to);
  const waiting = new Int32Array(vertices);
  for (const vertex of next.items) waiting[vertex] = (waiting[vertex] ?? 0) + 1;
  const queue: number[] = [];
  for (let vertex = 0; vertex < vertices; vertex++) if (waiting[vertex] === 0) queue.push(vertex);
  for (const vertex of queue) {
    for (const later of rowOf(next, vertex).toSorted()) {
      const left = (waiting[later] ?? 0) - 1;
      waiting[later] = left;
      if (left === 0) queue.push(later);
    }
  }
  const place = new Int32Array(vertices);
  queue.forEach((vertex, at) => {
    place[vertex] = at;
  });
  return place;
}

/** From the last made to the first, each into the first buffer all of whose tenants come after it and are disjoint from it. */
function assign(
  values: GraphValues,
  before: HappensBefore,
  { made, last, backwards }: Positions,
  classOf: Int32Array,
): { readonly of: Int32Array; readonly tenants: readonly number[][] } {
  const produced = Int32Array.from(values.producer.keys()).filter((v) => (values.producer[v] ?? -1) >= 0);
  const makes = groupBy(
    before.units,
    produced.map((v) => values.producer[v] ?? 0),
    produced,
  );
  const later = madeLater(before, makes, values.count);
  const of = new Int32Array(values.count).fill(-1);
  const tenants: number[][] = [];
  for (const v of backwards) {
    const reachable = reachedFrom(values, later, v);
    const readers = rowOf(values.users, v);
    const disjoint = (u: number) =>
      classOf[u] === classOf[v] &&
      (made[u] ?? 0) > (last[v] ?? 0) &&
      ((reachable[u >> 5] ?? 0) >>> (u & 31)) % 2 === 1 &&
      !readers.includes(values.producer[u] ?? -1);
    const at = tenants.findIndex((some) => some.every(disjoint));
    if (at < 0) of[v] = tenants.push([v]) - 1;
    else {
      of[v] = at;
      tenants[at]?.push(v);
    }
  }
  return { of, tenants };
}

/** What is made after some reader of v. */
function reachedFrom(values: GraphValues, later: BitRows, v: number): Uint32Array {
  const row = new Uint32Array(later.words);
  for (const reader of rowOf(values.users, v)) {
    for (let w = 0; w < row.length; w++) row[w] = (row[w] ?? 0) | (later.bits[reader * later.words + w] ?? 0);
  }
  return row;
}
