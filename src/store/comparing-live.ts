/** Keeps the comparison true while the present plan changes. Large plans are compared in slices; until the next is made the last one stays. */

import { comparison } from "../core/compare.ts";
import { comparingStore } from "./comparing.ts";
import { inSlices } from "./in-slices.ts";
import { outcomeStore } from "./outcome.ts";

let followers = 0;
let stop: (() => void) | undefined;
/** Ends the comparison under way. */
let stopWork: (() => void) | undefined;

function compare(): void {
  stopWork?.();
  const { held, swapped, compared } = comparingStore.getState();
  const { picture } = outcomeStore.getState();
  if (held === null || picture === null) return;
  if (compared?.held === held && compared.picture === picture && compared.swapped === swapped) return;
  const present = held.against?.plan ?? picture.plan;
  const [a, b] = swapped ? [present, held.plan] : [held.plan, present];
  stopWork = inSlices(comparison(a, b), (made) => {
    comparingStore.setState({ compared: { comparison: made, picture, held, swapped } });
  });
}

/** Compares from now on; returns how to stop. Panes that show the comparison each follow it. */
export function followComparison(): () => void {
  if (followers++ === 0) {
    const stops = [
      outcomeStore.subscribe((now, before) => {
        if (now.picture !== before.picture) compare();
      }),
      comparingStore.subscribe((now, before) => {
        if (now.held !== before.held || now.swapped !== before.swapped) compare();
      }),
    ];
    stop = () => {
      stopWork?.();
      for (const end of stops) end();
    };
    compare();
  }
  return () => {
    if (--followers === 0) stop?.();
  };
}
