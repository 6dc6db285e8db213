/** Puts the arena's canvases into a pane and keeps them true to the stores. No React in here: nothing renders a frame. */

import { liveAt } from "../../core/explain.ts";
import { arenaBoxes } from "../../draw/arena-layout.ts";
import { boxAtStep, boxOfStorage } from "../../draw/arena-list.ts";
import { spokenSelection, summary } from "../../draw/describe.ts";
import { makeFocusable } from "../../draw/focus.ts";
import { listen } from "../../draw/gestures.ts";
import { EXPORT_BUDGET, imageOf, type Size } from "../../draw/image.ts";
import { paintMeasures } from "../../draw/measures.ts";
import {
  type ArenaState,
  arenaFrame,
  arenaScene,
  makeArenaLists,
  paintArena,
  rectsOfScene,
} from "../../draw/paint-arena.ts";
import { paintMap } from "../../draw/paint-map.ts";
import { paintCrosshair, paintCursor, paintFocus, paintOutlines } from "../../draw/paint-overlay.ts";
import { centreSeen, writePlaces } from "../../draw/probe.ts";
import { at } from "../../draw/scale.ts";
import { companyText, label, situationText } from "../../draw/situation.ts";
import { makeStage } from "../../draw/stage.ts";
import type { Surface } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
import { makeTooltip } from "../../draw/tooltip.ts";
import { makeTransition } from "../../draw/transition.ts";
import { measuredStore } from "../../store/area.ts";
import { ARENA_KEYS } from "../../store/canvas-keys.ts";
import { offerImage } from "../../store/images.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { onRequest } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { measuresNow, situationNow } from "../../store/situation.ts";
import { spotStore } from "../../store/spot.ts";
import { cursorStep } from "../../store/walk.ts";
import { makeHand } from "./hand.ts";
import { followArena, obey } from "./obey.ts";
import { arenaState, makeLinks } from "./state.ts";

