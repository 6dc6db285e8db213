/** That the FIFOs of a plan are those of the document: who they join, how long they are, which are arrays. */

import type { PlanFifo } from "../document.ts";
import type { Line, Wanted } from "./dataflow-stream.ts";
import { at, type Look } from "./look.ts";

/** What the settings and the document's options make of the rules. */
export interface Manner {
  readonly mode: "synchronous" | "asynchronous" | "fully-asynchronous";
  /** No two FIFOs may ever lie on the same bytes. */
  readonly apart: boolean;
  /** Who lies in a buffer outside that is not its own has exactly its bytes. */
  readonly sameSize: boolean;
  /** Samples can be read where they lie, as nobody has asked for another alignment. */
  readonly aligned: boolean;
}

/** Undefined when the plan's FIFOs are not the document's, so that nothing further can be said. */
export function fifosOf({ plan, report }: Look, { lines }: Wanted): readonly PlanFifo[] | undefined {
  const { fifos } = plan;
  if (fifos === undefined) {
    report.add("fifo", [], () => `the plan names no FIFOs, the graph has ${lines.length}`);
    return undefined;
  }
  if (fifos.length !== lines.length) {
    report.add("fifo", [], () => `the plan has ${fifos.length} FIFOs, the graph ${lines.length}`);
    return undefined;
  }
  let same = true;
  fifos.forEach((fifo, f) => {
    const line = lines[f];
    if (line === undefined) return;
    for (const [what, said, is] of [
      ["id", fifo.id, `fifo${f}`],
      ["source", fifo.from.join("."), line.from.join(".")],
      ["destination", fifo.to.join("."), line.to.join(".")],
      ["bytes of a sample", fifo.sampleBytes, line.sampleBytes],
      ["delay", fifo.delay, line.delay],
    ] as const) {
      if (said === is) continue;
      same = false;
      report.add(
        "fifo",
        [`tensor:${fifo.id}`],
        () => `FIFO ${fifo.id} has ${what} ${said}, the document gives ${is}`,
      );
    }
    if (
      Number.isSafeInteger(fifo.samples * fifo.sampleBytes) &&
      Number.isSafeInteger(fifo.samples) &&
      fifo.samples >= 0
    )
      return;
    same = false;
    report.add("number", [`tensor:${fifo.id}`], () => `FIFO ${fifo.id} has ${fifo.samples} samples`);
  });
  return same ? fifos : undefined;
}

/** `most`: samples that each holds at once; null where nobody counts them. */
export function checkLengths(
  { report }: Look,
  { lines }: Wanted,
  fifos: readonly PlanFifo[],
  { mode }: Manner,
  most: Float64Array | null,
): void {
  fifos.forEach((fifo, f) => {
    const line = lines[f];
    if (line === undefined) return;
    const here = [`tensor:${fifo.id}`];
    if (most === null) {
      if (fifo.samples !== line.asyncLength)
        report.add(
          "fifo",
          here,
          () => `FIFO ${fifo.id} has ${fifo.samples} samples, its edge gives ${line.asyncLength}`,
        );
    } else if (fifo.samples < at(most, f)) {
      report.add(
        "fifo",
        here,
        () => `FIFO ${fifo.id} has ${fifo.samples} samples, but holds ${at(most, f)} at once`,
      );
    }
    const is = mode === "synchronous" && isArray(line, fifo.samples);
    if (fifo.array !== is)
      report.add(
        "fifo",
        here,
        () =>
          `FIFO ${fifo.id} is ${fifo.array ? "called an array, but is none" : "an array, but not called one"}`,
      );
    if (line.place?.mustBeArray === true && !is)
      report.add(
        "fifo",
        here,
        () => `FIFO ${fifo.id} must be an array to lie in ${line.place?.name}, but is none`,
      );
  });
}

/** Both sides move all that it holds, every time, from the first. */
function isArray({ block, delay }: Line, samples: number): boolean {
  return block > 0 && samples === block && delay === 0;
}
