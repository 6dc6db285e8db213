/** That the steps of a plan are one iteration of a dataflow graph, and what its FIFOs hold along it. */

import type { Wanted } from "./dataflow-stream.ts";
import { at, type Look } from "./look.ts";

/** Actors by step; undefined when the steps name something else, so that nothing further can be said. */
export function firingsOf({ plan, report }: Look, { doers }: Wanted): Int32Array | undefined {
  const position = new Map(doers.map(({ id }, a) => [id, a]));
  const actorOf = (id: string) => position.get(id) ?? position.get(id.replace(/#\d+$/, "")) ?? -1;
  const firings = Int32Array.from(plan.order, actorOf);
  const times = new Int32Array(doers.length);
  let known = true;
  firings.forEach((actor, step) => {
    if (actor >= 0) times[actor] = at(times, actor) + 1;
    else {
      known = false;
      const id = plan.order[step] ?? "";
      report.add(
        "order",
        [`node:${id}`],
        () => `step ${step} is ${id}, which is no firing of a node of the graph`,
      );
    }
  });
  if (!known) return undefined;
  const fired = new Int32Array(doers.length);
  firings.forEach((actor, step) => {
    const id = doers[actor]?.id ?? "";
    const is = at(times, actor) === 1 ? id : `${id}#${at(fired, actor)}`;
    fired[actor] = at(fired, actor) + 1;
    const said = plan.order[step] ?? "";
    if (said === is) return;
    report.add("order", [`node:${said}`], () => `step ${step} is called ${said}, but it is the firing ${is}`);
  });
  return firings;
}

/** One pass without rates: everybody once, and never before somebody who feeds it by an edge that is not weak. */
export function checkPass({ report }: Look, { doers, lines }: Wanted, firings: Int32Array): void {
  const steps = doers.map((): number[] => []);
  firings.forEach((actor, step) => {
    steps[actor]?.push(step);
  });
  doers.forEach(({ id }, a) => {
    const times = steps[a]?.length ?? 0;
    if (times !== 1)
      report.add("order", [`node:${id}`], () => `${id} is in the pass ${times} times, not once`);
  });
  for (const { source, target, weak } of lines) {
    const [first, second] = [steps[source]?.[0] ?? 0, steps[target]?.[0] ?? 0];
    if (weak || first < second) continue;
    const [a, b] = [doers[source]?.id, doers[target]?.id];
    report.add(
      "order",
      [`node:${b}`, `node:${a}`],
      () => `${b} is at step ${second}, but ${a}, which feeds it, at step ${first}`,
    );
  }
}

/** That every actor fires as often as one iteration takes: whole turns of its rates, all FIFOs even, and no more than once round. */
export function checkCounts({ report }: Look, { doers, lines }: Wanted, firings: Int32Array): boolean {
  const times = new Int32Array(doers.length);
  for (const actor of firings) times[actor] = at(times, actor) + 1;
  const turns = doers.map(({ id, cycles }, a) => {
    const turn = cycles.reduce((all, length) => (all / gcd(all, length)) * length, 1);
    const fired = at(times, a);
    if (fired === 0 || fired % turn !== 0) {
      report.add("order", [`node:${id}`], () =>
        fired === 0
          ? `${id} never fires`
          : `${id} fires ${fired} times, but its rates begin anew after every ${turn}`,
      );
    }
    return fired / turn;
  });
  if (turns.some((count) => count === 0 || !Number.isInteger(count))) return false;
  let even = true;
  for (const { from, to, source, target, puts, takes } of lines) {
    const [made, used] = [total(puts, at(times, source)), total(takes, at(times, target))];
    if (made === used) continue;
    even = false;
    report.add("order", [`node:${from[0]}`, `node:${to[0]}`], () => {
      return `${from.join(".")} puts ${made} samples into its FIFO in an iteration, but ${to.join(".")} takes ${used} out`;
    });
  }
  const rounds = turns.reduce(gcd, 0);
  if (rounds > 1) report.add("order", [], () => `the steps are ${rounds} iterations, not one`);
  return even;
}

function total(rates: readonly number[], firings: number): number {
  return rates.reduce((sum, rate) => sum + rate, 0) * (firings / rates.length);
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** Half open, in steps. */
export type Need = readonly [start: number, end: number];

interface Held {
  /** When each FIFO holds samples: from the write into an empty one to the read that empties it. */
  readonly needs: readonly (readonly Need[])[];
  /** Most samples of each at once; a firing writes before what it reads is gone. */
  readonly most: Float64Array;
  /** Somebody reads what is not there. */
  readonly short: boolean;
}

/** Reports reads of what is not there. */
export function heldBy({ report }: Look, { doers, lines }: Wanted, firings: Int32Array): Held {
  const held = Float64Array.from(lines, ({ delay }) => delay);
  const most = held.slice();
  const since = Int32Array.from(held, (samples) => (samples > 0 ? 0 : -1));
  const needs = lines.map((): Need[] => []);
  const fired = new Int32Array(doers.length);
  const short = new Set<number>();
  firings.forEach((actor, step) => {
    const { inputs, outputs, id } = doers[actor] ?? { inputs: [], outputs: [], id: "" };
    const firing = at(fired, actor);
    for (const f of inputs) {
      const taken = inTurn(lines[f]?.takes, firing);
      if (at(held, f) >= taken || short.has(f)) continue;
      short.add(f);
      const there = at(held, f);
      report.add("order", [`node:${id}`, `tensor:fifo${f}`], () => {
        return `at step ${step} ${id} takes ${taken} samples from fifo${f}, which holds ${there}`;
      });
    }
    for (const f of outputs) {
      const put = inTurn(lines[f]?.puts, firing);
      if (put > 0 && at(since, f) < 0) since[f] = step;
      held[f] = at(held, f) + put;
      most[f] = Math.max(at(most, f), at(held, f));
    }
    for (const f of inputs) {
      const taken = inTurn(lines[f]?.takes, firing);
      held[f] = at(held, f) - taken;
      if (taken === 0 || at(held, f) > 0) continue;
      needs[f]?.push([Math.max(0, at(since, f)), step + 1]);
      since[f] = -1;
    }
    fired[actor] = firing + 1;
  });
  since.forEach((start, f) => {
    if (start >= 0) needs[f]?.push([start, firings.length]);
  });
  return { needs, most, short: short.size > 0 };
}

/** Samples at a firing. */
export function inTurn(rates: readonly number[] | undefined, firing: number): number {
  return rates === undefined || rates.length === 0 ? 0 : (rates[firing % rates.length] ?? 0);
}
