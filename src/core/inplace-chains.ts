/**
 * The choice of writes in place as a game of cuts. A storage that is written in place again and again is a chain of
 * values, each no larger than the one before; as long as the chain is whole, the first one's bytes are kept to the end.
 * To decline a write is to cut the chain there: both sides are alive at that step, and afterwards only the small one is.
 */

import { RangeMax } from "./range-max.ts";

/** The values of one storage in time order, the first of which owns the bytes. */
export interface Chain {
  /** Step at which the whole storage is needed no more. */
  readonly end: number;
  /** Padded bytes of each value. */
  readonly sizes: readonly number[];
  /** Step at which each value is written over the one before; that of the first is not looked at. */
  readonly steps: readonly number[];
}

/** A write: value `at` of a chain, ≥ 1. */
export interface Link {
  readonly chain: number;
  readonly at: number;
}

/** Up to so many links every choice of cuts is tried where the quick way leaves a doubt. */
const FEW = 8;

/**
 * Which writes of one arena to decline so that the most bytes alive are as few as can be found; never more than with
 * none or all declined. `live` are the bytes alive at each step with every write taken. Of what changes nothing,
 * nothing is declined. Time (links · log steps) for each that is.
 */
export function chooseCuts(chains: readonly Chain[], live: Float64Array): Link[] {
  const loose = looseLinks(chains);
  if (loose.length === 0) return [];
  const least = highestOf(leastEver(chains, live));
  if (highestOf(live) <= least) return [];
  const fromAll = new Cuts(chains, live);
  fromAll.cutAtPeaks(loose);
  fromAll.mend();
  if (fromAll.most <= least) return fromAll.list();
  const fromNone = new Cuts(chains, live);
  for (const link of loose) fromNone.cut(link);
  fromNone.mend();
  fromNone.cutAtPeaks(loose);
  fromNone.mend();
  const best = fromNone.most < fromAll.most ? fromNone : fromAll;
  if (best.most <= least || loose.length > FEW) return best.list();
  return tryEvery(chains, live, loose, best);
}

/** Links whose value is smaller than one before it in the chain: only they can be worth a cut. */
function looseLinks(chains: readonly Chain[]): Link[] {
  return chains.flatMap(({ sizes }, chain) =>
    sizes.flatMap((size, at) => (at > 0 && size < (sizes[0] ?? 0) ? [{ chain, at }] : [])),
  );
}

/** What no choice goes below at any step: each value by its own size, and writes as if they were taken. */
function leastEver(chains: readonly Chain[], live: Float64Array): Float64Array {
  const change = new Float64Array(live.length + 1);
  const add = (step: number, bytes: number) => {
    change[step] = (change[step] ?? 0) + bytes;
  };
  for (const { sizes, steps, end } of chains) {
    for (let at = 1; at < sizes.length; at++) {
      const less = (sizes[at] ?? 0) - (sizes[0] ?? 0);
      add((steps[at] ?? 0) + 1, less);
      add(at + 1 < sizes.length ? (steps[at + 1] ?? 0) + 1 : end, -less);
    }
  }
  let sum = 0;
  return live.map((bytes, step) => {
    sum += change[step] ?? 0;
    return bytes + sum;
  });
}

function highestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** Every choice of the loose links, one flip after the other (Gray's code), for the fewest cuts among the best. */
function tryEvery(chains: readonly Chain[], live: Float64Array, loose: readonly Link[], first: Cuts): Link[] {
  const cuts = new Cuts(chains, live);
  let best = first.list();
  let most = first.most;
  for (let code = 1; code < 2 ** loose.length; code++) {
    const link = loose[31 - Math.clz32(code & -code)];
    if (link === undefined) break;
    if (cuts.has(link)) cuts.join(link);
    else cuts.cut(link);
    const list = cuts.list();
    if (cuts.most > most || (cuts.most === most && list.length >= best.length)) continue;
    most = cuts.most;
    best = list;
  }
  return best;
}

class Cuts {
  readonly #chains: readonly Chain[];
  readonly #live: RangeMax;
  readonly #cut: readonly Uint8Array[];

  constructor(chains: readonly Chain[], live: Float64Array) {
    this.#chains = chains;
    this.#live = new RangeMax(live);
    this.#cut = chains.map(({ sizes }) => new Uint8Array(sizes.length));
  }

  /** Most bytes alive. */
  get most(): number {
    return this.#live.most;
  }

  has({ chain, at }: Link): boolean {
    return this.#cut[chain]?.[at] === 1;
  }

  list(): Link[] {
    return this.#cut.flatMap((row, chain) =>
      Array.from(row).flatMap((cut, at) => (cut === 1 ? [{ chain, at }] : [])),
    );
  }

  cut(link: Link): void {
    this.#change(link, 1);
    this.#set(link, 1);
  }

  join(link: Link): void {
    this.#set(link, 0);
    this.#change(link, -1);
  }

  /** Cuts what spans the first of the fullest steps, the most bytes first, as long as no other step becomes as full. */
  cutAtPeaks(loose: readonly Link[]): void {
    for (let rounds = loose.length; rounds > 0; rounds--) {
      const peak = this.#live.firstMost();
      let best: Link | undefined;
      let gain = 0;
      for (const link of loose) {
        const chain = this.#chains[link.chain];
        if (chain === undefined || this.has(link)) continue;
        const step = chain.steps[link.at] ?? 0;
        const size = chain.sizes[link.at] ?? 0;
        if (step >= peak || peak >= this.#endOf(chain, link)) continue;
        const spared = (chain.sizes[this.#headOf(link)] ?? 0) - size;
        if (spared <= gain || this.#live.mostOf(step, step + 1) + size >= this.most) continue;
        best = link;
        gain = spared;
      }
      if (best === undefined) return;
      this.cut(best);
    }
  }

  /** Takes back every cut without which the most is no more. */
  mend(): void {
    for (const link of this.list().reverse()) {
      const most = this.most;
      this.join(link);
      if (this.most > most) this.cut(link);
    }
  }

  #set({ chain, at }: Link, cut: number): void {
    const row = this.#cut[chain];
    if (row !== undefined) row[at] = cut;
  }

  /** What a cut here adds (sign 1) or a joint takes away (−1), other cuts as they are. */
  #change(link: Link, sign: number): void {
    const chain = this.#chains[link.chain];
    if (chain === undefined) return;
    const step = chain.steps[link.at] ?? 0;
    const size = chain.sizes[link.at] ?? 0;
    const head = chain.sizes[this.#headOf(link)] ?? 0;
    this.#live.add(step, step + 1, sign * size);
    this.#live.add(step + 1, this.#endOf(chain, link), sign * (size - head));
  }

  /** The value in whose bytes the one before this link lies. */
  #headOf({ chain, at }: Link): number {
    const row = this.#cut[chain];
    let head = at - 1;
    while (head > 0 && row?.[head] !== 1) head--;
    return head;
  }

  /** Step after the last at which bytes begun at this link are kept: the next cut still reads them. */
  #endOf(chain: Chain, link: Link): number {
    const row = this.#cut[link.chain];
    for (let at = link.at + 1; at < chain.sizes.length; at++) {
      if (row?.[at] === 1) return (chain.steps[at] ?? 0) + 1;
    }
    return chain.end;
  }
}
