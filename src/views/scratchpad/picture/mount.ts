/** Puts the canvases of a scratchpad into a pane and keeps them true to the stores. No React in here: nothing renders a frame. */

import { makeFocusable } from "../../../draw/focus.ts";
import { listen } from "../../../draw/gestures.ts";
import { type Image, imageOf } from "../../../draw/image.ts";
import { paintFocus } from "../../../draw/paint-overlay.ts";
import { type Box, meet } from "../../../draw/scale.ts";
import { makeSceneLists, paintScene } from "../../../draw/scratchpad/paint.ts";
import { boxesOfTile, boxInLane, columnOf, paintOver } from "../../../draw/scratchpad/paint-over.ts";
import { makeStage } from "../../../draw/stage.ts";
import type { Surface } from "../../../draw/surface.ts";
import type { Theme } from "../../../draw/theme.ts";
import { makeTooltip } from "../../../draw/tooltip.ts";
import { type ImageWords, offerImage } from "../../../store/images.ts";
import { onRequest } from "../../../store/requests.ts";
import { sessionStore } from "../../../store/session.ts";
import { type TilingState, tilingStore } from "../../../store/tiling.ts";
import { imageWords, spokenOp, spokenTile, summaryOf } from "../words.ts";
import { makeHand } from "./hand.ts";
import { PICTURE_KEYS } from "./keys.ts";
import { obey } from "./obey.ts";
import { sceneNow } from "./state.ts";

/** What of the store changes the picture itself, and what only lies over it. */
const BASE = ["shown", "view", "addresses"] as const;
const OVER = ["op", "tile", "hoverOp", "hoverTile"] as const;

function differ(keys: readonly (keyof TilingState)[], now: TilingState, before: TilingState): boolean {
  return keys.some((key) => now[key] !== before[key]);
}

const NO_WORDS: ImageWords = { title: "", subtitle: "", legend: [], marks: [], notes: [] };

/** Says in attributes where things are drawn, for people's tools and tests. */
function write(root: HTMLElement, key: string, box: Box | undefined): void {
  if (box === undefined) delete root.dataset[key];
  else root.dataset[key] = `${Math.round(box.x + box.w / 2)},${Math.round(box.y + box.h / 2)}`;
}

/** Fills `root`; `spoken` hears of every selection. Returns how to take everything back. */
export function mountPicture(root: HTMLElement, spoken: HTMLElement): () => void {
  const lists = makeSceneLists();
  let focused = false;

  const paintBase = (
    surface: Surface,
    theme: Theme,
    now: NonNullable<ReturnType<typeof sceneNow>>,
    into: typeof lists,
  ) => {
    const { settings } = now.shown;
    const { addressBase } = sessionStore.getState();
    return paintScene(surface, now.scene, into, { capacity: settings.capacity, base: addressBase }, theme);
  };

  const stage = makeStage(root, {
    base: (surface, width, height, theme) => {
      const now = sceneNow({ width, height });
      stage.canvas.setAttribute(
        "aria-label",
        now === undefined ? "Scratchpad: no schedule." : summaryOf(now.shown),
      );
      if (now === undefined) {
        delete root.dataset.rects;
        return false;
      }
      const { rects, drawn } = paintBase(surface, theme, now, lists);
      const { view, addresses, times, tiled } = now.scene;
      Object.assign(root.dataset, {
        rects: String(rects),
        drawn,
        ops: String(tiled.schedule.ops.count),
        view: view.join(","),
        addresses: addresses.join(","),
        times: times.join(","),
      });
      return false;
    },
    overlay: (surface, width, height, theme) => {
      const now = sceneNow({ width, height });
      if (now === undefined) return;
      const state = tilingStore.getState();
      const { scene } = now;
      paintOver(surface, scene, lists.plot, state, theme);
      const { plot } = scene.boxes;
      const seen = (tile: number | null) =>
        tile === null
          ? undefined
          : boxesOfTile(scene, lists.plot, tile)
              .map((box) => meet(box, plot))
              .find(Boolean);
      write(root, "opAt", state.op === null ? undefined : columnOf(scene, state.op));
      write(root, "laneAt", state.op === null ? undefined : boxInLane(scene, state.op));
      write(root, "tileAt", seen(state.tile));
      write(root, "hoverTileAt", seen(state.hoverTile));
      if (focused) paintFocus(surface, width, height, theme);
    },
  });

  const paintAlone = (surface: Surface, theme: Theme, size: ReturnType<Image["size"]>) => {
    const now = sceneNow(size);
    if (now === undefined) return;
    const own = makeSceneLists();
    paintBase(surface, theme, now, own);
    const { op, tile } = tilingStore.getState();
    paintOver(surface, now.scene, own.plot, { op, tile, hoverOp: null, hoverTile: null }, theme);
  };

  const heed = () => {
    const { shown, op, tile } = tilingStore.getState();
    if (shown === null) spoken.textContent = "";
    else if (op !== null) {
      const own = shown.tiled.schedule.ops.tile[op] === tile || tile === null;
      spoken.textContent = own ? spokenOp(shown, op) : spokenTile(shown, tile);
    } else spoken.textContent = tile === null ? "" : spokenTile(shown, tile);
  };

  const wordsNow = () => {
    const { shown } = tilingStore.getState();
    return shown === null ? NO_WORDS : imageWords(shown);
  };

  const tooltip = makeTooltip(root);
  const hand = makeHand({ canvas: stage.canvas, tooltip, now: () => sceneNow(stage.size()) });
  const stops = [
    listen(stage.canvas, hand),
    makeFocusable(stage.canvas, PICTURE_KEYS, (has) => {
      focused = has;
      stage.markOverlay();
    }),
    onRequest((request) => {
      const now = sceneNow(stage.size());
      if (now !== undefined) obey(request, now);
    }),
    tilingStore.subscribe((now, before) => {
      if (differ(BASE, now, before)) stage.markBase();
      else if (differ(OVER, now, before)) stage.markOverlay();
      if (now.shown !== before.shown) tooltip.show(null, stage.canvas, 0, 0);
      if (differ(["shown", "op", "tile"], now, before)) heed();
    }),
    sessionStore.subscribe((now, before) => {
      if (now.addressBase !== before.addressBase) stage.markBase();
    }),
    offerImage({
      id: "scratchpad",
      title: "Scratchpad",
      words: wordsNow,
      ...imageOf(stage.size, paintAlone),
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    tooltip.stop();
    stage.stop();
  };
}
