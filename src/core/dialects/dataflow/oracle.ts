/**
 * Runs a schedule on memory that remembers who wrote each byte: every read must find what its producer wrote, in order.
 * It knows nothing of how plans are made, so it is the judge of every one.
 */

import { rateAt, type Stream } from "./stream.types.ts";

/** Where a FIFO lies, whoever says so. */
export interface FifoPlace {
  /** Which memory; each is apart from the others. */
  readonly memory: number;
  /** Bytes from the beginning of its memory. */
  readonly offset: number;
  /** Samples. */
  readonly length: number;
  /** Both sides always begin at its first sample. */
  readonly isArray: boolean;
  /** Its Duplicate does not write into it: what is there is right already. */
  readonly copySkipped: boolean;
}

export interface OracleFault {
  /** Step of the schedule, counted through all iterations. */
  readonly step: number;
  readonly actor: number;
  readonly fifo: number;
  /** "lost": what is yet to be read after an iteration is gone. */
  readonly kind: "overwritten" | "overflow" | "underflow" | "read-while-written" | "written-twice" | "lost";
}

/** From the second on everybody writes where they wrote in the one before: what harms is done by the end of the third. */
const ITERATIONS = 3;

/** The first fault, or undefined when all is well. */
export function findOracleFault(
  stream: Stream,
  firings: Int32Array,
  places: readonly FifoPlace[],
): OracleFault | undefined {
  const memory = new Memory(stream, places);
  const fired = new Int32Array(stream.actors.length);
  for (let step = 0; step < ITERATIONS * firings.length; step++) {
    const actor = firings[step % firings.length] ?? 0;
    const fault = memory.fire(actor, fired[actor] ?? 0);
    if (fault !== undefined) return { step, actor, ...fault };
    fired[actor] = (fired[actor] ?? 0) + 1;
  }
  // long delays are read many iterations later
  const fifo = memory.findLost();
  if (fifo === undefined) return undefined;
  return { step: ITERATIONS * firings.length - 1, actor: stream.fifos[fifo]?.to[0] ?? 0, fifo, kind: "lost" };
}

interface Span {
  readonly fifo: number;
  readonly memory: number;
  readonly from: number;
  readonly to: number;
}

type Fault = Pick<OracleFault, "fifo" | "kind">;

class Memory {
  readonly #stream: Stream;
  readonly #places: readonly FifoPlace[];
  /** By memory and byte: the token that was written there. */
  readonly #bytes: readonly Float64Array[];
  /** Of each FIFO the tokens that its reader must find, one a byte, from `#taken` on. */
  readonly #due: readonly number[][];
  readonly #taken: Int32Array;
  /** Bytes from the beginning of each FIFO. */
  readonly #read: Int32Array;
  readonly #write: Int32Array;
  #tokens = 0;

  constructor(stream: Stream, places: readonly FifoPlace[]) {
    const { fifos } = stream;
    this.#stream = stream;
    this.#places = places;
    const sizes: number[] = [];
    places.forEach(({ memory, offset, length }, f) => {
      sizes[memory] = Math.max(sizes[memory] ?? 0, offset + length * (fifos[f]?.sample ?? 0));
    });
    this.#bytes = Array.from(sizes, (size) => new Float64Array(size ?? 0));
    this.#due = fifos.map(() => []);
    this.#taken = new Int32Array(fifos.length);
    this.#read = new Int32Array(fifos.length);
    this.#write = new Int32Array(fifos.length);
    fifos.forEach(({ delay, sample }, f) => {
      const span = this.#spanAt(f, 0, delay * sample);
      this.#write[f] = delay * sample;
      this.#put(span, this.#fresh(delay * sample));
    });
  }

