/** What ways to colour have in common. */

import type { ColourBy, Drawn, Tints } from "../look.types.ts";

export type Painted = Pick<Tints, "fill" | "classOf" | "legend">;

/** What a way to colour keeps over the plans of one document, so that colours stay. Changed in place. */
export interface Remembered {
  /** Colour slot of each class by its id. */
  readonly slots: Map<string, number>;
  /** The least and the greatest class of a scale that there has been. */
  low: number;
  high: number;
}

/** One way to colour. */
export interface Colouring {
  readonly id: ColourBy;
  readonly title: string;
  /** One sentence: what colours and classes mean. */
  readonly says: string;
  readonly paint: (drawn: Drawn, memory: Remembered) => Painted;
}
