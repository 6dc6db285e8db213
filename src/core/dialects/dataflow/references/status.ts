/**
 * Shared or unique, from the graph alone: what leaves a Duplicate is shared, what is copied is unique, whoever writes needs
 * unique. The least fixed point, so loops are no matter; what lies in FIFOs at first is unique.
 */

import { leastCut } from "./least-cut.ts";
import type { ReferenceStream } from "./roles.ts";
import { requiredAt, spread, type Wanted } from "./spread.ts";

export interface StatusViolation {
  readonly actor: number;
  readonly input: number;
  readonly fifo: number;
  /** What the input must have, and does not get. */
  readonly wants: Wanted;
  /** No other violated input stands between it and where sharing begins. */
  readonly primary: boolean;
  /** FIFOs from the output that shares to this input; where it gets what is unique, its own alone. */
  readonly witness: readonly number[];
}

export interface SharedStatus {
  /** 1 for a FIFO whose references may have other holders. */
  readonly shared: Uint8Array;
  readonly violations: readonly StatusViolation[];
  /** Copy nodes that always copy, and those that never need to. */
  readonly copies: readonly number[];
  readonly redundant: readonly number[];
  /** FIFOs on which a copy each makes all inputs unique that must be: as few as there are. */
  readonly insertions: readonly number[];
  /** Shared FIFOs in which references wait for the next iteration: a pool must not be reset before it. */
  readonly survivors: readonly number[];
}

export function sharedStatus(references: ReferenceStream): SharedStatus {
  const { stream, actors, carries } = references;
  const { fifos } = stream;
  const { shared, causes, behind } = spread(references);
  const violations = [...fifos.keys()].flatMap((fifo): StatusViolation[] => {
    const wants = requiredAt(references, fifo);
    if (carries[fifo] !== true || wants === "any" || wants === statusOf(shared[fifo])) return [];
    const [actor, input] = fifos[fifo]?.to ?? [0, 0];
    const primary = behind[fifo] !== 1;
    return [{ actor, input, fifo, wants, primary, witness: wayTo(fifo, causes) }];
  });
  const copiesOf = (status: number) => {
    const own = [...fifos.keys()].filter((fifo) => {
      const [a, i] = fifos[fifo]?.to ?? [-1, -1];
      return actors[a]?.inputs[i]?.use === "copy" && shared[fifo] === status;
    });
    return [...new Set(own.map((fifo) => fifos[fifo]?.to[0] ?? 0))];
  };
  return {
    shared,
    violations,
    copies: copiesOf(1),
    redundant: copiesOf(0),
    insertions: leastCut(references, () => 1),
    survivors: [...fifos.keys()].filter((f) => shared[f] === 1 && (fifos[f]?.delay ?? 0) > 0),
  };
}

function statusOf(shared: number | undefined): Wanted {
  return shared === 1 ? "shared" : "unique";
}

function wayTo(fifo: number, causes: readonly (readonly number[])[]): number[] {
  const way: number[] = [];
  for (let at = fifo; at >= 0; at = causes[at]?.[0] ?? -1) way.push(at);
  return way.reverse();
}
