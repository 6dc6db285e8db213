/** A graph cut into tiles: which tiles there are, and the steps that read and write them. Numbers throughout: programs have a million steps. */

/** Order of the loops over tiles of a matrix product, outermost first. */
export const LOOP_ORDERS = ["mnk", "nmk", "kmn"] as const;
export type LoopOrder = (typeof LOOP_ORDERS)[number];

/** Type of all elements: one for all, or each tensor's own. */
export const ELEMENTS = ["own", "float32", "float16", "bfloat16", "int8", "int4"] as const;
export type Elements = (typeof ELEMENTS)[number];

export interface TileSettings {
  /** Elements of a tile: rows and columns. */
  readonly tile: readonly [rows: number, columns: number];
  readonly loopOrder: LoopOrder;
  /** Absent: each tensor's own. */
  readonly elements?: Elements;
  /** Whether ragged tiles at the edges are charged in full. */
  readonly padded: boolean;
  /** Whether a follower that works element by element is done before its matrix product is stored. */
  readonly fuse: boolean;
  /** As the original lowers: only ReLU is fused, outputs of the graph do not count as readers, what is no product disappears. */
  readonly original: boolean;
}

/** A matrix of the program and its tiles, row by row: tile (r, c) has number `first + r × across + c`. */
export interface Matrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Bits of an element. */
  readonly bits: number;
  readonly down: number;
  readonly across: number;
  readonly first: number;
}

/** What is left of the graph's nodes: products, with what was fused into them, and element-wise operations. */
export interface TiledOp {
  readonly kind: "product" | "elementwise";
  /** Ids of the nodes that it does, the product first. */
  readonly nodes: readonly string[];
  readonly title: string;
  /** Operators that are done on each tile before it is stored, in lower case. */
  readonly activation: readonly string[];
  /** Positions in `matrices`: operands, then the result. */
  readonly operands: readonly number[];
  readonly result: number;
  /** Tiles along m, n and k; of an element-wise operation k is 1. */
  readonly tiles: readonly [m: number, n: number, k: number];
}

/** No operand. */
export const NO_TILE = -1;

/** One row a step, which is one EXEC: it reads up to three tiles and works on one that stays until its last step. */
export interface Steps {
  readonly count: number;
  /** Position in `ops`. */
  readonly op: Int32Array;
  readonly m: Int32Array;
  readonly n: Int32Array;
  readonly k: Int32Array;
  /** Tile numbers in the order in which they are asked for; NO_TILE: none. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** A bias, or a third operand. */
  readonly d: Int32Array;
  /** The tile that is worked on. */
  readonly c: Int32Array;
  /** 1 when nothing has worked on it before, and when nothing will after. */
  readonly opens: Uint8Array;
  readonly closes: Uint8Array;
}

export interface TiledProgram {
  readonly matrices: readonly Matrix[];
  readonly ops: readonly TiledOp[];
  readonly tiles: number;
  /** Bytes that each tile takes in the scratchpad. */
  readonly tileBytes: Float64Array;
  readonly steps: Steps;
  /** LOAD, EXEC and STORE, before any is found to be unneeded. */
  readonly microOps: number;
  /** Nodes of the graph. */
  readonly graphOps: number;
  /** Nodes that were fused into others. */
  readonly fused: number;
  /** Ids of nodes that disappeared, as the original has it; of our own lowering always empty. */
  readonly dropped: readonly string[];
}

/** The matrix of a tile, by binary search over the first tiles of all. */
export function matrixOf(program: Pick<TiledProgram, "matrices">, tile: number): number {
  let low = 0;
  let high = program.matrices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((program.matrices[middle]?.first ?? 0) <= tile) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Matrix, row and column of a tile. */
export function tileAt(
  program: Pick<TiledProgram, "matrices">,
  tile: number,
): { readonly matrix: number; readonly row: number; readonly column: number } {
  const matrix = matrixOf(program, tile);
  const { first, across } = program.matrices[matrix] ?? { first: 0, across: 1 };
  return { matrix, row: Math.floor((tile - first) / across), column: (tile - first) % across };
}

/** `x(1, 2)`, as the text form says it. */
export function tileName(program: Pick<TiledProgram, "matrices">, tile: number): string {
  const { matrix, row, column } = tileAt(program, tile);
  return `${program.matrices[matrix]?.name ?? ""}(${row}, ${column})`;
}
