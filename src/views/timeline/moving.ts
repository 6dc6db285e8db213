/** Dragging a step of the timeline to another place in the order. */

import type { Tip } from "../../draw/describe.ts";
import type { Held } from "../../draw/gestures.ts";
import { allowed, type Move } from "../../draw/paint-move.ts";
import { type TimelineState, timelineBoxes, timelineFrame } from "../../draw/paint-timeline.ts";
import { stepUnder, within } from "../../draw/scale.ts";
import type { Tooltip } from "../../draw/tooltip.ts";
import { edit, openGraph } from "../../store/editing.ts";
import { speak } from "../../store/spoken.ts";

type Orders = typeof import("../../core/edit/order.ts");
type StepRange = ReturnType<Orders["stepRange"]>;

/** Pixels from which a step can be taken hold of. */
const LEAST_WIDTH = 6;

let orders: Promise<Orders> | undefined;
/** Not a part of the start of the page. */
function loadOrders(): Promise<Orders> {
  orders ??= import("../../core/edit/order.ts");
  return orders;
}

interface Tools {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly state: () => TimelineState | undefined;
  /** Has the overlay painted anew. */
  readonly mark: () => void;
}

export interface Moving {
  readonly move: () => Move | null;
  readonly grabs: (x: number, y: number) => boolean;
  readonly grab: (x: number, y: number) => Held | undefined;
  /** What the pointer is over on the strip; null elsewhere. */
  readonly tip: (x: number, y: number) => Tip | null;
}

interface Taken {
  readonly id: string;
  readonly op: string;
  readonly step: number;
  /** Ids of all nodes in the order of the picture. */
  readonly order: () => string[];
}

/** The node that runs at the step under a point of the strip. */
function nodeAt(state: TimelineState, x: number, y: number): Taken | undefined {
  const { strip } = timelineBoxes(state.width, state.height);
  const { plan, graph } = state.model;
  if (graph === null || plan.imported || openGraph() === null || !within(strip, x, y)) return undefined;
  const step = stepUnder(timelineFrame(state).time, x, plan.steps);
  const node = plan.nodes.order[step];
  const id = plan.nodes.id[node ?? -1];
  if (node === undefined || id === undefined) return undefined;
  const order = () => Array.from(plan.nodes.order, (n) => plan.nodes.id[n] ?? "");
  return { id, op: graph.document.nodes[node]?.op ?? "", step, order };
}

function isWide(state: TimelineState): boolean {
  return timelineFrame(state).time.per >= LEAST_WIDTH;
}

function rangeText({ after, before }: StepRange): string {
  const parts = [
    ...(after === undefined ? [] : [`after ${after}`]),
    ...(before === undefined ? [] : [`before ${before}`]),
  ];
  return parts.length === 0 ? "anywhere" : parts.join(", ");
}

function tipOf(move: Move, range: StepRange | undefined): Tip {
  if (range === undefined) return { title: move.name, rows: [["to step", String(move.to)]] };
  if (allowed(move))
    return {
      title: move.name,
      rows: [
        ["to step", String(move.to)],
        ["must run", rangeText(range)],
      ],
    };
  const holds = move.to < range.from ? range.after : range.before;
  const side = move.to < range.from ? "after" : "before";
  return { title: move.name, rows: [["not here", `must run ${side} ${holds ?? "all others"}`]] };
}

export function makeMoving(tools: Tools): Moving {
  const { canvas, tooltip } = tools;
  let move: Move | null = null;

  function grab(x: number, y: number): Held | undefined {
    const begun = tools.state();
    const taken = begun && nodeAt(begun, x, y);
    const document = openGraph();
    if (taken === undefined || document === null) return undefined;
    const { id, step, order } = taken;
    let range: StepRange | undefined;
    let last = { x, y };
    const show = () => {
      const state = tools.state();
      if (state === undefined) return;
      const to = stepUnder(timelineFrame(state).time, last.x, order().length);
      const bounds = range === undefined ? null : ([range.from, range.to] as const);
      move = { name: id, from: step, to, range: bounds, x: last.x };
      tooltip.show(tipOf(move, range), canvas, last.x, last.y);
      tools.mark();
    };
    const end = () => {
      const ended = move;
      move = null;
      tooltip.show(null, canvas, 0, 0);
      tools.mark();
      return ended;
    };
    loadOrders().then(
      (loaded) => {
        range = loaded.stepRange(document, order(), id);
        if (move !== null) show();
      },
      (thrown: unknown) => reportError(thrown),
    );
    return {
      move: (toX, toY) => {
        last = { x: toX, y: toY };
        show();
      },
      drop: () => {
        const dropped = end();
        if (dropped === null || dropped.to === dropped.from) return;
        loadOrders().then(
          ({ moveStep }) =>
            edit((now) => moveStep(now, order(), id, dropped.to), { settings: { order: "given" } }),
          (thrown: unknown) => reportError(thrown),
        );
      },
      abandon: () => {
        if (end() !== null) speak("Not moved.");
      },
    };
  }

  return {
    move: () => move,
    grab,
    grabs: (x, y) => {
      const state = tools.state();
      return state !== undefined && isWide(state) && nodeAt(state, x, y) !== undefined;
    },
    tip: (x, y) => {
      const state = tools.state();
      const node = state && nodeAt(state, x, y);
      if (state === undefined || node === undefined) return null;
      void loadOrders();
      const says = isWide(state) ? "to run it at another step" : "zoom in first: steps are too narrow";
      const title = node.op === "" || node.op === node.id ? node.id : `${node.id} · ${node.op}`;
      return {
        title,
        rows: [
          ["step", String(node.step)],
          ["drag", says],
        ],
      };
    },
  };
}
