/** The matrices of a program while it is being lowered: each tensor once, cut into tiles in one way. */

import { DTYPE_BITS, sizeOfDim } from "../../bytes.ts";
import type { GraphDocument, TensorSpec } from "../../document.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { Elements, Matrix } from "./program.types.ts";

/** Elements of a tile: rows and columns. */
export type Cut = readonly [rows: number, columns: number];

/** More tiles than this are more than anyone schedules, and than 32 bits should be asked to count. */
const MOST_TILES = 2 ** 27;

export function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

export class Matrices {
  readonly list: Matrix[] = [];
  readonly #cuts: Cut[] = [];
  readonly #known = new Map<string, number>();
  readonly #elements: Elements;
  readonly #specs: ReadonlyMap<string, TensorSpec>;
  #tiles = 0;

  constructor(document: GraphDocument, elements: Elements = "own") {
    this.#elements = elements;
    this.#specs = new Map(document.tensors.map((t) => [t.id, t]));
  }

  get tiles(): number {
    return this.#tiles;
  }

  /** The sizes of a tensor; undefined when the document does not say them. */
  shape(id: string): readonly number[] | undefined {
    return this.#specs.get(id)?.shape?.map(sizeOfDim);
  }

  /** How a tensor is cut already; undefined: not yet. */
  cutOf(id: string): Cut | undefined {
    const at = this.#known.get(id);
    return at === undefined ? undefined : this.#cuts[at];
  }

  /** Position of the matrix of a tensor, outer dimensions as rows. Fails when it has no shape, or is cut in another way already. */
  use(id: string, cut: Cut): Result<number> {
    const at = [`tensor:${id}`];
    const known = this.#known.get(id);
    if (known !== undefined) {
      const [rows, columns] = this.#cuts[known] ?? cut;
      if (rows === cut[0] && columns === cut[1]) return ok(known);
      return fail(
        "tiles-differ",
        `${JSON.stringify(id)} is read in tiles of ${rows} × ${columns} and of ${cut[0]} × ${cut[1]}.`,
        { at, help: "Choose tiles with as many rows as columns." },
      );
    }
    const shape = this.shape(id);
    const bits =
      DTYPE_BITS[this.#elements === "own" ? (this.#specs.get(id)?.dtype ?? "string") : this.#elements];
    if (shape === undefined || bits === 0) {
      const help = "Give it a dtype and a shape.";
      return fail("no-matrix", `${JSON.stringify(id)} has no shape to be cut into tiles.`, { at, help });
    }
    const rows = product(shape.slice(0, -1));
    const columns = shape.at(-1) ?? 1;
    if (rows * columns === 0) {
      return fail("no-matrix", `${JSON.stringify(id)} has no elements.`, {
        at,
        help: "Give it a larger shape.",
      });
    }
    const down = Math.ceil(rows / cut[0]);
    const across = Math.ceil(columns / cut[1]);
    if (this.#tiles + down * across > MOST_TILES) {
      const help = "Choose larger tiles.";
      return fail("too-many-tiles", `The graph has more than ${MOST_TILES.toLocaleString("en")} tiles.`, {
        at,
        help,
      });
    }
    const index = this.list.length;
    this.list.push({ name: id, rows, columns, bits, down, across, first: this.#tiles });
    this.#cuts.push(cut);
    this.#known.set(id, index);
    this.#tiles += down * across;
    return ok(index);
  }

  /** Bytes of every tile: those at the edges what they hold, or as much as the others when `padded`. */
  bytes(padded: boolean): Float64Array {
    const bytes = new Float64Array(this.#tiles);
    this.list.forEach(({ rows, columns, bits, down, across, first }, i) => {
      const [high, wide] = this.#cuts[i] ?? [1, 1];
      for (let r = 0; r < down; r++) {
        const h = padded ? high : Math.min(high, rows - r * high);
        for (let c = 0; c < across; c++) {
          const w = padded ? wide : Math.min(wide, columns - c * wide);
          bytes[first + r * across + c] = Math.ceil((h * w * bits) / 8);
        }
      }
    });
    return bytes;
  }
}
