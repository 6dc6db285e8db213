/** Who fires when in the plan of a dataflow document, and what its FIFOs hold after each step. */

import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import { ratesOf } from "../../core/dialects/dataflow/stream.types.ts";
import type { DataflowDocument, Rate } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import type { SdfDrawing, SdfLine } from "./sdf-drawing.types.ts";

export interface SdfFirings {
  /** By id of an actor: its firings as nodes of the plan, in time. */
  readonly of: ReadonlyMap<string, readonly number[]>;
  /** By step: the id of who fires. */
  readonly order: readonly string[];
}

export function sdfFirings({ nodes }: Plan): SdfFirings {
  const of = new Map<string, number[]>();
  const order: string[] = [];
  for (const n of nodes.order) {
    const id = actorOfFiring(nodes.id[n] ?? "");
    order.push(id);
    const own = of.get(id);
    if (own === undefined) of.set(id, [n]);
    else own.push(n);
  }
  return { of, order };
}

/** The firing at the step if it is one of the actor's, else its first; −1: it has none. */
export function firingAt({ of }: SdfFirings, { nodes }: Plan, actor: string, step: number): number {
  const own = of.get(actor) ?? [];
  const here = nodes.order[step] ?? -1;
  return own.includes(here) ? here : (own[0] ?? -1);
}

/** By line of the drawing: its FIFO in the plan, by the ports it joins; −1: the plan does not have it. */
export function fifosOfLines({ boxes, lines }: SdfDrawing, plan: Plan): readonly number[] {
  const byEnds = new Map(plan.fifos?.map(({ from, to }, f) => [JSON.stringify([from, to]), f]));
  return lines.map(({ from, output, to, input }) => {
    const [a, b] = [boxes[from], boxes[to]];
    const ends = [
      [a?.id, a?.outputs[output]?.name],
      [b?.id, b?.inputs[input]?.name],
    ];
    return byEnds.get(JSON.stringify(ends)) ?? -1;
  });
}

/** Samples that a port has moved after so many firings. */
function moved(rates: readonly number[], firings: number): number {
  const round = rates.reduce((sum, rate) => sum + rate, 0);
  let sum = Math.floor(firings / rates.length) * round;
  for (let i = 0; i < firings % rates.length; i++) sum += rates[i] ?? 0;
  return sum;
}

export interface SdfRates {
  /** By line: samples a firing, in and out. */
  readonly puts: readonly (readonly number[])[];
  readonly takes: readonly (readonly number[])[];
}

export function ratesOfLines(drawing: SdfDrawing, document: DataflowDocument): SdfRates {
  const rate = (box: number, side: "inputs" | "outputs", port: number): readonly number[] => {
    const own = drawing.boxes[box];
    const rates: Rate | undefined = document.nodes[own?.node ?? -1]?.[side]?.[port]?.rate;
    if (rates !== undefined) return ratesOf(rates);
    // a Duplicate has the rate of the output that it serves
    const into: SdfLine | undefined = drawing.lines[drawing.entering[box]?.[0] ?? -1];
    return into === undefined || own?.kind !== "duplicate" ? [0] : rate(into.from, "outputs", into.output);
  };
  return {
    puts: drawing.lines.map(({ from, output }) => rate(from, "outputs", output)),
    takes: drawing.lines.map(({ to, input }) => rate(to, "inputs", input)),
  };
}

/** By line: samples in its FIFO once the step is over; before the first, with step −1, its delays. */
export function heldAfter(
  { boxes, lines }: SdfDrawing,
  { puts, takes }: SdfRates,
  { order }: SdfFirings,
  step: number,
): Int32Array {
  const fired = new Map<string, number>();
  for (let s = 0; s <= step && s < order.length; s++) {
    const id = order[s] ?? "";
    fired.set(id, (fired.get(id) ?? 0) + 1);
  }
  const times = (box: number) => fired.get(boxes[box]?.id ?? "") ?? 0;
  return Int32Array.from(lines, ({ from, to, delay, constant }, l) =>
    constant ? 0 : delay + moved(puts[l] ?? [0], times(from)) - moved(takes[l] ?? [0], times(to)),
  );
}
