/**
 * What fill indices of draw lists mean; draw/paints.ts has the colour of each in a theme. Tenants of buffers first (hue by
 * slot, shade by tenant), then the classes of a legend, then a sequential scale from little to much, then the ground.
 */

/** Hues of buffers, and shades that tenants of one go through. */
export const SLOTS = 7;
export const SHADES = 4;

/** Colours for classes that a legend names, each told from the others by colour-blind eyes; the last is for "all others". */
export const CLASSES = 8;

/** Steps of the sequential scale. */
export const HEAT_STEPS = 48;

export const CLASS_FIRST = SLOTS * SHADES;
export const HEAT_FIRST = CLASS_FIRST + CLASSES;
/** Fill of the ground itself: to wash over something. */
export const GROUND = HEAT_FIRST + HEAT_STEPS;
/** How many fills there are. */
export const FILLS = GROUND + 1;

/** Index of the fill of tenant number `ordinal` of a buffer with colour slot `slot`. */
export function tenantFill(slot: number, ordinal: number): number {
  return (slot % SLOTS) * SHADES + (ordinal % SHADES);
}

/** Index of the fill of class number `index`; from CLASSES on all are "all others". */
export function classFill(index: number): number {
  return CLASS_FIRST + Math.min(index, CLASSES - 1);
}

/** Index of the heat colour of a share, 0 … 1. */
export function heatFill(share: number): number {
  return HEAT_FIRST + Math.min(HEAT_STEPS - 1, Math.max(0, Math.floor(share * HEAT_STEPS)));
}
