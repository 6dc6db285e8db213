/**
 * Actors by what they are and how they are joined, never by their names: so that renaming one changes no plan. Colours are
 * refined by those of neighbours (Weisfeiler and Leman 1968) until no more actors differ.
 */

import { ratesOf, type Stream } from "../stream.types.ts";

/** Rounds of refinement: a long chain would take half as many as it has actors. */
const MOST_ROUNDS = 64;

/** The same stream with its actors in such an order; those that nothing near them tells apart stay in that of the document. */
export function inStructuralOrder(stream: Stream): {
  readonly stream: Stream;
  readonly original: Int32Array;
} {
  const { actors, fifos } = stream;
  let colour: readonly string[] = actors.map(({ class: own, inputs, outputs }) => {
    const side = (ports: Stream["actors"][number]["inputs"]) =>
      ports.map(({ name, rate, fifo }) => `${name}:${ratesOf(rate).join(",")}:${fifos[fifo]?.sample ?? 0}`);
    return JSON.stringify([own, side(inputs), side(outputs)]);
  });
  let known = 0;
  for (let round = 0; ; round++) {
    const { rank, count } = ranked(colour);
    if (count === known || round === MOST_ROUNDS) return reordered(stream, rank);
    known = count;
    colour = actors.map(({ inputs, outputs }, a) => {
      const before = inputs.map(({ fifo }) => (fifo < 0 ? -1 : rank[fifos[fifo]?.from[0] ?? 0]));
      const after = outputs.map(({ fifo }) => {
        const other = fifos[fifo];
        return other === undefined ? [-1] : [rank[other.to[0]], other.to[1], other.delay];
      });
      return `${String(rank[a]).padStart(8, "0")} ${JSON.stringify([before, after])}`;
    });
  }
}

function ranked(colour: readonly string[]): { readonly rank: Int32Array; readonly count: number } {
  const sorted = [...new Set(colour)].sort();
  const at = new Map(sorted.map((text, k) => [text, k]));
  return { rank: Int32Array.from(colour, (text) => at.get(text) ?? 0), count: sorted.length };
}

function reordered(stream: Stream, rank: Int32Array): ReturnType<typeof inStructuralOrder> {
  const { actors, duplicates } = stream;
  // Duplicates by the number that they were put in with: which names were free for them hangs on the names of others
  const put = new Map(duplicates.map((id, k) => [id, k - duplicates.length]));
  const place = (a: number) => put.get(actors[a]?.id ?? "") ?? actors[a]?.source ?? -1;
  const original = Int32Array.from(actors.keys()).sort(
    (a, b) => (rank[a] ?? 0) - (rank[b] ?? 0) || place(a) - place(b) || a - b,
  );
  return { original, stream: renumbered(stream, original) };
}

/** The stream with its actors in another order; `original`: of each actor its number in `stream`. */
export function renumbered({ actors, fifos, duplicates }: Stream, original: Int32Array): Stream {
  const now = new Int32Array(actors.length);
  original.forEach((a, k) => {
    now[a] = k;
  });
  return {
    duplicates,
    actors: Array.from(original, (a) => actors[a]).flatMap((actor) => actor ?? []),
    fifos: fifos.map((fifo) => ({
      ...fifo,
      from: [now[fifo.from[0]] ?? 0, fifo.from[1]],
      to: [now[fifo.to[0]] ?? 0, fifo.to[1]],
    })),
  };
}
