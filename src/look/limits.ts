/** How large a plan may be to be looked through on the page's own thread. */

/** Storages of which a pass takes no more than a part of a frame. */
export const MOST_AT_ONCE = 20_000;
