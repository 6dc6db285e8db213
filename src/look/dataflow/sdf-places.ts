/** What a layout of a dataflow drawing is asked, and what it answers. All in pixels. */

import type { SdfDrawing } from "./sdf-drawing.types.ts";

export interface SdfToPlace {
  readonly boxes: readonly {
    readonly width: number;
    readonly height: number;
    /** Heights of its ports, from its top: inputs at its left side, outputs at its right. */
    readonly inputs: readonly number[];
    readonly outputs: readonly number[];
  }[];
  readonly lines: readonly {
    readonly from: number;
    readonly output: number;
    readonly to: number;
    readonly input: number;
  }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface SdfPlaces {
  /** Left upper corners, by box. */
  readonly at: readonly Point[];
  /** Where each line bends, between its ports; null: not known. */
  readonly bends: readonly (readonly Point[] | null)[];
}

export function toPlace({ boxes, lines }: SdfDrawing): SdfToPlace {
  return {
    boxes: boxes.map(({ width, height, inputs, outputs }) => ({
      width,
      height,
      inputs: inputs.map((port) => port.y),
      outputs: outputs.map((port) => port.y),
    })),
    lines: lines.map(({ from, output, to, input }) => ({ from, output, to, input })),
  };
}
