/** Gutters that timeline and arena share, so that a step stands at the same x in both. */

/** Pixels left of the plot: row names, addresses. */
export const LEFT_GUTTER = 76;
/** Pixels right of the plot: tenant counts, the memory-map column. */
export const RIGHT_GUTTER = 92;
