/** Names of the ends of FIFOs, and the ports of the document that they are at. */

import type { Stream } from "../stream.types.ts";

export interface End {
  readonly node: string;
  readonly port: string;
}

/** Of a stream: Duplicates that were put in have ends too. */
export function endsOf({ actors, fifos }: Stream, fifo: number): { readonly from: End; readonly to: End } {
  const [a, o] = fifos[fifo]?.from ?? [-1, -1];
  const [b, i] = fifos[fifo]?.to ?? [-1, -1];
  return {
    from: { node: actors[a]?.id ?? "", port: actors[a]?.outputs[o]?.name ?? "" },
    to: { node: actors[b]?.id ?? "", port: actors[b]?.inputs[i]?.name ?? "" },
  };
}

/** `source.o`. */
export function sayEnd({ node, port }: End): string {
  return `${node}.${port}`;
}

/** Ports of the document at both ends; null where a Duplicate that was put in stands. */
export function documentEnds(
  stream: Stream,
  fifo: number,
): { readonly from: End | null; readonly to: End | null } {
  const { from, to } = endsOf(stream, fifo);
  const isPutIn = (actor: number | undefined) => (stream.actors[actor ?? -1]?.source ?? -1) < 0;
  return {
    from: isPutIn(stream.fifos[fifo]?.from[0]) ? null : from,
    to: isPutIn(stream.fifos[fifo]?.to[0]) ? null : to,
  };
}