/** Fills `root`; `spoken` hears of every selection. Returns how to take everything back. */
export function mountArena(root: HTMLElement, spoken: HTMLElement): () => void {
  const links = makeLinks();
  const lists = makeArenaLists();
  const transition = makeTransition();
  let focused = false;

  const stateNow = (): ArenaState | undefined => arenaState(stage.size(), links);
  const cursor = (): number => {
    const { picture } = outcomeStore.getState();
    return picture === null ? 0 : cursorStep(picture);
  };

  const paintOver = (surface: Surface, state: ArenaState, theme: Theme, pointing: boolean) => {
    const { picture } = outcomeStore.getState();
    if (picture === null) return;
    const session = sessionStore.getState();
    const { plot, map } = arenaBoxes(state.width, state.height);
    const frame = arenaFrame(state);
    const step = cursor();
    const ground = { time: frame.time, address: frame.address, plot, ruler: { ...plot, h: 14 } };
    paintMeasures(surface, root, measuresNow(state.arena), ground, theme);
    paintCursor(surface, frame.time, plot, step, theme);
    if (pointing && session.hoverStep !== null && session.hoverStep !== step) {
      paintCrosshair(surface, frame.time, plot, session.hoverStep, theme);
    }
    paintMap(surface, state, frame.address, map, step, theme);
    const hovered = pointing ? links.hover(picture, session.hover) : undefined;
    const selected = links.selection(picture, session.selection);
    const second = links.second(picture, session.second);
    const spot = links.spot(spotStore.getState().spot?.storages);
    const kin = links.kin(picture.plan, selected);
    const { arena } = picture.plan.storages;
    const boxOf = (s: number) => (arena[s] === state.arena ? boxOfStorage(frame, s) : undefined);
    const inMap = (s: number) => {
      const box = arena[s] === state.arena ? boxAtStep(frame, s, step) : undefined;
      return box === undefined ? undefined : { ...box, x: map.x + 1, w: map.w - 2 };
    };
    const outlined = { kin, selected, second, hovered, spot: spot?.storages };
    paintOutlines(surface, plot, outlined, boxOf, theme);
    paintOutlines(surface, map, { ...outlined, kin: [] }, inMap, theme);
    const seen = (storages: ReadonlySet<number> | undefined) => centreSeen(storages, plot, boxOf);
    writePlaces(root, picture.plan, { selected, second, hover: hovered, spot }, seen);
    root.dataset.step = String(step);
  };

  const writeLabel = (state: ArenaState) => {
    const { picture } = outcomeStore.getState();
    if (picture === null) return;
    const { colourBy, heat, addresses } = sessionStore.getState();
    const now = situationNow(picture, state.arena);
    const shows = heat !== "tenants" ? heat : colourBy === "buffer" ? "" : colourBy;
    const window = addresses === null ? null : state.addresses;
    const says = situationText({ ...now, shows, time: state.time, addresses: window });
    label(stage.canvas, `Arena. ${summary(picture.plan, state.arena)}${says}`);
  };

  const writePeak = (state: ArenaState) => {
    const { address } = arenaFrame(state);
    const { plot } = arenaBoxes(state.width, state.height);
    const peak = state.model.plan.arenas[state.arena]?.peak ?? 0;
    root.dataset.peakAt = `${Math.round(plot.x + plot.w / 2)},${Math.round(at(address, peak))}`;
  };

  const stage = makeStage(root, {
    base: (surface, width, height, theme, now) => {
      const { picture } = outcomeStore.getState();
      const moment = picture === null ? undefined : transition.at(picture.plan, now);
      const state = arenaState({ width, height }, links, moment?.geometry);
      if (state === undefined) {
        stage.canvas.setAttribute("aria-label", "Arena. Nothing is planned yet.");
        return false;
      }
      const scene = arenaScene(state, lists);
      paintArena(surface, scene, theme);
      root.dataset.rects = String(rectsOfScene(scene));
      root.dataset.heat = state.heat;
      writePeak(state);
      return moment?.under !== undefined;
    },
    overlay: (surface, width, height, theme) => {
      const state = arenaState({ width, height }, links);
      if (state === undefined) return;
      paintOver(surface, state, theme, true);
      writeLabel(state);
      if (focused) paintFocus(surface, width, height, theme);
    },
  });

  const paintAlone = (surface: Surface, theme: Theme, size: Size) => {
    const state = arenaState(size, links);
    if (state === undefined) return;
    paintArena(surface, arenaScene(state, makeArenaLists(), EXPORT_BUDGET), theme);
    paintOver(surface, state, theme, false);
  };

  const heed = () => {
    const { picture } = outcomeStore.getState();
    const { selection, addressBase } = sessionStore.getState();
    if (picture === null) return;
    followArena(picture, selection);
    const meant = links.selection(picture, selection)?.storages ?? new Set<number>();
    const says = spokenSelection(picture, meant, addressBase);
    const [s] = meant;
    const { plan } = picture;
    const alive = (step: number) => liveAt(plan, step, plan.storages.arena[s ?? -1]).length;
    const company = s === undefined || meant.size > 1 ? "" : `, ${companyText(plan, s, cursor(), alive)}`;
    spoken.textContent = says + company;
  };

  const tooltip = makeTooltip(root);
  const stops = [
    listen(stage.canvas, makeHand({ canvas: stage.canvas, tooltip, state: stateNow, cursor })),
    makeFocusable(stage.canvas, ARENA_KEYS, (has) => {
      focused = has;
      stage.markOverlay();
    }),
    onRequest(obey),
    outcomeStore.subscribe((now, before) => {
      if (now.picture === before.picture) return;
      if (now.picture !== null && before.picture !== null)
        transition.begin(before.picture.plan, now.picture.plan);
      tooltip.show(null, stage.canvas, 0, 0);
      stage.markBase();
    }),
    sessionStore.subscribe((now, before) => {
      const base =
        now.selection !== before.selection ||
        now.second !== before.second ||
        now.time !== before.time ||
        now.addresses !== before.addresses ||
        now.arena !== before.arena ||
        now.heat !== before.heat ||
        now.addressBase !== before.addressBase;
      const over =
        now.hover !== before.hover ||
        now.hoverStep !== before.hoverStep ||
        now.cursor !== before.cursor ||
        now.area !== before.area ||
        now.marks !== before.marks;
      if (base) stage.markBase();
      else if (over) stage.markOverlay();
      // Later, because a new plan brings its selection just before its picture.
      if (now.selection !== before.selection) queueMicrotask(heed);
    }),
    spotStore.subscribe(() => stage.markBase()),
    measuredStore.subscribe(stage.markOverlay),
    offerImage({
      id: "arena",
      title: "Arena",
      ...imageOf(stage.size, paintAlone),
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    tooltip.stop();
    stage.stop();
  };
}
