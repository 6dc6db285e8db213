/** What the mouse and the keys do to boxes: point at one, select one. */

import { point, select, selectAlso, type Target } from "../../store/session.ts";
import { sceneStore, targetOf } from "./scene.ts";
import { viewStore } from "./view.ts";

let pointed: Target | null = null;
let pointing = false;

/** In a task of its own, and once for a leave and an enter: all panes light up, which takes a while. */
export function pointSoon(target: Target | null): void {
  pointed = target;
  if (pointing) return;
  pointing = true;
  setTimeout(() => {
    pointing = false;
    point(pointed);
  });
}

/** Points at what a box stands for; −1: at nothing. */
export function pointAt(box: number): void {
  const { scene } = sceneStore.getState();
  pointSoon(scene === null || box < 0 ? null : targetOf(scene, box));
}

/** Whether a click or key means its thing beside what is selected. */
export function meansAlso(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.shiftKey || event.ctrlKey || event.metaKey;
}

/** Selects what a box stands for; −1: nothing. `also`: beside what is selected. */
export function selectBox(box: number, also = false): void {
  const { scene } = sceneStore.getState();
  if (box >= 0) viewStore.setState({ current: box });
  if (also) {
    if (scene !== null && box >= 0) selectAlso(targetOf(scene, box));
  } else select(scene === null || box < 0 ? null : targetOf(scene, box));
}
