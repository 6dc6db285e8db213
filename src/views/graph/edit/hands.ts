/**
 * Hears the pointer before React Flow does, and tells gestures from clicks. What is pressed on a box, on a port, or on the
 * canvas with Shift is ours; all else (pan, zoom, pinch, clicks) stays React Flow's.
 */

import { documentStore } from "../../../store/document.ts";
import { offerUnder } from "../../../store/drawn.ts";
import { openGraph } from "../../../store/editing.ts";
import { speak } from "../../../store/spoken.ts";
import type { Viewport } from "../camera.ts";
import { selectBox } from "../hand.ts";
import { sceneStore } from "../scene.ts";
import { jumpTo, viewStore } from "../view.ts";
import { carryElements } from "./carry.ts";
import { onDoubleClick } from "./double-click.ts";
import { pull } from "./drag.ts";
import { dragBoxes } from "./drag-boxes.ts";
import { drawMarquee } from "./draw-marquee.ts";
import { drawWire } from "./draw-wire.ts";
import type { At, Gesture } from "./gesture.ts";
import { onNudgeKey } from "./nudge.ts";
import { frameOf, type Spot, spotAt } from "./spots.ts";
import { underPoint } from "./under.ts";
import { NOTHING, show } from "./under-way.ts";

/** Pixels that a hand may tremble in a click; a finger more. */
const STEADY = 4;
const STEADY_FINGER = 8;

interface Press {
  readonly id: number;
  readonly start: At;
  readonly steady: number;
  readonly spot: Spot;
  readonly begin: () => Gesture | null;
  /** Where the pane looked: it looks there again when the gesture is abandoned. */
  readonly view: Viewport;
}

function atOf(host: Element, event: { clientX: number; clientY: number; altKey: boolean }): At {
  const { left, top } = host.getBoundingClientRect();
  const pane = { x: event.clientX - left, y: event.clientY - top };
  const screen = { x: event.clientX, y: event.clientY };
  return { ...projected(pane), pane, screen, alt: event.altKey };
}

function projected(pane: { x: number; y: number }): Pick<At, "graph"> {
  const { x, y, zoom } = viewStore.getState();
  return { graph: { x: (pane.x - x) / zoom, y: (pane.y - y) / zoom } };
}

function isOutside({ pane }: At): boolean {
  const { width, height } = viewStore.getState();
  return pane.x < 0 || pane.y < 0 || pane.x > width || pane.y > height;
}

/** The gesture that a press could become; undefined: none of ours. */
function beginningOf(spot: Spot, at: At, event: PointerEvent): (() => Gesture | null) | undefined {
  switch (spot.kind) {
    case "input":
    case "output":
      return () => drawWire(spot, event.pointerType === "touch");
    case "box":
    case "frame":
      return () => dragBoxes(spot.key, at, event.altKey);
    case "canvas":
      return event.shiftKey ? () => drawMarquee(at, event.ctrlKey || event.metaKey) : undefined;
  }
}

/** Parts of the pane that are no canvas: its buttons, a field over a box. */
const OTHERS = ".react-flow__panel, input, button";