  fire(actor: number, firing: number): Fault | undefined {
    const own = this.#stream.actors[actor];
    const outputs: Span[] = [];
    for (const { fifo, rate } of own?.outputs ?? []) {
      if (fifo < 0) continue;
      const span = this.#room(fifo, rateAt(rate, firing) * this.#sample(fifo));
      if (span === undefined) return { fifo, kind: "overflow" };
      outputs.push(span);
    }
    const inputs: Span[] = [];
    let found: readonly number[] = [];
    for (const { fifo, rate } of own?.inputs ?? []) {
      if (fifo < 0) continue;
      const bytes = rateAt(rate, firing) * this.#sample(fifo);
      const from = this.#read[fifo] ?? 0;
      const span = this.#spanAt(fifo, from, from + bytes);
      const due = this.#dueOf(fifo, bytes);
      if (due === undefined) return { fifo, kind: "underflow" };
      if (due.some((token, k) => this.#bytes[span.memory]?.[span.from + k] !== token))
        return { fifo, kind: "overwritten" };
      this.#read[fifo] = from + bytes;
      inputs.push(span);
      found = due;
    }
    const duplicate = own?.duplicate === true;
    for (const [k, span] of outputs.entries()) {
      const others = duplicate ? [] : [...inputs, ...outputs.slice(0, k)];
      const met = others.find((other) => meet(other, span));
      if (met !== undefined)
        return { fifo: span.fifo, kind: inputs.includes(met) ? "read-while-written" : "written-twice" };
    }
    for (const span of outputs) {
      const tokens = duplicate ? found : this.#fresh(span.to - span.from);
      if (duplicate && this.#places[span.fifo]?.copySkipped === true) this.#owe(span.fifo, tokens);
      else this.#put(span, tokens);
    }
    return undefined;
  }

  /** A FIFO whose unread bytes are not those that were written into it. */
  findLost(): number | undefined {
    const fifos = [...this.#stream.fifos.keys()];
    return fifos.find((fifo) => {
      const from = this.#read[fifo] ?? 0;
      const { memory, from: first } = this.#spanAt(fifo, from, from);
      const due = this.#due[fifo]?.slice(this.#taken[fifo]) ?? [];
      return due.some((token, k) => this.#bytes[memory]?.[first + k] !== token);
    });
  }

  #sample(fifo: number): number {
    return this.#stream.fifos[fifo]?.sample ?? 0;
  }

  #spanAt(fifo: number, from: number, to: number): Span {
    const { memory, offset } = this.#places[fifo] ?? { memory: 0, offset: 0 };
    return { fifo, memory, from: offset + from, to: offset + to };
  }

  /** Room for more bytes; what is unread is moved to the front first. Undefined: there is none. */
  #room(fifo: number, bytes: number): Span | undefined {
    const { isArray, length } = this.#places[fifo] ?? { isArray: false, length: 0 };
    const from = this.#read[fifo] ?? 0;
    const unread = (this.#write[fifo] ?? 0) - from;
    if (from > 0) {
      if (!isArray && unread > 0) {
        const { memory, from: first, to } = this.#spanAt(fifo, from, from + unread);
        this.#bytes[memory]?.copyWithin(first - from, first, to);
      }
      this.#read[fifo] = 0;
    }
    this.#write[fifo] = unread + bytes;
    return unread + bytes > length * this.#sample(fifo)
      ? undefined
      : this.#spanAt(fifo, unread, unread + bytes);
  }

  #fresh(bytes: number): number[] {
    this.#tokens += bytes;
    return Array.from({ length: bytes }, (_, k) => this.#tokens - k);
  }

  #put(span: Span, tokens: readonly number[]): void {
    this.#bytes[span.memory]?.set(tokens, span.from);
    this.#owe(span.fifo, tokens);
  }

  #owe(fifo: number, tokens: readonly number[]): void {
    for (const token of tokens) this.#due[fifo]?.push(token);
  }

  #dueOf(fifo: number, bytes: number): readonly number[] | undefined {
    const due = this.#due[fifo] ?? [];
    const from = this.#taken[fifo] ?? 0;
    if (from + bytes > due.length) return undefined;
    this.#taken[fifo] = from + bytes;
    const taken = due.slice(from, from + bytes);
    if (this.#taken[fifo] === due.length) {
      due.length = 0;
      this.#taken[fifo] = 0;
    }
    return taken;
  }
}

function meet(a: Span, b: Span): boolean {
  return a.memory === b.memory && a.from < b.to && b.from < a.to;
}
