/** Random documents that come down to a graph: arms and methods. */

import fc from "fast-check";
import type {
  ArmsDocument,
  ArmsOrder,
  GraphDocument,
  Item,
  MethodSpec,
  MethodsDocument,
  Statement,
} from "../src/core/document.ts";
import { alignment, bytes, extra, HEAD, ids } from "./arbitrary-parts.ts";

const MOST_BUFFERS = 8;
const MOST_ARMS = 5;

/** Statements of these buffers; of the number `n`, so that tags are waited for once. */
function statementOf(kind: number, n: number, a: string, b: string): readonly Statement[] {
  const tag = `t${n}`;
  const all: readonly (readonly Statement[])[] = [
    [
      { op: "store", buffer: a },
      { op: "load", buffer: a },
    ],
    [{ op: "load", buffer: a }],
    [{ op: "store", buffer: a, from: [b] }],
    [{ op: "store", buffer: a, partial: true }],
    [{ op: "len", buffer: a }],
    [{ op: "ref", buffer: a }],
    [{ op: "atomic", buffer: a }],
    [{ op: "indirect", buffer: a }],
    [
      { op: "async_load", src: a, dst: b, tag },
      { op: "async_wait", tag },
    ],
    [{ op: "async_store", src: a, dst: b, tag }],
    [{ op: "all_reduce", buffer: a }],
    [{ op: "broadcast", buffer: a }],
    [{ op: "all_gather", input: a, output: b }],
    [{ op: "reduce_scatter", input: a, output: b }],
    [{ op: "opaque", buffers: [a, b] }],
    // biome-ignore lint/suspicious/noThenProperty: the documents' own word, and a statement is never awaited
    [{ op: "if", then: [{ op: "store", buffer: a }], else: [{ op: "store", buffer: b }] }],
    [{ op: "loop", runs: "known", body: [{ op: "store", buffer: a }] }],
    [{ op: "loop", runs: "unknown", body: [] }],
  ];
  return all[kind % all.length] ?? [];
}

/** Mostly what leaves buffers to the arms that use them: nearly all else pins them. */
const kind = fc.oneof(
  { arbitrary: fc.constant(0), weight: 4 },
  { arbitrary: fc.nat({ max: 17 }), weight: 1 },
);

/** Every second arm may wait for every first one; exclusive are two that nothing orders. */
function orderOf(arms: readonly string[], waits: readonly boolean[], exclusive: boolean): ArmsOrder {
  const first = arms.filter((_, i) => i % 2 === 0);
  const second = arms.filter((_, i) => i % 2 === 1);
  const [a, b] = first;
  return {
    kind: "dag",
    edges: first
      .flatMap((x) => second.map((y) => [x, y] as const))
      .filter((_, i) => waits[i % waits.length] ?? false),
    ...(exclusive && a !== undefined && b !== undefined ? { exclusive: [[a, b] as const] } : {}),
  };
}

export const arms: fc.Arbitrary<ArmsDocument> = fc
  .record({
    buffers: ids(1, MOST_BUFFERS),
    arms: ids(1, MOST_ARMS),
    sizes: fc.array(bytes, { minLength: MOST_BUFFERS, maxLength: MOST_BUFFERS }),
    steps: fc.array(fc.tuple(fc.nat(), kind, fc.nat(), fc.nat()), { maxLength: 12 }),
    waits: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    shape: fc.record({
      ordered: fc.boolean(),
      exclusive: fc.boolean(),
      nested: fc.boolean(),
      loose: fc.boolean(),
      same: fc.boolean(),
    }),
    alignment,
    capacity: fc.option(bytes),
    extra,
  })
  .map(({ buffers, arms, sizes, steps, waits, shape, alignment, capacity, extra }): ArmsDocument => {
    const bufferAt = (n: number) => buffers[n % buffers.length] ?? "";
    const loose: Statement[] = [];
    const bodies = arms.map((): Statement[] => []);
    for (const [n, [at, kind, a, b]] of steps.entries()) {
      const into = shape.loose && n === 0 ? loose : (bodies[at % arms.length] ?? loose);
      into.push(...statementOf(kind, n, bufferAt(a), bufferAt(b)));
    }
    const regions = arms.map((arm, i): Item => {
      const body = bodies[i] ?? [];
      // names may come twice where no order names them
      const name = shape.same && !shape.ordered ? (arms[0] ?? arm) : arm;
      return {
        arm: name,
        body: shape.nested && i === 0 ? [{ arm: "inner", body, ...extra }] : body,
        ...extra,
      };
    });
    return {
      ...HEAD,
      kind: "arms",
      name: "random",
      buffers: buffers.map((id, i) => ({
        id,
        bytes: sizes[i] ?? 0,
        access: i === 0 ? "read_only" : i === 1 ? "output" : "read_write",
        ...(i === 1 ? { liveOut: true } : {}),
        ...(i === 2 ? { alignment, ...extra } : {}),
      })),
      body: [...regions, ...loose],
      ...(shape.ordered ? { order: orderOf(arms, waits, shape.exclusive) } : {}),
      ...(shape.loose ? { donateInputs: true } : {}),
      capacity,
      ...extra,
    };
  });

/** A graph as a method, with a state that all methods call `cache`, changed in place by a node of its own. */
function methodOf(id: string, graph: GraphDocument, cache: number, extra: object): MethodSpec {
  const { tensors, nodes, outputs, order, arenas } = graph;
  const state = { id: "the cache", name: "cache", role: "state", bytes: cache, ...extra } as const;
  const update = {
    id: "the update",
    op: "Update",
    inputs: [state.id],
    outputs: [],
    mutates: [0],
    bodies: ["body"],
  };
  return {
    id,
    tensors: [...tensors, state],
    nodes: [...nodes, update],
    outputs,
    ...(order === undefined ? {} : { order: [...order, update.id] }),
    ...(arenas === undefined ? {} : { arenas: arenas.map((arena) => ({ ...arena, id: "1" })) }),
    bodies: [{ id: "body", tensors: [], nodes: [], outputs: [] }],
    ...extra,
  };
}

/** Programs of these graphs. */
export function methodsOf(graphs: fc.Arbitrary<GraphDocument>): fc.Arbitrary<MethodsDocument> {
  return fc
    .record({
      names: ids(1, 3, /^[^/]+$/),
      graphs: fc.array(graphs, { minLength: 3, maxLength: 3 }),
      cache: fc.integer({ min: 1, max: 2 ** 20 }),
      policy: fc.constantFrom("none", "mutable", "mutable-in-two", "names", "entries", undefined),
      rest: fc.boolean(),
      extra,
    })
    .map(({ names, graphs, cache, policy, rest, extra }): MethodsDocument => {
      const methods = names.flatMap((id, i) => (graphs[i] ? [methodOf(id, graphs[i], cache, extra)] : []));
      const entry = { name: "cache", members: Object.fromEntries(names.map((id) => [id, "the cache"])) };
      return {
        ...HEAD,
        kind: "methods",
        name: "random",
        methods,
        ...(policy === undefined
          ? {}
          : {
              sharing: {
                policy,
                ...(policy === "names" ? { names: ["cache"] } : {}),
                ...(policy === "entries" ? { entries: [entry] } : {}),
                ...(rest
                  ? { arena: "2", layout: "size" as const, locked: { cache: 0 }, assumedBase: 16 }
                  : {}),
                ...extra,
              },
            }),
        ...extra,
      };
    });
}
