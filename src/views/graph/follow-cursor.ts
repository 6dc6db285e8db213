/** The node that runs at the cursor comes into view while somebody scrubs or plays, unless the graph is in use by hand. */

import { documentStore } from "../../store/document.ts";
import { onRequest } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { broughtIn } from "./camera.ts";
import { boxOf } from "./geometry.ts";
import { boxAtStep, sceneStore } from "./scene.ts";
import { glideTo, handStore, jumpTo, viewStore } from "./view.ts";

/** Milliseconds after somebody panned or edited the graph in which it stays where it is. */
const HANDS_OFF = 3000;
/** Milliseconds between two moves, so that a fast cursor leaves time for the other panes. */
const BETWEEN = 120;
/** Boxes beyond which the graph waits until the playing ends: each move draws them anew. */
const MOST_PLAYED = 5000;

/** Follows the cursor from now on; returns how to stop. */
export function followCursor(): () => void {
  let edited = Number.NEGATIVE_INFINITY;
  let moved = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const move = () => {
    waiting = undefined;
    const now = performance.now();
    const { scene } = sceneStore.getState();
    const view = viewStore.getState();
    const { playing, cursor } = sessionStore.getState();
    if (scene === null || view.width === 0) return;
    if (now - Math.max(edited, handStore.getState().at) < HANDS_OFF) return;
    if (playing && scene.skeleton.count > MOST_PLAYED) return;
    const box = boxAtStep(scene, cursor);
    if (box < 0) return;
    const to = broughtIn(boxOf(scene.geometry, box), view, view);
    if (to.x === view.x && to.y === view.y) return;
    // one step is glided to, many in a row are not
    if (playing || now - moved < 4 * BETWEEN) {
      viewStore.setState({ moved: true });
      jumpTo(to);
    } else glideTo(to);
    moved = now;
  };

  const stops = [
    // the cursor came along with a look elsewhere, whose glide a move of its own would stop half-way
    onRequest(({ kind }) => {
      if (kind !== "fit" && kind !== "frame-boxes") return;
      clearTimeout(waiting);
      waiting = undefined;
    }),
    sessionStore.subscribe((now, before) => {
      const ended = before.playing && !now.playing;
      if (now.cursor !== before.cursor || ended) waiting ??= setTimeout(move, BETWEEN);
    }),
    documentStore.subscribe((now, before) => {
      if (now.opening === before.opening && now.document !== before.document) edited = performance.now();
    }),
  ];
  return () => {
    clearTimeout(waiting);
    for (const stop of stops) stop();
  };
}
