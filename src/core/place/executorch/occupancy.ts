/** Who has which bytes of a shared object when: asked once a tensor and object, so it must not look at every tenant. */

export interface Occupancy {
  /** The highest end of tenants that the tensor meets, −1 where it meets none; above `most` the first that is found. */
  top: (tensor: number, most: number) => number;
  /** The tensor takes the object's bytes up to `end`. */
  add: (tensor: number, end: number) => void;
}

/** By times: over the steps, how high the object is taken. Lives are half open. */
export class TimedOccupancy implements Occupancy {
  readonly #start: ArrayLike<number>;
  readonly #end: ArrayLike<number>;
  /** First step of each piece, ascending; the last has no end. */
  readonly #from: number[] = [0];
  /** Highest end in each piece; −1 where nobody lives. */
  readonly #height: number[] = [-1];

  constructor(start: ArrayLike<number>, end: ArrayLike<number>) {
    this.#start = start;
    this.#end = end;
  }

  top(tensor: number, most: number): number {
    const end = this.#end[tensor] ?? 0;
    let top = -1;
    for (let k = this.#pieceAt(this.#start[tensor] ?? 0); (this.#from[k] ?? end) < end; k++) {
      top = Math.max(top, this.#height[k] ?? -1);
      if (top > most) break;
    }
    return top;
  }

  add(tensor: number, end: number): void {
    const first = this.#cut(this.#start[tensor] ?? 0);
    const after = this.#cut(this.#end[tensor] ?? 0);
    for (let k = first; k < after; k++) this.#height[k] = Math.max(this.#height[k] ?? -1, end);
    // equal neighbours are one piece, so that an object that is taken in turns stays short
    for (let k = after; k >= Math.max(1, first); k--) {
      if (this.#height[k] !== this.#height[k - 1] || k >= this.#from.length) continue;
      this.#from.splice(k, 1);
      this.#height.splice(k, 1);
    }
  }

  /** The piece that begins at the step, made where none does. */
  #cut(step: number): number {
    const k = this.#pieceAt(step);
    if (this.#from[k] === step) return k;
    this.#from.splice(k + 1, 0, step);
    this.#height.splice(k + 1, 0, this.#height[k] ?? -1);
    return k + 1;
  }

  #pieceAt(step: number): number {
    let low = 0;
    let high = this.#from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#from[middle] ?? 0) <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** By a relation of who may not share a byte: tenants one by one. */
export class RelatedOccupancy implements Occupancy {
  readonly #meets: (a: number, b: number) => boolean;
  readonly #tenants: number[] = [];
  readonly #ends: number[] = [];

  constructor(meets: (a: number, b: number) => boolean) {
    this.#meets = meets;
  }

  top(tensor: number, most: number): number {
    let top = -1;
    for (const [k, tenant] of this.#tenants.entries()) {
      const end = this.#ends[k] ?? 0;
      if (end <= top || !this.#meets(tenant, tensor)) continue;
      top = end;
      if (top > most) break;
    }
    return top;
  }

  add(tensor: number, end: number): void {
    this.#tenants.push(tensor);
    this.#ends.push(end);
  }
}
