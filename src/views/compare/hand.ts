/** What pointer and wheel do on a comparison. */

import type { Hand } from "../../draw/gestures.ts";
import { panned, type Range, zoomed } from "../../draw/range.ts";
import { type Scale, under, within } from "../../draw/scale.ts";
import type { Tooltip } from "../../draw/tooltip.ts";
import { type Compared, comparingStore } from "../../store/comparing.ts";
import { point, select, selectAlso, sessionStore, setCursor, type Target } from "../../store/session.ts";
import { presentSide, targetOf } from "./across.ts";
import { compareBoxes } from "./layout.ts";
import { type CompareState, frameOf, type SideFrame, storageUnder } from "./scene.ts";
import { allAddresses, allColumns, presentStep } from "./state.ts";
import { pairTip } from "./words.ts";

/** No zoom shows fewer columns or bytes than this. */
export const LEAST_COLUMNS = 4;
export const LEAST_BYTES = 64;

interface Now {
  readonly state: CompareState;
  readonly compared: Compared;
}

interface Found {
  readonly frame: SideFrame;
  /** −1: none. */
  readonly s: number;
}

/** The storage under a point; of an overlay B's, and A's where B has none. */
export function foundAt({ state }: Now, x: number, y: number): Found | undefined {
  const frames = [frameOf(state, "b"), frameOf(state, "a")];
  const over = frames.filter(({ boxes }) => within(boxes.plot, x, y) || within(boxes.curve, x, y));
  for (const frame of over) {
    const s = storageUnder(frame, x, y);
    if (s >= 0) return { frame, s };
  }
  const [first] = over;
  return first && { frame: first, s: -1 };
}

/** What is found as something of the present plan, or else as a storage that the held one has alone. */
function meaning({ compared }: Now, { frame, s }: Found): { target: Target | null; lone: number | null } {
  const { side } = frame;
  const present = side.which === presentSide(compared) ? s : (side.other[s] ?? -1);
  return present >= 0
    ? { target: targetOf(compared, present), lone: null }
    : { target: null, lone: s >= 0 ? s : null };
}

function columnUnder(time: Scale, x: number, { comparison }: Compared): number {
  return Math.min(Math.max(Math.floor(under(time, x)), 0), Math.max(0, comparison.axis.steps - 1));
}

/** Selects a pair in all panes. */
export function choosePair(target: Target | null, lone: number | null, also = false): void {
  if (target !== null && also) selectAlso(target);
  else select(target);
  comparingStore.setState((s) => (s.selection === lone ? s : { selection: lone }));
}

/** Points at a pair in all panes. */
export function pointPair(target: Target | null, lone: number | null): void {
  point(target);
  comparingStore.setState((s) => (s.hover === lone ? s : { hover: lone }));
}

export function setTime(time: Range | null): void {
  comparingStore.setState({ time });
}
export function setAddresses(addresses: Range | null): void {
  comparingStore.setState({ addresses });
}

export function makeHand(tools: {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly now: () => Now | undefined;
}): Hand {
  const { canvas, tooltip } = tools;
  const leave = () => {
    pointPair(null, null);
    sessionStore.setState((s) => (s.hoverStep === null ? s : { hoverStep: null }));
    tooltip.show(null, canvas, 0, 0);
  };
  const onAxis = (now: Now, x: number, y: number) =>
    within(compareBoxes(now.state.width, now.state.height, now.state.layout).steps, x, y);
  const cursorTo = (now: Now, x: number) => {
    const { time } = frameOf(now.state, "b");
    setCursor(presentStep(now.compared, columnUnder(time, x, now.compared)));
  };
  return {
    scrubs: (x, y) => {
      const now = tools.now();
      return now !== undefined && onAxis(now, x, y);
    },
    hover: (x, y) => {
      const now = tools.now();
      if (now === undefined) return;
      const found = foundAt(now, x, y);
      if (found === undefined) {
        leave();
        return;
      }
      const { target, lone } = meaning(now, found);
      pointPair(target, lone);
      const step = presentStep(now.compared, columnUnder(found.frame.time, x, now.compared));
      sessionStore.setState((s) => (s.hoverStep === step ? s : { hoverStep: step }));
      const { s, frame } = found;
      const other = s < 0 ? -1 : (frame.side.other[s] ?? -1);
      const [a, b] = frame.side.which === "a" ? [s, other] : [other, s];
      const free = s >= 0 && frame.side.free?.[s] === 1;
      const tip = s < 0 ? null : pairTip(now.state.comparison, a, b, now.state.base, free);
      tooltip.show(tip, canvas, x, y);
    },
    leave,
    click: (x, y, also) => {
      const now = tools.now();
      const found = now && foundAt(now, x, y);
      if (now === undefined || found === undefined) return;
      if (found.s < 0) {
        cursorTo(now, x);
        return;
      }
      const { target, lone } = meaning(now, found);
      choosePair(target, lone, also);
    },
    double: () => comparingStore.setState({ time: null, addresses: null }),
    scrub: (x) => {
      const now = tools.now();
      if (now !== undefined) cursorTo(now, x);
      tooltip.show(null, canvas, 0, 0);
    },
    pan: (dx, dy) => {
      const now = tools.now();
      if (now === undefined) return;
      const { time, address } = frameOf(now.state, "b");
      if (dx !== 0) setTime(panned(now.state.time, -dx / time.per, allColumns(now.compared)));
      const whole = allAddresses(now.compared, now.state.arena);
      if (dy !== 0) setAddresses(panned(now.state.addresses, -dy / address.per, whole));
    },
    turn: (turn) => {
      const now = tools.now();
      if (now === undefined) return;
      const { state, compared } = now;
      const whole = allColumns(compared);
      const bytes = allAddresses(compared, state.arena);
      const y = turn.kind === "zoom-address" ? turn.y : 0;
      const upper = frameOf(state, "a");
      const frame = y > 0 && y < upper.boxes.plot.y + upper.boxes.plot.h ? upper : frameOf(state, "b");
      switch (turn.kind) {
        case "zoom-time":
          setTime(zoomed(state.time, under(frame.time, turn.x), turn.factor, whole, LEAST_COLUMNS));
          break;
        case "zoom-address":
          setAddresses(
            zoomed(state.addresses, under(frame.address, turn.y), turn.factor, bytes, LEAST_BYTES),
          );
          break;
        case "pan-time":
          setTime(panned(state.time, turn.by / frame.time.per, whole));
          break;
        case "scroll":
          setAddresses(panned(state.addresses, turn.by / frame.address.per, bytes));
          break;
      }
    },
  };
}
