/** Where sentences on ports stand: beyond the edge that the port is on, inside the pane, none over another. Pixels of the pane throughout. */

import type { PortFault } from "../../../core/edit/faults.ts";
import type { Size } from "../camera.ts";
import type { Box } from "../geometry.ts";

export interface Sentence {
  readonly side: PortFault["side"];
  readonly kind: PortFault["kind"];
  readonly says: string;
  /** Of its port. */
  readonly x: number;
}

export interface Placed extends Sentence {
  /** Whether a stem leads to the port: those that found no room at their edge have none. */
  readonly stem: boolean;
}

export interface Stack {
  readonly edge: "above" | "below";
  /** Of the end that is nearest to the box: its lower one above, its upper one below. */
  readonly y: number;
  /** To which side of its port a sentence reaches. */
  readonly reaches: "right" | "left";
  /** From top to bottom. */
  readonly sentences: readonly Placed[];
}

/** Widest that a sentence gets. */
export const WIDE = 240;
/** Between a port and its sentence, for the stem. */
export const GAP = 9;
/** Kept free at the edges of the pane. */
export const MARGIN = 4;
const LINE = 16;
const FRAME = 7;
const BETWEEN = 3;
/** A generous guess: lines must not be more than are reckoned with. */
const CHARACTER = 7;

/** Room to the sides that a sentence has, from its port to the edge of the pane. */
export function widthOf({ x }: Sentence, reaches: Stack["reaches"], pane: Size): number {
  return Math.max(60, Math.min(WIDE, (reaches === "right" ? pane.width - x : x) - MARGIN));
}

function heightOf(sentences: readonly Sentence[], reaches: Stack["reaches"], pane: Size): number {
  return sentences.reduce((sum, sentence) => {
    const characters = Math.max(1, Math.floor((widthOf(sentence, reaches, pane) - 14) / CHARACTER));
    return sum + Math.ceil(sentence.says.length / characters) * LINE + FRAME + BETWEEN;
  }, GAP);
}

/** The stacks of a box whose ports have something to say; none when the box is out of sight. */
export function stacksOf(box: Box, sentences: readonly Sentence[], pane: Size): readonly Stack[] {
  const { x, y, width, height } = box;
  const seen = x < pane.width && x + width > 0 && y < pane.height && y + height > 0;
  if (!seen) return [];
  const reaches = x + width / 2 < pane.width / 2 ? "right" : "left";
  const within = (at: number) => Math.max(MARGIN, Math.min(at, pane.width - MARGIN));
  const room = { above: y - MARGIN, below: pane.height - (y + height) - MARGIN };
  const edges: Record<Stack["edge"], Placed[]> = { above: [], below: [] };
  for (const side of ["in", "out"] as const) {
    const own = sentences.filter((s) => s.side === side).map((s) => ({ ...s, x: within(s.x) }));
    const [edge, other] = side === "in" ? (["above", "below"] as const) : (["below", "above"] as const);
    const fits = heightOf(own, reaches, pane) <= room[edge] || room[edge] >= room[other];
    edges[fits ? edge : other].push(...own.map((s) => ({ ...s, stem: fits })));
  }
  return (["above", "below"] as const).flatMap((edge) => {
    // stems pass beside the sentences between them and their ports
    const outwards = edges[edge].sort((a, b) => (reaches === "right" ? b.x - a.x : a.x - b.x));
    if (outwards.length === 0) return [];
    const high = heightOf(outwards, reaches, pane);
    const at =
      edge === "above" ? Math.max(y, high + MARGIN) : Math.min(y + height, pane.height - high - MARGIN);
    return [{ edge, y: at, reaches, sentences: edge === "above" ? outwards.toReversed() : outwards }];
  });
}
