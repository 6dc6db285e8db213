/**
 * Runs a plan's steps three times on memory that knows of every byte which one it is: every read must find what was
 * written for it. Bytes are counted through each stream, so what lies together is one run however long it is, and a
 * firing costs as much as it has ports: long schedules are run to their end too.
 */

import type { PlanFifo } from "../document.ts";
import { inTurn } from "./dataflow-order.ts";
import { type Memory, NAMES, newMemory } from "./dataflow-runs.ts";
import type { Wanted } from "./dataflow-stream.ts";
import { at, type Look } from "./look.ts";

/** From the second on everybody writes where they wrote in the one before: what harms is done by the end of the third. */
const ITERATIONS = 3;

/** Expects FIFOs that are the document's, long enough, and never read while too empty. Stops at the first fault. */
export function checkMemory(
  look: Look,
  wanted: Wanted,
  fifos: readonly PlanFifo[],
  firings: Int32Array,
): void {
  const run = new Run(look, wanted, fifos);
  const fired = new Int32Array(wanted.doers.length);
  for (let step = 0; step < ITERATIONS * firings.length; step++) {
    const actor = at(firings, step % firings.length);
    const fault = run.fire(actor, at(fired, actor));
    if (fault !== undefined) {
      const { id = "" } = wanted.doers[actor] ?? {};
      const fifo = fifos[fault.fifo]?.id ?? "";
      look.report.add("data", [`node:${id}`, `tensor:${fifo}`], () => {
        const when = `step ${step % firings.length} of iteration ${Math.floor(step / firings.length) + 1}`;
        return `at ${when} ${id} ${fault.says} FIFO ${fifo}${fault.other === undefined ? "" : ` ${fault.other}`}`;
      });
      return;
    }
    fired[actor] = at(fired, actor) + 1;
  }
  // long delays are read many iterations later
  const lost = fifos.findIndex((_, f) => !run.keeps(f));
  const fifo = fifos[lost];
  if (fifo === undefined) return;
  look.report.add("data", [`node:${fifo.to[0]}`, `tensor:${fifo.id}`], () => {
    return `after ${ITERATIONS} iterations FIFO ${fifo.id} no longer holds what ${fifo.to[0]} is yet to read`;
  });
}

interface Fault {
  readonly fifo: number;
  readonly says: string;
  readonly other?: string;
}

interface Span {
  readonly fifo: number;
  /** Position of its memory. */
  readonly memory: number;
  readonly from: number;
  readonly to: number;
  readonly write: boolean;
}

class Run {
  readonly #wanted: Wanted;
  readonly #fifos: readonly PlanFifo[];
  readonly #memory: readonly Memory[];
  readonly #memoryOf: Int32Array;
  readonly #offset: Float64Array;
  /** Bytes from the beginning of each FIFO. */
  readonly #read: Float64Array;
  readonly #write: Float64Array;
  /** Bytes that each FIFO has ever given and got. */
  readonly #given: Float64Array;
  readonly #got: Float64Array;
  /** The Duplicate's input that each FIFO repeats; −1: it is written anew. */
  readonly #origin: Int32Array;

