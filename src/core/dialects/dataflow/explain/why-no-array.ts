/** Why a FIFO is no array: what it moves, what it holds, what it begins with, or how the graph is run. */

import type { StreamMode } from "../document.ts";
import { ratesOf, type Stream } from "../stream.types.ts";
import { endsOf, sayEnd } from "./ends.ts";

export interface NoArray {
  readonly kind: "mode" | "cyclo-static" | "rates" | "delay" | "holds-more";
  /** A few words, for a table. */
  readonly short: string;
  readonly says: string;
}

/** All reasons; none for an array. `samples`: that the FIFO can hold. */
export function whyNoArray(
  stream: Stream,
  fifo: number,
  samples: number,
  mode: StreamMode = "synchronous",
): readonly NoArray[] {
  if (mode !== "synchronous")
    return [
      {
        kind: "mode",
        short: mode.replace("-", " "),
        says: `In the mode ${mode.replace("-", " ")} a firing may find the FIFO as it is not planned, so none is an array.`,
      },
    ];
  const { from, to, delay } = stream.fifos[fifo] ?? { from: [0, 0], to: [0, 0], delay: 0 };
  const made = stream.actors[from[0]]?.outputs[from[1]]?.rate ?? 1;
  const used = stream.actors[to[0]]?.inputs[to[1]]?.rate ?? 1;
  const ends = endsOf(stream, fifo);
  const [out, into] = [sayEnd(ends.from), sayEnd(ends.to)];
  const found: NoArray[] = [];
  if (typeof made !== "number" || typeof used !== "number") {
    const [who, rates] = typeof made === "number" ? [into, used] : [out, made];
    found.push({
      kind: "cyclo-static",
      short: "rates in turn",
      says: `${who} moves ${ratesOf(rates).join(", ")} samples in turn, so the two sides do not always begin at the first sample.`,
    });
  } else if (made !== used) {
    found.push({
      kind: "rates",
      short: `${made} ≠ ${used}`,
      says: `${out} puts in ${made} samples and ${into} takes out ${used}: one side is in the middle of what the other has moved.`,
    });
  }
  if (delay > 0)
    found.push({
      kind: "delay",
      short: `delay ${delay}`,
      says: `It begins with ${delay} ${delay === 1 ? "sample" : "samples"}, which the first write must come after.`,
    });
  if (found.length === 0 && samples !== made)
    found.push({
      kind: "holds-more",
      short: `holds ${samples}`,
      says: `It holds up to ${samples} samples, more than the ${made} that a firing moves: ${out} fires again before ${into} has emptied it.`,
    });
  return found;
}
