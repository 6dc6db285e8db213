/** What pointer and wheel do on the timeline. */

import { makeAreaHand } from "../../draw/area-hand.ts";
import { allSteps } from "../../draw/arena-layout.ts";
import { bufferTip, stepTip, storageTip, type Tip } from "../../draw/describe.ts";
import type { Hand } from "../../draw/gestures.ts";
import { type TimelineState, timelineBoxes, timelineFrame } from "../../draw/paint-timeline.ts";
import { barUnder, rowUnder } from "../../draw/pick.ts";
import { around, panned, zoomed } from "../../draw/range.ts";
import { stepUnder, under, within } from "../../draw/scale.ts";
import type { Tooltip } from "../../draw/tooltip.ts";
import { AREA_KEEPER } from "../../store/area.ts";
import { stepNear } from "../../store/marks.ts";
import { toggleFold } from "../../store/rows.ts";
import { point, select, selectAlso, sessionStore, setCursor, type Target } from "../../store/session.ts";
import type { Moving } from "./moving.ts";
import { headerTip, headerUnder, makeThumb, targetOfRow, withSharing } from "./rows-hand.ts";

/** No zoom shows fewer steps than this. */
const LEAST_STEPS = 4;

interface Tools {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly moving: Moving;
  readonly state: () => TimelineState | undefined;
  readonly scroll: () => number;
  readonly scrollTo: (scroll: number) => void;
}

/** What a point of the picture stands for; nothing where a header is. */
function targetAt(state: TimelineState, x: number, y: number): Target | null {
  const frame = timelineFrame(state);
  const row = rowUnder(frame, y);
  if (row < 0 || headerUnder(state, y) !== undefined) return null;
  const { x: left, w } = timelineBoxes(state.width, state.height).rows;
  if (x < left || x >= left + w) return targetOfRow(state.rows, row);
  const s = barUnder(frame, x, y);
  return s < 0 ? null : { kind: "storage", index: s };
}

function tipOf(
  state: TimelineState,
  target: Target | null,
  step: number | null,
  x: number,
  y: number,
): Tip | null {
  const base = sessionStore.getState().addressBase;
  if (target?.kind === "storage")
    return withSharing(state, storageTip(state.model, target.index, base), x, y);
  if (target?.kind === "buffer") return bufferTip(state.model.plan, target.index, base);
  const { curve } = timelineBoxes(state.width, state.height);
  return within(curve, x, y) && step !== null
    ? stepTip(state.model, state.arena, step)
    : headerTip(state, step, y);
}

export function makeHand(tools: Tools): Hand {
  const { canvas, tooltip, moving } = tools;
  const aboveRows = (state: TimelineState, y: number) => y < timelineBoxes(state.width, state.height).rows.y;
  const stepAt = (state: TimelineState, x: number): number | null => {
    const { curve } = timelineBoxes(state.width, state.height);
    const inPlot = x >= curve.x && x < curve.x + curve.w;
    return inPlot ? stepUnder(timelineFrame(state).time, x, state.model.plan.steps) : null;
  };
  const thumb = makeThumb(tools.state, tools.scrollTo);
  const area = makeAreaHand(() => {
    const state = tools.state();
    if (state === undefined) return undefined;
    const { plan } = state.model;
    const plot = timelineBoxes(state.width, state.height).rows;
    return { plan, arena: state.arena, time: timelineFrame(state).time, address: null, plot };
  }, AREA_KEEPER);
  return {
    grabs: (x, y) => (thumb.grabs(x, y) ? "default" : moving.grabs(x, y) ? "grab" : area.grabs(x, y)),
    grab: (x, y) => (thumb.grabs(x, y) ? thumb : moving.grabs(x, y) ? moving : area).grab(x, y),
    draws: area.draws,
    scrubs: (x, y) => {
      const state = tools.state();
      return state !== undefined && aboveRows(state, y) && stepAt(state, x) !== null && !moving.grabs(x, y);
    },
    hover: (x, y) => {
      const state = tools.state();
      if (state === undefined) return;
      const step = stepAt(state, x);
      const target = targetAt(state, x, y);
      sessionStore.setState((s) => (s.hoverStep === step ? s : { hoverStep: step }));
      point(target);
      const tip = moving.tip(x, y) ?? tipOf(state, target, step, x, y);
      tooltip.show(tip, canvas, x, y);
    },
    leave: () => {
      point(null);
      sessionStore.setState((s) => (s.hoverStep === null ? s : { hoverStep: null }));
      tooltip.show(null, canvas, 0, 0);
    },
    click: (x, y, also) => {
      const state = tools.state();
      if (state === undefined) return;
      const header = headerUnder(state, y);
      const target = targetAt(state, x, y);
      if (header !== undefined) toggleFold(header);
      else if (target !== null && also) selectAlso(target);
      else if (target !== null) select(target);
      else {
        const step = stepAt(state, x);
        if (step !== null) setCursor(step);
      }
    },
    double: (x, y) => {
      const state = tools.state();
      if (state === undefined || area.zooms(x, y) || headerUnder(state, y) !== undefined) return;
      const target = targetAt(state, x, y);
      if (target?.kind !== "storage") {
        sessionStore.setState({ time: null });
        return;
      }
      const { start, end } = state.model.plan.storages;
      const time = around(
        start[target.index] ?? 0,
        end[target.index] ?? 0,
        allSteps(state.model.plan),
        LEAST_STEPS,
      );
      sessionStore.setState({ time });
    },
    scrub: (x) => {
      const state = tools.state();
      if (state === undefined) return;
      const { time } = timelineFrame(state);
      setCursor(stepNear(stepUnder(time, x, state.model.plan.steps), time.per));
      tooltip.show(null, canvas, 0, 0);
    },
    pan: (dx, dy) => {
      const state = tools.state();
      if (state === undefined) return;
      if (dx !== 0)
        sessionStore.setState({
          time: panned(state.time, -dx / timelineFrame(state).time.per, allSteps(state.model.plan)),
        });
      if (dy !== 0) tools.scrollTo(tools.scroll() - dy);
    },
    turn: (turn) => {
      const state = tools.state();
      if (state === undefined) return;
      const { time } = timelineFrame(state);
      switch (turn.kind) {
        case "zoom-time": {
          const about = under(time, turn.x);
          sessionStore.setState({
            time: zoomed(state.time, about, turn.factor, allSteps(state.model.plan), LEAST_STEPS),
          });
          break;
        }
        case "pan-time":
          sessionStore.setState({ time: panned(state.time, turn.by / time.per, allSteps(state.model.plan)) });
          break;
        case "scroll":
          tools.scrollTo(tools.scroll() + turn.by);
          break;
        case "zoom-address":
          break;
      }
    },
  };
}
