/** Keeps the comparison true while the present plan changes. Large plans are compared in slices; until the next is made the last one stays. */

import type { Comparison } from "../core/compare/comparison.types.ts";
import type { Sliced } from "../core/compare/sliced.ts";
import { comparison } from "../core/compare.ts";
import { comparingStore } from "./comparing.ts";
import { outcomeStore } from "./outcome.ts";

/** Milliseconds of comparing before the page has its turn. */
const SLICE = 8;

let followers = 0;
let stop: (() => void) | undefined;
/** Raised with every comparison that begins. */
let turn = 0;

function run(work: Sliced<Comparison>, mine: number, done: (made: Comparison) => void): void {
  const end = performance.now() + SLICE;
  while (mine === turn) {
    const next = work.next();
    if (next.done === true) {
      done(next.value);
      return;
    }
    if (performance.now() < end) continue;
    setTimeout(() => run(work, mine, done));
    return;
  }
}

function compare(): void {
  const mine = ++turn;
  const { held, swapped, compared } = comparingStore.getState();
  const { picture } = outcomeStore.getState();
  if (held === null || picture === null) return;
  if (compared?.held === held && compared.picture === picture && compared.swapped === swapped) return;
  const [a, b] = swapped ? [picture.plan, held.plan] : [held.plan, picture.plan];
  run(comparison(a, b), mine, (made) => {
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
      turn++;
      for (const end of stops) end();
    };
    compare();
  }
  return () => {
    if (--followers === 0) stop?.();
  };
}
