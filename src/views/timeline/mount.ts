/** Puts the timeline's canvases into a pane and keeps them true to the stores. No React in here: nothing renders a frame. */

import { barOfStorage } from "../../draw/bars.ts";
import { crest } from "../../draw/curve.ts";
import { summary } from "../../draw/describe.ts";
import { makeFocusable } from "../../draw/focus.ts";
import { listen } from "../../draw/gestures.ts";
import { imageOf, type Size } from "../../draw/image.ts";
import { paintMeasures } from "../../draw/measures.ts";
import {
  paintCrosshair,
  paintCursor,
  paintFocus,
  paintOutlines,
  paintTab,
} from "../../draw/paint-overlay.ts";
import { paintThumb, rowsInSight } from "../../draw/paint-rows.ts";
import {
  curveScale,
  paintTimeline,
  type TimelineState,
  timelineBoxes,
  timelineFrame,
  timelineScene,
} from "../../draw/paint-timeline.ts";
import { peakWord } from "../../draw/peak-word.ts";
import { centreSeen, writePlaces } from "../../draw/probe.ts";
import { kinSeen, linkedSeen, seenOf } from "../../draw/rows-seen.ts";
import { at } from "../../draw/scale.ts";
import { label, situationText } from "../../draw/situation.ts";
import { makeStage } from "../../draw/stage.ts";
import { makeStrips } from "../../draw/strips.ts";
import type { Surface } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
import { makeTones } from "../../draw/tone.ts";
import { makeTooltip } from "../../draw/tooltip.ts";
import { makeTransition } from "../../draw/transition.ts";
import { measuredStore } from "../../store/area.ts";
import { TIMELINE_KEYS } from "../../store/canvas-keys.ts";
import { offerImage } from "../../store/images.ts";
import { linksOf } from "../../store/links.ts";
import { looksStore } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { onRequest } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { measuresNow, situationNow } from "../../store/situation.ts";
import { spotStore } from "../../store/spot.ts";
import { outdatesTip } from "../../store/tips.ts";
import { cursorStep } from "../../store/walk.ts";
import { makeHand } from "./hand.ts";
import { makeMoving } from "./moving.ts";
import { obey } from "./obey.ts";
import { makeRowScroll } from "./rows-scroll.ts";
import { barsDiffer, rowsDiffer, tellRows } from "./rows-told.ts";
import { makeLinks, timelineState } from "./state.ts";

