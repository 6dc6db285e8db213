/** Puts the canvases of a schedule into the pane and keeps them true to the stores. No React in here: nothing renders a frame. */

import { makeFocusable } from "../../../draw/focus.ts";
import { listen } from "../../../draw/gestures.ts";
import { imageOf } from "../../../draw/image.ts";
import { paintFocus } from "../../../draw/paint-overlay.ts";
import { inside, revealing } from "../../../draw/range.ts";
import { paintSchedule } from "../../../draw/schedule/paint.ts";
import { columnBox, paintOver } from "../../../draw/schedule/paint-over.ts";
import {
  boxOfBar,
  columnOfStep,
  FIFO,
  LANE,
  MOST_DEPTH,
  type ScheduleScene,
  topOf,
  wholeOf,
} from "../../../draw/schedule/scene.ts";
import { makeStage } from "../../../draw/stage.ts";
import { makeTooltip } from "../../../draw/tooltip.ts";
import { dataflowAnswers } from "../../../store/dataflow.ts";
import { offerImage } from "../../../store/images.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { onRequest } from "../../../store/requests.ts";
import { scheduleLooking } from "../../../store/schedule-looking.ts";
import { sessionStore } from "../../../store/session.ts";
import { makeHand, setWindow } from "./hand.ts";
import { SCHEDULE_KEYS } from "./keys.ts";
import { cursorNow, litNow, sceneNow, viewNow } from "./state.ts";
import { spokenStep, summaryOf } from "./words.ts";

/** Says in attributes where things are drawn, for people's tools and tests. */
function writePlaces(root: HTMLElement, scene: ScheduleScene): void {
  const { columns, rows, view } = scene;
  const cursor = cursorNow(view);
  const box = columnBox(scene, columnOfStep(scene, cursor));
  root.dataset.step = String(cursor);
  root.dataset.cursorAt = `${Math.round(box.x + box.w / 2)},${Math.round(rows.y + LANE / 2)}`;
  root.dataset.columns = String(columns === null ? view.firings : columns.count);
  root.dataset.loops = (columns?.bars ?? [])
    .filter(({ depth }) => depth < MOST_DEPTH)
    .slice(0, 20)
    .map((bar) => {
      const { x, y, w, h } = boxOfBar(scene, bar);
      return `${Math.round(x + w / 2)},${Math.round(y + h / 2)}`;
    })
    .join(" ");
}

/** Fills `root`; `spoken` hears of the cursor. Returns how to take everything back. */
export function mountSchedule(root: HTMLElement, spoken: HTMLElement): () => void {
  let focused = false;
  let scroll = 0;

  const stage = makeStage(root, {
    base: (surface, width, height, theme) => {
      const scene = sceneNow({ width, height }, scroll);
      stage.canvas.setAttribute(
        "aria-label",
        scene === undefined ? "Schedule: being worked out." : summaryOf(scene.view),
      );
      if (scene === undefined) {
        delete root.dataset.rows;
        return false;
      }
      scroll = scene.scroll;
      root.dataset.rows = String(paintSchedule(surface, scene, litNow(scene.view), theme));
      root.dataset.tall = String(scene.tall);
      return false;
    },
    overlay: (surface, width, height, theme) => {
      const scene = sceneNow({ width, height }, scroll);
      if (scene === undefined) return;
      const { hoverStep } = sessionStore.getState();
      const hover = hoverStep !== null && hoverStep < scene.view.firings ? hoverStep : null;
      paintOver(surface, scene, { cursor: cursorNow(scene.view), hover }, theme);
      writePlaces(root, scene);
      if (focused) paintFocus(surface, width, height, theme);
    },
  });

  const sceneHere = () => sceneNow(stage.size(), scroll);
  const scrollBy = (pixels: number) => {
    const scene = sceneHere();
    if (scene === undefined) return;
    scroll = Math.max(0, Math.min(scene.scroll + pixels, scene.tall - scene.rows.h));
    stage.markBase();
  };
  const show = (kind: "actor" | "fifo", index: number) => {
    const scene = sceneHere();
    if (scene === undefined) return;
    const top = topOf(scene, kind, index);
    const tall = kind === "actor" ? LANE : FIFO;
    if (top < scene.scroll) scrollBy(top - scene.scroll);
    else if (top + tall > scene.scroll + scene.rows.h) scrollBy(top + tall - scene.scroll - scene.rows.h);
  };
  const showSelected = () => {
    const view = viewNow();
    if (view === undefined) return;
    const { actors, fifos } = litNow(view);
    const [actor] = actors;
    const [fifo] = fifos;
    if (actor !== undefined) show("actor", actor);
    else if (fifo !== undefined) show("fifo", fifo);
  };
  /** In loops the window is of columns: the session's does not reveal them. */
  const showCursor = () => {
    const scene = sceneHere();
    if (scene === undefined || scene.columns === null) return;
    const column = columnOfStep(scene, cursorNow(scene.view));
    const whole = wholeOf(scene.view, scene.columns);
    setWindow(scene, revealing(inside(scene.range, whole), column, column + 1, whole));
  };

  const tooltip = makeTooltip(root);
  const hand = makeHand({ canvas: stage.canvas, tooltip, now: sceneHere, scrollBy });
  const stops = [
    listen(stage.canvas, hand),
    makeFocusable(stage.canvas, SCHEDULE_KEYS, (has) => {
      focused = has;
      stage.markOverlay();
    }),
    onRequest((what) => {
      if (what.kind === "reveal-step") showCursor();
      if (what.kind === "fit") scheduleLooking.setState({ columns: null });
    }),
    outcomeStore.subscribe(stage.markBase),
    dataflowAnswers.subscribe((now, before) => {
      if (now.schedule.value !== before.schedule.value) stage.markBase();
    }),
    scheduleLooking.subscribe(stage.markBase),
    sessionStore.subscribe((now, before) => {
      if (now.selection !== before.selection) showSelected();
      if (now.selection !== before.selection || now.time !== before.time) stage.markBase();
      else if (now.cursor !== before.cursor || now.hoverStep !== before.hoverStep) stage.markOverlay();
      const view = viewNow();
      if (now.cursor !== before.cursor && view !== undefined)
        spoken.textContent = spokenStep(view, cursorNow(view));
    }),
    offerImage({
      id: "schedule",
      title: "Schedule",
      ...imageOf(stage.size, (surface, theme, size) => {
        const scene = sceneNow(size, 0);
        if (scene === undefined) return;
        paintSchedule(surface, scene, litNow(scene.view), theme);
        paintOver(surface, scene, { cursor: cursorNow(scene.view), hover: null }, theme);
      }),
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    tooltip.stop();
    stage.stop();
  };
}
