/** Buffers for FIFOs as the reference numbers them, and what Duplicates then need not copy. */

import type { Stream } from "../stream.types.ts";
import { byDegree, colouring } from "./colouring.ts";
import { type ArrayFifo, interference } from "./interference.ts";
import type { Home, ReferenceSettings } from "./reference.types.ts";

export interface Shape {
  /** Samples. */
  readonly length: number;
  readonly isArray: boolean;
  readonly live: readonly [first: number, last: number] | null;
}

export interface Homes {
  readonly homes: readonly Home[];
  /** Bytes by number. */
  readonly buffers: readonly number[];
  readonly gaveUp: boolean;
}

/** FIFOs that are arrays share by colour where that is asked for; every other one has a buffer of its own, or its place outside. */
export function buffersOf(stream: Stream, shapes: readonly Shape[], settings: ReferenceSettings): Homes {
  const homes: (Home | undefined)[] = stream.fifos.map(({ outside }) =>
    outside === null
      ? undefined
      : outside.assignedByNode
        ? { kind: "node" }
        : { kind: "outside", name: outside.name },
  );
  const buffers: number[] = [];
  const bytesOf = (fifo: number) => (shapes[fifo]?.length ?? 0) * (stream.fifos[fifo]?.sample ?? 0);
  let gaveUp = false;
  if (settings.memoryOptimization && settings.mode === "synchronous") {
    const arrays = shapes.flatMap((shape, fifo): ArrayFifo[] =>
      shape.isArray && shape.live !== null ? [{ fifo, bytes: bytesOf(fifo), live: shape.live }] : [],
    );
    const neighbours = interference(stream, arrays, settings.duplicateOptimization);
    const order = byDegree(neighbours);
    const coloured = colouring(neighbours, order, settings.mostVisits);
    gaveUp = coloured.gaveUp;
    const owner = new Map<number, Home>();
    arrays.forEach(({ fifo }, v) => {
      const own = homes[fifo];
      if (own !== undefined) owner.set(coloured.colour[v] ?? 0, own);
    });
    for (const v of order) {
      const { fifo, bytes } = arrays[v] ?? { fifo: 0, bytes: 0 };
      const colour = coloured.colour[v] ?? 0;
      const home = owner.get(colour) ?? { kind: "buffer", number: buffers.length };
      if (!owner.has(colour)) buffers.push(0);
      owner.set(colour, home);
      homes[fifo] ??= home;
      if (home.kind === "buffer") buffers[home.number] = Math.max(buffers[home.number] ?? 0, bytes);
    }
  }
  return {
    homes: homes.map((home, fifo) => {
      if (home !== undefined) return home;
      buffers.push(bytesOf(fifo));
      return { kind: "buffer", number: buffers.length - 1 };
    }),
    buffers,
    gaveUp,
  };
}

/** Outputs of Duplicates that need no copy: those that lie with its input, and all but one of those that lie together. */
export function skippedCopies(
  { actors, fifos }: Stream,
  homes: readonly Home[],
  settings: ReferenceSettings,
): readonly boolean[] {
  const skipped = fifos.map(() => false);
  if (!settings.duplicateOptimization) return skipped;
  for (const actor of actors) {
    if (!actor.duplicate) continue;
    const seen = [homes[actor.inputs[0]?.fifo ?? -1]];
    for (const { fifo } of actor.outputs) {
      const home = homes[fifo];
      // where a node says where it is, nobody else is known to be there
      if (home === undefined || home.kind === "node") continue;
      skipped[fifo] = seen.some((other) => other !== undefined && sameHome(other, home));
      seen.push(home);
    }
  }
  return skipped;
}

function sameHome(a: Home, b: Home): boolean {
  if (a.kind === "buffer" && b.kind === "buffer") return a.number === b.number;
  return a.kind === "outside" && b.kind === "outside" && a.name === b.name;
}
