/** The one animation loop: canvases register how they paint, mark themselves dirty, and are painted once a frame. */

export interface Part {
  /** Asks to be painted in the next frame. */
  readonly mark: () => void;
  readonly stop: () => void;
}

/** Paints; true when it wants the next frame too (an animation under way). `now` in milliseconds. */
type Paint = (now: number) => boolean;

const dirty = new Set<Paint>();
let frame = 0;

/** Milliseconds of painting after which the rest waits for the next frame: no long task, pointers stay alive. */
const ENOUGH = 10;

function run(now: number): void {
  frame = 0;
  const batch = [...dirty];
  dirty.clear();
  const begun = performance.now();
  const again: Paint[] = [];
  for (const paint of batch) {
    // Who waited comes first in the next frame, so nobody starves behind an animation.
    if (performance.now() - begun > ENOUGH) dirty.add(paint);
    else if (paint(now)) again.push(paint);
  }
  for (const paint of again) dirty.add(paint);
  if (dirty.size > 0) ask();
}

function ask(): void {
  if (frame === 0) frame = requestAnimationFrame(run);
}

export function addPart(paint: Paint): Part {
  return {
    mark: () => {
      dirty.add(paint);
      ask();
    },
    stop: () => dirty.delete(paint),
  };
}
