/** A dataflow document as it is drawn: boxes with ports at their sides, and lines between them. Lengths are pixels at zoom 1. */

import type { Problem } from "../../core/result.ts";

export interface SdfPort {
  readonly name: string;
  /** Samples a firing, shortened where it is a long list. */
  readonly rate: string;
  /** All of it. */
  readonly rates: string;
  readonly type: string;
  /** Position of its type among those of the document: equal types look alike. */
  readonly tone: number;
  /** An input that nothing feeds. */
  readonly free: boolean;
  /** Memory outside that it is held to; "": none. */
  readonly buffer: string;
  /** What is wrong here; "": nothing. */
  readonly fault: string;
  /** From the top of its box. */
  readonly y: number;
}

export type SdfKind = "actor" | "duplicate" | "constant";

export interface SdfBox {
  /** The same in every state of the document in which it is there. */
  readonly key: string;
  readonly kind: SdfKind;
  /** Id of the node or Duplicate, name of the constant. */
  readonly id: string;
  readonly class: string;
  /** Position in the document; −1 for what is not in it. */
  readonly node: number;
  /** Firings in one iteration; 0: not known. */
  readonly fires: number;
  /** In short: its window, its role; "" for none. */
  readonly window: string;
  readonly role: string;
  readonly inputs: readonly SdfPort[];
  readonly outputs: readonly SdfPort[];
  readonly width: number;
  readonly height: number;
  /** What is wrong with it, at its ports too. */
  readonly faults: readonly string[];
  /** The box in words. */
  readonly says: string;
}

export interface SdfLine {
  readonly key: string;
  readonly from: number;
  readonly output: number;
  readonly to: number;
  readonly input: number;
  /** Position among the connections of the document; −1 for what leads to a Duplicate that was put in. */
  readonly edge: number;
  readonly constant: boolean;
  /** Samples in it before the first firing. */
  readonly delay: number;
  /** Bytes of a sample; 0: not known. */
  readonly sample: number;
  readonly weak: boolean;
  /** Memory outside that it lies in; "": none. */
  readonly buffer: string;
  /** Its references may have other holders. */
  readonly shared: boolean;
  readonly fault: string;
}

export interface SdfDrawing {
  readonly boxes: readonly SdfBox[];
  readonly lines: readonly SdfLine[];
  /** Positions of lines by box. */
  readonly leaving: readonly (readonly number[])[];
  readonly entering: readonly (readonly number[])[];
  readonly byKey: ReadonlyMap<string, number>;
  /** Why it cannot be planned; null: it can, as far as can be seen here. */
  readonly problem: Problem | null;
}
