/** Tiles in a scratchpad. */

import { toggleScratchpad } from "../tiling.ts";
import type { Command } from "./command.ts";

export const SCRATCHPAD: readonly Command[] = [
  {
    id: "scratchpad",
    title: "Scratchpad: matrix products in tiles",
    group: "Panes",
    keys: ["Shift+KeyT"],
    run: toggleScratchpad,
  },
];
