/**
 * How often each actor fires in one iteration: the least whole numbers by which every FIFO ends as it began (Lee and
 * Messerschmitt 1987). Exact, by fractions over a spanning tree.
 */

import { fail, ok, type Result } from "../../result.ts";
import { ratesOf, type Stream } from "./stream.types.ts";

export interface Repetition {
  /** Firings after which the rates of each actor begin again. */
  readonly period: Int32Array;
  /** Periods of each actor in one iteration. */
  readonly periods: Int32Array;
  /** Firings of all actors in one iteration. */
  readonly firings: number;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** More firings than anyone can look at, or a schedule hold. */
const MOST_FIRINGS = 1_000_000n;

function periodsOf({ actors }: Stream): bigint[] {
  return actors.map(({ inputs, outputs }) => {
    let all = 1n;
    for (const port of [...inputs, ...outputs]) {
      const length = BigInt(ratesOf(port.rate).length);
      all = (all / gcd(all, length)) * length;
    }
    return all;
  });
}

/** Samples that a port moves in a period of its actor. */
function inPeriod(rates: readonly number[], period: bigint): bigint {
  const sum = rates.reduce((total, rate) => total + BigInt(rate), 0n);
  return (sum * period) / BigInt(rates.length);
}

/** Fails with "not-connected", with "not-schedulable" where rates contradict each other, with "too-many-firings". */
export function repetitionOf(stream: Stream): Result<Repetition> {
  const { actors, fifos } = stream;
  const period = periodsOf(stream);
  const flow = fifos.map(({ from, to }) => ({
    from: from[0],
    to: to[0],
    made: inPeriod(ratesOf(actors[from[0]]?.outputs[from[1]]?.rate ?? 1), period[from[0]] ?? 1n),
    used: inPeriod(ratesOf(actors[to[0]]?.inputs[to[1]]?.rate ?? 1), period[to[0]] ?? 1n),
  }));
  const near = actors.map((): number[] => []);
  flow.forEach(({ from, to }, f) => {
    near[from]?.push(f);
    if (to !== from) near[to]?.push(f);
  });
  const over: bigint[] = actors.map(() => 0n);
  const under: bigint[] = actors.map(() => 1n);
  const found = actors.length === 0 ? [] : [0];
  over[0] = 1n;
  for (const actor of found) {
    for (const f of near[actor] ?? []) {
      const edge = flow[f];
      if (edge === undefined) continue;
      const forth = edge.from === actor;
      const other = forth ? edge.to : edge.from;
      if (over[other] !== 0n) continue;
      const [up, down] = forth ? [edge.made, edge.used] : [edge.used, edge.made];
      if (up === 0n || down === 0n) continue;
      const n = (over[actor] ?? 1n) * up;
      const d = (under[actor] ?? 1n) * down;
      const common = gcd(n, d);
      over[other] = n / common;
      under[other] = d / common;
      found.push(other);
    }
  }
  if (found.length < actors.length) return apart(stream, found);
  let whole = 1n;
  for (const d of under) whole = (whole / gcd(whole, d)) * d;
  let counts = actors.map((_, a) => ((over[a] ?? 1n) * whole) / (under[a] ?? 1n));
  let common = 0n;
  for (const count of counts) common = gcd(count, common);
  counts = counts.map((count) => count / (common === 0n ? 1n : common));
  const wrong = flow.findIndex(
    ({ from, to, made, used }) => (counts[from] ?? 0n) * made !== (counts[to] ?? 0n) * used,
  );
  const moved = flow[wrong];
  if (moved !== undefined) return contradiction(stream, wrong, moved, period, counts);
  const firings = counts.reduce((sum, count, a) => sum + count * (period[a] ?? 1n), 0n);
  if (firings > MOST_FIRINGS) {
    const most = counts.map((count, a) => count * (period[a] ?? 1n));
    const busiest = most.reduce((best, count, a) => (count > (most[best] ?? 0n) ? a : best), 0);
    const id = actors[busiest]?.id ?? "";
    const message = `One iteration takes ${firings} firings, more than can be planned: ${most[busiest]} of them of ${id}.`;
    return fail("too-many-firings", message, {
      at: [`node:${id}`],
      help: "Look for rates with large common multiples, such as 44,100 and 48,000 sample by sample.",
    });
  }
  return ok({
    period: Int32Array.from(period, Number),
    periods: Int32Array.from(counts, Number),
    firings: Number(firings),
  });
}

function apart({ actors }: Stream, found: readonly number[]): Result<never> {
  const reached = new Set(found);
  const other = actors.find((_, a) => !reached.has(a))?.id ?? "";
  const first = actors[0]?.id ?? "";
  return fail("not-connected", `Nothing joins ${other} to ${first}: these are two graphs.`, {
    at: [`node:${other}`, `node:${first}`],
    help: "Connect them, or make a document of each.",
  });
}

function contradiction(
  { actors, fifos }: Stream,
  wrong: number,
  { made, used }: { readonly made: bigint; readonly used: bigint },
  period: readonly bigint[],
  counts: readonly bigint[],
): Result<never> {
  const { from: [a, o] = [0, 0], to: [b, i] = [0, 0] } = fifos[wrong] ?? {};
  const [from, to] = [actors[a], actors[b]];
  const [out, into] = [`${from?.id}.${from?.outputs[o]?.name}`, `${to?.id}.${to?.inputs[i]?.name}`];
  const both = gcd(counts[a] ?? 1n, counts[b] ?? 1n);
  const often = (actor: number) => (counts[actor] ?? 1n) / (both === 0n ? 1n : both);
  const fires = (actor: number) => times(often(actor) * (period[actor] ?? 1n));
  const rest = a === b ? "" : ` and, by the rest of the graph, ${to?.id} ${fires(b)}`;
  const message = `The rates contradict each other: where ${from?.id} fires ${fires(a)}${rest}, ${out} puts ${samples(often(a) * made)} into a FIFO from which ${into} takes ${samples(often(b) * used)}.`;
  return fail("not-schedulable", message, {
    at: [`node:${from?.id}`, `node:${to?.id}`],
    help: "Correct the rates of one of the ports on the way round.",
  });
}

function times(n: bigint): string {
  return n === 1n ? "once" : `${n} times`;
}

function samples(n: bigint): string {
  return n === 1n ? "1 sample" : `${n} samples`;
}
