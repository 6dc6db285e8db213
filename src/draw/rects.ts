/** A draw list of rectangles as a struct of arrays: filled once a frame, reused, never an object a rectangle. */

export interface Rects {
  count: number;
  x: Float32Array;
  y: Float32Array;
  w: Float32Array;
  h: Float32Array;
  /** Index into the table of paints (paints.ts). */
  fill: Int32Array;
  /** Index of the storage, or −1. */
  item: Int32Array;
}

export function makeRects(room = 1024): Rects {
  return {
    count: 0,
    x: new Float32Array(room),
    y: new Float32Array(room),
    w: new Float32Array(room),
    h: new Float32Array(room),
    fill: new Int32Array(room),
    item: new Int32Array(room),
  };
}

function grow(list: Rects): void {
  const room = list.x.length * 2;
  const wider = (a: Float32Array): Float32Array => {
    const b = new Float32Array(room);
    b.set(a);
    return b;
  };
  const widerInts = (a: Int32Array): Int32Array => {
    const b = new Int32Array(room);
    b.set(a);
    return b;
  };
  list.x = wider(list.x);
  list.y = wider(list.y);
  list.w = wider(list.w);
  list.h = wider(list.h);
  list.fill = widerInts(list.fill);
  list.item = widerInts(list.item);
}

export function pushRect(
  list: Rects,
  x: number,
  y: number,
  w: number,
  h: number,
  fill: number,
  item: number,
): void {
  const i = list.count;
  if (i === list.x.length) grow(list);
  list.x[i] = x;
  list.y[i] = y;
  list.w[i] = w;
  list.h[i] = h;
  list.fill[i] = fill;
  list.item[i] = item;
  list.count = i + 1;
}
