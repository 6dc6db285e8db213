/**
 * Shared or unique, from the graph alone: what leaves a Duplicate is shared, what is copied is unique, whoever writes needs
 * unique. The least fixed point, so loops are no matter.
 */

import { mostDisjointWays } from "./least-cut.ts";
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
}

export function sharedStatus(references: ReferenceStream): SharedStatus {
  const { stream, actors } = references;
  const { fifos } = stream;
  const shared = new Uint8Array(fifos.length);
  /** Of each shared FIFO the input that it has it from; −1: it begins here. */
  const cause = new Int32Array(fifos.length).fill(-1);
  const found: number[] = [];
  const mark = (fifo: number, from: number) => {
    if (fifo < 0 || shared[fifo] === 1) return;
    shared[fifo] = 1;
    cause[fifo] = from;
    found.push(fifo);
  };
  actors.forEach(({ inputs }, a) => {
    if (inputs.some(({ use }) => use === "split"))
      for (const { fifo } of stream.actors[a]?.outputs ?? []) mark(fifo, -1);
  });
  for (const fifo of found) {
    const [a, i] = fifos[fifo]?.to ?? [0, 0];
    const use = actors[a]?.inputs[i];
    // an owner that gets what is shared gives it on as it is
    if (use?.use === "forward" || use?.use === "own")
      mark(stream.actors[a]?.outputs[use.to]?.fifo ?? -1, fifo);
  }
  const violated = (fifo: number) => {
    const [a, i] = fifos[fifo]?.to ?? [0, 0];
    return shared[fifo] === 1 && actors[a]?.inputs[i]?.use === "own";
  };
  const violations = [...fifos.keys()].filter(violated).map((fifo): StatusViolation => {
    const [actor, input] = fifos[fifo]?.to ?? [0, 0];
    const witness = [fifo];
    for (let at = cause[fifo] ?? -1; at >= 0; at = cause[at] ?? -1) witness.unshift(at);
    return { actor, input, fifo, witness, primary: !witness.slice(0, -1).some(violated) };
  });
  const copiesOf = (status: number) =>
    [...fifos.keys()].flatMap((fifo) => {
      const [a, i] = fifos[fifo]?.to ?? [0, 0];
      return actors[a]?.inputs[i]?.use === "copy" && shared[fifo] === status ? [a] : [];
    });
  return {
    shared,
    violations,
    copies: copiesOf(1),
    redundant: copiesOf(0),
    insertions: insertionsFor(references, shared, violations),
  };
}

/** A least cut between where sharing begins and the inputs that must not get it, FIFO by FIFO. */
function insertionsFor(
  { stream, actors }: ReferenceStream,
  shared: Uint8Array,
  violations: readonly StatusViolation[],
): readonly number[] {
  const { fifos } = stream;
  const targets = new Set(violations.flatMap(({ fifo, primary }) => (primary ? [fifo] : [])));
  const sources = [...fifos.keys()].filter((fifo) => {
    const [a] = fifos[fifo]?.from ?? [0];
    return shared[fifo] === 1 && actors[a]?.inputs.some(({ use }) => use === "split") === true;
  });
  const next = fifos.map(({ to: [a, i] }) => {
    const use = actors[a]?.inputs[i];
    return use?.use === "forward"
      ? [stream.actors[a]?.outputs[use.to]?.fifo ?? -1].filter((f) => f >= 0)
      : [];
  });
  return mostDisjointWays(fifos.length, next, sources, targets);
}
