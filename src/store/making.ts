/** What the arena waits for: cells of a large plan come from a worker, and the old ones stay until then. */

import { createStore } from "zustand/vanilla";
import type { HeatMode } from "../look/look.types.ts";

/** Null while all that is wanted is shown. */
export const makingStore = createStore<{ readonly cells: HeatMode | null }>(() => ({ cells: null }));
