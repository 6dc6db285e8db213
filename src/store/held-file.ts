/** Whether the file that the open document came from is still at hand, so that it can be read again. */

import { createStore } from "zustand/vanilla";

/** The opening whose file is held; null: none. */
export const heldStore = createStore<{ readonly opening: number | null }>(() => ({ opening: null }));
