/** What is looked at while frames are measured: pans and zooms over a plan, the same each time. */

/** Shares of all steps and of all addresses up to the peak: [from, to). */
export interface View {
  readonly time: readonly [from: number, to: number];
  readonly addresses: readonly [from: number, to: number];
}

const FRAMES = 20;

function about(x: number, y: number, wide: number, tall: number): View {
  const [w, h] = [Math.min(1, wide), Math.min(1, tall)];
  const left = Math.min(Math.max(0, x - w / 2), 1 - w);
  const low = Math.min(Math.max(0, y - h / 2), 1 - h);
  return { time: [left, left + w], addresses: [low, low + h] };
}

/** A pan over half of the plan, a zoom a thousandfold in time, a pan there, and back out in both directions. */
export function viewsOf(): View[] {
  const each = (make: (share: number) => View) =>
    Array.from({ length: FRAMES }, (_, i) => make(i / (FRAMES - 1)));
  return [
    ...each((t) => about(0.3 + 0.4 * t, 0.5, 0.5, 1)),
    ...each((t) => about(0.6, 0.4, 0.5 * 1000 ** -t, 1 - 0.6 * t)),
    ...each((t) => about(0.6 + 0.002 * t, 0.4 + 0.2 * t, 0.0005, 0.4)),
    ...each((t) => about(0.6, 0.5, 0.0005 * 2000 ** t, 0.4 + 0.6 * t)),
  ];
}
