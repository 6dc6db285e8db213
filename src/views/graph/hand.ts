/** What the mouse and the keys do to boxes and lines: point at one, choose one. */

import { choose, chooseAlso, chooseWire, chosenStore } from "../../store/chosen.ts";
import { point, select, selectAlso, sessionStore, type Target } from "../../store/session.ts";
import { inPlace } from "./looking.ts";
import { keyOfBox, portOfLine, type Scene, sceneStore, targetOf, tensorOfLine } from "./scene.ts";
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

/** What a line carries, in the plan on the page; null of what the plan does not have yet. */
function targetOfLine(scene: Scene, line: number): Target | null {
  const index = scene.tensors.there(tensorOfLine(scene, line));
  return index < 0 ? null : { kind: "tensor", index };
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

/** Chooses a box; −1: nothing. `also`: beside those that are chosen, or no more when it is one of them. */
export function selectBox(box: number, also = false): void {
  inPlace(() => chooseBox(box, also));
}

function chooseBox(box: number, also: boolean): void {
  const { scene } = sceneStore.getState();
  if (box >= 0) viewStore.setState({ current: box });
  if (scene === null || box < 0) {
    if (!also) choose([]);
    return;
  }
  const { selection, pairing } = sessionStore.getState();
  const target = targetOf(scene, box);
  if (!also && !pairing) choose([keyOfBox(scene, box)]);
  // what is selected elsewhere may be no box: the two are a pair all the same
  else if (selection !== null && target !== null && chosenStore.getState().keys.length === 0)
    selectAlso(target);
  else chooseAlso(keyOfBox(scene, box));
}

/** Chooses the connection that a line is, and what it carries; `also`: what it carries beside what is selected. */
export function selectLine(line: number, also = false): void {
  inPlace(() => chooseLine(line, also));
}

function chooseLine(line: number, also: boolean): void {
  const { scene } = sceneStore.getState();
  if (scene === null) return;
  const carries = targetOfLine(scene, line);
  const port = portOfLine(scene, line);
  if (also || sessionStore.getState().pairing) {
    if (carries !== null) selectAlso(carries);
  } else if (port === null) select(carries);
  else chooseWire(port, carries);
}

/** Points at what a line carries. */
export function pointAtLine(line: number): void {
  const { scene } = sceneStore.getState();
  pointSoon(scene === null ? null : targetOfLine(scene, line));
}
