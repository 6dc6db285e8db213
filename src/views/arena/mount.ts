/** Puts the arena's canvases into a pane and keeps them true to the stores. No React in here: nothing renders a frame. */

import { liveAt } from "../../core/explain.ts";
import { paintThumb } from "../../draw/address-thumb.ts";
import { shownArena } from "../../draw/arena-layout.ts";
import { BUDGET, boxAtStep, boxOfStorage } from "../../draw/arena-list.ts";
import { spokenSelection, summary } from "../../draw/describe.ts";
import { paintExplained } from "../../draw/explained-over.ts";
import { makeFocusable } from "../../draw/focus.ts";
import { listen } from "../../draw/gestures.ts";
import { EXPORT_BUDGET, imageOf, type Size } from "../../draw/image.ts";
import { paintMeasures } from "../../draw/measures.ts";
import {
  type ArenaLists,
  type ArenaState,
  arenaFrame,
  arenaScene,
  boxesOf,
  makeArenaLists,
  paintArena,
  rectsOfScene,
} from "../../draw/paint-arena.ts";
import { paintMap } from "../../draw/paint-map.ts";
import { paintCrosshair, paintCursor, paintFocus, paintOutlines } from "../../draw/paint-overlay.ts";
import { centreSeen, writePlaces } from "../../draw/probe.ts";
import { meet } from "../../draw/scale.ts";
import { companyText, label, situationText } from "../../draw/situation.ts";
import { makeStage } from "../../draw/stage.ts";
import type { Surface } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
import type { Large } from "../../draw/tiles-paint.ts";
import { makeTooltip } from "../../draw/tooltip.ts";
import { makeTransition } from "../../draw/transition.ts";
import { measuredStore } from "../../store/area.ts";
import { ARENA_KEYS } from "../../store/canvas-keys.ts";
import { offerImage } from "../../store/images.ts";
import { looksStore } from "../../store/looks.ts";
import { makingStore } from "../../store/making.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { onRequest } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { measuresNow, situationNow } from "../../store/situation.ts";
import { spotStore } from "../../store/spot.ts";
import { outdatesTip } from "../../store/tips.ts";
import { cursorStep } from "../../store/walk.ts";
import { followLane } from "./follow-lane.ts";
import { makeHand } from "./hand.ts";
import { makeHud } from "./hud.ts";
import { makeLargeLater, showsSomething } from "./large-later.ts";
import { followArena, obey } from "./obey.ts";
import { arenaState, arenaStates, arenaUnder, makeLinks } from "./state.ts";
import { wide, writePeak, writeShown } from "./told.ts";

