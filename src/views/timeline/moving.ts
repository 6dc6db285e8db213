/** Which steps of the timeline can be dragged to another place in the order, and what is being dragged. */

import { orderOf } from "../../core/order-of.ts";
import type { Tip } from "../../draw/describe.ts";
import type { Held } from "../../draw/gestures.ts";
import type { Move } from "../../draw/paint-move.ts";
import { type TimelineState, timelineBoxes, timelineFrame } from "../../draw/paint-timeline.ts";
import { type Box, type Scale, stepUnder, within } from "../../draw/scale.ts";
import type { Surface } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
import type { Tooltip } from "../../draw/tooltip.ts";
import { openGraph } from "../../store/editing.ts";
import { later } from "../../store/later.ts";
import { whenIdle } from "../../ui/idle.ts";

type Dragging = typeof import("./drag-step.ts");

/** Pixels from which a step can be taken hold of. */
const LEAST_WIDTH = 6;

let dragging: Dragging | undefined;

async function load(): Promise<void> {
  dragging ??= await import("./drag-step.ts");
}

export interface MovingTools {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly state: () => TimelineState | undefined;
  /** Has the overlay painted anew. */
  readonly mark: () => void;
}

export interface Moving {
  /** Whether something is being dragged. */
  readonly busy: () => boolean;
  readonly paint: (surface: Surface, time: Scale, strip: Box, plot: Box, theme: Theme) => void;
  readonly grabs: (x: number, y: number) => boolean;
  readonly grab: (x: number, y: number) => Held | undefined;
  /** What the pointer is over on the strip; null elsewhere. */
  readonly tip: (x: number, y: number) => Tip | null;
}

interface StepNode {
  readonly id: string;
  readonly op: string;
  readonly step: number;
}

export interface Taken extends StepNode {
  /** Ids of all nodes in the order of the picture. */
  readonly order: readonly string[];
}

/** The node that runs at the step under a point of the strip. */
function nodeAt(state: TimelineState, x: number, y: number): StepNode | undefined {
  const { strip } = timelineBoxes(state.width, state.height);
  const { plan, graph } = state.model;
  if (graph === null || plan.imported || openGraph() === null || !within(strip, x, y)) return undefined;
  const step = stepUnder(timelineFrame(state).time, x, plan.steps);
  const node = plan.nodes.order[step];
  const id = plan.nodes.id[node ?? -1];
  if (node === undefined || id === undefined) return undefined;
  return { id, op: graph.document.nodes[node]?.op ?? "", step };
}

function isWide(state: TimelineState): boolean {
  return timelineFrame(state).time.per >= LEAST_WIDTH;
}

export function makeMoving(tools: MovingTools): Moving {
  let move: Move | null = null;
  whenIdle(() => later(load()));
  return {
    busy: () => move !== null,
    paint(surface, time, strip, plot, theme) {
      if (move !== null) dragging?.paintMove(surface, time, strip, plot, move, theme);
    },
    grabs(x, y) {
      const state = tools.state();
      // before it is loaded the strip is for the cursor alone
      if (state === undefined || dragging === undefined) return false;
      return isWide(state) && nodeAt(state, x, y) !== undefined;
    },
    grab(x, y) {
      const state = tools.state();
      const node = state && nodeAt(state, x, y);
      const document = openGraph();
      if (state === undefined || node === undefined || document === null) return undefined;
      return dragging?.holdStep(tools, { ...node, order: orderOf(state.model.plan) }, document, (now) => {
        move = now;
        tools.mark();
      });
    },
    tip(x, y) {
      const state = tools.state();
      const node = state && nodeAt(state, x, y);
      if (state === undefined || node === undefined) return null;
      const says = isWide(state) ? "to run it at another step" : "zoom in first: steps are too narrow";
      return {
        title: node.op === "" ? node.id : `${node.id} · ${node.op}`,
        rows: [
          ["step", String(node.step)],
          ["drag", says],
        ],
      };
    },
  };
}
