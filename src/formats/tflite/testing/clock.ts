/** The lifetimes that TFLM's planner gives the tensors of a built model, walked plainly on its clock: a reference for tests. */

import type { ModelSketch } from "./build-tflite.ts";

/** On the clock, ends included. */
export interface ClockLife {
  first: number;
  last: number;
}

/** Of all tensors of all subgraphs, in file order; −1 … −1 for one that nothing touches. */
export function clockLifetimes(model: ModelSketch): readonly ClockLife[] {
  const lives = model.subgraphs.map(({ tensors }) => tensors.map((): ClockLife => ({ first: -1, last: -1 })));
  let clock = 0;
  const walk = (s: number): void => {
    const subgraph = model.subgraphs[s];
    if (subgraph === undefined) throw new Error(`there is no subgraph ${s}`);
    const each = (indices: readonly number[], touch: (life: ClockLife) => void): void => {
      for (const i of indices) {
        const life = lives[s]?.[i];
        if (life !== undefined) touch(life);
      }
    };
    const use = (life: ClockLife): void => {
      life.last = clock;
    };
    const make = (life: ClockLife): void => {
      life.first = clock;
      life.last = clock;
    };
    each(subgraph.inputs, make);
    for (const { inputs, outputs, options = [] } of subgraph.operators) {
      clock++;
      each(outputs, make);
      for (const called of options) {
        clock++;
        walk(called);
      }
      each([...inputs, ...outputs], use);
    }
    each(subgraph.outputs, use);
  };
  walk(0);
  return lives.flat();
}
