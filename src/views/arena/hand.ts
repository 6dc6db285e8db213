/** What pointer and wheel do on the arena. */

import { makeAreaHand } from "../../draw/area-hand.ts";
import { allSteps, arenaBoxes, reach } from "../../draw/arena-layout.ts";
import { arenaTip, storageTip, type Tip } from "../../draw/describe.ts";
import type { Hand } from "../../draw/gestures.ts";
import { type ArenaState, arenaFrame } from "../../draw/paint-arena.ts";
import { storageAt } from "../../draw/pick.ts";
import { around, panned, type Range, zoomed } from "../../draw/range.ts";
import { stepUnder, under, within } from "../../draw/scale.ts";
import type { Tooltip } from "../../draw/tooltip.ts";
import { AREA_KEEPER } from "../../store/area.ts";
import { stepNear } from "../../store/marks.ts";
import { point, select, selectAlso, sessionStore, setCursor } from "../../store/session.ts";
import { LEAST_BYTES } from "./obey.ts";

/** No zoom shows fewer steps than this. */
const LEAST_STEPS = 4;

interface Tools {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly state: () => ArenaState | undefined;
  /** Step at which the memory map is cut. */
  readonly cursor: () => number;
}

function reachOf(state: ArenaState): Range {
  return reach(state.model.plan.arenas[state.arena]);
}

export function makeHand(tools: Tools): Hand {
  const { canvas, tooltip } = tools;
  /** The storage under a point of the plot or of the memory map; −1 elsewhere and in holes. */
  const storageUnder = (state: ArenaState, x: number, y: number): number => {
    const frame = arenaFrame(state);
    const { map, plot } = arenaBoxes(state.width, state.height);
    const { plan } = state.model;
    const inMap = within(map, x, y);
    if (!inMap && !within(plot, x, y)) return -1;
    const step = inMap ? tools.cursor() + 0.5 : under(frame.time, x);
    const slack = inMap ? 0 : 0.75 / frame.time.per;
    return storageAt(plan, state.arena, step, under(frame.address, y), slack, 0.75 / -frame.address.per);
  };
  const setTime = (time: Range | null) => sessionStore.setState({ time });
  const setAddresses = (addresses: Range | null) => sessionStore.setState({ addresses });
  const leave = () => {
    point(null);
    sessionStore.setState((s) => (s.hoverStep === null ? s : { hoverStep: null }));
    tooltip.show(null, canvas, 0, 0);
  };
  const area = makeAreaHand(() => {
    const state = tools.state();
    if (state === undefined) return undefined;
    const { time, address, plot } = arenaFrame(state);
    return { plan: state.model.plan, arena: state.arena, time, address, plot };
  }, AREA_KEEPER);
  return {
    grabs: area.grabs,
    grab: area.grab,
    draws: area.draws,
    scrubs: (x, y) => {
      const state = tools.state();
      return state !== undefined && within(arenaBoxes(state.width, state.height).steps, x, y);
    },
    hover: (x, y) => {
      const state = tools.state();
      if (state === undefined) return;
      const frame = arenaFrame(state);
      const { map, plot } = arenaBoxes(state.width, state.height);
      const inPlot = within(plot, x, y);
      const s = storageUnder(state, x, y);
      const step = inPlot ? stepUnder(frame.time, x, state.model.plan.steps) : null;
      sessionStore.setState((now) => (now.hoverStep === step ? now : { hoverStep: step }));
      point(s < 0 ? null : { kind: "storage", index: s });
      let tip: Tip | null = null;
      if (inPlot) tip = arenaTip(frame, state.heat, s, x, y, state.base);
      else if (within(map, x, y) && s >= 0) tip = storageTip(state.model, s, state.base);
      tooltip.show(tip, canvas, x, y);
    },
    leave,
    click: (x, y, also) => {
      const state = tools.state();
      if (state === undefined) return;
      const s = storageUnder(state, x, y);
      if (s >= 0 && also) selectAlso({ kind: "storage", index: s });
      else if (s >= 0) select({ kind: "storage", index: s });
      else if (within(arenaBoxes(state.width, state.height).plot, x, y)) {
        setCursor(stepUnder(arenaFrame(state).time, x, state.model.plan.steps));
      }
    },
    double: (x, y) => {
      const state = tools.state();
      if (state === undefined || area.zooms(x, y)) return;
      const s = storageUnder(state, x, y);
      if (s < 0) {
        sessionStore.setState({ time: null, addresses: null });
        return;
      }
      const { start, end, offset, padded } = state.model.plan.storages;
      const low = offset[s] ?? 0;
      setTime(around(start[s] ?? 0, end[s] ?? 0, allSteps(state.model.plan), LEAST_STEPS));
      setAddresses(around(low, low + (padded[s] ?? 0), reachOf(state), LEAST_BYTES));
    },
    scrub: (x) => {
      const state = tools.state();
      if (state === undefined) return;
      const { time } = arenaFrame(state);
      setCursor(stepNear(stepUnder(time, x, state.model.plan.steps), time.per));
      tooltip.show(null, canvas, 0, 0);
    },
    pan: (dx, dy) => {
      const state = tools.state();
      if (state === undefined) return;
      const { time, address } = arenaFrame(state);
      if (dx !== 0) setTime(panned(state.time, -dx / time.per, allSteps(state.model.plan)));
      if (dy !== 0) setAddresses(panned(state.addresses, -dy / address.per, reachOf(state)));
    },
    turn: (turn) => {
      const state = tools.state();
      if (state === undefined) return;
      const { time, address } = arenaFrame(state);
      const whole = allSteps(state.model.plan);
      switch (turn.kind) {
        case "zoom-time":
          setTime(zoomed(state.time, under(time, turn.x), turn.factor, whole, LEAST_STEPS));
          break;
        case "zoom-address": {
          const about = under(address, turn.y);
          setAddresses(zoomed(state.addresses, about, turn.factor, reachOf(state), LEAST_BYTES));
          break;
        }
        case "pan-time":
          setTime(panned(state.time, turn.by / time.per, whole));
          break;
        case "scroll":
          setAddresses(panned(state.addresses, turn.by / address.per, reachOf(state)));
          break;
      }
    },
  };
}
