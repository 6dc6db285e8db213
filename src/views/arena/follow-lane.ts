/** Which lane the pointer means: the one under it, or the one that it was in when its button went down. */

/** Tells heights of the canvas before anything else hears of the pointer; returns how to stop. */
export function followLane(canvas: HTMLElement, tell: (y: number) => void): () => void {
  const stop = new AbortController();
  const heed = (event: MouseEvent) => {
    if (event.type !== "pointerdown" && event.buttons !== 0) return;
    tell(event.clientY - canvas.getBoundingClientRect().top);
  };
  const on = { signal: stop.signal, capture: true, passive: true };
  for (const kind of ["pointermove", "pointerdown", "wheel"] as const)
    canvas.addEventListener(kind, heed, on);
  return () => stop.abort();
}
