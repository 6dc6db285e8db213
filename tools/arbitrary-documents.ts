/** Random documents for property tests: sound, with odd ids and fields that nobody knows. */

import fc from "fast-check";
import {
  DTYPES,
  type GraphDocument,
  type LifetimesDocument,
  type MemplanDocument,
  type PlanDocument,
} from "../src/core/document.ts";
import { alignment, bytes, extra, HEAD, ids } from "./arbitrary-parts.ts";
import { arms, methodsOf } from "./arbitrary-programs.ts";
import { withPortsSaid } from "./arbitrary-references.ts";
import { randomDataflow } from "./arbitrary-streams.ts";

/** Graph pixels, without the zero that JSON cannot tell from its negative. */
const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (x === 0 ? 0 : x));

export const graphs: fc.Arbitrary<GraphDocument> = fc
  .record({
    name: fc.string({ maxLength: 10 }),
    ids: ids(2, 12),
    sizes: fc.array(
      fc.record({ dtype: fc.constantFrom(...DTYPES.filter((d) => d !== "string")), dim: bytes }),
      {
        minLength: 12,
        maxLength: 12,
      },
    ),
    reads: fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 12, maxLength: 12 }),
    alignment,
    workspace: bytes,
    extra,
    ordered: fc.boolean(),
    drawn: fc.boolean(),
    place: fc.tuple(coordinate, coordinate),
  })
  .map(({ name, ids, sizes, reads, alignment, workspace, extra, ordered, drawn, place }): GraphDocument => {
    const sizeOf = (i: number) => ({ dtype: sizes[i]?.dtype ?? "int8", dim: sizes[i]?.dim ?? 1 });
    const nodes = ids.slice(1).map((id, n) => ({
      id: `node ${id}`,
      op: "Op",
      inputs: (reads[n] ?? []).map((r) => ids[r % (n + 1)] ?? ""),
      outputs: [id],
      ...(n === 0 ? { workspace, ...extra } : {}),
      ...(drawn
        ? {
            attributes: { axis: -1, pads: [0, 1], mode: "same", keep: true },
            drawn: { ports: (reads[n] ?? []).map((_, i) => 2 * i), rights: "hand" as const, ...extra },
          }
        : {}),
    }));
    return {
      ...HEAD,
      kind: "graph",
      name,
      tensors: ids.map((id, i) => ({
        id,
        ...(i % 3 === 2
          ? { bytes: sizeOf(i).dim, alignment }
          : { dtype: sizeOf(i).dtype, shape: i % 3 === 0 ? [sizeOf(i).dim] : [{ symbol: "T", max: 9 }, 2] }),
        ...(drawn ? { typed: "hand" as const } : {}),
        ...(i === 0 ? { role: "input" as const, ...extra } : {}),
      })),
      nodes,
      outputs: ids.slice(-1),
      ...(ordered
        ? { order: nodes.map((n) => n.id), arenas: [{ id: "a", capacity: null, alignment, ...extra }] }
        : {}),
      ...(ordered
        ? {
            symbols: [
              { id: "T", value: 9, of: ids[0] ?? "", ...extra },
              { id: "n.count", value: 3, most: "2*T + 1", asked: true as const, given: true as const },
            ],
            contents: [{ id: ids[0] ?? "", elements: 2, values: [-1, 2], ...extra }],
          }
        : {}),
      ...(drawn
        ? {
            drawing: {
              at: Object.fromEntries(nodes.map((node) => [`node:${node.id}`, place])),
              groups: [
                { id: "g", title: name, nodes: nodes.map((node) => node.id), collapsed: ordered, ...extra },
              ],
              ...extra,
            },
          }
        : {}),
      ...extra,
    };
  });

const interval = fc.record({ start: fc.nat(1000), length: fc.integer({ min: 1, max: 1000 }), bytes });

