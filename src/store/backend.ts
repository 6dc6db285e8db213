/** What draws the rectangles of large arenas now, and why; the session says what a person wants. */

import { createStore } from "zustand/vanilla";

export interface BackendState {
  readonly now: "canvas" | "webgl";
  /** A sentence on why it is that; "" when there is nothing to say. */
  readonly why: string;
}

export const backendStore = createStore<BackendState>(() => ({ now: "canvas", why: "" }));

/** Cheap when nothing is new. */
export function tellBackend(now: BackendState["now"], why: string): void {
  backendStore.setState((s) => (s.now === now && s.why === why ? s : { now, why }));
}
