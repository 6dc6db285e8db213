/** Which box a person is giving a new name: the canvas, or the inspector where the box is not drawn, shows a field for it. */

import { createStore } from "zustand/vanilla";
import type { BoxKey } from "../core/box-key.ts";

export const renamingStore = createStore<{ readonly key: BoxKey | null }>(() => ({ key: null }));

export function rename(key: BoxKey | null): void {
  renamingStore.setState({ key });
}
