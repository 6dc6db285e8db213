/** Columns of whole numbers of units: 32 bits where they suffice, for half the memory and faster comparisons. */

export type Cells = Int32Array | Float64Array;

export function cellsOf(wide: boolean): (length: number) => Cells {
  return wide ? (length) => new Float64Array(length) : (length) => new Int32Array(length);
}
