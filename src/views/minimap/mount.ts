/** Puts the minimap's canvases into its strip, keeps them true to the stores, and listens to pointer, wheel and keys. */

import { allSteps, shownArena } from "../../draw/arena-layout.ts";
import {
  brushed,
  gripAt,
  type MinimapState,
  minimapFrame,
  paintBrush,
  paintMinimap,
  windowText,
} from "../../draw/minimap.ts";
import { inside, panned, zoomed } from "../../draw/range.ts";
import { stepUnder, under } from "../../draw/scale.ts";
import { makeStage } from "../../draw/stage.ts";
import { stepNear } from "../../store/marks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore, setCursor, type Window } from "../../store/session.ts";
import { cursorStep } from "../../store/walk.ts";

const LEAST_STEPS = 4;
/** A press that moves less than this many pixels is a click. */
const SLOP = 4;
const CURSORS = { move: "grab", from: "ew-resize", to: "ew-resize", new: "crosshair" } as const;

function stateOf(size: { readonly width: number; readonly height: number }): MinimapState | undefined {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps === 0) return undefined;
  const { plan } = picture;
  const { time, arena } = sessionStore.getState();
  return { plan, arena: shownArena(plan, arena), time: inside(time, allSteps(plan)), ...size };
}

function show(time: Window | null): void {
  sessionStore.setState({ time });
}

/** What keys do: how far the window moves, in windows; Infinity: to the end. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -0.1,
  ArrowRight: 0.1,
  PageUp: -1,
  PageDown: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
/** How much more it shows. */
const ZOOMS: Readonly<Record<string, number>> = { ArrowUp: 1 / 1.5, ArrowDown: 1.5 };

/** The window after a key; undefined when the key is not the minimap's. */
function afterKey({ plan, time }: MinimapState, key: string): Window | null | undefined {
  const whole = allSteps(plan);
  const size = time[1] - time[0];
  const move = MOVES[key];
  if (move !== undefined) {
    const by = Math.abs(move) === Number.POSITIVE_INFINITY ? Math.sign(move) * whole[1] : move * size;
    return panned(time, by, whole);
  }
  const factor = ZOOMS[key];
  const middle = (time[0] + time[1]) / 2;
  return factor === undefined ? undefined : zoomed(time, middle, factor, whole, LEAST_STEPS);
}

/** Fills `root`; returns how to take everything back. */
export function mountMinimap(root: HTMLElement): () => void {
  const stateNow = () => stateOf(stage.size());
  const tell = (state: MinimapState) => {
    const { brush } = minimapFrame(state);
    const say = (name: string, value: string) => {
      if (root.getAttribute(name) !== value) root.setAttribute(name, value);
    };
    say("aria-valuemax", String(Math.max(0, state.plan.steps - 1)));
    say("aria-valuenow", String(Math.floor(state.time[0])));
    say("aria-valuetext", windowText(state.plan, state.time));
    say("data-brush", brush.map((x) => Math.round(x)).join(","));
  };
  const stage = makeStage(root, {
    base: (surface, width, height, theme) => {
      const state = stateOf({ width, height });
      if (state !== undefined) paintMinimap(surface, state, theme);
      return false;
    },
    overlay: (surface, width, height, theme) => {
      const { picture } = outcomeStore.getState();
      const state = stateOf({ width, height });
      if (state === undefined || picture === null) return;
      paintBrush(surface, state, sessionStore.getState().marks, cursorStep(picture), theme);
      tell(state);
    },
  });
  const { canvas } = stage;
  canvas.setAttribute("aria-hidden", "true");
  canvas.style.touchAction = "none";
  const placeOf = (event: MouseEvent) => event.clientX - canvas.getBoundingClientRect().left;

  let drag: { readonly begun: number; readonly state: MinimapState; moved: boolean } | undefined;
  const follow = (x: number) => {
    if (drag === undefined) return;
    const { begun, state } = drag;
    if (!drag.moved && Math.abs(x - begun) < SLOP) return;
    drag.moved = true;
    const frame = minimapFrame(state);
    const grip = gripAt(frame, begun);
    if (grip === "move") canvas.style.cursor = "grabbing";
    show(brushed(frame, state.time, grip, begun, x, allSteps(state.plan), LEAST_STEPS));
  };
  /** On a mark the cursor goes there; beside the brush the brush comes here; in it the cursor does. */
  const click = (x: number) => {
    const state = stateNow();
    if (state === undefined) return;
    const { steps, brush, plot } = minimapFrame(state);
    if (x < plot.x || x > plot.x + plot.w) return;
    const step = stepUnder(steps, x, state.plan.steps);
    const near = stepNear(step, steps.per);
    const [from, to] = state.time;
    const beside = x < brush[0] || x > brush[1];
    if (beside) show(panned(state.time, step + 0.5 - (from + to) / 2, allSteps(state.plan)));
    if (!beside || near !== step || sessionStore.getState().marks.includes(step)) setCursor(near);
  };

  const ended = new AbortController();
  const on = { signal: ended.signal };
  canvas.addEventListener(
    "pointerdown",
    (event) => {
      const state = stateNow();
      if (event.button !== 0 || state === undefined) return;
      canvas.setPointerCapture(event.pointerId);
      drag = { begun: placeOf(event), state, moved: false };
    },
    on,
  );
  canvas.addEventListener(
    "pointermove",
    (event) => {
      const state = stateNow();
      if (drag !== undefined) follow(placeOf(event));
      else if (state !== undefined)
        canvas.style.cursor = CURSORS[gripAt(minimapFrame(state), placeOf(event))];
    },
    on,
  );
  canvas.addEventListener(
    "pointerup",
    (event) => {
      if (drag?.moved === false) click(placeOf(event));
      drag = undefined;
    },
    on,
  );
  const abandon = (): boolean => {
    if (drag === undefined) return false;
    show(drag.state.time[1] - drag.state.time[0] >= drag.state.plan.steps ? null : drag.state.time);
    drag = undefined;
    return true;
  };
  canvas.addEventListener("pointercancel", abandon, on);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !abandon()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { ...on, capture: true },
  );
  canvas.addEventListener("dblclick", () => show(null), on);
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const state = stateNow();
      if (state === undefined) return;
      const { steps } = minimapFrame(state);
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const by = event.deltaY === 0 ? event.deltaX : event.deltaY;
      const whole = allSteps(state.plan);
      if (sideways) show(panned(state.time, by / steps.per, whole));
      else {
        const factor = Math.exp(Math.min(60, Math.max(-60, by)) * 0.006);
        show(zoomed(state.time, under(steps, placeOf(event)), factor, whole, LEAST_STEPS));
      }
    },
    { ...on, passive: false },
  );
  root.addEventListener(
    "keydown",
    (event) => {
      const state = stateNow();
      if (state === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const time = afterKey(state, event.key);
      if (time === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      show(time);
    },
    on,
  );
  const stops = [
    outcomeStore.subscribe((now, before) => {
      if (now.picture === before.picture) return;
      drag = undefined;
      stage.markBase();
    }),
    sessionStore.subscribe((now, before) => {
      if (now.arena !== before.arena) stage.markBase();
      else if (now.time !== before.time || now.cursor !== before.cursor || now.marks !== before.marks)
        stage.markOverlay();
    }),
  ];
  return () => {
    ended.abort();
    for (const stop of stops) stop();
    stage.stop();
  };
}
