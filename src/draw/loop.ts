/** The one animation loop: canvases register how they paint, mark themselves dirty, and are painted once a frame. */

export interface Part {
  /** Asks to be painted in the next frame. */
  readonly mark: () => void;
  readonly stop: () => void;
}

/** Paints; true when it wants the next frame too (an animation under way). `now` in milliseconds. */
type Paint = (now: number) => boolean;

interface Painter {
  readonly paint: Paint;
  /** Milliseconds that it takes, about. */
  cost: number;
}

const dirty = new Set<Painter>();
let frame = 0;

/**
 * Milliseconds of painting in a frame: what does not fit waits for the next, so that frames stay short and pointers alive.
 * What the browser then does with all that was drawn takes about as long again.
 */
const ENOUGH = 5;
/** Milliseconds of painting before which nothing waits. */
const LITTLE = 1;

function run(now: number): void {
  frame = 0;
  const batch = [...dirty];
  dirty.clear();
  const begun = performance.now();
  let passed = 0;
  const again: Painter[] = [];
  for (const painter of batch) {
    // Who waited comes first in the next frame, so nobody starves behind an animation.
    if (passed > LITTLE && passed + painter.cost > ENOUGH) {
      dirty.add(painter);
      continue;
    }
    if (painter.paint(now)) again.push(painter);
    const ended = performance.now() - begun;
    painter.cost = (painter.cost + ended - passed) / 2;
    passed = ended;
  }
  for (const painter of again) dirty.add(painter);
  if (dirty.size > 0) ask();
}

function ask(): void {
  if (frame === 0) frame = requestAnimationFrame(run);
}

export function addPart(paint: Paint): Part {
  const painter: Painter = { paint, cost: 0 };
  return {
    mark: () => {
      dirty.add(painter);
      ask();
    },
    stop: () => dirty.delete(painter),
  };
}
