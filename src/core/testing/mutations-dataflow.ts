/** Faults of plans of dataflow graphs, which show beside the document. */

import type { PlanDocument, PlanFifo, PlanStorage } from "../document.ts";
import { type Mutation, pick, withStorage } from "./mutate.ts";

/** Changes one FIFO that suits. */
function spoil(
  change: (fifo: PlanFifo, plan: PlanDocument) => Partial<PlanFifo>,
  suits: (fifo: PlanFifo, plan: PlanDocument) => boolean = () => true,
): Mutation["mutate"] {
  return (plan, random) => {
    const fifos = plan.fifos ?? [];
    const one = pick(fifos, random, (fifo) => suits(fifo, plan));
    return one && { ...plan, fifos: fifos.map((f) => (f === one ? { ...f, ...change(f, plan) } : f)) };
  };
}

/** Changes the order of one iteration. */
function reorder(change: (order: readonly string[], random: () => number) => readonly string[] | undefined) {
  return (plan: PlanDocument, random: () => number) => {
    const order = change(plan.order, random);
    return order && { ...plan, order };
  };
}

/** Changes one storage that suits. */
function move(
  change: (storage: PlanStorage, plan: PlanDocument) => Partial<PlanStorage>,
  suits: (storage: PlanStorage, plan: PlanDocument) => boolean = () => true,
): Mutation["mutate"] {
  return (plan, random) => {
    const one = pick(plan.storages, random, (storage) => suits(storage, plan));
    return one && withStorage(plan, one.id, change(one, plan));
  };
}

const hasPlace = ({ id }: PlanFifo, { tensors }: PlanDocument) => Object.hasOwn(tensors, id);
const isKept = ({ gaps = [], start, end }: PlanStorage) => gaps.length === 0 && end - start > 2;
const isPacked = ({ settings }: PlanDocument) => settings.fifos === "packed";

export const DATAFLOW_MUTATIONS: readonly Mutation[] = (
  [
    ["forget the FIFOs", "fifo", (plan) => ({ ...plan, fifos: undefined })],
    ["lose a FIFO", "fifo", (plan) => ({ ...plan, fifos: plan.fifos?.slice(1) })],
    ["name a FIFO anew", "fifo", spoil(({ id }) => ({ id: `${id}x` }))],
    ["lead a FIFO from elsewhere", "fifo", spoil(({ from }) => ({ from: [from[0], `${from[1]}x`] }))],
    ["lead a FIFO to elsewhere", "fifo", spoil(({ to }) => ({ to: [`${to[0]}x`, to[1]] }))],
    ["change the size of a sample", "fifo", spoil(({ sampleBytes }) => ({ sampleBytes: sampleBytes * 2 }))],
    ["add to a delay", "fifo", spoil(({ delay }) => ({ delay: delay + 1 }))],
    ["give a FIFO no whole length", "number", spoil(() => ({ samples: 0.5 }))],
    ["lengthen a FIFO", "bytes", spoil(({ samples }) => ({ samples: samples + 1 }), hasPlace)],
    ["shorten a FIFO", "bytes", spoil(({ samples }) => ({ samples: samples - 1 }), hasPlace)],
    [
      "shorten an array",
      "fifo",
      spoil(
        ({ samples }) => ({ samples: samples - 1 }),
        ({ array }) => array,
      ),
    ],
    ["be wrong about an array", "fifo", spoil(({ array }) => ({ array: !array }))],
    ["be wrong about a copy", "fifo", spoil(({ copySkipped }) => ({ copySkipped: !copySkipped }), hasPlace)],
    ["lie in memory that nobody has", "arena", spoil(() => ({ outside: "nowhere" }))],
    [
      "leave memory outside",
      "coverage",
      spoil(
        () => ({ outside: undefined }),
        ({ outside }) => outside !== undefined,
      ),
    ],
    ["forget a firing", "order", reorder((order) => order.slice(1))],
    ["fire somebody unknown", "order", reorder((order) => [...order.slice(1), "nobody"])],
    [
      "number the firings of one backwards",
      "order",
      reorder((order, random) => {
        const one = pick(order, random, (id) => id.endsWith("#0"));
        const other = one?.replace("#0", "#1");
        return one === undefined || other === undefined
          ? undefined
          : order.map((id) => (id === one ? other : id === other ? one : id));
      }),
    ],
    [
      "fire the last one first",
      "order",
      (plan) =>
        plan.order.length > 1 && plan.fifos?.every(({ delay }) => delay === 0) === true
          ? { ...plan, order: [...plan.order.slice(-1), ...plan.order.slice(0, -1)] }
          : undefined,
    ],
    [
      "sleep while a FIFO holds samples",
      "gap",
      (plan, random, document) =>
        isPacked(plan)
          ? move(({ start }) => ({ gaps: [{ start: start + 1, end: start + 2 }] }), isKept)(
              plan,
              random,
              document,
            )
          : undefined,
    ],
    [
      "widen a gap",
      "gap",
      move(
        ({ gaps = [] }) => ({ gaps: gaps.map((gap) => ({ ...gap, start: gap.start - 1 })) }),
        ({ gaps = [] }) => gaps.length > 0,
      ),
    ],
    ["be born late", "lifetime", move(({ start }) => ({ start: start + 1 }))],
    ["die early", "lifetime", move(({ end }) => ({ end: end - 1 }))],
    [
      "share where nothing is the same",
      "view",
      (plan, random) => {
        const one = pick(plan.storages, random, ({ tensors }) => tensors.length === 1);
        const other = pick(plan.storages, random, (s) => s !== one && !apart(plan, s, one));
        return one && other && withStorage(plan, one.id, { tensors: [...one.tensors, ...other.tensors] });
      },
    ],
    [
      "let everybody be late",
      "fifo",
      (plan) => (plan.fifos?.some(({ array }) => array) ? withMode(plan, "asynchronous") : undefined),
    ],
  ] as const satisfies readonly (readonly [string, Mutation["code"], Mutation["mutate"]])[]
).map(([name, code, mutate]) => ({ name, code, beside: true, mutate }));

function withMode(plan: PlanDocument, streamMode: string): PlanDocument {
  return { ...plan, settings: { ...plan.settings, streamMode } };
}

/** Whether some Duplicate lies between a FIFO of one and a FIFO of the other. */
function apart(plan: PlanDocument, one: PlanStorage, other: PlanStorage | undefined): boolean {
  const ends = (storage: PlanStorage | undefined) =>
    (plan.fifos ?? [])
      .filter(({ id }) => storage?.tensors.includes(id))
      .flatMap(({ from, to }) => [from[0], to[0]]);
  const mine = new Set(ends(one));
  return ends(other).some((id) => mine.has(id));
}
