/** What was made last on this page, newest first: the palette offers it before anything is typed. */

import { createStore } from "zustand/vanilla";

const MOST = 5;

/** Ids of choices. */
export const recentStore = createStore<{ readonly ids: readonly string[] }>(() => ({ ids: [] }));

export function remember(id: string): void {
  recentStore.setState(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, MOST) }));
}