/** Listens on the element of React Flow; returns how to stop. */
export function takeHands(host: HTMLElement): () => void {
  let press: Press | null = null;
  let gesture: Gesture | null = null;
  let last: At | null = null;
  let frame = 0;
  let swallow = false;

  function follow(): void {
    frame = 0;
    if (gesture === null || last === null) return;
    const view = viewStore.getState();
    const by = pull(last.pane, view);
    if (by.x === 0 && by.y === 0) return;
    jumpTo({ x: view.x + by.x, y: view.y + by.y, zoom: view.zoom });
    last = { ...last, ...projected(last.pane) };
    gesture.move(last);
    frame = requestAnimationFrame(follow);
  }

  function end(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    if (press !== null && host.hasPointerCapture(press.id)) host.releasePointerCapture(press.id);
    press = null;
    gesture = null;
    last = null;
    host.removeAttribute("data-hand");
    show(NOTHING);
  }

  function abandon(): void {
    const from = gesture === null ? undefined : press?.view;
    gesture?.abandon();
    const { x, y, zoom } = viewStore.getState();
    if (from !== undefined && (from.x !== x || from.y !== y || from.zoom !== zoom)) jumpTo(from);
    end();
  }

  function onDown(event: PointerEvent): void {
    swallow = false;
    if (press !== null) {
      // a second finger pinches
      abandon();
      return;
    }
    const { scene } = sceneStore.getState();
    const frame = frameOf(event.target);
    const other = event.target instanceof Element && event.target.closest(OTHERS) !== null;
    if (!event.isPrimary || event.button !== 0 || (other && frame === undefined)) return;
    const document = openGraph();
    if (scene === null || document === null || viewStore.getState().overview) return;
    const start = atOf(host, event);
    const finger = event.pointerType === "touch";
    const spot: Spot =
      frame === undefined
        ? spotAt(document, scene, start.graph, viewStore.getState().zoom, finger)
        : { kind: "frame", key: frame };
    const begin = beginningOf(spot, start, event);
    if (begin === undefined) return;
    const { x, y, zoom } = viewStore.getState();
    const steady = finger ? STEADY_FINGER : STEADY;
    press = { id: event.pointerId, start, steady, spot, begin, view: { x, y, zoom } };
  }

  /** What we have taken, React Flow must not pan by. */
  function keep(event: Event): void {
    if (press !== null) event.stopPropagation();
  }

  function onMove(event: PointerEvent): void {
    if (press === null || event.pointerId !== press.id) return;
    last = atOf(host, event);
    if (gesture === null) {
      const { x, y } = press.start.screen;
      if (Math.hypot(event.clientX - x, event.clientY - y) < press.steady) return;
      swallow = true;
      gesture = press.begin();
      if (gesture === null) {
        end();
        return;
      }
      host.setPointerCapture(event.pointerId);
      host.setAttribute("data-hand", press.spot.kind);
    }
    gesture.move(last);
    if (frame === 0) frame = requestAnimationFrame(follow);
  }

  function onUp(event: PointerEvent): void {
    if (press === null || event.pointerId !== press.id) return;
    const at = atOf(host, event);
    if (gesture?.outside !== undefined && isOutside(at)) {
      speak(gesture.outside);
      abandon();
      return;
    }
    const done = gesture;
    // what follows changes the document, by which a gesture under way is abandoned
    gesture = null;
    if (done !== null) done.drop(at);
    else if (press.spot.kind === "input" || press.spot.kind === "output") {
      // the edge of a port lies outside of its box
      swallow = true;
      selectBox(press.spot.box, event.shiftKey || event.ctrlKey || event.metaKey);
    }
    end();
  }

  function onClick(event: MouseEvent): void {
    if (swallow) event.stopPropagation();
    swallow = false;
  }

  /** Shows what a press would take hold of. */
  function onHover(event: PointerEvent): void {
    const { scene } = sceneStore.getState();
    const document = openGraph();
    if (press !== null || scene === null || document === null || event.pointerType === "touch") return;
    const { overview, zoom } = viewStore.getState();
    const spot = overview ? null : spotAt(document, scene, atOf(host, event).graph, zoom, false);
    if (spot?.kind === "input" || spot?.kind === "output") host.setAttribute("data-over", spot.kind);
    else host.removeAttribute("data-over");
  }

  function onLost(event: PointerEvent): void {
    if (event.pointerId === press?.id) abandon();
  }

  function onKey(event: KeyboardEvent): void {
    if (press === null || event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    abandon();
  }

  const stop = new AbortController();
  const early = { capture: true, signal: stop.signal };
  host.addEventListener("pointerdown", onDown, early);
  host.addEventListener("mousedown", keep, early);
  host.addEventListener("touchstart", keep, early);
  host.addEventListener("pointermove", onHover, { signal: stop.signal, passive: true });
  host.addEventListener("click", onClick, early);
  host.addEventListener("dblclick", (event) => onDoubleClick(event, atOf(host, event)), early);
  host.addEventListener("keydown", onNudgeKey, early);
  window.addEventListener("pointermove", onMove, { signal: stop.signal });
  window.addEventListener("pointerup", onUp, { signal: stop.signal });
  window.addEventListener("pointercancel", onLost, { signal: stop.signal });
  window.addEventListener("blur", abandon, { signal: stop.signal });
  window.addEventListener("keydown", onKey, early);
  const unsubscribe = documentStore.subscribe((now, before) => {
    if (gesture !== null && now.document !== before.document) abandon();
  });
  const withdraw = offerUnder((screen) => underPoint(host, screen));
  const drop = carryElements(host);
  return () => {
    drop();
    withdraw();
    unsubscribe();
    abandon();
    stop.abort();
  };
}
