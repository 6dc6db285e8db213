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

function run(now: number): void {
  frame = 0;
  const batch = [...dirty];
  dirty.clear();
  for (const paint of batch) if (paint(now)) dirty.add(paint);
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
