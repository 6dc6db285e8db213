/** Which rows of one state of a document are which of another: by id, or by position where nothing has changed. */

export interface Match {
  /** The row in the picture of row i here, and the other way round; −1: it has none. */
  readonly there: (i: number) => number;
  readonly here: (i: number) => number;
}

interface Row {
  readonly id: string;
}

const NOWHERE: Match = { there: () => -1, here: () => -1 };

/** Matches `rows` with `others`, whose positions by id are `index`; undefined: there is nothing to match with. */
export function matched(
  rows: readonly Row[],
  others: readonly Row[] | undefined,
  index: ReadonlyMap<string, number> | undefined,
): Match {
  if (others === undefined || index === undefined) return NOWHERE;
  if (rows === others) return { there: (i) => i, here: (i) => i };
  const there = Int32Array.from(rows, ({ id }) => index.get(id) ?? -1);
  const here = new Int32Array(others.length).fill(-1);
  there.forEach((j, i) => {
    if (j >= 0) here[j] = i;
  });
  return { there: (i) => there[i] ?? -1, here: (i) => here[i] ?? -1 };
}
