/** What can be shown on the arena's picture besides who lives where. */

/** How high the arena would stand if no address were ever used twice; the lower bound with the live bytes. */
export const GHOSTS = ["no-reuse", "bound"] as const;
export type Ghost = (typeof GHOSTS)[number];

/** Who lives at the peak; what keeps the selected from lying lower; views and in-place within their parent; padding. */
export const EXPLAINED = ["peak", "chain", "views", "padding"] as const;
export type Explained = (typeof EXPLAINED)[number];