/** Fills `root`; `spoken` hears of every selection. Returns how to take everything back. */
export function mountArena(root: HTMLElement, spoken: HTMLElement): () => void {
  const links = makeLinks();
  const lists: ArenaLists[] = [];
  /** The arena whose lane the pointer is in, or was when it took hold of something. */
  let pointed: number | undefined;
  const transition = makeTransition();
  const hud = makeHud(root);
  let focused = false;

  const stateNow = (): ArenaState | undefined => arenaState(stage.size(), links, undefined, pointed);
  const large = makeLargeLater(() => stage.markBase());
  /** What the frame draws of each arena that is large. */
  let larges: readonly (Large | null)[] = [];
  const scenesOf = (states: readonly ArenaState[]) =>
    states.map((state, i) => {
      lists[i] ??= makeArenaLists();
      return arenaScene(state, lists[i], BUDGET, larges[i] ?? null);
    });
  const cursor = (): number => {
    const { picture } = outcomeStore.getState();
    return picture === null ? 0 : cursorStep(picture);
  };

  const paintOver = (surface: Surface, states: readonly ArenaState[], theme: Theme, pointing: boolean) => {
    const { picture } = outcomeStore.getState();
    if (picture === null) return;
    const session = sessionStore.getState();
    const step = cursor();
    const hovered = pointing ? links.hover(picture, session.hover) : undefined;
    const selected = links.selection(picture, session.selection);
    const second = links.second(picture, session.second);
    const spot = links.spot(spotStore.getState().spot?.storages);
    const kin = links.kin(picture.plan, selected);
    const { arena } = picture.plan.storages;
    const outlined = { kin, selected, second, hovered, spot: spot?.storages };
    const [main = -1] = selected?.storages ?? [];
    const shown = shownArena(picture.plan, session.arena);
    for (const state of states) {
      const { plot, map } = boxesOf(state);
      const frame = arenaFrame(state);
      const ground = {
        time: frame.time,
        address: frame.address,
        plot,
        ruler: { ...plot, h: 14 },
        room: plot,
      };
      // one of several lanes says where the area is
      const says = state.arena === (session.area?.arena ?? shown) ? root : null;
      paintMeasures(surface, says, measuresNow(state.arena), ground, theme);
      paintCursor(surface, frame.time, plot, step, theme);
      if (pointing && session.hoverStep !== null && session.hoverStep !== step) {
        paintCrosshair(surface, frame.time, plot, session.hoverStep, theme);
      }
      paintMap(surface, state, frame.address, map, step, theme);
      const boxOf = (s: number) => (arena[s] === state.arena ? boxOfStorage(frame, s) : undefined);
      const inMap = (s: number) => {
        const box = arena[s] === state.arena ? boxAtStep(frame, s, step) : undefined;
        return box === undefined ? undefined : { ...box, x: map.x + 1, w: map.w - 2 };
      };
      paintExplained(surface, state, frame, { selected: main, asked: session.spot }, boxOf, theme);
      paintOutlines(surface, plot, outlined, boxOf, theme);
      paintOutlines(surface, map, { ...outlined, kin: [] }, inMap, theme);
    }
    const placeOf = (s: number) => {
      const state = states.find((one) => one.arena === arena[s]);
      return state === undefined
        ? undefined
        : meet(wide(boxOfStorage(arenaFrame(state), s)), boxesOf(state).plot);
    };
    const { width, height } = stage.size();
    const pane = { x: 0, y: 0, w: width, h: height };
    const seen = (storages: ReadonlySet<number> | undefined) => centreSeen(storages, pane, placeOf);
    writePlaces(root, picture.plan, { selected, second, hover: hovered, spot }, seen);
    root.dataset.step = String(step);
    const [state] = states;
    if (state !== undefined) writeShown(root, state, main, session.spot);
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

  /** When the frame under way was begun, in milliseconds. */
  let begun = 0;
  const stage = makeStage(root, {
    ready: (width, height, theme) => {
      begun = performance.now();
      larges = arenaStates({ width, height }, links).map((state) => large.show(state, theme));
      const shown = larges.every(showsSomething);
      const { heat } = sessionStore.getState();
      // cells of another kind may stand in for those that are wanted: then the picture is not yet what it says
      const there = heat === "tenants" ? shown : larges.every((one) => one?.tiles?.complete !== false);
      const cells = there ? null : heat;
      if (makingStore.getState().cells !== cells) makingStore.setState({ cells });
      return shown;
    },
    base: (surface, width, height, theme, now) => {
      const { picture } = outcomeStore.getState();
      const moment = picture === null ? undefined : transition.at(picture.plan, now);
      const states = arenaStates({ width, height }, links, moment?.geometry);
      const [first] = states;
      if (first === undefined) {
        stage.canvas.setAttribute("aria-label", "Arena. Nothing is planned yet.");
        return false;
      }
      const scenes = scenesOf(states);
      paintArena(surface, scenes, theme);
      for (const { state, boxes } of scenes)
        paintThumb(surface, state.addresses, state.whole, boxes.plot, theme);
      const rects = scenes.reduce((sum, scene) => sum + rectsOfScene(scene), 0);
      root.dataset.rects = String(rects);
      hud.frame(rects, performance.now() - begun);
      root.dataset.heat = first.heat;
      writePeak(root, first);
      return moment?.under !== undefined;
    },
    overlay: (surface, width, height, theme) => {
      const state = arenaState({ width, height }, links);
      if (state === undefined) return;
      paintOver(surface, arenaStates({ width, height }, links), theme, true);
      writeLabel(state);
      if (focused) paintFocus(surface, width, height, theme);
    },
  });

  const paintAlone = (surface: Surface, theme: Theme, size: Size) => {
    const states = arenaStates(size, links);
    paintArena(
      surface,
      states.map((state) => arenaScene(state, makeArenaLists(), EXPORT_BUDGET)),
      theme,
    );
    paintOver(surface, states, theme, false);
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
    followLane(stage.canvas, (y) => {
      pointed = arenaUnder(stage.size(), links, y);
    }),
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
        now.colourBy !== before.colourBy ||
        now.heat !== before.heat ||
        now.lanes !== before.lanes ||
        now.ghosts !== before.ghosts ||
        now.explained !== before.explained ||
        now.backend !== before.backend ||
        now.addressBase !== before.addressBase;
      const over =
        now.hover !== before.hover ||
        now.hoverStep !== before.hoverStep ||
        now.cursor !== before.cursor ||
        now.spot !== before.spot ||
        now.area !== before.area ||
        now.marks !== before.marks;
      if (outdatesTip(now, before)) tooltip.show(null, stage.canvas, 0, 0);
      if (base) stage.markBase();
      else if (over) stage.markOverlay();
      // Later, because a new plan brings its selection just before its picture.
      if (now.selection !== before.selection) queueMicrotask(heed);
    }),
    spotStore.subscribe(() => stage.markBase()),
    looksStore.subscribe(() => stage.markBase()),
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
    hud.stop();
    large.stop();
    stage.stop();
  };
}