/** Fills `root`; returns how to take everything back. */
export function mountTimeline(root: HTMLElement): () => void {
  const links = makeLinks();
  const tones = makeTones();
  const transition = makeTransition();
  const strips = makeStrips();
  const scroll = makeRowScroll();
  let focused = false;

  const stateNow = (): TimelineState | undefined => timelineState(stage.size(), scroll, links, undefined);

  const paintOver = (surface: Surface, state: TimelineState, theme: Theme, pointing: boolean) => {
    const { picture } = outcomeStore.getState();
    if (picture === null) return;
    const session = sessionStore.getState();
    const boxes = timelineBoxes(state.width, state.height);
    const frame = timelineFrame(state);
    const plot = {
      ...boxes.curve,
      y: boxes.strip.y + boxes.strip.h,
      h: state.height - boxes.strip.y - boxes.strip.h,
    };
    const cursor = cursorStep(picture);
    const ground = { time: frame.time, address: null, plot, ruler: boxes.strip, room: boxes.rows };
    paintMeasures(surface, root, measuresNow(state.arena), ground, theme);
    paintCursor(surface, frame.time, plot, cursor, theme);
    const over = session.hoverStep;
    const dragged = pointing && moving.busy();
    // what is dragged has the strip for itself
    const tab = { quiet: false, word: peakWord(picture.plan, state.arena, cursor), taken: null };
    const taken = dragged ? null : paintTab(surface, frame.time, boxes.strip, cursor, theme, tab);
    if (pointing && !dragged && over !== null && over !== cursor) {
      paintCrosshair(surface, frame.time, plot, over, theme);
      paintTab(surface, frame.time, boxes.strip, over, theme, { quiet: true, word: "", taken });
    }
    const hovered = pointing ? links.hover(picture, session.hover) : undefined;
    const selected = links.selection(picture, session.selection);
    const second = links.second(picture, session.second);
    const spot = links.spot(spotStore.getState().spot?.storages);
    const boxOf = (s: number) => (frame.rowAt[s] === -1 ? undefined : barOfStorage(frame, s));
    const outlined = {
      kin: kinSeen(frame, links.kin(picture.plan, selected), selected),
      selected: linkedSeen(frame, selected),
      second: linkedSeen(frame, second),
      hovered: linkedSeen(frame, hovered),
      spot: linkedSeen(frame, spot)?.storages,
    };
    const sight = rowsInSight(frame);
    paintOutlines(surface, sight, outlined, boxOf, theme);
    const seen = (all: ReadonlySet<number> | undefined) =>
      centreSeen(all && seenOf(frame, all, (s) => all.has(s)), sight, boxOf);
    writePlaces(root, picture.plan, { selected, second, hover: hovered, spot }, seen);
    if (dragged) moving.paint(surface, frame.time, boxes.strip, plot, theme);
    root.dataset.step = String(cursor);
  };

  const writeLabel = (state: TimelineState) => {
    const { picture } = outcomeStore.getState();
    if (picture === null) return;
    const { colourBy } = sessionStore.getState();
    const now = situationNow(picture, state.arena);
    const shows = colourBy === "buffer" ? "" : colourBy;
    const says = situationText({ ...now, shows, time: state.time, addresses: null });
    label(stage.canvas, `Timeline. ${summary(picture.plan, state.arena)}${says}`);
  };

  const writePeak = (state: TimelineState) => {
    const curve = state.model.plan.live[state.arena];
    const top = curve === undefined ? undefined : crest(curve);
    if (top === undefined) delete root.dataset.peakAt;
    else {
      const x = at(timelineFrame(state).time, top.start + 0.5);
      root.dataset.peakAt = `${Math.round(x)},${Math.round(at(curveScale(state), top.bytes))}`;
    }
  };

  const stage = makeStage(root, {
    base: (surface, width, height, theme, now) => {
      const { picture } = outcomeStore.getState();
      const moment = picture === null ? undefined : transition.at(picture.plan, now);
      const state = timelineState({ width, height }, scroll, links, moment);
      if (state === undefined) {
        stage.canvas.setAttribute("aria-label", "Timeline. Nothing is planned yet.");
        return false;
      }
      const scene = timelineScene(state, tones, strips);
      paintTimeline(surface, scene, theme);
      paintThumb(surface, scene, theme);
      tellRows(root, scene);
      writePeak(state);
      return state.moving;
    },
    overlay: (surface, width, height, theme) => {
      const state = timelineState({ width, height }, scroll, links, undefined);
      if (state === undefined) return;
      paintOver(surface, state, theme, true);
      writeLabel(state);
      if (focused) paintFocus(surface, width, height, theme);
    },
  });

  const scrollTo = (to: number) => {
    const state = stateNow();
    if (state === undefined) return;
    scroll.to(state.rows, timelineFrame(state).box.h, to);
    tooltip.show(null, stage.canvas, 0, 0);
    stage.markBase();
  };
  const showRow = (row: number) => {
    const state = stateNow();
    if (state === undefined || row < 0) return;
    const { box, rowHeight } = timelineFrame(state);
    const top = row * rowHeight;
    if (top < state.scroll || top + rowHeight > state.scroll + box.h)
      scrollTo(top - box.h / 2 + rowHeight / 2);
  };
  const showSelected = () => {
    const state = stateNow();
    const { picture } = outcomeStore.getState();
    const { selection, second } = sessionStore.getState();
    const [s] = picture === null ? [] : (linksOf(picture, second ?? selection)?.storages ?? []);
    if (state !== undefined && s !== undefined) showRow(state.rows.rowOf[s] ?? -1);
  };

  const paintAlone = (surface: Surface, theme: Theme, size: Size) => {
    const state = timelineState(size, scroll, links, undefined);
    if (state === undefined) return;
    paintTimeline(surface, timelineScene(state, makeTones()), theme);
    paintOver(surface, state, theme, false);
  };

  const tooltip = makeTooltip(root);
  const moving = makeMoving({
    canvas: stage.canvas,
    tooltip,
    state: stateNow,
    mark: stage.markOverlay,
  });
  const hand = makeHand({
    canvas: stage.canvas,
    moving,
    tooltip,
    state: stateNow,
    scrollTo,
    scroll: () => stateNow()?.scroll ?? 0,
  });
  const pageBy = (pages: number) => (): boolean => {
    const state = stateNow();
    if (state !== undefined) scrollTo(state.scroll + pages * timelineFrame(state).box.h * 0.9);
    return true;
  };
  const pageKeys = { PageDown: pageBy(1), PageUp: pageBy(-1) };
  const stops = [
    listen(stage.canvas, hand),
    makeFocusable(stage.canvas, { ...TIMELINE_KEYS, ...pageKeys }, (has) => {
      focused = has;
      stage.markOverlay();
    }),
    onRequest((what) => {
      obey(what);
      if (what.kind === "reveal") showSelected();
    }),
    outcomeStore.subscribe((now, before) => {
      if (now.picture === before.picture) return;
      if (now.picture !== null && before.picture !== null)
        transition.begin(before.picture.plan, now.picture.plan);
      if (now.picture?.opening !== before.picture?.opening) scroll.forget();
      tooltip.show(null, stage.canvas, 0, 0);
      stage.markBase();
    }),
    sessionStore.subscribe((now, before) => {
      const over =
        now.hover !== before.hover ||
        now.hoverStep !== before.hoverStep ||
        now.cursor !== before.cursor ||
        now.area !== before.area ||
        now.marks !== before.marks;
      const base =
        now.selection !== before.selection ||
        now.second !== before.second ||
        now.time !== before.time ||
        now.arena !== before.arena ||
        now.colourBy !== before.colourBy ||
        rowsDiffer(now, before) ||
        barsDiffer(now, before);
      if (outdatesTip(now, before) || rowsDiffer(now, before) || barsDiffer(now, before))
        tooltip.show(null, stage.canvas, 0, 0);
      if (base) stage.markBase();
      else if (over) stage.markOverlay();
      if (now.selection !== before.selection || now.second !== before.second || rowsDiffer(now, before))
        showSelected();
    }),
    spotStore.subscribe(() => stage.markBase()),
    looksStore.subscribe(() => stage.markBase()),
    measuredStore.subscribe(stage.markOverlay),
    offerImage({
      id: "timeline",
      title: "Timeline",
      ...imageOf(stage.size, paintAlone),
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    tooltip.stop();
    stage.stop();
  };
}
