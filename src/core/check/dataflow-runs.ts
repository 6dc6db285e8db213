/** Memory that knows of every byte what it is, kept as runs of bytes that follow each other. */

/** Bytes that one stream may count: names of one begin at a multiple of it. 2³² leaves room for 2²¹ streams. */
export const NAMES = 2 ** 32;

export interface Memory {
  /** Bytes [from, to) are now those from the name on. */
  write(from: number, to: number, name: number): void;
  /** Whether they are. */
  holds(from: number, to: number, name: number): boolean;
  /** Bytes [from, to) are found from `to2` on too, which is before `from`. */
  move(from: number, to: number, target: number): void;
}

interface Run {
  readonly from: number;
  to: number;
  readonly name: number;
}

export function newMemory(): Memory {
  /** Ascending, apart from each other. */
  const runs: Run[] = [];
  /** First run that ends beyond this address. */
  const find = (address: number): number => {
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.to ?? 0) > address) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const within = (from: number, to: number): Run[] => {
    const found: Run[] = [];
    for (let i = find(from); i < runs.length; i++) {
      const run = runs[i];
      if (run === undefined || run.from >= to) break;
      const start = Math.max(run.from, from);
      found.push({ from: start, to: Math.min(run.to, to), name: run.name + start - run.from });
    }
    return found;
  };
  const write = (from: number, to: number, name: number): void => {
    if (from >= to) return;
    // most writes go on where the last one ended
    const near = find(from - 1);
    const before = runs[near];
    if (before !== undefined && before.from <= from && before.name + from - before.from === name) {
      if (to <= before.to) return;
      if ((runs[near + 1]?.from ?? Number.POSITIVE_INFINITY) > to) {
        before.to = to;
        return;
      }
    }
    // neighbours that only touch are taken too, so that what follows on becomes one run
    const first = near;
    let last = first;
    const left: Run[] = [];
    let [start, end] = [from, to];
    let begin = name;
    for (; last < runs.length; last++) {
      const run = runs[last];
      if (run === undefined || run.from > to) break;
      if (run.from < from) {
        const cut = { ...run, to: Math.min(run.to, from) };
        if (cut.to === from && cut.name + from - cut.from === name) [start, begin] = [cut.from, cut.name];
        else left.push(cut);
      }
      if (run.to <= to) continue;
      const rest = {
        from: Math.max(run.from, to),
        to: run.to,
        name: run.name + Math.max(run.from, to) - run.from,
      };
      if (rest.from === to && rest.name === name + to - from) end = rest.to;
      else left.push(rest);
    }
    const mine = { from: start, to: end, name: begin };
    const lower = left.filter((run) => run.from < start);
    const upper = left.filter((run) => run.from >= end);
    runs.splice(first, last - first, ...lower, mine, ...upper);
  };
  return {
    write,
    holds: (from, to, name) => {
      if (from >= to) return true;
      const run = runs[find(from)];
      if (run !== undefined && run.from <= from && run.to >= to) return run.name + from - run.from === name;
      let next = from;
      for (const run of within(from, to)) {
        if (run.from !== next || run.name !== name + next - from) return false;
        next = run.to;
      }
      return next >= to;
    },
    move: (from, to, target) => {
      if (from >= to) return;
      for (const run of within(from, to)) write(run.from - from + target, run.to - from + target, run.name);
    },
  };
}
