/** Steps that somebody has marked: dropped and removed at the cursor, gone to one by one. */

import { formatCount } from "../core/units.ts";
import { outcomeStore } from "./outcome.ts";
import { request } from "./requests.ts";
import { sessionStore, setCursor } from "./session.ts";
import { speak, tell } from "./spoken.ts";
import { cursorStep } from "./walk.ts";

/** Pixels from which a press on a ruler means a mark. */
const NEAR = 5;

/** `step`, or the mark next to it when that is within a few pixels; `per` is pixels a step. */
export function stepNear(step: number, per: number): number {
  let best = step;
  let away = NEAR / per;
  for (const mark of sessionStore.getState().marks) {
    if (Math.abs(mark - step) > away) continue;
    best = mark;
    away = Math.abs(mark - step);
  }
  return best;
}

/** `12 steps after the mark before it`; "" for the first. */
function distanceText(step: number, before: number | undefined): string {
  if (before === undefined) return "";
  const n = step - before;
  return `, ${formatCount(n)} ${n === 1 ? "step" : "steps"} after the mark before it`;
}

/** Marks the cursor's step, or takes its mark away. */
export function toggleMark(): void {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps === 0) return;
  const step = cursorStep(picture);
  const { marks } = sessionStore.getState();
  if (marks.includes(step)) {
    sessionStore.setState({ marks: marks.filter((mark) => mark !== step) });
    speak(`Step ${formatCount(step)} is not marked any more.`);
    return;
  }
  const next = [...marks, step].sort((a, b) => a - b);
  sessionStore.setState({ marks: next });
  speak(`Step ${formatCount(step)} is marked${distanceText(step, next[next.indexOf(step) - 1])}.`);
}

/** Puts the cursor on the next mark (1) or the one before (−1); from the last it goes on at the first. False without marks. */
export function goToMark(by: 1 | -1): boolean {
  const { picture } = outcomeStore.getState();
  const { marks } = sessionStore.getState();
  if (picture === null || marks.length === 0) return false;
  const here = cursorStep(picture);
  const onwards = by > 0 ? marks.find((mark) => mark > here) : marks.findLast((mark) => mark < here);
  const step = onwards ?? marks.at(by > 0 ? 0 : -1) ?? here;
  setCursor(step);
  request({ kind: "reveal-step", step });
  const n = Math.abs(step - here);
  const place = `Mark ${formatCount(marks.indexOf(step) + 1)} of ${formatCount(marks.length)}, step ${formatCount(step)}`;
  speak(`${place}, ${formatCount(n)} ${n === 1 ? "step" : "steps"} ${step < here ? "back" : "on"}.`);
  return true;
}

/** Goes to a mark, or says how to make one. */
export function seekMark(by: 1 | -1): void {
  if (!goToMark(by)) tell("Nothing is marked. Shift M marks the cursor's step.");
}

export function dropMarks(): void {
  sessionStore.setState((s) => (s.marks.length === 0 ? s : { marks: [] }));
}
