/** What pointer and wheel do on the arena. */

import { formatAddress } from "../../core/units.ts";
import { onTrack, windowAt } from "../../draw/address-thumb.ts";
import { makeAreaHand } from "../../draw/area-hand.ts";
import { allSteps } from "../../draw/arena-layout.ts";
import { arenaTip, holeTip, storageTip, type Tip } from "../../draw/describe.ts";
import type { Hand, Held } from "../../draw/gestures.ts";
import { type ArenaState, arenaFrame, boxesOf } from "../../draw/paint-arena.ts";
import { storageAt } from "../../draw/pick.ts";
import { around, inside, panned, type Range, zoomed } from "../../draw/range.ts";
import { type Box, stepUnder, under, within } from "../../draw/scale.ts";
import type { Tooltip } from "../../draw/tooltip.ts";
import { AREA_KEEPER } from "../../store/area.ts";
import { askAbout } from "../../store/asked-address.ts";
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

/** Whether a point is among the addresses left of the plot. */
function onRuler(plot: Box, x: number, y: number): boolean {
  return x < plot.x && y >= plot.y && y < plot.y + plot.h;
}

function onThumb(state: ArenaState, x: number, y: number): boolean {
  return onTrack(state.addresses, state.whole, boxesOf(state).plot, x, y);
}

/** The track of addresses in the hand: the window follows it. */
function scrolling(state: ArenaState, setAddresses: (addresses: Range | null) => void): Held {
  const { addresses, whole } = state;
  const { plot } = boxesOf(state);
  return {
    move: (_x, y) => setAddresses(inside(windowAt(addresses, whole, plot, y), whole)),
    drop: () => undefined,
    abandon: () => setAddresses(addresses),
  };
}

function mapTip(state: ArenaState, s: number, step: number, address: number): Tip | null {
  if (s >= 0) return storageTip(state.model, s, state.base);
  return holeTip(state.model, state.arena, step, Math.floor(address), state.base);
}

function addressTip({ model, arena, base }: ArenaState, address: number): Tip | null {
  const peak = model.plan.arenas[arena]?.peak ?? 0;
  if (address < 0 || address >= peak) return null;
  const rows: Tip["rows"] = [["click", "who lives at this address, in turn"]];
  return { title: formatAddress(Math.floor(address), peak, base), rows };
}

export function makeHand(tools: Tools): Hand {
  const { canvas, tooltip } = tools;
  /** The storage under a point of the plot or of the memory map; −1 elsewhere and in holes. */
  const storageUnder = (state: ArenaState, x: number, y: number): number => {
    const frame = arenaFrame(state);
    const { map, plot } = boxesOf(state);
    const { plan } = state.model;
    const inMap = within(map, x, y);
    if (!inMap && !within(plot, x, y)) return -1;
    const step = inMap ? tools.cursor() + 0.5 : under(frame.time, x);
    const slack = inMap ? 0 : 0.75 / frame.time.per;
    return storageAt(plan, state.arena, step, under(frame.address, y), slack, 0.75 / -frame.address.per);
  };
  const setTime = (time: Range | null) => sessionStore.setState({ time });
  const setAddresses = (addresses: Range | null) => {
    // of the lane that the pointer is in
    const arena = tools.state()?.arena ?? 0;
    sessionStore.setState({ addresses, arena });
  };
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
    grabs: (x, y) => {
      const state = tools.state();
      return state !== undefined && onThumb(state, x, y) ? "grab" : area.grabs(x, y);
    },
    grab: (x, y) => {
      const state = tools.state();
      return state !== undefined && onThumb(state, x, y) ? scrolling(state, setAddresses) : area.grab(x, y);
    },
    draws: area.draws,
    scrubs: (x, y) => {
      const state = tools.state();
      return state !== undefined && within(boxesOf(state).steps, x, y);
    },
    hover: (x, y) => {
      const state = tools.state();
      if (state === undefined) return;
      const frame = arenaFrame(state);
      const { map, plot } = boxesOf(state);
      const inPlot = within(plot, x, y);
      const s = storageUnder(state, x, y);
      const step = inPlot ? stepUnder(frame.time, x, state.model.plan.steps) : null;
      sessionStore.setState((now) => (now.hoverStep === step ? now : { hoverStep: step }));
      point(s < 0 ? null : { kind: "storage", index: s });
      let tip: Tip | null = null;
      if (inPlot) tip = arenaTip(frame, state.heat, s, x, y, state.base);
      else if (within(map, x, y)) tip = mapTip(state, s, tools.cursor(), under(frame.address, y));
      else if (onRuler(plot, x, y)) tip = addressTip(state, under(frame.address, y));
      tooltip.show(tip, canvas, x, y);
    },
    leave,
    click: (x, y, also) => {
      const state = tools.state();
      if (state === undefined) return;
      const s = storageUnder(state, x, y);
      if (s >= 0 && also) {
        selectAlso({ kind: "storage", index: s });
        return;
      }
      const { plot, map } = boxesOf(state);
      const inPlot = within(plot, x, y);
      const { time, address } = arenaFrame(state);
      const step = inPlot ? stepUnder(time, x, state.model.plan.steps) : tools.cursor();
      if (s >= 0) select({ kind: "storage", index: s });
      else if (inPlot) setCursor(step);
      if (inPlot || within(map, x, y) || onRuler(plot, x, y))
        askAbout({ arena: state.arena, address: Math.floor(under(address, y)), step });
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
      setAddresses(around(low, low + (padded[s] ?? 0), state.whole, LEAST_BYTES));
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
      if (dy !== 0) setAddresses(panned(state.addresses, -dy / address.per, state.whole));
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
          setAddresses(zoomed(state.addresses, about, turn.factor, state.whole, LEAST_BYTES));
          break;
        }
        case "pan-time":
          setTime(panned(state.time, turn.by / time.per, whole));
          break;
        case "scroll":
          setAddresses(panned(state.addresses, turn.by / address.per, state.whole));
          break;
      }
    },
  };
}
