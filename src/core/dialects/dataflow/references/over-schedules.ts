/** What copies and pools can come to over all schedules of a graph: exact where that can be had, else between bounds. */

/** The exact value where both are one. */
export interface Between {
  readonly low: number;
  readonly high: number;
}

/** Over all schedules. */
export interface Extremes {
  readonly least: Between;
  readonly most: Between;
}