  constructor({ plan }: Look, wanted: Wanted, fifos: readonly PlanFifo[]) {
    this.#wanted = wanted;
    this.#fifos = fifos;
    const position = new Map<string, number>();
    this.#offset = Float64Array.from(fifos, ({ id }) => plan.tensors[id]?.offset ?? 0);
    this.#memoryOf = Int32Array.from(fifos, ({ id, outside }) => {
      const name = outside === undefined ? `arena ${plan.tensors[id]?.arena}` : `outside ${outside}`;
      const known = position.get(name) ?? position.size;
      position.set(name, known);
      return known;
    });
    this.#memory = Array.from(position, newMemory);
    this.#origin = new Int32Array(fifos.length).fill(-1);
    for (const { copies, inputs, outputs } of wanted.doers) {
      if (copies) for (const f of outputs) this.#origin[f] = inputs[0] ?? -1;
    }
    this.#read = new Float64Array(fifos.length);
    this.#given = new Float64Array(fifos.length);
    this.#write = Float64Array.from(fifos, ({ delay, sampleBytes }) => delay * sampleBytes);
    this.#got = this.#write.slice();
    fifos.forEach((_, f) => {
      this.#put(f, 0, at(this.#write, f), 0);
    });
  }

  fire(actor: number, firing: number): Fault | undefined {
    const { doers, lines } = this.#wanted;
    const { inputs, outputs, copies } = doers[actor] ?? { inputs: [], outputs: [], copies: false };
    const spans: Span[] = [];
    for (const f of outputs) {
      const from = this.#makeRoom(f);
      const bytes = inTurn(lines[f]?.puts, firing) * this.#sample(f);
      spans.push(this.#span(f, from, from + bytes, true));
    }
    for (const f of inputs) {
      const bytes = inTurn(lines[f]?.takes, firing) * this.#sample(f);
      const span = this.#span(f, at(this.#read, f), at(this.#read, f) + bytes, false);
      if (!this.#finds(span)) return { fifo: f, says: "finds bytes that were not written for it in" };
      spans.push(span);
    }
    const clash = met(spans, copies);
    if (clash !== undefined) {
      const other = `over what it ${clash.other.write ? "writes into" : "reads from"} fifo${clash.other.fifo}`;
      return { fifo: clash.write.fifo, says: "writes", other };
    }
    for (const span of spans) {
      const bytes = span.to - span.from;
      const f = span.fifo;
      if (!span.write) {
        this.#read[f] = at(this.#read, f) + bytes;
        this.#given[f] = at(this.#given, f) + bytes;
        continue;
      }
      const written = at(this.#got, f);
      if (this.#fifos[f]?.copySkipped !== true) this.#put(f, at(this.#write, f), bytes, written);
      this.#write[f] = at(this.#write, f) + bytes;
      this.#got[f] = written + bytes;
    }
    return undefined;
  }

  /** Whether what is yet to be read is still there. */
  keeps(f: number): boolean {
    return this.#finds(this.#span(f, at(this.#read, f), at(this.#write, f), false));
  }

  #sample(f: number): number {
    return this.#fifos[f]?.sampleBytes ?? 0;
  }

  #span(f: number, from: number, to: number, write: boolean): Span {
    const offset = at(this.#offset, f);
    return { fifo: f, memory: at(this.#memoryOf, f), from: offset + from, to: offset + to, write };
  }

  /** Where the next write begins; what is unread is moved to the front first. */
  #makeRoom(f: number): number {
    const from = at(this.#read, f);
    const unread = at(this.#write, f) - from;
    if (from > 0) {
      const offset = at(this.#offset, f);
      if (unread > 0) this.#at(f)?.move(offset + from, offset + from + unread, offset);
      this.#read[f] = 0;
      this.#write[f] = unread;
    }
    return unread;
  }

  /** Writes bytes of the FIFO's stream, which are so many from its first one. */
  #put(f: number, place: number, bytes: number, first: number): void {
    const offset = at(this.#offset, f) + place;
    const memory = this.#at(f);
    for (const { from, to, name } of this.#names(f, first, first + bytes))
      memory?.write(offset + from - first, offset + to - first, name);
  }

  #finds({ fifo, from, to }: Span): boolean {
    const memory = this.#at(fifo);
    const first = at(this.#given, fifo);
    return this.#names(fifo, first, first + to - from).every(
      (run) => memory?.holds(from + run.from - first, from + run.to - first, run.name) === true,
    );
  }

  #at(f: number): Memory | undefined {
    return this.#memory[at(this.#memoryOf, f)];
  }

  /** Runs of a FIFO's stream with the name of their first byte: what repeats an input has the names of the input. */
  #names(f: number, from: number, to: number): { from: number; to: number; name: number }[] {
    if (from >= to) return [];
    const origin = at(this.#origin, f);
    const own = (this.#fifos[f]?.delay ?? 0) * this.#sample(f);
    if (origin < 0 || to <= own) return [{ from, to, name: f * NAMES + from }];
    const delayed = from < own ? [{ from, to: own, name: f * NAMES + from }] : [];
    const repeated = this.#names(origin, Math.max(from, own) - own, to - own);
    return [...delayed, ...repeated.map((run) => ({ ...run, from: run.from + own, to: run.to + own }))];
  }
}

/**
 * A write over what the same firing reads or writes elsewhere. A Duplicate may write over what is the same from its
 * first byte to its last.
 */
function met(spans: readonly Span[], copies: boolean): { write: Span; other: Span } | undefined {
  if (spans.length < 2) return undefined;
  const together = spans.filter(({ from, to }) => from < to);
  together.sort((a, b) => a.memory - b.memory || a.from - b.from || a.to - b.to);
  let [any, written]: (Span | undefined)[] = [];
  for (const span of together) {
    if (any?.memory !== span.memory) [any, written] = [undefined, undefined];
    const other = span.write ? any : written;
    const same = copies && other?.from === span.from && other.to === span.to;
    if (other !== undefined && other.to > span.from && !same)
      return span.write ? { write: span, other } : { write: other, other: span };
    if (any === undefined || span.to > any.to) any = span;
    if (span.write && (written === undefined || span.to > written.to)) written = span;
  }
  return undefined;
}
