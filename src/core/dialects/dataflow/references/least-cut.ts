/** The fewest points that cut all ways from some to others: by as many ways that share no point (Menger 1927), one after another. */

/** Points of a least cut, ascending; sources and targets may be cut themselves. */
export function mostDisjointWays(
  points: number,
  next: readonly (readonly number[])[],
  sources: readonly number[],
  targets: ReadonlySet<number>,
): readonly number[] {
  // each point is an entry 2p and an exit 2p + 1 with room for one way between them
  const flow = new Set<string>();
  const isTaken = (from: number, to: number) => flow.has(`${from} ${to}`);
  const used = new Set<number>();
  const steps = (at: number): number[] => {
    const p = at >> 1;
    if ((at & 1) === 0) {
      const back = [...Array(points).keys()].filter((q) => isTaken(2 * q + 1, at)).map((q) => 2 * q + 1);
      return used.has(p) ? back : [...back, at + 1];
    }
    const forth = (next[p] ?? []).map((q) => 2 * q).filter((to) => !isTaken(at, to));
    return used.has(p) ? [...forth, at - 1] : forth;
  };
  const search = (): Map<number, number> => {
    const from = new Map<number, number>(sources.map((s) => [2 * s, -1]));
    for (const at of from.keys()) for (const to of steps(at)) if (!from.has(to)) from.set(to, at);
    return from;
  };
  for (;;) {
    const from = search();
    const end = [...targets].find((t) => from.has(2 * t + 1));
    if (end === undefined) {
      return [...Array(points).keys()].filter((p) => from.has(2 * p) && !from.has(2 * p + 1) && used.has(p));
    }
    let at = 2 * end + 1;
    for (let before = from.get(at) ?? -1; before >= 0; at = before, before = from.get(at) ?? -1) {
      if (at >> 1 === before >> 1) {
        if (before < at) used.add(at >> 1);
        else used.delete(at >> 1);
      } else if ((before & 1) === 1) flow.add(`${before} ${at}`);
      else flow.delete(`${at} ${before}`);
    }
  }
}
