/** Pointer and wheel on a pane's canvas, turned into what they mean. Pixels are the canvas's own. */

export type Turn =
  | {
      readonly kind: "zoom-time" | "zoom-address";
      readonly factor: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: "pan-time" | "scroll"; readonly by: number };

/** Something that was taken hold of and follows the pointer until it is dropped, or the drag is abandoned. */
export interface Held {
  /** `free`, with Alt held: it snaps to nothing. */
  readonly move: (x: number, y: number, free: boolean) => void;
  readonly drop: () => void;
  readonly abandon: () => void;
}

export interface Hand {
  /** The CSS cursor over something that a drag takes hold of; undefined where there is nothing of the kind. */
  readonly grabs?: (x: number, y: number) => string | undefined;
  /** Takes hold of it; called when the drag has begun. */
  readonly grab?: (x: number, y: number) => Held | undefined;
  /** What a plain drag of a mouse or pen draws here; undefined: it pans. */
  readonly draws?: (x: number, y: number) => Held | undefined;
  /** Whether a drag that begins here moves the cursor instead of the picture. */
  readonly scrubs: (x: number, y: number) => boolean;
  readonly hover: (x: number, y: number) => void;
  readonly leave: () => void;
  /** `also`: with Shift, Ctrl or Command held, what is clicked is meant beside what is selected. */
  readonly click: (x: number, y: number, also: boolean) => void;
  readonly double: (x: number, y: number) => void;
  readonly scrub: (x: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly turn: (turn: Turn) => void;
}

/** A press that moves less than this many pixels is a click. */
const SLOP = 4;

type Drag = "none" | "pressed" | "pan" | "scrub" | "held";

/** A notch of a mouse wheel is about 100, a pinch on a touch pad about 5 at a time: both feel right through one curve. */
function factorOf(delta: number): number {
  return Math.exp(Math.min(60, Math.max(-60, delta)) * 0.006);
}

function turnOf(event: WheelEvent, x: number, y: number): Turn {
  const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 200 : 1;
  // With Shift held, browsers report a vertical wheel as horizontal.
  const main = (event.deltaY === 0 ? event.deltaX : event.deltaY) * unit;
  if (event.altKey || ((event.ctrlKey || event.metaKey) && event.shiftKey)) {
    return { kind: "zoom-address", factor: factorOf(main), x, y };
  }
  if (event.ctrlKey || event.metaKey) return { kind: "zoom-time", factor: factorOf(main), x, y };
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    return { kind: "pan-time", by: event.shiftKey ? main : event.deltaX * unit };
  }
  return { kind: "scroll", by: main };
}

/** Listens on the canvas; returns how to stop. */
export function listen(canvas: HTMLCanvasElement, hand: Hand): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  let drag: Drag = "none";
  let held: Held | undefined;
  let space = false;
  let start = { x: 0, y: 0 };
  const stop = new AbortController();
  const on = { signal: stop.signal };
  const place = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return a === undefined || b === undefined ? 0 : Math.max(10, Math.abs(a.x - b.x));
  };
  const letGo = () => {
    const abandoned = held;
    held = undefined;
    if (drag === "held") drag = "none";
    abandoned?.abandon();
  };
  /** A press has moved far enough to be a drag. */
  const begin = (pans: boolean): Drag => {
    hand.leave();
    const { x, y } = start;
    if (hand.grabs?.(x, y) !== undefined) held = hand.grab?.(x, y);
    else if (!pans) held = hand.draws?.(x, y);
    if (held === undefined) canvas.style.cursor = "grabbing";
    return held === undefined ? "pan" : "held";
  };
  canvas.style.touchAction = "none";

  canvas.addEventListener(
    "pointerdown",
    (event) => {
      const at = place(event);
      if (event.button > 1) return;
      canvas.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, at);
      start = at;
      const pans = event.button === 1 || space;
      drag = pans ? "pan" : hand.scrubs(at.x, at.y) ? "scrub" : "pressed";
      if (event.button === 1) event.preventDefault();
      if (drag === "scrub") hand.scrub(at.x);
    },
    on,
  );
  canvas.addEventListener(
    "pointermove",
    (event) => {
      const at = place(event);
      const before = fingers.get(event.pointerId);
      if (before === undefined) {
        const otherwise = hand.scrubs(at.x, at.y) ? "ew-resize" : "default";
        canvas.style.cursor = hand.grabs?.(at.x, at.y) ?? otherwise;
        hand.hover(at.x, at.y);
        return;
      }
      if (fingers.size === 2) {
        letGo();
        const was = spread();
        fingers.set(event.pointerId, at);
        const [a, b] = [...fingers.values()];
        const middle = ((a?.x ?? 0) + (b?.x ?? 0)) / 2;
        hand.turn({ kind: "zoom-time", factor: was / spread(), x: middle, y: at.y });
        drag = "pan";
        return;
      }
      fingers.set(event.pointerId, at);
      if (drag === "pressed" && Math.hypot(at.x - start.x, at.y - start.y) >= SLOP) {
        // a finger has no other way to pan
        drag = begin(event.shiftKey || event.pointerType === "touch");
      }
      if (drag === "scrub") hand.scrub(at.x);
      if (drag === "held") held?.move(at.x, at.y, event.altKey);
      if (drag === "pan") {
        canvas.style.cursor = "grabbing";
        hand.pan(at.x - before.x, at.y - before.y);
      }
    },
    on,
  );
  const release = (event: PointerEvent) => {
    const at = place(event);
    fingers.delete(event.pointerId);
    if (drag === "held" && event.type === "pointerup") {
      const dropped = held;
      held = undefined;
      dropped?.drop();
    } else letGo();
    if (drag === "pressed" && event.type === "pointerup") {
      hand.click(at.x, at.y, event.shiftKey || event.ctrlKey || event.metaKey);
    }
    if (fingers.size === 0) {
      drag = "none";
      canvas.style.cursor = "default";
    }
  };
  canvas.addEventListener("pointerup", release, on);
  canvas.addEventListener("pointercancel", release, on);
  canvas.addEventListener("pointerleave", () => fingers.size === 0 && hand.leave(), on);
  canvas.addEventListener(
    "dblclick",
    (event) => {
      const at = place(event);
      if (!hand.scrubs(at.x, at.y) && hand.grabs?.(at.x, at.y) === undefined) hand.double(at.x, at.y);
    },
    on,
  );
  canvas.addEventListener(
    "wheel",
    (event) => {
      const at = place(event);
      event.preventDefault();
      hand.turn(turnOf(event, at.x, at.y));
      if (fingers.size === 0) hand.hover(at.x, at.y);
    },
    { ...on, passive: false },
  );
  const spaceHeld = (event: KeyboardEvent) => {
    if (event.code === "Space") space = event.type === "keydown";
  };
  window.addEventListener("keydown", spaceHeld, on);
  window.addEventListener("keyup", spaceHeld, on);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || held === undefined) return;
      // it means the drag, not what is selected
      event.preventDefault();
      event.stopImmediatePropagation();
      letGo();
      canvas.style.cursor = "default";
    },
    { ...on, capture: true },
  );
  return () => stop.abort();
}
