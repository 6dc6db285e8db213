/** What pointer and wheel do on the picture of a schedule. */

import type { Hand } from "../../../draw/gestures.ts";
import { panned, type Range, zoomed } from "../../../draw/range.ts";
import { under } from "../../../draw/scale.ts";
import {
  barUnder,
  columnUnder,
  rowUnder,
  type ScheduleScene,
  stepOfColumn,
  wholeOf,
} from "../../../draw/schedule/scene.ts";
import type { Tooltip } from "../../../draw/tooltip.ts";
import { isOfPicture } from "../../../store/dataflow.ts";
import { scheduleLooking, toggleLoop } from "../../../store/schedule-looking.ts";
import { select, sessionStore, setCursor } from "../../../store/session.ts";
import { chooseStep } from "./choose-step.ts";
import { tipOf } from "./words.ts";

/** No zoom shows fewer columns or steps. */
const LEAST = 4;

export function setWindow(scene: ScheduleScene, window: Range | null): void {
  if (scene.columns === null) sessionStore.setState({ time: window });
  else scheduleLooking.setState({ columns: window });
}

export function makeHand(tools: {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly now: () => ScheduleScene | undefined;
  readonly scrollBy: (pixels: number) => void;
}): Hand {
  const { canvas, tooltip, now } = tools;
  const hoverAt = (step: number | null) =>
    sessionStore.setState((s) => (s.hoverStep === step ? s : { hoverStep: step }));
  const leave = () => {
    hoverAt(null);
    tooltip.show(null, canvas, 0, 0);
  };
  const onAxis = (scene: ScheduleScene, y: number) => y < scene.axis.y + scene.axis.h;
  return {
    scrubs: (x, y) => {
      const scene = now();
      return scene !== undefined && onAxis(scene, y) && columnUnder(scene, x) !== undefined;
    },
    hover: (x, y) => {
      const scene = now();
      const bar = scene && barUnder(scene, x, y);
      canvas.style.cursor = bar === undefined ? "" : "pointer";
      const column = scene && columnUnder(scene, x);
      if (scene === undefined || column === undefined || bar !== undefined) {
        leave();
        return;
      }
      const step = stepOfColumn(scene, column);
      hoverAt(step);
      tooltip.show(tipOf(scene, rowUnder(scene, y), step), canvas, x, y);
    },
    leave,
    click: (x, y) => {
      const scene = now();
      if (scene === undefined) return;
      const bar = barUnder(scene, x, y);
      const row = rowUnder(scene, y);
      const column = columnUnder(scene, x);
      if (bar !== undefined) toggleLoop(bar.term);
      else if (row?.kind === "fifo") {
        if (!isOfPicture("schedule")) return;
        select({ kind: "tensor", index: row.index });
        if (column !== undefined) setCursor(stepOfColumn(scene, column));
      } else if (column !== undefined) chooseStep("schedule", stepOfColumn(scene, column));
      else if (row !== undefined) {
        const { from, steps } = scene.view.actors;
        const first = steps[from[row.index] ?? 0];
        if (first !== undefined) chooseStep("schedule", first);
      }
    },
    double: (x, y) => {
      const scene = now();
      const column = scene && columnUnder(scene, x);
      if (scene === undefined || barUnder(scene, x, y) !== undefined) return;
      const repeats = column === undefined ? 1 : (scene.columns?.repeats[column] ?? 1);
      if (column !== undefined && repeats > 1 && scene.columns !== null)
        toggleLoop(scene.columns.term[column] ?? 0);
      else setWindow(scene, null);
    },
    scrub: (x) => {
      const scene = now();
      const column = scene && columnUnder(scene, x);
      if (scene !== undefined && column !== undefined) setCursor(stepOfColumn(scene, column));
      tooltip.show(null, canvas, 0, 0);
    },
    pan: (dx, dy) => {
      const scene = now();
      if (scene === undefined) return;
      const whole = wholeOf(scene.view, scene.columns);
      if (dx !== 0) setWindow(scene, panned(scene.range, -dx / scene.time.per, whole));
      if (dy !== 0) tools.scrollBy(-dy);
    },
    turn: (turn) => {
      const scene = now();
      if (scene === undefined) return;
      const whole = wholeOf(scene.view, scene.columns);
      switch (turn.kind) {
        case "zoom-time":
          setWindow(scene, zoomed(scene.range, under(scene.time, turn.x), turn.factor, whole, LEAST));
          break;
        case "pan-time":
          setWindow(scene, panned(scene.range, turn.by / scene.time.per, whole));
          break;
        case "scroll":
          tools.scrollBy(turn.by);
          break;
        case "zoom-address":
          break;
      }
    },
  };
}
