/** The cursor goes on by itself, from where it is to the last step, until somebody presses anything. */

import { createStore } from "zustand/vanilla";
import { outcomeStore } from "./outcome.ts";
import { request } from "./requests.ts";
import { sessionStore, setCursor } from "./session.ts";
import { cursorStep, isInSight } from "./walk.ts";

export const RATES = [0.5, 1, 2, 4] as const;
export type Rate = (typeof RATES)[number];

export const rateStore = createStore<{ readonly rate: Rate }>(() => ({ rate: 1 }));

/** Milliseconds that all steps of a plan take at rate 1. */
export const ALL_STEPS_MS = 10_000;
/** Where motion is reduced the cursor stands still so long, then jumps. */
const STILL_MS = 500;

/** Where the cursor is after so many milliseconds from step `from`; undefined when it has reached the end. */
export function playedTo(from: number, elapsed: number, steps: number, rate: Rate): number | undefined {
  const step = Math.floor(from + (elapsed * rate * steps) / ALL_STEPS_MS);
  return step >= steps ? undefined : step;
}

let frame = 0;
/** When the cursor stood at the step it went on from; undefined: it begins with the next frame. */
let since: number | undefined;

function start(): void {
  const { picture } = outcomeStore.getState();
  if (picture === null) return;
  const { steps } = picture.plan;
  const { cursor } = sessionStore.getState();
  let from = cursor === null || cursor >= steps - 1 ? 0 : cursor;
  let { rate } = rateStore.getState();
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let last = 0;
  const run = (now: number) => {
    frame = requestAnimationFrame(run);
    const wanted = rateStore.getState().rate;
    if (since === undefined || wanted !== rate) [from, since, rate] = [cursorAt(from), now, wanted];
    if (reduced && now - last < STILL_MS && last > 0) return;
    last = now;
    const step = playedTo(from, now - since, steps, rate);
    setCursor(step ?? Math.max(0, steps - 1));
    if (step === undefined) stopPlaying();
    else if (!isInSight(step)) request({ kind: "reveal-step", step });
  };
  setCursor(from);
  since = undefined;
  frame = requestAnimationFrame(run);
}

function cursorAt(otherwise: number): number {
  const { picture } = outcomeStore.getState();
  return picture === null ? otherwise : cursorStep(picture);
}

export function stopPlaying(): void {
  sessionStore.setState((s) => (s.playing ? { playing: false } : s));
}

export function togglePlaying(): void {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps < 2) return;
  sessionStore.setState((s) => ({ playing: !s.playing }));
}

/** Keys that say nothing by themselves, and the one that plays. */
function isOther(event: KeyboardEvent): boolean {
  if (["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return true;
  return event.shiftKey && event.code === "KeyP";
}

/** What plays, and how fast, is told by elements with this attribute. */
const CONTROL = "[data-plays]";

/** Keys that press those elements or change what they say. */
const PRESSES = ["Enter", " ", "ArrowUp", "ArrowDown", "Home", "End"];

function isControl(event: Event): boolean {
  return event.target instanceof Element && event.target.closest(CONTROL) !== null;
}

let ended: AbortController | undefined;

function listen(): void {
  ended = new AbortController();
  const on = { signal: ended.signal, capture: true };
  window.addEventListener(
    "keydown",
    (event) => {
      if (isOther(event) || (isControl(event) && PRESSES.includes(event.key))) return;
      stopPlaying();
      if (event.key !== "Escape") return;
      // it means the playing, not what is selected
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    on,
  );
  // a tab that was hidden goes on where it was
  const again = () => {
    since = undefined;
  };
  document.addEventListener("visibilitychange", again, on);
  window.addEventListener("pointerdown", (event) => isControl(event) || stopPlaying(), on);
}

sessionStore.subscribe((now, before) => {
  if (now.playing === before.playing) return;
  cancelAnimationFrame(frame);
  ended?.abort();
  if (!now.playing) return;
  listen();
  start();
});
outcomeStore.subscribe((now, before) => {
  if (now.picture !== before.picture) stopPlaying();
});