/** `allowed` limits the ids. */
export function lifetimesWith(allowed: RegExp, extra: fc.Arbitrary<object>): fc.Arbitrary<LifetimesDocument> {
  return fc
    .record({
      ids: ids(1, 10, allowed),
      rows: fc.array(interval, { minLength: 10, maxLength: 10 }),
      alignment: fc.option(alignment, { nil: undefined }),
      hint: fc.option(fc.nat(9), { nil: undefined }),
      offset: fc.option(bytes, { nil: undefined }),
      capacity: fc.option(bytes),
      gaps: fc.subarray([0, 1] as const),
      extra,
    })
    .map(({ ids, rows, capacity, gaps, extra, ...options }): LifetimesDocument => {
      const buffers = ids.map((id, i) => {
        const { start, length, bytes } = rows[i] ?? { start: 0, length: 1, bytes: 0 };
        const own = [
          { start, end: start + 1 },
          { start: start + length - 1, end: start + length, window: [0, bytes] as const },
        ];
        const set = Object.entries(options).filter(([, value]) => value !== undefined);
        return {
          id,
          start,
          end: start + length,
          bytes,
          ...(i % 2 === 0 ? Object.fromEntries(set) : {}),
          ...(gaps.length > 0 && i === 0
            ? { gaps: gaps.slice(0, length).map((g) => own[g] ?? { start, end: start + 1 }) }
            : {}),
          ...extra,
        };
      });
      return { ...HEAD, kind: "lifetimes", name: "random", capacity, buffers, ...extra };
    });
}

export const lifetimes = lifetimesWith(/^/, extra);

/** Storages one above the other, a tensor and a buffer each. */
export const plans: fc.Arbitrary<PlanDocument> = fc
  .record({
    ids: ids(1, 8),
    rows: fc.array(interval, { minLength: 8, maxLength: 8 }),
    extra,
    fits: fc.boolean(),
  })
  .map(({ ids, rows, extra, fits }): PlanDocument => {
    let top = 0;
    const storages = ids.map((id, i) => {
      const { start, length, bytes } = rows[i] ?? { start: 0, length: 1, bytes: 0 };
      const offset = top;
      top += bytes;
      return {
        id,
        tensors: [id],
        bytes,
        alignment: 1,
        start,
        end: start + length,
        arena: "sram",
        offset,
        buffer: `B${i}`,
        ...extra,
      };
    });
    return {
      ...HEAD,
      kind: "plan",
      name: "random",
      source: { name: "random", kind: "lifetimes", sha256: "0" },
      settings: { place: "none", slots: false, capacity: null, seed: 1 },
      order: [],
      storages,
      tensors: Object.fromEntries(
        storages.map(({ id, buffer, arena, offset, bytes, start, end }) => [
          id,
          { storage: id, buffer, arena, offset, bytes, start, end },
        ]),
      ),
      buffers: storages.map(({ id, buffer, arena, offset, bytes }) => ({
        id: buffer,
        arena,
        offset,
        bytes,
        storages: [id],
      })),
      arenas: [
        { id: "sram", capacity: fits ? null : 0, alignment: 1, peak: top, lowerBound: 0, optimal: false },
      ],
      stats: {
        totalBytes: top,
        peakBytes: top,
        lowerBoundBytes: 0,
        peakStep: 0,
        fragmentationBytes: top,
        paddingBytes: 0,
        buffers: storages.length,
        storages: storages.length,
        fits,
      },
      diagnostics: [{ severity: "info", code: "random", message: "Made at random.", at: [] }],
      producer: { name: "memplan", version: "0" },
      ...extra,
    };
  });

export const documents: fc.Arbitrary<MemplanDocument> = fc.oneof<fc.Arbitrary<MemplanDocument>[]>(
  graphs,
  lifetimes,
  arms,
  methodsOf(graphs),
  randomDataflow(),
  fc.tuple(randomDataflow(), fc.nat(1_000_000)).map(([document, seed]) => withPortsSaid(document, seed)),
  plans,
);
