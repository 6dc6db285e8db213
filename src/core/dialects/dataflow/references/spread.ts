/** Which FIFOs are shared, and from where they have it. */

import type { ReferenceStatus } from "../document.ts";
import type { ReferenceStream } from "./roles.ts";

/** What an input can insist on. */
export type Wanted = Exclude<ReferenceStatus, "any">;

export interface Spread {
  readonly shared: Uint8Array;
  /**
   * Of each shared FIFO those that it has it from, the first of them found before it, on a way that crosses as few violated
   * inputs as need be; none: it begins here.
   */
  readonly causes: readonly (readonly number[])[];
  /** Sharing begins here, whatever else it has it from. */
  readonly begins: Uint8Array;
  /** Shared FIFOs that every way to leads through a violated input. */
  readonly behind: Uint8Array;
  /** Shared FIFOs, each after its first cause. */
  readonly found: readonly number[];
}

/** What the input that a FIFO leads to insists on. */
export function requiredAt({ stream, actors }: ReferenceStream, fifo: number): ReferenceStatus {
  const [a, i] = stream.fifos[fifo]?.to ?? [-1, -1];
  return actors[a]?.requires[i] ?? "any";
}

export function spread(references: ReferenceStream): Spread {
  const { stream, actors, carries } = references;
  const { fifos } = stream;
  const shared = new Uint8Array(fifos.length);
  const begins = new Uint8Array(fifos.length);
  const behind = new Uint8Array(fifos.length);
  const causes: number[][] = fifos.map(() => []);
  const found: number[] = [];
  /** Violated ones wait, so that what can be reached without them is. */
  const late: number[] = [];
  let isLate = 0;
  const mark = (fifo: number, from: number) => {
    if (fifo < 0 || carries[fifo] !== true) return;
    if (from < 0) begins[fifo] = 1;
    // what is shared from the start needs no cause
    else if (begins[fifo] !== 1) causes[fifo]?.push(from);
    if (shared[fifo] === 1) return;
    shared[fifo] = 1;
    behind[fifo] = isLate;
    found.push(fifo);
  };
  actors.forEach(({ shares }, a) => {
    for (const o of shares) mark(stream.actors[a]?.outputs[o]?.fifo ?? -1, -1);
  });
  const walk = (fifo: number) => {
    const [a, i] = fifos[fifo]?.to ?? [-1, -1];
    for (const o of actors[a]?.spreads[i] ?? []) mark(stream.actors[a]?.outputs[o]?.fifo ?? -1, fifo);
  };
  let next = 0;
  const advance = () => {
    for (; next < found.length; next++) {
      const fifo = found[next] ?? 0;
      if (isLate === 0 && requiredAt(references, fifo) === "unique") late.push(fifo);
      else walk(fifo);
    }
  };
  advance();
  isLate = 1;
  for (const fifo of late) walk(fifo);
  advance();
  return { shared, causes, begins, behind, found };
}
