/**
 * Shared or unique, from the graph alone: what leaves a Duplicate is shared, what is copied is unique, whoever writes needs
 * unique. The least fixed point, so loops are no matter; what lies in FIFOs at first is unique.
 */

import type { ReferenceStream } from "./roles.ts";

export interface StatusViolation {
  readonly actor: number;
  readonly input: number;
  readonly fifo: number;
  /** No other violated input stands between it and where sharing begins. */
  readonly primary: boolean;
  /** FIFOs from the output that shares to this input. */
  readonly witness: readonly number[];
}

export interface SharedStatus {
  /** 1 for a FIFO whose references may have other holders. */
  readonly shared: Uint8Array;
  readonly violations: readonly StatusViolation[];
  /** Copy nodes that always copy, and those that never need to. */
  readonly copies: readonly number[];
  readonly redundant: readonly number[];
  /** FIFOs on which a copy each makes all violations go away: as few as there are. */
  readonly insertions: readonly number[];
  /** Shared FIFOs in which references wait for the next iteration: a pool must not be reset before it. */
  readonly survivors: readonly number[];
}

export function sharedStatus(references: ReferenceStream): SharedStatus {
  const { stream, actors } = references;
  const { fifos } = stream;
  const { shared, cause, found } = spread(references);
  const passingAt = (fifo: number) => {
    const [a, i] = fifos[fifo]?.to ?? [-1, -1];
    return actors[a]?.inputs[i]?.use;
  };
  const isViolated = (fifo: number) => shared[fifo] === 1 && passingAt(fifo) === "own";
  /** Of shared FIFOs: a violated input stands before it. */
  const behind = new Uint8Array(fifos.length);
  for (const fifo of found) {
    const before = cause[fifo] ?? -1;
    if (before >= 0 && (behind[before] === 1 || isViolated(before))) behind[fifo] = 1;
  }
  const violations = [...fifos.keys()].filter(isViolated).map((fifo): StatusViolation => {
    const [actor, input] = fifos[fifo]?.to ?? [0, 0];
    const primary = behind[fifo] !== 1;
    return { actor, input, fifo, primary, witness: wayTo(fifo, cause) };
  });
  const copiesOf = (status: number) => {
    const own = [...fifos.keys()].filter((fifo) => passingAt(fifo) === "copy" && shared[fifo] === status);
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

interface Spread {
  readonly shared: Uint8Array;
  /** Of each shared FIFO the one that it has it from; −1: it begins here. */
  readonly cause: Int32Array;
  /** Shared FIFOs, each after its cause. */
  readonly found: readonly number[];
}

function spread({ stream, actors, carries }: ReferenceStream): Spread {
  const { fifos } = stream;
  const shared = new Uint8Array(fifos.length);
  const cause = new Int32Array(fifos.length).fill(-1);
  const found: number[] = [];
  const mark = (fifo: number, from: number) => {
    if (fifo < 0 || carries[fifo] !== true || shared[fifo] === 1) return;
    shared[fifo] = 1;
    cause[fifo] = from;
    found.push(fifo);
  };
  actors.forEach(({ inputs }, a) => {
    if (inputs.some(({ use }) => use === "split"))
      for (const { fifo } of stream.actors[a]?.outputs ?? []) mark(fifo, -1);
  });
  for (const fifo of found) {
    const [a, i] = fifos[fifo]?.to ?? [-1, -1];
    const use = actors[a]?.inputs[i];
    // an owner that gets what is shared gives it on as it is
    if (use?.use !== "forward" && use?.use !== "own") continue;
    for (const o of use.to) mark(stream.actors[a]?.outputs[o]?.fifo ?? -1, fifo);
  }
  return { shared, cause, found };
}

function wayTo(fifo: number, cause: Int32Array): number[] {
  const way: number[] = [];
  for (let at = fifo; at >= 0; at = cause[at] ?? -1) way.push(at);
  return way.reverse();
}

/**
 * A least cut between where sharing begins and the inputs that must not get it: FIFOs, ascending. As an output passes on one
 * input only, the ways from there are trees, and the least cut of a tree is its root or those of its branches, whichever
 * costs less; of equals the branches, which are nearer to who writes.
 */
export function leastCut(references: ReferenceStream, costOf: (fifo: number) => number): readonly number[] {
  const { stream, actors } = references;
  const { shared, cause, found } = spread(references);
  const { fifos } = stream;
  const isTarget = (fifo: number) => {
    const [a, i] = fifos[fifo]?.to ?? [-1, -1];
    return shared[fifo] === 1 && actors[a]?.inputs[i]?.use === "own";
  };
  /** By FIFO what it costs to keep sharing from all targets behind it, and whether it is cut itself for that. */
  const cost = new Float64Array(fifos.length);
  const isCut = new Uint8Array(fifos.length);
  for (let k = found.length - 1; k >= 0; k--) {
    const fifo = found[k] ?? 0;
    const own = costOf(fifo);
    if (isTarget(fifo) || own < (cost[fifo] ?? 0)) {
      cost[fifo] = own;
      isCut[fifo] = 1;
    }
    const before = cause[fifo] ?? -1;
    if (before >= 0) cost[before] = (cost[before] ?? 0) + (cost[fifo] ?? 0);
  }
  // behind a cut there is nothing to be cut
  const covered = new Uint8Array(fifos.length);
  const cut: number[] = [];
  for (const fifo of found) {
    const before = cause[fifo] ?? -1;
    if (before >= 0 && (covered[before] === 1 || isCut[before] === 1)) covered[fifo] = 1;
    else if (isCut[fifo] === 1) cut.push(fifo);
  }
  return cut.sort((a, b) => a - b);
}
