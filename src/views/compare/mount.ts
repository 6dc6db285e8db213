/** Puts the canvases of a comparison into a pane and keeps them true to the stores. No React in here: nothing renders a frame. */

import { makeFocusable } from "../../draw/focus.ts";
import { listen } from "../../draw/gestures.ts";
import { type Image, imageOf } from "../../draw/image.ts";
import { paintCrosshair, paintCursor, paintFocus, paintOutlines } from "../../draw/paint-overlay.ts";
import { centreSeen } from "../../draw/probe.ts";
import { makeStage } from "../../draw/stage.ts";
import type { Surface } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
import { storagesAlone } from "../../draw/tone.ts";
import { makeTooltip } from "../../draw/tooltip.ts";
import { type Compared, comparingStore, titlesOf } from "../../store/comparing.ts";
import { offerImage } from "../../store/images.ts";
import { onRequest } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { presentSide } from "./across.ts";
import { makeHand } from "./hand.ts";
import { compareKeys } from "./keys.ts";
import { obey } from "./obey.ts";
import { makeCompareLists, paintCompare } from "./paint.ts";
import { boxOfStorage, type CompareState, frameOf } from "./scene.ts";
import { compareState, cursorColumn, hoveredPair, selectedPair } from "./state.ts";
import { spokenPair, summaryOf } from "./words.ts";

const SIDES = ["a", "b"] as const;

function first(set: ReadonlySet<number> | undefined): number {
  const [s = -1] = set ?? [];
  return s;
}

/** Says in attributes where things are drawn, for people's tools and tests. */
function write(root: HTMLElement, key: string, value: string | undefined): void {
  if (value === undefined) delete root.dataset[key];
  else root.dataset[key] = value;
}

/** Fills `root`; `spoken` hears of every selection. Returns how to take everything back. */
export function mountComparison(root: HTMLElement, spoken: HTMLElement): () => void {
  const lists = makeCompareLists();
  let focused = false;

  const paintOver = (
    surface: Surface,
    { state, compared }: { readonly state: CompareState; readonly compared: Compared },
    theme: Theme,
    pointing: boolean,
  ) => {
    const session = sessionStore.getState();
    const comparing = comparingStore.getState();
    const selected = selectedPair(compared, session.selection, comparing.selection);
    const hovered = pointing ? hoveredPair(compared, session.hover, comparing.hover) : null;
    const column = cursorColumn(compared);
    const { axis } = compared.comparison;
    const pointed = session.hoverStep === null ? undefined : axis[presentSide(compared)][session.hoverStep];
    for (const which of state.layout === "overlay" ? (["b"] as const) : SIDES) {
      const frame = frameOf(state, which);
      for (const box of [frame.boxes.curve, frame.boxes.plot]) {
        paintCursor(surface, frame.time, box, column, theme);
        if (pointing && pointed !== undefined && pointed !== column)
          paintCrosshair(surface, frame.time, box, pointed, theme);
      }
    }
    for (const which of SIDES) {
      const frame = frameOf(state, which);
      const { plot } = frame.boxes;
      const boxOf = (s: number) => boxOfStorage(frame, s);
      const outlined = {
        kin: [],
        selected: storagesAlone(selected?.[which]),
        hovered: storagesAlone(hovered?.[which]),
      };
      paintOutlines(surface, plot, outlined, boxOf, theme);
      write(root, `selected${which.toUpperCase()}At`, centreSeen(selected?.[which], plot, boxOf));
      write(root, `hover${which.toUpperCase()}At`, centreSeen(hovered?.[which], plot, boxOf));
    }
  };

  const stage = makeStage(root, {
    base: (surface, width, height, theme) => {
      const now = compareState({ width, height }, () => stage.markBase());
      if (now === undefined) {
        stage.canvas.setAttribute("aria-label", "Comparison. It is being made.");
        return false;
      }
      const titles = titlesOf(now.compared);
      root.dataset.rects = String(paintCompare(surface, now.state, titles, lists, theme));
      root.dataset.layout = now.state.layout;
      root.dataset.columns = String(now.state.comparison.axis.steps);
      stage.canvas.setAttribute("aria-label", summaryOf(now.state.comparison, titles));
      return false;
    },
    overlay: (surface, width, height, theme) => {
      const now = compareState({ width, height });
      if (now === undefined) return;
      paintOver(surface, now, theme, true);
      if (focused) paintFocus(surface, width, height, theme);
    },
  });

  const heed = () => {
    const { compared, selection } = comparingStore.getState();
    const { selection: target, addressBase } = sessionStore.getState();
    const pair = compared && selectedPair(compared, target, selection);
    spoken.textContent =
      compared === null || pair === null
        ? ""
        : spokenPair(compared.comparison, first(pair.a), first(pair.b), addressBase);
  };

  const paintAlone = (surface: Surface, theme: Theme, size: ReturnType<Image["size"]>) => {
    const now = compareState(size);
    if (now === undefined) return;
    paintCompare(surface, now.state, titlesOf(now.compared), makeCompareLists(), theme);
    paintOver(surface, now, theme, false);
  };

  const tooltip = makeTooltip(root);
  const hand = makeHand({ canvas: stage.canvas, tooltip, now: () => compareState(stage.size()) });
  const stops = [
    listen(stage.canvas, hand),
    makeFocusable(
      stage.canvas,
      compareKeys(() => compareState(stage.size())),
      (has) => {
        focused = has;
        stage.markOverlay();
      },
    ),
    onRequest((request) => {
      const now = compareState(stage.size());
      if (now !== undefined) obey(request, now);
    }),
    comparingStore.subscribe((now, before) => {
      if (now.hover !== before.hover) stage.markOverlay();
      // what is being planned, offered or listed is in no picture
      const base =
        now.compared !== before.compared ||
        now.layout !== before.layout ||
        now.kinds !== before.kinds ||
        now.arena !== before.arena ||
        now.time !== before.time ||
        now.addresses !== before.addresses ||
        now.selection !== before.selection;
      if (base) stage.markBase();
      if (now.compared !== before.compared) tooltip.show(null, stage.canvas, 0, 0);
      if (now.selection !== before.selection) heed();
    }),
    sessionStore.subscribe((now, before) => {
      const base =
        now.selection !== before.selection ||
        now.arena !== before.arena ||
        now.addressBase !== before.addressBase;
      if (base) stage.markBase();
      else if (
        now.hover !== before.hover ||
        now.hoverStep !== before.hoverStep ||
        now.cursor !== before.cursor
      )
        stage.markOverlay();
      if (now.selection === before.selection) return;
      // what another pane selects is of the present plan
      if (now.selection !== null && comparingStore.getState().selection !== null)
        comparingStore.setState({ selection: null });
      heed();
    }),
    offerImage({ id: "comparison", title: "Comparison", ...imageOf(stage.size, paintAlone) }),
  ];
  return () => {
    for (const stop of stops) stop();
    tooltip.stop();
    stage.stop();
  };
}
